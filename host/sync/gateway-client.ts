/**
 * Speaks the wire of domain/contract/sync.ts. Every request has a time limit; every answer is
 * checked against its schema. Failures are TandemError: GATEWAY_UNREACHABLE (no answer),
 * GATEWAY_BAD_ANSWER (an answer that is not of the wire), GATEWAY_REFUSED_TOKEN, or the code that
 * the gateway itself gave.
 */
import * as v from 'valibot'
import {
  type AccessBatch,
  type AccessDays,
  AccessExport,
  type AccessFilter,
  AccessOutliers,
  AccessPage,
  type AccessQuestion,
  AccessTaken,
} from '../../domain/contract/access.ts'
import { isErrorCode, TandemError } from '../../domain/contract/errors.ts'
import { fits, type Fits } from '../../domain/contract/fits.ts'
import { ANSWER_MS, sendingMs } from '../../domain/contract/line.ts'
import { linesToPage, NEXT_PAGE, PAGE_LINES } from '../../domain/contract/page-lines.ts'
import {
  ChangePage,
  CommandAnswers,
  type CommandBatch,
  type ContentSent,
  ContentTaken,
  type DocumentAsked,
  DocumentGiven,
  Hint,
  Me,
  type OpenedHere,
  PlantedPage,
  SignedOut,
  SnapshotPage,
  WIRE_VERSION,
  WireError,
  WireOnly,
} from '../../domain/contract/sync.ts'
import { type ImportBatch, ImportTaken } from '../../domain/contract/imports.ts'
import { type ReporterAsked, ReporterGiven } from '../../domain/contract/reports.ts'
import { CLOCK_TIMERS, type Timers } from './timers.ts'

/** A page holds thousands of records: checked by plain functions. */
const isSnapshotPage = fits(SnapshotPage)

/** The check of a small answer. */
const shape =
  <T>(schema: v.GenericSchema<unknown, T>): Fits<T> =>
  (value): value is T =>
    v.is(schema, value)

/** Time limits in milliseconds, each beside what a body takes on its way and anew with each part of the answer. */
const TIMEOUT_MS = {
  short: 10_000,
  page: ANSWER_MS,
  hintConnect: 10_000,
  hintSilence: 60_000,
} as const

/**
 * Longest answer, in bytes as unpacked: above the largest page that the gateway makes (a push of
 * its largest body, escaped twice). An answer without end must not take the memory of the desk.
 */
const ANSWER_BYTES_MAX = 64 * 1024 * 1024

/** Where access tokens come from. */
export interface TokenSource {
  /**
   * `refused` is the token that the gateway did not take; `signedOutAt` says why, when the person
   * signed out everywhere since they signed in here (an instant).
   */
  token(refused?: string, signedOutAt?: string): Promise<string>
}

export interface GatewayClient {
  /** `cursor`: the change whose mark is wanted. */
  me(signal?: AbortSignal, cursor?: number): Promise<Me>
  /** `onNext` hears the cursor of the next page as soon as the head of the answer tells it. */
  snapshot(
    after: string | null,
    limit: number,
    options?: { onNext?(next: string | null): void; signal?: AbortSignal },
  ): Promise<SnapshotPage>
  changes(client: string, from: number, signal?: AbortSignal): Promise<ChangePage>
  commands(batch: CommandBatch, signal?: AbortSignal): Promise<CommandAnswers>
  /** Listens for hints until the stream of this name ends or fails; `onHint` gets each. */
  hints(stream: string, onHint: (hint: Hint) => void, signal: AbortSignal): Promise<void>
  /** Ends all sessions of the person, on all desks. */
  signOutEverywhere(): Promise<SignedOut>
}

/** Extracts that a service imports. */
export interface ImportClient {
  importBatch(batch: ImportBatch): Promise<ImportTaken>
}

/** Which dossier stands open here, for the other desks. */
export interface OpenedClient {
  opened(here: OpenedHere): Promise<void>
}

/** Whose records really are: a practice gateway alone knows. */
export interface PlantedClient {
  /** UNKNOWN_CALL from a gateway of real data, FORBIDDEN for another role. */
  planted(from: number, signal?: AbortSignal): Promise<PlantedPage>
}

