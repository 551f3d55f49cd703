import { type Transferable, Worker } from 'node:worker_threads'

/** Worker threads of the host, by the file that each one runs. */
const WORKERS = {
  fill: () => new URL('./sync/fill-worker.ts', import.meta.url),
  check: () => new URL('./support/check-worker.ts', import.meta.url),
  pull: () => new URL('./sync/pull-worker.ts', import.meta.url),
  snapshot: () => new URL('./sync/snapshot-worker.ts', import.meta.url),
  links: () => new URL('./linking/links-worker.ts', import.meta.url),
  forecast: () => new URL('./queue/forecast-worker.ts', import.meta.url),
  letter: () => new URL('./letters/letter-worker.ts', import.meta.url),
  findings: () => new URL('./analysis/findings-worker.ts', import.meta.url),
  workshop: () => new URL('./workshop/workshop-worker.ts', import.meta.url),
  renewal: () => new URL('./desk/renewal-worker.ts', import.meta.url),
} as const

/**
 * Starts a worker thread. In a build every worker is one file beside the host's own: the address
 * of the source is used only where the source itself runs.
 */
export function startWorker(
  name: keyof typeof WORKERS,
  workerData?: unknown,
  transferList: Transferable[] = [],
): Worker {
  const url = import.meta.url.endsWith('.ts')
    ? WORKERS[name]()
    : new URL(`./${name}-worker.js`, import.meta.url)
  return new Worker(url, { workerData, transferList, name: `tandem-${name}` })
}
