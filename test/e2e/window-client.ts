/** The window's client without a window: trades the start token and speaks over the socket. */
import { openSocket, portClient, type WindowClient } from '../host/client.ts'

export interface ConnectedWindow {
  client: WindowClient
  close(): void
}

/** Connects to a desk by the address that `npm start` printed. */
export async function connectWindow(address: string): Promise<ConnectedWindow> {
  const { origin, hash } = new URL(address)
  const token = hash.slice('#token='.length)
  const entered = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const headers = { cookie, origin }
  const { port, socket } = await openSocket(`${origin.replace('http:', 'ws:')}/workbench`, headers)
  return { client: portClient(port), close: () => socket.close() }
}

/** Waits until the desk has filled its cache and computed its findings. */
export async function whenComplete({ client }: ConnectedWindow): Promise<void> {
  let hadFindings = false
  for await (const event of await client.events()) {
    if (event.type !== 'sync') continue
    const { state, fill } = event.status
    if (fill?.phase === 'FINDINGS') hadFindings = true
    else if (hadFindings && fill === null && state === 'UP_TO_DATE') return
  }
}
