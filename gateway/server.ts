/**
 * The gateway over HTTP: the routes of domain/contract/sync.ts. It keeps nothing between two
 * requests except open hint streams, so that several gateways may share one database.
 */
import { promisify } from 'node:util'
import { constants, gzip as gzipCallback } from 'node:zlib'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as v from 'valibot'
import { AccessBatch, AccessDays, AccessFilter, AccessQuestion } from '../domain/contract/access.ts'
import { ImportBatch } from '../domain/contract/imports.ts'
import { ReporterAsked } from '../domain/contract/reports.ts'
import { TandemError, type ErrorCode } from '../domain/contract/errors.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { OpenedHere } from '../domain/contract/opened.ts'
import { Id } from '../domain/contract/records.ts'
import { DOCUMENT_BYTES_MAX } from '../domain/documents/content.ts'
import { NEXT_PAGE, pageToLines, PAGE_LINES } from '../domain/contract/page-lines.ts'
import {
  CommandBatch,
  ContentSent,
  DocumentAsked,
  WIRE_VERSION,
  type Me,
  type PlantedPage,
  type SignedOut,
  type SnapshotPage,
} from '../domain/contract/sync.ts'
import { openedAs } from '../domain/rights/opened.ts'
import { scopesOf } from '../domain/rights/rights.ts'
import { mayScoreLinks } from '../domain/rights/scorecard.ts'
import { appendAccess } from './access-log.ts'
import { accessOutliers, exportAccess, searchAccess } from './access-readers.ts'
import { colleaguesOf, rememberPeople } from './colleagues.ts'
import { importBatch } from './imports.ts'
import { runBatch } from './commands.ts'
import { giveDocument, takeContent } from './documents.ts'
import { openReporter } from './reporters.ts'
import { isTooSlow, isUnreachable, type Database } from './database.ts'
import { markOf, readChanges, readHead, readSnapshot, viewOf } from './feed.ts'
import { createHintHub, type HintHub } from './hints.ts'
import { createOpenedBoard, type OpenedBoard } from './opened.ts'
import { openListener, patienceFor, type Listener, type Patience } from './listener.ts'
import { errorName, type Log } from './log.ts'
import { refuseSignedOut, signOutEverywhere } from './sign-outs.ts'
import { scopeMask } from './scopes.ts'
import type { Seal } from './sealing.ts'
import { sweepNowAndThen } from './sweep.ts'
import { createTokenCheck, type Caller, type TokenSettings } from './token.ts'

/** Limits of requests and pages. */
export interface GatewayLimits {
  /** Most records of a snapshot page; a desk may ask for fewer. */
  snapshotRows: number
  /** Most rows of a change page, unless one transaction is larger. */
  changeRows: number
  /** Most bytes of record bodies in a page, unless one record or transaction is larger. */
  pageBytes: number
  /** Largest request body, in bytes. */
  bodyBytes: number
  /** Largest body that brings a content, in bytes. */
  contentBodyBytes: number
}

/** Time between two looks for what is to be forgotten, in milliseconds. */
const SWEEP_MS = 60 * 60 * 1000

/** Measured on the practice world: larger pages gain nothing and cost memory on both sides. */
export const DEFAULT_LIMITS: GatewayLimits = {
  snapshotRows: 5_000,
  changeRows: 5_000,
  pageBytes: 8 * 1024 * 1024,
  bodyBytes: 16 * 1024 * 1024,
  // A document in base64, and what stands around it.
  contentBodyBytes: Math.ceil(DOCUMENT_BYTES_MAX / 3) * 4 + 4096,
}

export interface GatewaySettings extends TokenSettings {
  /** Open and migrated. The gateway does not close it. */
  database: Database
  /** Locks who reported, and opens it. */
  seal: Seal
  log: Log
  /** Whose records really are, where somebody knows: a practice world. Elsewhere there is no such call. */
  planted?: (from: number) => Promise<PlantedPage>
  now?: () => Date
  limits?: Partial<GatewayLimits>
  /** What one person may send a day, in MB; absent: UPLOAD_MB_PER_DAY. */
  uploadMbPerDay?: number
  patience?: Partial<Patience>
}

export interface Gateway {
  /** Answers a request without a network, as a server would. */
  fetch(request: Request): Promise<Response>
  /** Listens; port 0 takes a free one. Throws PORT_TAKEN. */
  listen(address: { host: string; port: number }): Promise<{ url: string }>
  /** Ends hint streams, lets running requests finish, stops listening. */
  close(): Promise<void>
}

type Env = { Variables: { caller: Caller } }

