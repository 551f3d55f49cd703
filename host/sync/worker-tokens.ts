/** How a worker that speaks to the gateway gets access tokens from the host. */
import type { MessagePort, Worker } from 'node:worker_threads'
import { type ErrorCode, TandemError } from '../../domain/contract/errors.ts'
import { asTandemError } from '../errors.ts'
import type { TokenSource } from './gateway-client.ts'

export interface AskedToken {
  type: 'token'
  refused: string | null
  signedOutAt: string | null
}
export type TokenAnswer = { type: 'token'; token: string } | { type: 'noToken'; code: ErrorCode }

/** The next message of one of the given types. */
export function hear<M extends { type: string }, T extends M['type']>(
  host: MessagePort,
  ...types: T[]
): Promise<Extract<M, { type: T }>> {
  return new Promise((resolve) => {
    const listener = (message: M) => {
      if (!(types as string[]).includes(message.type)) return
      host.off('message', listener)
      resolve(message as Extract<M, { type: T }>)
    }
    host.on('message', listener)
  })
}

/**
 * Tokens by way of the host: every request asks anew, so that a token that ends during long work
 * is renewed there. One question at a time: each gets its own answer.
 */
export function tokensOf(host: MessagePort): TokenSource {
  let last: Promise<unknown> = Promise.resolve()
  const askHost = async (refused: string | null, signedOutAt: string | null) => {
    const answer = hear<TokenAnswer, TokenAnswer['type']>(host, 'token', 'noToken')
    host.postMessage({ type: 'token', refused, signedOutAt } satisfies AskedToken)
    const message = await answer
    if (message.type === 'noToken') throw new TandemError(message.code)
    return message.token
  }
  return {
    token(refused, signedOutAt) {
      const ask = () => askHost(refused ?? null, signedOutAt ?? null)
      const answer = last.then(ask, ask)
      last = answer
      return answer
    },
  }
}

/** On the host: answers a worker's question. */
export function answerToken(
  worker: Worker,
  tokens: TokenSource,
  { refused, signedOutAt }: AskedToken,
): void {
  const say = (answer: TokenAnswer) => worker.postMessage(answer)
  tokens.token(refused ?? undefined, signedOutAt ?? undefined).then(
    (token) => say({ type: 'token', token }),
    (error: unknown) => say({ type: 'noToken', code: asTandemError(error).code }),
  )
}
