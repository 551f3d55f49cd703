/** What every bench needs: medians and percentiles, and baselines measured in turn with the rest. */

/** The value below which the share `p` (0 to 1) of the samples lies; nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  if (samples.length === 0) throw new RangeError('no samples')
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!
}

/** Middle of the samples; of an even number, the mean of the two in the middle. */
export function median(samples: readonly number[]): number {
  if (samples.length === 0) throw new RangeError('no samples')
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The 95th percentile. */
export function p95(samples: readonly number[]): number {
  return percentile(samples, 0.95)
}

/** Milliseconds that one call takes. */
export function timed(call: () => unknown): number {
  const start = performance.now()
  call()
  return performance.now() - start
}

/** Milliseconds until what one call returns has settled. */
export async function timedAsync(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await call()
  return performance.now() - start
}

const REST_WINDOW_MS = 1000
const REST_WINDOWS = 3
const REST_SHARE = 0.05

/**
 * Resolves when this process, with all its threads, has been at rest for some seconds: what a desk
 * does in the background after its first fill (links, signals) is over.
 */
export async function atRest(): Promise<void> {
  for (let quiet = 0; quiet < REST_WINDOWS;) {
    const before = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, REST_WINDOW_MS))
    const { user, system } = process.cpuUsage(before)
    quiet = user + system < REST_SHARE * REST_WINDOW_MS * 1000 ? quiet + 1 : 0
  }
}

/**
 * Measures candidates in turn, so that a busy machine slows all of them alike: after `warmUp`
 * rounds, `rounds` samples of each in milliseconds. The round's number is handed to the call.
 */
export async function interleave<Name extends string>(
  candidates: Readonly<Record<Name, (round: number) => unknown>>,
  { rounds, warmUp = 3 }: { rounds: number; warmUp?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(candidates) as Name[]
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of names) {
      const start = performance.now()
      const result = candidates[name](round + warmUp)
      if (result instanceof Promise) await result
      if (round >= 0) samples[name].push(performance.now() - start)
    }
  }
  return samples
}

/** What the promise gives; an error that names `what` when it takes longer than `ms` milliseconds. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${ms / 1000} s for ${what}.`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