/** Makes a gateway on an open database. */
export function createGateway(settings: GatewaySettings): Gateway {
  const { database, log } = settings
  const now = () => (settings.now?.() ?? new Date()).getTime()
  const hub: HintHub = createHintHub(now, (listener) => board.left(listener))
  const board: OpenedBoard = createOpenedBoard(database, hub, log)
  const stops = [
    database.onHead(hub.announce),
    database.onSignOut(hub.endOf),
    sweepNowAndThen(database, { now: () => new Date(now()), log, everyMs: SWEEP_MS }),
  ]
  const app = createApp(settings, hub, board)
  const listeners: Listener[] = []
  return {
    fetch: async (request) => await app.fetch(request),
    async listen(address) {
      const { bodyBytes, contentBodyBytes } = { ...DEFAULT_LIMITS, ...settings.limits }
      const longest = Math.max(bodyBytes, contentBodyBytes)
      const patience = { ...patienceFor(longest), ...settings.patience }
      const listener = await openListener(app.fetch, address, patience)
      listeners.push(listener)
      return { url: listener.url }
    },
    async close() {
      for (const stop of stops) stop()
      hub.close()
      await board.close()
      await Promise.all(listeners.map((listener) => listener.close()))
    },
  }
}

// ---------------------------------------------------------------- routes

function createApp(settings: GatewaySettings, hub: HintHub, board: OpenedBoard): Hono<Env> {
  const { database, seal, log, now = () => new Date() } = settings
  const limits = { ...DEFAULT_LIMITS, ...settings.limits }
  const tokens = createTokenCheck(settings)
  const app = new Hono<Env>()

  app.use(async (context, next) => {
    await next()
    context.header('Cache-Control', 'no-store')
    context.header('X-Content-Type-Options', 'nosniff')
  })
  app.onError((error, context) => answerError(error, context, log))
  app.notFound((context) => answerError(new TandemError('UNKNOWN_CALL'), context, log))

  app.get('/health', async (context) => {
    await readHead(database.queries)
    return context.json({ ok: true, wire: WIRE_VERSION })
  })

  app.use('/sync/*', async (context, next) => {
    const caller = await tokens.caller(context.req.header('authorization'))
    await refuseSignedOut(database.queries, caller)
    context.set('caller', caller)
    await next()
  })

  app.get('/sync/me', async (context) => {
    const { actor } = context.get('caller')
    await rememberPeople(database.queries, [actor])
    const { id, head } = await readHead(database.queries)
    const cursor = numberParameter(context, 'cursor', 0)
    const colleagues = await colleaguesOf(database.queries, actor)
    return answer(context, {
      actor,
      wire: WIRE_VERSION,
      gatewayId: id,
      view: viewOf(actor).key,
      head,
      ...(cursor > 0 && { mark: await markOf(database.queries, cursor) }),
      at: now().toISOString(),
      colleagues,
    } satisfies Me)
  })

  app.get('/sync/snapshot', async (context) => {
    const after = context.req.query('after') ?? null
    const rows = numberParameter(context, 'limit', limits.snapshotRows)
    const { actor } = context.get('caller')
    const page = { rows: Math.min(Math.max(rows, 1), limits.snapshotRows), bytes: limits.pageBytes }
    return answerPage(context, await readSnapshot(database.queries, actor, after, page))
  })

  app.get('/sync/changes', async (context) => {
    const client = checked(Id, context.req.query('client'), 'client')
    const from = numberParameter(context, 'from')
    const page = { rows: limits.changeRows, bytes: limits.pageBytes }
    const { actor } = context.get('caller')
    return answer(context, await readChanges(database.queries, actor, client, from, page))
  })

  const { planted } = settings
  if (planted) {
    app.get('/sync/planted', async (context) => {
      if (!mayScoreLinks(context.get('caller').actor)) throw new TandemError('FORBIDDEN')
      return answer(context, await planted(numberParameter(context, 'from')))
    })
  }

  const limitedTo = (max: number) =>
    bodyLimit({
      maxSize: max,
      onError: (context) => answerError(new TandemError('TOO_LARGE', { max }), context, log),
    })
  const limited = limitedTo(limits.bodyBytes)
  /** What is asked stands in the body: an address would name the person in logs on the way. */
  const ask = <T>(
    path: string,
    schema: v.GenericSchema<unknown, T>,
    run: (actor: Actor, input: T) => Promise<unknown>,
    within = limited,
  ) =>
    app.post(path, within, async (context) => {
      const input = checked(schema, await readJson(context), 'body')
      return answer(context, await run(context.get('caller').actor, input))
    })
  ask('/sync/commands', CommandBatch, (actor, batch) =>
    runBatch(database, actor, batch, { now, log, seal }),
  )
  ask('/sync/import', ImportBatch, (actor, batch) => importBatch(database, actor, batch))
  ask('/sync/document', DocumentAsked, (actor, asked) =>
    giveDocument(database.queries, actor, asked),
  )
  ask('/sync/opened', OpenedHere, async (actor, here) => {
    await board.put(actor, here)
    return {}
  })
  ask(
    '/sync/content',
    ContentSent,
    (actor, sent) => takeContent(database, actor, sent, now(), settings.uploadMbPerDay),
    limitedTo(limits.contentBodyBytes),
  )
  ask('/sync/reporter', ReporterAsked, (actor, asked) =>
    openReporter(database, seal, actor, asked, now()),
  )
  ask('/sync/access', AccessBatch, (actor, batch) => appendAccess(database, actor, batch, now()))
  ask('/sync/access/search', AccessQuestion, (actor, question) =>
    searchAccess(database, actor, question, now()),
  )
  ask('/sync/access/outliers', AccessDays, (actor, days) =>
    accessOutliers(database, actor, days, now()),
  )
  ask('/sync/access/export', AccessFilter, (actor, filter) =>
    exportAccess(database, actor, filter, now()),
  )

  app.post('/sync/sign-out-everywhere', async (context) => {
    const at = now()
    await signOutEverywhere(database, context.get('caller'), at, await tokens.issuerClock(at))
    return answer(context, { at: at.toISOString() } satisfies SignedOut)
  })

  app.get('/sync/hints', async (context) => {
    const caller = context.get('caller')
    const { actor } = caller
    const named = context.req.query('stream')
    const stream = named === undefined ? null : checked(Id, named, 'stream')
    const reader = stream !== null && openedAs(actor) !== null
    const listener = hub.open(
      actor.id,
      caller.expiresAt,
      reader ? { stream, mask: scopeMask(scopesOf(actor)) } : null,
    )
    try {
      // Whoever left everywhere since the last look would not be told to this stream any more.
      await refuseSignedOut(database.queries, caller)
      listener.tell((await readHead(database.queries)).head)
      await board.tellAll(listener)
    } catch (error) {
      listener.end()
      throw error
    }
    context.header('Content-Type', 'text/event-stream')
    // Proxies must pass each hint on at once.
    context.header('X-Accel-Buffering', 'no')
    return context.body(listener.stream)
  })

  return app
}

