import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { workbenchContract } from '../../domain/contract/workbench.ts'
import type { Port } from '../../host/ports.ts'

export type WindowClient = ContractRouterClient<typeof workbenchContract>

/** The window's client over any port, as the page uses it over its own transports. */
export function portClient(port: Port): WindowClient {
  const socket = {
    readyState: 1,
    send: (text: unknown) => port.post(String(text)),
    addEventListener(type: string, listener: (event: { data: string }) => void) {
      if (type === 'message') port.onMessage((data) => listener({ data }))
      if (type === 'close') port.onClose(() => listener({ data: '' }))
    },
    removeEventListener() {},
  }
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
}

/** The code of the error that a call ends with; fails when the call succeeds. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    const data = (error as { data?: { code?: unknown } }).data
    return typeof data?.code === 'string' ? data.code : `no stable code: ${String(error)}`
  }
  throw new Error('the call was answered although it had to be refused')
}

/** A port over a WebSocket of a test, once it is open. */
export async function openSocket(
  url: string,
  headers: Record<string, string>,
): Promise<{ port: Port; socket: WebSocket }> {
  const socket = new WebSocket(url, { headers })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const port: Port = {
    post: (text) => socket.send(text),
    onMessage: (listener) => void socket.on('message', (data: Buffer) => listener(String(data))),
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.close(),
  }
  return { port, socket }
}
