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
  return { link: new SocketLink({ websocket }), closed }
}