/** Contents of documents at the gateway. */
export interface DocumentClient {
  document(asked: DocumentAsked): Promise<DocumentGiven>
  sendContent(sent: ContentSent, signal?: AbortSignal): Promise<ContentTaken>
}

/** Who reported something: at the gateway alone. */
export interface ReporterClient {
  reporter(asked: ReporterAsked): Promise<ReporterGiven>
}

/** The access log at the gateway. */
export interface AccessClient {
  access(batch: AccessBatch, signal?: AbortSignal): Promise<AccessTaken>
  accessSearch(question: AccessQuestion): Promise<AccessPage>
  accessOutliers(days: AccessDays): Promise<AccessOutliers>
  accessExport(filter: AccessFilter): Promise<AccessExport>
}

interface Ask {
  path: string
  method?: 'GET' | 'POST'
  body?: string
  /** Another form of the answer than JSON. */
  accept?: string
  /** Hears the head of a good answer before its body. */
  onHead?(headers: Headers): void
  timeout: number
  signal?: AbortSignal | undefined
}

/** What lies between a client and the gateway. */
export interface ClientWay {
  fetch: typeof fetch
  timers: Timers
}

const NETWORK: ClientWay = { fetch: (...args) => fetch(...args), timers: CLOCK_TIMERS }

/** A client of the gateway at `url` (no trailing slash). */
export function gatewayClient(
  url: string,
  tokens: TokenSource,
  way = NETWORK,
): GatewayClient &
  ImportClient &
  AccessClient &
  DocumentClient &
  OpenedClient &
  PlantedClient &
  ReporterClient {
  // On the same machine compressing costs more than it saves.
  const isLoopback = new URL(url).hostname === '127.0.0.1'
  const send = async (ask: Ask, token: string, signal: AbortSignal): Promise<Response> => {
    try {
      return await way.fetch(`${url}${ask.path}`, {
        method: ask.method ?? 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          ...(ask.accept ? { accept: ask.accept } : {}),
          ...(isLoopback ? { 'accept-encoding': 'identity' } : {}),
          ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(ask.body === undefined ? {} : { body: ask.body }),
        redirect: 'error',
        signal,
      })
    } catch (cause) {
      throw new TandemError('GATEWAY_UNREACHABLE', {}, { cause })
    }
  }
  /** Sends with the current token, once more with a fresh one after a 401. */
  const authorised = async (ask: Ask, signal: AbortSignal): Promise<Response> => {
    const token = await tokens.token()
    const response = await send(ask, token, signal)
    if (response.status !== 401) return response
    const fresh = await tokens.token(token, await signedOutAt(response))
    const again = await send(ask, fresh, signal)
    if (again.status !== 401) return again
    const left = await signedOutAt(again)
    // Who holds the tokens lets this one go, and says so.
    if (left) await tokens.token(fresh, left)
    throw new TandemError('GATEWAY_REFUSED_TOKEN')
  }
  const request = async <T>(isAnswer: Fits<T>, ask: Ask): Promise<T> => {
    const limit = new TimeLimit(ask.timeout + sendingMs(bytesOf(ask)), way.timers)
    const heard = () => limit.within(ask.timeout)
    const signal = ask.signal ? AbortSignal.any([ask.signal, limit.signal]) : limit.signal
    try {
      const response = await authorised(ask, signal)
      // A proxy says this too, in its own words.
      if (response.status === 413) {
        await response.body?.cancel()
        throw new TandemError('TOO_LARGE')
      }
      if (response.ok) ask.onHead?.(response.headers)
      heard()
      const json = await readAnswer(response, heard)
      if (!response.ok) throw refusal(response.status, json)
      if (!isAnswer(json)) {
        throw new TandemError('GATEWAY_BAD_ANSWER', { status: response.status })
      }
      return json
    } finally {
      limit.end()
    }
  }
  const post = <T>(
    schema: v.GenericSchema<unknown, T>,
    path: string,
    value: unknown,
    signal?: AbortSignal,
  ): Promise<T> =>
    request(shape(schema), {
      path,
      method: 'POST',
      body: JSON.stringify(value),
      timeout: TIMEOUT_MS.page,
      signal,
    })
  return {
    access: (batch, signal) => post(AccessTaken, '/sync/access', batch, signal),
    accessSearch: (question) => post(AccessPage, '/sync/access/search', question),
    accessOutliers: (days) => post(AccessOutliers, '/sync/access/outliers', days),
    document: (asked) => post(DocumentGiven, '/sync/document', asked),
    sendContent: (sent, signal) => post(ContentTaken, '/sync/content', sent, signal),
    reporter: (asked) => post(ReporterGiven, '/sync/reporter', asked),
    accessExport: (filter) => post(AccessExport, '/sync/access/export', filter),
    importBatch: (batch) => post(ImportTaken, '/sync/import', batch),
    async me(signal, cursor = 0) {
      const ask: Ask = { path: `/sync/me?cursor=${cursor}`, timeout: TIMEOUT_MS.short, signal }
      return readMe(await request(shape(v.unknown()), ask))
    },
    snapshot(after, limit, { onNext, signal } = {}) {
      const cursor = after === null ? '' : `after=${encodeURIComponent(after)}&`
      const path = `/sync/snapshot?${cursor}limit=${limit}`
      const onHead = (headers: Headers) => {
        const next = headers.get(NEXT_PAGE)
        if (next !== null) onNext?.(next || null)
      }
      const timeout = TIMEOUT_MS.page
      return request(isSnapshotPage, { path, accept: PAGE_LINES, onHead, timeout, signal })
    },
    changes(client, from, signal) {
      const path = `/sync/changes?client=${encodeURIComponent(client)}&from=${from}`
      return request(shape(ChangePage), { path, timeout: TIMEOUT_MS.page, signal })
    },
    planted(from, signal) {
      const path = `/sync/planted?from=${from}`
      return request(shape(PlantedPage), { path, timeout: TIMEOUT_MS.page, signal })
    },
    commands: (batch, signal) => post(CommandAnswers, '/sync/commands', batch, signal),
    signOutEverywhere() {
      const path = '/sync/sign-out-everywhere'
      return request(shape(SignedOut), { path, method: 'POST', timeout: TIMEOUT_MS.short })
    },
    async opened(here) {
      await post(v.strictObject({}), '/sync/opened', here)
    },
    async hints(stream, onHint, signal) {
      const silence = new TimeLimit(TIMEOUT_MS.hintConnect, way.timers)
      try {
        const ask: Ask = { path: `/sync/hints?stream=${stream}`, timeout: 0 }
        const both = AbortSignal.any([signal, silence.signal])
        const response = await authorised(ask, both)
        if (!response.ok || !response.body || !isType(response, 'text/event-stream')) {
          await response.body?.cancel()
          throw new TandemError('GATEWAY_BAD_ANSWER', { status: response.status })
        }
        silence.within(TIMEOUT_MS.hintSilence)
        await readHints(response.body, onHint, () => silence.within(TIMEOUT_MS.hintSilence))
      } finally {
        silence.end()
      }
    },
  }
}

