import type { ClientLink } from '@orpc/client'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { Way } from './way.ts'

/** What is asked of the host goes over `link`. `closed` settles once, when the host is gone. */
export interface Door {
  link: ClientLink<Record<never, never>>
  closed: Promise<void>
}

/** Makes a door of an open way. */
export async function openDoor(way: Way): Promise<Door> {
  if ('websocket' in way) return socketDoor(way.websocket)
  const { RPCLink } = await import('@orpc/client/message-port')
  const closed = new Promise<void>((resolve) => {
    way.port.addEventListener('close', () => resolve(), { once: true })
  })
  way.port.start()
  return { link: new RPCLink({ port: way.port }), closed }
}

function socketDoor(websocket: WebSocket): Door {
  const closed = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true })
    // It may have closed before anybody listened.
    if (websocket.readyState !== WebSocket.OPEN) resolve()
  })
  const socket = new SocketLink({ websocket })
  return {
    link: {
      call: (path, input, options) =>
        socket.call(path, input, { ...options, signal: whileOpen(websocket, options.signal) }),
    },
    closed,
  }
}

/** Aborts as `signal` does, but only while somebody can be told: on a closed socket that is an error. */
function whileOpen(websocket: WebSocket, signal: AbortSignal | undefined): AbortSignal | undefined {
  if (!signal) return signal
  const told = new AbortController()
  const tell = () => {
    if (websocket.readyState === WebSocket.OPEN) told.abort(signal.reason)
  }
  if (signal.aborted) tell()
  else signal.addEventListener('abort', tell, { once: true })
  return told.signal
}
