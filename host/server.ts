/**
 * Serves the router on ports. Frames are JSON texts of oRPC's peer protocol; each is looked at
 * before it reaches the library: too large, malformed and unknown calls are answered here with a
 * stable code, or ignored when they carry no id to answer to.
 */
import type { SlowCalls } from './support/slow-calls.ts'
import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { type ErrorCode, TandemError } from '../domain/contract/errors.ts'
import { asTandemError, errorOf, errorValue } from './errors.ts'
import { errorFields, type Log } from './log.ts'
import { Pending } from './pending.ts'
import type { Port } from './ports.ts'
import { createRouter, type WorkbenchService } from './router.ts'

/** Longest frame from a window, in characters. */
export const FRAME_MAX_LENGTH = 1_000_000
/** A query that takes longer is logged by name, in milliseconds. */
export const SLOW_QUERY_MS = 40

const REQUEST = 1
const ID_OF_FRAME = /^\{"i":"([A-Za-z0-9]{1,40})"/
const CALL_PATH = /^\/[A-Za-z]{1,40}(\/[A-Za-z]{1,40})?$/

interface PeerListener {
  (event: { data: string }): void
}

/** An answer in the form that the library's client reads as a TANDEM error. */
function refusalFrame(id: string, code: ErrorCode): string {
  const error = { defined: true, code: 'TANDEM', status: 500, message: code, data: errorOf(code) }
  return JSON.stringify({ i: id, p: { s: 500, b: { json: error } } })
}

/** What to do with a frame: hand it on, refuse it by its id, or ignore it. */
function inspectFrame(text: string): 'PASS' | 'IGNORE' | { id: string; code: ErrorCode } {
  const id = ID_OF_FRAME.exec(text)?.[1]
  if (text.length > FRAME_MAX_LENGTH) return id ? { id, code: 'TOO_LARGE' } : 'IGNORE'
  if (!id) return 'IGNORE'
  const frame = parseObject(text)
  if (!frame) return { id, code: 'BAD_REQUEST' }
  // Anything but a request ends or feeds an earlier call; the library ignores unknown ids.
  if ('t' in frame && frame['t'] !== REQUEST) return frame['t'] === 4 ? 'PASS' : 'IGNORE'
  const payload = frame['p']
  if (!isObject(payload) || typeof payload['u'] !== 'string') return { id, code: 'BAD_REQUEST' }
  if ('m' in payload || 'h' in payload) return { id, code: 'BAD_REQUEST' }
  return CALL_PATH.test(payload['u']) ? 'PASS' : { id, code: 'UNKNOWN_CALL' }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** Serves windows until it is stopped; then every waiting call is answered HOST_STOPPED. */
export class PortServer {
  private readonly handler: RPCHandler<Record<never, never>>
  private readonly ports = new Set<Port>()
  private readonly log: Log
  private readonly slow: SlowCalls
  private readonly calls = new Pending()

  constructor(service: WorkbenchService, log: Log, slow: SlowCalls) {
    this.log = log
    this.slow = slow
    this.handler = new RPCHandler(createRouter(service), {
      rootInterceptors: [
        async (options) => {
          const result = await options.next()
          if (result.matched) return result
          const error = new ORPCError('TANDEM', { defined: true, data: errorOf('UNKNOWN_CALL') })
          const response = { status: error.status, headers: {}, body: { json: error.toJSON() } }
          return { matched: true, response }
        },
      ],
      clientInterceptors: [(options) => this.call(options.path.join('.'), () => options.next())],
    })
  }

  attach(port: Port): void {
    this.ports.add(port)
    port.onClose(() => this.ports.delete(port))
    void this.handler.upgrade({
      send: (data: unknown) => port.post(String(data)),
      addEventListener: (type: string, listener: PeerListener) => {
        if (type === 'message') port.onMessage((text) => this.receive(port, text, listener))
        if (type === 'close') port.onClose(() => listener({ data: '' }))
      },
    } as Parameters<RPCHandler<Record<never, never>>['upgrade']>[0])
  }

  private receive(port: Port, text: string, pass: PeerListener): void {
    const verdict = inspectFrame(text)
    if (verdict === 'PASS') return pass({ data: text })
    this.log('warn', 'frame.refused', { code: verdict === 'IGNORE' ? null : verdict.code })
    if (verdict !== 'IGNORE') port.post(refusalFrame(verdict.id, verdict.code))
  }

  private async call(name: string, run: () => Promise<unknown>): Promise<unknown> {
    const start = performance.now()
    try {
      return await this.calls.wait(run)
    } catch (error) {
      throw this.refusal(name, error)
    } finally {
      const ms = Math.round(performance.now() - start)
      if (ms > SLOW_QUERY_MS) {
        this.slow.note(name, ms)
        this.log('warn', 'query.slow', { name, ms })
      }
    }
  }

  private refusal(name: string, error: unknown): ORPCError<'TANDEM', unknown> {
    // The library speaks of bad input in its own words.
    const known =
      error instanceof ORPCError && error.code === 'BAD_REQUEST'
        ? new TandemError('BAD_REQUEST')
        : asTandemError(error)
    if (known.code === 'INTERNAL') this.log('error', 'call.failed', { name, ...errorFields(known) })
    return new ORPCError('TANDEM', { data: errorValue(known) })
  }

  /** Rejects what waits, then closes every port. */
  async close(): Promise<void> {
    this.calls.giveUp(new TandemError('HOST_STOPPED'))
    // One turn of the event loop, so that the refusals leave before the ports close.
    await new Promise((resolve) => setTimeout(resolve, 10))
    for (const port of this.ports) port.close()
  }
}
