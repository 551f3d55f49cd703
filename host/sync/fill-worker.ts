/** Runs in a worker thread: fills a new cache, and tells the host how far it is. */
import { parentPort } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import type { CacheFill } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { FillProgress, FromFillWorker, ToFillWorker } from './fill-messages.ts'
import { fillPages } from './fill-pages.ts'
import { gatewayClient } from './gateway-client.ts'

const host = parentPort!
const say = (message: FromFillWorker) => host.postMessage(message)

/** The next message of one of the given types. */
function hear<T extends ToFillWorker['type']>(
  ...types: T[]
): Promise<Extract<ToFillWorker, { type: T }>> {
  return new Promise((resolve) => {
    const listener = (message: ToFillWorker) => {
      if (!(types as string[]).includes(message.type)) return
      host.off('message', listener)
      resolve(message as Extract<ToFillWorker, { type: T }>)
    }
    host.on('message', listener)
  })
}

let lastAsk: Promise<unknown> = Promise.resolve()
async function askToken(refused: string | null, signedOutAt: string | null): Promise<string> {
  const answer = hear('token', 'noToken')
  say({ type: 'token', refused, signedOutAt })
  const message = await answer
  if (message.type === 'noToken') throw new TandemError(message.code)
  return message.token
}

// Started ahead of its work: whatever is slow to load is loaded by now.
const { work } = await hear('work')

const client = gatewayClient(work.gatewayUrl, {
  // Every page asks anew, so that a token that ends during a long fill is renewed by the host.
  // One question at a time: each gets its own answer.
  token: (refused, signedOutAt) => {
    const ask = () => askToken(refused ?? null, signedOutAt ?? null)
    const answer = lastAsk.then(ask, ask)
    lastAsk = answer
    return answer
  },
})

function progress(fill: CacheFill, phase: FillProgress['phase'], share = 1): void {
  const done = phase === 'INDEX' ? Math.round(fill.total * share) : fill.done
  say({ type: 'progress', fill: { done, total: Math.max(fill.total, done), phase } })
}

async function run(): Promise<void> {
  const { file, key, fillFor } = work
  const fill = await fillPages({
    client,
    location: { file, key: Buffer.from(key) },
    fillFor,
    stored: (filling) => progress(filling, 'RECORDS'),
  })
  try {
    progress(fill, 'INDEX', 0)
    fill.index((share) => progress(fill, 'INDEX', share))
    const finish = hear('finish')
    say({ type: 'complete' })
    await finish
    const { count } = fill.rejected
    fill.finish({ acceptDeletions: work.acceptDeletions })
    say({ type: 'finished', rejected: count })
  } catch (error) {
    fill.close()
    throw error
  }
}

try {
  await run()
} catch (error) {
  const { code, details } = asTandemError(error)
  say({ type: 'failed', code, details })
} finally {
  host.close()
}
