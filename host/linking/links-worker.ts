/**
 * Runs in a worker thread: links declarations to the register on a read-only connection of its own,
 * and keeps the register in memory, so that a change costs what it touches.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type LinkWork, openReader } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { Linker } from './linker.ts'
import type { FromLinksWorker, LinksData, ToLinksWorker } from './links-messages.ts'
import { inPieces } from './pieces.ts'

const host = parentPort!
const { file, key } = workerData as LinksData
const cache = openReader({ file, key: Buffer.from(key) })
const say = (message: FromLinksWorker) => host.postMessage(message)
let linker: Linker | null = null

async function* allWork(): AsyncGenerator<LinkWork> {
  const { upTo } = cache.links.waiting()
  linker = new Linker(cache.links)
  const model = linker.learn()
  for (const { rows } of linker.all(0, cache.links.lastDeclaration())) {
    yield* inPieces({ rows, upTo: 0, model: null })
  }
  yield { rows: [], upTo, model }
  linker.rememberOpen()
}

async function* renewal(): AsyncGenerator<LinkWork> {
  const waiting = cache.links.waiting()
  if (!linker) {
    linker = new Linker(cache.links)
    linker.useModel(cache.links.model()!)
    linker.rememberOpen()
  }
  yield* inPieces({ rows: linker.renew(waiting), upTo: waiting.upTo, model: null })
}

let stored: (() => void) | null = null

async function run(batches: AsyncGenerator<LinkWork>): Promise<void> {
  try {
    for await (const work of batches) {
      const { promise, resolve } = Promise.withResolvers<void>()
      stored = resolve
      say({ type: 'batch', work })
      await promise
    }
    say({ type: 'finished' })
  } catch (error) {
    const { code, details } = asTandemError(error)
    say({ type: 'failed', code, details })
  }
}

host.on('message', (message: ToLinksWorker) => {
  if (message.type === 'stored') stored?.()
  else void run(message.type === 'all' ? allWork() : renewal())
})