// ---------------------------------------------------------------- requests

function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, parameter: string): T {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) throw new TandemError('BAD_REQUEST', { parameter })
  return parsed.output
}

function numberParameter(context: Context, name: string, otherwise?: number): number {
  const text = context.req.query(name)
  if (text === undefined && otherwise !== undefined) return otherwise
  const number = /^\d{1,15}$/.test(text ?? '') ? Number(text) : NaN
  if (Number.isNaN(number)) throw new TandemError('BAD_REQUEST', { parameter: name })
  return number
}

async function readJson(context: Context): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text())
  } catch (error) {
    throw new TandemError('BAD_REQUEST', { parameter: 'body' }, { cause: error })
  }
}

// ---------------------------------------------------------------- answers

const gzip = promisify(gzipCallback)
/** Below this a packet holds the answer anyway. */
const GZIP_FROM_CHARACTERS = 1_400

/** Compressed when the desk accepts it. Fast rather than small: pages are large and many. */
async function answer(context: Context, value: unknown): Promise<Response> {
  return answerText(context, JSON.stringify(value), 'application/json')
}

/** A snapshot page, as lines for who asks for them. */
async function answerPage(context: Context, page: SnapshotPage): Promise<Response> {
  context.header(NEXT_PAGE, page.next ?? '')
  const asked = context.req.header('accept') === PAGE_LINES
  return asked ? answerText(context, pageToLines(page), PAGE_LINES) : answer(context, page)
}

async function answerText(context: Context, text: string, type: string): Promise<Response> {
  context.header('Content-Type', type)
  context.header('Vary', 'Accept, Accept-Encoding')
  const accepts = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(
    context.req.header('accept-encoding') ?? '',
  )
  if (!accepts || text.length < GZIP_FROM_CHARACTERS) return context.body(text)
  context.header('Content-Encoding', 'gzip')
  return context.body(await gzip(text, { level: constants.Z_BEST_SPEED }))
}

const STATUS: Partial<Record<ErrorCode, 400 | 401 | 403 | 404 | 409 | 413 | 429 | 503>> = {
  BAD_REQUEST: 400,
  REASON_REQUIRED: 400,
  TEXT_TOO_LONG: 400,
  GATEWAY_REFUSED_TOKEN: 401,
  FORBIDDEN: 403,
  SEAL_KEY_MISSING: 409,
  NO_LEGAL_BASIS: 403,
  UNKNOWN_CALL: 404,
  NOT_FOUND: 404,
  COMMAND_OUT_OF_ORDER: 409,
  GATEWAY_EMPTY: 409,
  TOO_LARGE: 413,
  DOCUMENT_EMPTY: 400,
  DOCUMENT_TOO_LARGE: 413,
  UPLOADS_USED_UP: 429,
  GATEWAY_SLOW: 503,
  GATEWAY_UNREACHABLE: 503,
}

/** An error as `WireError`; what nobody expected is logged and told as INTERNAL. */
function answerError(error: unknown, context: Context, log: Log): Response {
  const told = toTold(error)
  const status = STATUS[told.code] ?? 500
  if (status >= 500) {
    const path = context.req.path
    log({ event: 'request-failed', path, code: told.code, error: errorName(error) })
  }
  if (status === 401) context.header('WWW-Authenticate', 'Bearer error="invalid_token"')
  return context.json({ code: told.code, details: told.details }, status)
}

function toTold(error: unknown): TandemError {
  if (error instanceof TandemError) return error
  if (isTooSlow(error)) return new TandemError('GATEWAY_SLOW')
  if (isUnreachable(error)) return new TandemError('GATEWAY_UNREACHABLE', { part: 'database' })
  // The caller broke off while the body came.
  if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') {
    return new TandemError('BAD_REQUEST', { parameter: 'body' })
  }
  return new TandemError('INTERNAL')
}