const bytesOf = ({ body }: Ask): number => (body === undefined ? 0 : Buffer.byteLength(body))

/** Aborts when the time is over; a dead connection gives no other sign. */
class TimeLimit {
  private readonly controller = new AbortController()
  private readonly timers: Timers
  private callOff = () => {}

  constructor(ms: number, timers: Timers) {
    this.timers = timers
    this.within(ms)
  }
  get signal(): AbortSignal {
    return this.controller.signal
  }
  /** The time begins anew. */
  within(ms: number): void {
    this.callOff()
    this.callOff = this.timers.after(ms, () => this.controller.abort())
  }
  end(): void {
    this.callOff()
  }
}

function isType(response: Response, type: string): boolean {
  return response.headers.get('content-type')?.startsWith(type) ?? false
}

/** The body as text. A longer one than any answer of the wire is left, and a bad answer. */
async function readText(response: Response, heard: () => void): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const part of response.body ?? []) {
      heard()
      bytes += part.byteLength
      if (bytes > ANSWER_BYTES_MAX) break
      parts.push(part)
    }
  } catch (cause) {
    throw new TandemError('GATEWAY_UNREACHABLE', {}, { cause })
  }
  if (bytes > ANSWER_BYTES_MAX) throw new TandemError('GATEWAY_BAD_ANSWER')
  return Buffer.concat(parts, bytes).toString('utf8')
}

