/**
 * The bare way to the host: a socket in a browser, a port in Electron. It opens before anything large
 * is read, so that it stands when the first question can be asked (main.ts).
 */
import { TandemError } from '../../domain/contract/errors.ts'

/** An open way. Nothing comes over it before something was asked. */
export type Way = { websocket: WebSocket } | { port: MessagePort }

/**
 * Opens the way that fits the place where the page runs: Electron serves it from its own scheme and
 * hands a port through the preload script. Rejects with a TandemError when there is no host.
 */
export async function openWay(): Promise<Way> {
  return location.protocol === 'app:' ? { port: await nextPort() } : await openSocket()
}

async function openSocket(): Promise<Way> {
  await enter()
  const websocket = new WebSocket(`ws://${location.host}/workbench`)
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true })
    websocket.addEventListener('close', () => void refusal().then(reject), { once: true })
  })
  return { websocket }
}

/** Why the socket did not open: no host, or a host that was started anew and knows us no more. */
async function refusal(): Promise<TandemError> {
  const answers = await fetch(location.pathname, { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => false,
  )
  return new TandemError(answers ? 'FORBIDDEN' : 'HOST_STOPPED')
}

const TOKEN = /^#token=([A-Za-z0-9_-]+)$/

/** Trades the start token of the address for a cookie, and takes it out of the address. */
async function enter(): Promise<void> {
  const token = TOKEN.exec(location.hash)?.[1]
  if (!token) return
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => {
    throw new TandemError('HOST_STOPPED')
  })
  if (!answer.ok) throw new TandemError('FORBIDDEN')
  history.replaceState(null, '', '#/queue')
}

/** What the preload script posts, with the port. */
export const PORT_MESSAGE = 'tandem:port'

/** The next port from the preload script: the same window, the same origin, nothing else. */
function nextPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source !== window || event.origin !== location.origin) return
      if (event.data !== PORT_MESSAGE || !port) return
      window.removeEventListener('message', listen)
      resolve(port)
    }
    window.addEventListener('message', listen)
    window.postMessage(`${PORT_MESSAGE}?`, location.origin)
  })
}
