/**
 * The loopback address to which the provider sends the browser back (RFC 8252, 7.3): listens on
 * 127.0.0.1, any port, answers `/callback` with its own `state` once, then closes itself. Any
 * program of this machine may knock here: whatever else is asked is not found and ends nothing.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TandemError } from '../../domain/contract/errors.ts'
import type { UiLanguage } from '../../domain/contract/codes.ts'
import de from '../../resources/i18n/de/host.json' with { type: 'json' }
import en from '../../resources/i18n/en/host.json' with { type: 'json' }
import fr from '../../resources/i18n/fr/host.json' with { type: 'json' }
import nl from '../../resources/i18n/nl/host.json' with { type: 'json' }

const TEXTS = { nl, fr, de, en }
/** How long a person may take at the provider, in milliseconds. */
const SIGN_IN_TIMEOUT_MS = 10 * 60_000
/** Bytes of the state that an answer has to bring back. */
const STATE_BYTES = 32

export interface CallbackListener {
  /** `http://127.0.0.1:PORT/callback`. */
  redirect: string
  /** Unguessable; the provider repeats it, so that an answer is known to belong to this sign-in. */
  state: string
  /** Resolves with the address that the browser asked for; rejects SIGN_IN_CANCELLED. */
  answer: Promise<URL>
  cancel(): void
}

/** Starts to listen; the page that closes the round is in `language`. */
export async function listenForCallback(language: UiLanguage): Promise<CallbackListener> {
  const answer = Promise.withResolvers<URL>()
  // A cancelled sign-in rejects before anybody may have begun to wait.
  answer.promise.catch(() => {})
  const state = randomBytes(STATE_BYTES).toString('base64url')
  const isAnswer = (url: URL) =>
    url.pathname === '/callback' && url.searchParams.get('state') === state
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1')
    if (request.method !== 'GET' || !url || !isAnswer(url)) {
      response.writeHead(404, PAGE_HEADERS).end()
      return
    }
    response.writeHead(200, PAGE_HEADERS).end(closingPage(language))
    answer.resolve(new URL(`${redirect}${url.search}`))
    stop()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const redirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
  const stop = () => {
    clearTimeout(timer)
    server.close()
    server.closeIdleConnections()
  }
  const cancel = () => {
    answer.reject(new TandemError('SIGN_IN_CANCELLED'))
    stop()
  }
  const timer = setTimeout(cancel, SIGN_IN_TIMEOUT_MS)
  timer.unref()
  return { redirect, state, answer: answer.promise, cancel }
}

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
}

function closingPage(language: UiLanguage): string {
  const { title, text } = TEXTS[language].callback
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`
}
