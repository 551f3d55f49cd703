/**
 * Browser mode: an HTTP server on 127.0.0.1 that serves the page and takes one kind of WebSocket.
 * Private to the person who started it: the start token stands in the fragment of the address
 * (never sent, never logged), the page trades it for a cookie, and every request must name exactly
 * this host; whatever changes or reads data must come from exactly this origin.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { TandemError } from '../../domain/contract/errors.ts'
import { asTandemError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Port } from '../ports.ts'
import { FRAME_MAX_LENGTH } from '../server.ts'
import { readStatic } from './static-files.ts'

/** Bytes of the start token and of the cookie. */
const SECRET_BYTES = 32
/** Largest body of POST /session, in bytes. */
const SESSION_BODY_MAX = 1_000
/** A frame above FRAME_MAX_LENGTH is answered; one above this closes the socket. */
const SOCKET_PAYLOAD_MAX = 2 * FRAME_MAX_LENGTH
/** A window that does not read is cut off when this much waits for it, in bytes. */
const SOCKET_BACKLOG_MAX = 64_000_000

export interface LoopbackOptions {
  /** 0: any free port. */
  port: number
  /** Folder of the built page. */
  pageDir: string
  log: Log
  /** Called with the port of each window. */
  attach(port: Port): void
}

export interface LoopbackDoor {
  /** Address of the page with the start token in its fragment. */
  url: string
  origin: string
  token: string
  close(): Promise<void>
}

/** Headers of every answer. The page may load its own files and talk to its own socket, no more. */
export function securityHeaders(host: string): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ws://${host}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}

/** Opens the door. Throws PORT_TAKEN when another program listens there. */
export async function openLoopbackDoor(options: LoopbackOptions): Promise<LoopbackDoor> {
  const server = createServer()
  const port = await listen(server, options.port)
  const gate = new Gate(`127.0.0.1:${port}`)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: SOCKET_PAYLOAD_MAX,
    perMessageDeflate: false,
  })
  server.on('request', (request, response) => {
    answer(gate, options.pageDir, request, response).catch((error: unknown) => {
      options.log('error', 'door.failed', { code: asTandemError(error).code })
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    // The server lets go of a socket that asks to upgrade: one that breaks would end the host.
    socket.on('error', () => socket.destroy())
    if (!gate.admits(request)) {
      options.log('warn', 'door.refused')
      refuseUpgrade(socket)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.attach(socketPort(webSocket))
    })
  })
  return {
    url: `${gate.origin}/#token=${gate.token}`,
    origin: gate.origin,
    token: gate.token,
    async close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Decides who may come in: exact host, exact origin, token or cookie compared in constant time. */
class Gate {
  readonly host: string
  readonly origin: string
  readonly token = randomBytes(SECRET_BYTES).toString('base64url')
  private readonly cookieValue = randomBytes(SECRET_BYTES).toString('base64url')
  private readonly cookieName: string

  constructor(host: string) {
    this.host = host
    this.origin = `http://${host}`
    // Cookies know no ports: the name keeps two workbenches on one machine apart.
    this.cookieName = `tandem-${host.split(':')[1]}`
  }

  isHost(request: IncomingMessage): boolean {
    return request.headers.host === this.host
  }
  isOrigin(request: IncomingMessage): boolean {
    return request.headers.origin === this.origin
  }
  isToken(token: unknown): boolean {
    return typeof token === 'string' && isSame(token, this.token)
  }
  admits(request: IncomingMessage): boolean {
    return (
      request.method === 'GET' &&
      request.url === '/workbench' &&
      this.isHost(request) &&
      this.isOrigin(request) &&
      isSame(this.cookieOf(request), this.cookieValue)
    )
  }
  cookie(): string {
    return `${this.cookieName}=${this.cookieValue}; HttpOnly; SameSite=Strict; Path=/`
  }

  private cookieOf(request: IncomingMessage): string {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
    const mine = pairs.find((pair) => pair.startsWith(`${this.cookieName}=`))
    return mine?.slice(this.cookieName.length + 1) ?? ''
  }
}

function isSame(given: string, secret: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new TandemError('PORT_TAKEN', { port }) : error)
    })
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

async function answer(
  gate: Gate,
  pageDir: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, headers: Record<string, string> = {}, body?: Buffer) => {
    response.writeHead(status, { ...securityHeaders(gate.host), ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  if (!gate.isHost(request)) return send(403)
  if (request.url === '/session') return send(...(await tradeToken(gate, request)))
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(405, { allow: 'GET, HEAD' })
  const file = await readStatic(pageDir, request.url ?? '/')
  if (!file) return send(404)
  send(200, { 'content-type': file.type, 'cache-control': file.cache }, file.body)
}

/** POST /session with the start token in its body: answers the cookie of this run. */
async function tradeToken(
  gate: Gate,
  request: IncomingMessage,
): Promise<[status: number, headers?: Record<string, string>]> {
  if (request.method !== 'POST') return [405, { allow: 'POST' }]
  if (!gate.isOrigin(request)) return [403]
  if (request.headers['content-type'] !== 'application/json') return [415]
  const body = await readBody(request, SESSION_BODY_MAX)
  if (body === null) return [413, { connection: 'close' }]
  return gate.isToken(tokenIn(body))
    ? [204, { 'set-cookie': gate.cookie(), 'cache-control': 'no-store' }]
    : [403]
}

async function readBody(request: IncomingMessage, max: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > max) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tokenIn(body: string): unknown {
  try {
    const json: unknown = JSON.parse(body)
    return typeof json === 'object' && json !== null && 'token' in json ? json.token : null
  } catch {
    return null
  }
}

function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}

/** A port over a WebSocket. Binary frames are ignored. */
function socketPort(socket: WebSocket): Port {
  // The library reports a protocol error here and closes; there is nothing more to do.
  socket.on('error', () => {})
  return {
    post(text) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > SOCKET_BACKLOG_MAX) socket.terminate()
      else socket.send(text)
    },
    onMessage(listener) {
      // `nodebuffer` is the library's form unless told otherwise.
      socket.on('message', (data: Buffer, isBinary) => {
        if (!isBinary) listener(data.toString('utf8'))
      })
    },
    onClose(listener) {
      socket.on('close', listener)
    },
    close() {
      socket.close()
    },
  }
}
