/**
 * Listening on a port, and what is no request yet: callers who send or read too slowly, or send
 * what is no HTTP. They get a code of the wire where an answer is possible, and hold nobody up.
 */
import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import type { ErrorCode } from '../domain/contract/errors.ts'
import { sendingMs } from '../domain/contract/line.ts'
import { StartError } from './start-error.ts'

/** How long a caller may take, in milliseconds. */
export interface Patience {
  /** Until the head of a request is there. */
  head: number
  /** Until all of a request is there. */
  request: number
  /** Without a byte in or out: longer than a statement of the database and than hints are silent. */
  silence: number
}

const PATIENCE: Patience = { head: 10_000, request: 60_000, silence: 120_000 }

/** With callers whose bodies have up to so many bytes, over the slowest line. */
export function patienceFor(bodyBytes: number): Patience {
  return { ...PATIENCE, request: PATIENCE.request + sendingMs(bodyBytes) }
}

/** Running requests may finish for this long when the gateway closes. */
const CLOSE_GRACE_MS = 3_000
/** A connection whose last answer has ended by then is closed without that grace. */
const CLOSE_IDLE_MS = 50

export interface Listener {
  url: string
  /** Lets running requests finish, then stops. */
  close(): Promise<void>
}

/** Listens; port 0 takes a free one. Throws PORT_TAKEN. */
export async function openListener(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { host: string; port: number },
  { head, request, silence }: Patience,
): Promise<Listener> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      headersTimeout: head,
      requestTimeout: request,
      connectionsCheckingInterval: Math.ceil(head / 4),
    },
  }) as Server
  server.setTimeout(silence)
  server.on('clientError', refuse)
  const url = await listenOn(server, host, port)
  return { url, close: () => closeServer(server) }
}

const REFUSALS: Readonly<Record<string, { status: string; code: ErrorCode }>> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', code: 'TOO_LARGE' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', code: 'BAD_REQUEST' },
}
const NO_HTTP = { status: '400 Bad Request', code: 'BAD_REQUEST' } as const

/** Answers what never became a request, unless an answer is on its way already. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex & { bytesWritten?: number }): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten !== 0) {
    socket.destroy()
    return
  }
  const { status, code } = REFUSALS[error.code ?? ''] ?? NO_HTTP
  const body = JSON.stringify({ code })
  const head = ['Connection: close', 'Content-Type: application/json', 'Cache-Control: no-store']
  const lines = [`HTTP/1.1 ${status}`, ...head, `Content-Length: ${body.length}`, '', body]
  socket.end(lines.join('\r\n'), () => socket.destroy())
}

async function listenOn(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code =
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? 'PORT_TAKEN' : 'INTERNAL'
      reject(new StartError(code, `${host}:${port}`, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS)
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS)
  await closed
  clearInterval(idle)
  clearTimeout(timer)
}