/** What an answer says, in either form; text that is of neither is a bad answer. */
async function readAnswer(response: Response, heard: () => void): Promise<unknown> {
  if (!isType(response, PAGE_LINES)) return readJson(response, heard)
  const text = await readText(response, heard)
  try {
    return linesToPage(text)
  } catch (cause) {
    throw new TandemError('GATEWAY_BAD_ANSWER', { status: response.status }, { cause })
  }
}

/** The body as JSON; a page of a proxy, a cut answer or another type is a bad answer. */
async function readJson(response: Response, heard = () => {}): Promise<unknown> {
  if (!isType(response, 'application/json')) {
    await response.body?.cancel()
    throw new TandemError('GATEWAY_BAD_ANSWER', { status: response.status })
  }
  const text = await readText(response, heard)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TandemError('GATEWAY_BAD_ANSWER', { status: response.status }, { cause })
  }
}

/** Looks at the version first: another wire is told as such, not as a bad answer. */
function readMe(json: unknown): Me {
  const version = v.safeParse(WireOnly, json)
  if (version.success && version.output.wire !== WIRE_VERSION) {
    const theirs = version.output.wire
    throw new TandemError('WIRE_MISMATCH', { mine: WIRE_VERSION, theirs })
  }
  const me = v.safeParse(Me, json)
  if (!me.success) throw new TandemError('GATEWAY_BAD_ANSWER')
  return me.output
}

const LeftEverywhere = v.object({
  details: v.object({ signedOutAt: v.pipe(v.string(), v.isoTimestamp()) }),
})

/** When the person signed out everywhere, if that is why a token was refused. */
async function signedOutAt(response: Response): Promise<string | undefined> {
  const json = await readJson(response).catch(() => null)
  const parsed = v.safeParse(LeftEverywhere, json)
  return parsed.success ? parsed.output.details.signedOutAt : undefined
}

function refusal(status: number, json: unknown): TandemError {
  const parsed = v.safeParse(WireError, json)
  // An internal failure over there is no failure here: it may pass.
  if (!parsed.success || !isErrorCode(parsed.output.code) || parsed.output.code === 'INTERNAL') {
    return new TandemError('GATEWAY_BAD_ANSWER', { status })
  }
  const plain = Object.entries(parsed.output.details ?? {}).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
  )
  return new TandemError(parsed.output.code, Object.fromEntries(plain))
}

/** Longest line of a hint stream, in characters. */
const HINT_LINE_MAX = 10_000

async function readHints(
  body: ReadableStream<Uint8Array>,
  onHint: (hint: Hint) => void,
  heard: () => void,
): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const bytes of body) {
      heard()
      const text = decoder.decode(bytes, { stream: true })
      const lines = (rest + text).split(/\r?\n/)
      rest = lines.pop() ?? ''
      if (rest.length > HINT_LINE_MAX) throw new TandemError('GATEWAY_BAD_ANSWER')
      for (const line of lines) readHint(line, onHint)
    }
  } catch (cause) {
    if (cause instanceof TandemError) throw cause
    throw new TandemError('GATEWAY_UNREACHABLE', {}, { cause })
  }
}

function readHint(line: string, onHint: (hint: Hint) => void): void {
  if (!line.startsWith('data:')) return
  let json: unknown
  try {
    json = JSON.parse(line.slice('data:'.length))
  } catch {
    throw new TandemError('GATEWAY_BAD_ANSWER')
  }
  const hint = v.safeParse(Hint, json)
  if (!hint.success) throw new TandemError('GATEWAY_BAD_ANSWER')
  onHint(hint.output)
}
