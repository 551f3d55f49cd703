import type { ClientLink } from '@orpc/client'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { TandemError } from '../../domain/contract/errors.ts'

/** An open way to the host. `closed` settles once, when the host is gone. */
export interface Door {
  link: ClientLink<Record<never, never>>
  closed: Promise<void>
}

/**
 * Opens the door that fits the place where the page runs: Electron serves it from its own scheme
 * and hands a port through the preload script.
 */
export function openDoor(): Promise<Door> {
  return location.protocol === 'app:' ? openPortDoor() : openSocketDoor()
}

async function openSocketDoor(): Promise<Door> {
  await enter()
  const websocket = new WebSocket(`ws://${location.host}/workbench`)
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true })
    websocket.addEventListener('close', () => void refusal().then(reject), { once: true })
  })
  const closed = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true })
  })
  return { link: new SocketLink({ websocket }), closed }
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

async function openPortDoor(): Promise<Door> {
  const [{ RPCLink }, port] = await Promise.all([import('@orpc/client/message-port'), nextPort()])
  const closed = new Promise<void>((resolve) => {
    port.addEventListener('close', () => resolve(), { once: true })
  })
  port.start()
  return { link: new RPCLink({ port }), closed }
}

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
