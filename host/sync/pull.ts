/** A long backlog is pulled in a worker thread; the host takes over what it did, page by page. */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { Cache, Touched } from '../../db/index.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { asTandemError } from '../errors.ts'
import { startWorker } from '../workers.ts'
import type { TokenSource } from './gateway-client.ts'
import type { FromPullWorker, PullWork, ToPullWorker } from './pull-messages.ts'
import type { Slice } from './pull-pages.ts'
import { Turn } from './turn.ts'
import { answerToken } from './worker-tokens.ts'

export interface PullHooks {
  tokens: TokenSource
  /** The host's handle: it shows nothing of what `onWritten` was not told of. */
  cache: Cache
  /** These transactions are what reads see now and did not before. */
  onWritten(slices: readonly Slice[]): void
  /** The facts of these changed by what was told of. */
  onTouched(touched: Touched): void
}

/** Reads of the host stand still between two hand-overs; its own acts see what was written by then. */
class Standstill {
  readonly turn = new Turn()
  readonly #cache: Cache
  readonly #port: MessagePort
  /** Taken in as they come: at the hand-over reads wait. */
  #slices: Slice[] = []
  readonly #tell: (slices: readonly Slice[]) => void

  constructor({ cache, onWritten }: PullHooks, port: MessagePort) {
    this.#cache = cache
    this.#port = port
    this.#tell = onWritten
    port.on('message', (slice: Slice) => this.#slices.push(slice))
    port.unref()
  }

  begin(): void {
    this.#cache.hold((write) =>
      this.turn.host(() => {
        try {
          return write()
        } finally {
          this.#handOver()
        }
      }),
    )
  }

  end(): void {
    this.#cache.release()
    this.#handOver()
  }

  #handOver(): void {
    let next = receiveMessageOnPort(this.#port)
    for (; next; next = receiveMessageOnPort(this.#port)) this.#slices.push(next.message as Slice)
    const slices = this.#slices
    this.#slices = []
    if (slices.length > 0) this.#tell(slices)
  }
}

/** Subjects that are told of in one turn of the host: a few milliseconds. */
const TOLD_AT_ONCE = 2_000

/** Tells piece by piece whose facts changed, and lets who reads go between. */
async function tellTouched({ persons, enterprises }: Touched, tell: PullHooks['onTouched']) {
  const longest = Math.max(persons.length, enterprises.length)
  for (let from = 0; from < longest; from += TOLD_AT_ONCE) {
    await new Promise((resolve) => setImmediate(resolve))
    const piece = (ids: string[]) => ids.slice(from, from + TOLD_AT_ONCE)
    tell({ persons: piece(persons), enterprises: piece(enterprises) })
  }
}

export interface RunningPull {
  /**
   * True at the end of the feed. False: the pages are of other data or rights than the cache. Throws
   * what the gateway or the cache throws. When it settles, nothing is written or held any more, and
   * all that changed is told.
   */
  inStep: Promise<boolean>
  /** When the worker is gone, which moves the log into the file at its end: true when it did. */
  gone: Promise<boolean>
}

/** Pulls to the end of the feed; the worker is the only one to move the log until it is gone. */
export function runPull(
  work: Omit<PullWork, 'turn' | 'slices'>,
  hooks: PullHooks,
  signal: AbortSignal,
): RunningPull {
  const { port1, port2 } = new MessageChannel()
  const standstill = new Standstill(hooks, port1)
  const { shared } = standstill.turn
  const worker = startWorker('pull', { ...work, turn: shared, slices: port2 }, [port2])
  let isCleared = false
  const gone = new Promise<boolean>((resolve) => worker.once('exit', () => resolve(isCleared)))
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const goOn = () => worker.postMessage({ type: 'goOn' } satisfies ToPullWorker)
  let told = Promise.resolve()
  const receive = (message: FromPullWorker) => {
    switch (message.type) {
      case 'token':
        return answerToken(worker, hooks.tokens, message)
      case 'ready':
        standstill.begin()
        return goOn()
      case 'written':
        standstill.end()
        goOn()
        told = told.then(() => tellTouched(message.touched, hooks.onTouched))
        told.catch(reject)
        return
      case 'finished':
        return resolve(message.inStep)
      case 'cleared':
        isCleared = true
        return
      case 'failed':
        return reject(new TandemError(message.code, message.details))
    }
  }
  worker.on('message', (message: FromPullWorker) => {
    try {
      receive(message)
    } catch (error) {
      reject(error)
    }
  })
  worker.on('error', (error) => reject(asTandemError(error)))
  worker.on('exit', () => reject(new TandemError('INTERNAL')))
  const stop = () => {
    reject(new TandemError('HOST_STOPPED'))
    void worker.terminate()
  }
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  void gone.then(() => signal.removeEventListener('abort', stop))
  const settled = async (): Promise<boolean> => {
    try {
      return await promise
    } catch (error) {
      await worker.terminate()
      await gone
      throw error
    } finally {
      standstill.end()
      port1.close()
      await told
    }
  }
  return { inStep: settled(), gone }
}
