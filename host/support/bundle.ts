/**
 * The support file: what the help desk needs to see how a desk is doing. It is made by an allow-list:
 * every value stands in the schema below or does not leave; no names, references, ids or texts.
 */
import { open } from 'node:fs/promises'
import { arch, platform, release } from 'node:os'
import * as v from 'valibot'
import { COMMANDS } from '../../domain/commands/index.ts'
import { WITHDRAWN } from '../../domain/commands/lanes.ts'
import { ROLES } from '../../domain/contract/codes.ts'
import { isErrorCode } from '../../domain/contract/errors.ts'
import { Instant, LocalDateText, RECORD_KINDS } from '../../domain/contract/records.ts'
import {
  SYNC_STATES,
  type SupportFile,
  type SyncDetails,
} from '../../domain/contract/sync-details.ts'
import { WIRE_VERSION } from '../../domain/contract/wire.ts'
import type { Session, SyncStatus } from '../../domain/contract/workbench.ts'
import { redact } from '../log.ts'
import type { SlowCall } from './slow-calls.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Code = v.pipe(
  v.string(),
  v.check((text) => isErrorCode(text)),
)
/** Numbers and names of programs and systems. */
const Version = v.pipe(v.string(), v.regex(/^[\w.+-]{1,40}$/))
const Origin = v.pipe(v.string(), v.regex(/^https?:\/\/[\w.:[\]-]{1,253}$/))
/** Names of calls, as the contract has them. */
const CallName = v.pipe(v.string(), v.regex(/^[A-Za-z]{1,40}(\.[A-Za-z]{1,40}){0,2}$/))
const CommandName = v.picklist([...Object.keys(COMMANDS), WITHDRAWN])
const LogLine = v.record(
  v.pipe(v.string(), v.regex(/^[A-Za-z]{1,30}$/)),
  v.union([v.string(), v.number(), v.boolean(), v.null()]),
)

export const Bundle = v.strictObject({
  format: v.literal(1),
  madeAt: Instant,
  program: v.strictObject({
    wire: Count,
    node: Version,
    electron: v.nullable(Version),
    system: Version,
    release: Version,
    processor: Version,
  }),
  settings: v.strictObject({
    mode: v.picklist(['browser', 'electron']),
    practice: v.boolean(),
    gateway: Origin,
    issuer: Origin,
  }),
  session: v.strictObject({
    state: v.picklist(['SIGNED_OUT', 'SIGNING_IN', 'SIGNED_IN', 'FAILED']),
    role: v.nullable(v.picklist(ROLES)),
    code: v.nullable(Code),
  }),
  sync: v.strictObject({
    state: v.picklist(['FILLING', 'UP_TO_DATE', 'SYNCING', 'OFFLINE', 'STOPPED']),
    code: v.nullable(Code),
    upToDateAt: v.nullable(Instant),
    cursor: v.nullable(Count),
    head: v.nullable(Count),
    pending: Count,
    oldestPendingAt: v.nullable(Instant),
    attention: Count,
    logAside: Count,
    history: v.array(
      v.strictObject({ at: Instant, state: v.picklist(SYNC_STATES), code: v.nullable(Code) }),
    ),
  }),
  cache: v.nullable(
    v.strictObject({
      bytes: Count,
      rejected: Count,
      counts: v.record(v.picklist(RECORD_KINDS), Count),
      migrations: v.array(
        v.strictObject({ number: Count, name: v.pipe(v.string(), v.regex(/^[a-z -]{1,60}$/)) }),
      ),
      sqlite: Version,
      findingsDate: v.nullable(LocalDateText),
      access: v.strictObject({
        waiting: Count,
        refused: v.array(v.strictObject({ code: Code, count: Count })),
      }),
      outbox: v.array(
        v.strictObject({
          name: CommandName,
          state: v.picklist(['PENDING', 'ANSWERED']),
          count: Count,
          oldestAt: Instant,
        }),
      ),
      check: v.picklist(['OK', 'DAMAGED', 'NOT_CHECKED']),
    }),
  ),
  slow: v.array(v.strictObject({ name: CallName, count: Count, worstMs: Count })),
  log: v.array(LogLine),
})
export type Bundle = v.InferInput<typeof Bundle>

/** What runs here. */
function program(): Bundle['program'] {
  return {
    wire: WIRE_VERSION,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    system: platform(),
    release: release()
      .replace(/[^\w.+-]/g, '_')
      .slice(0, 40),
    processor: arch(),
  }
}

/** What the parts of a workbench know of their condition. */
export interface Condition {
  now: Date
  settings: { mode: Session['mode']; practice: boolean; gateway: string; issuer: string }
  session: Session
  status: SyncStatus
  /** Null while nobody is signed in. */
  details: SyncDetails | null
  cache: Bundle['cache']
  slow: SlowCall[]
  log: Bundle['log']
}

/** Picks from the condition what the help desk may see. */
export function bundleOf({ now, settings, session, status, details, ...rest }: Condition): Bundle {
  return {
    format: 1,
    madeAt: now.toISOString(),
    program: program(),
    settings: {
      ...settings,
      gateway: new URL(settings.gateway).origin,
      issuer: new URL(settings.issuer).origin,
    },
    session: {
      state: session.state,
      role: session.actor?.role ?? null,
      code: session.error?.code ?? null,
    },
    sync: {
      state: status.state,
      code: status.error?.code ?? null,
      upToDateAt: status.upToDateAt,
      cursor: details?.cursor ?? null,
      head: details?.head ?? null,
      pending: status.pending,
      oldestPendingAt: status.oldestPendingAt,
      attention: status.attention,
      logAside: status.logAside,
      history: details?.history ?? [],
    },
    ...rest,
  }
}

/** The bundle as a file. Throws when a value is none of those that may leave. */
export function supportFile(bundle: Bundle): SupportFile {
  const text = JSON.stringify(v.parse(Bundle, bundle), null, 2)
  const stamp = bundle.madeAt.replace(/\D/g, '').slice(0, 12)
  return { name: `tandem-support-${stamp}.json`, text }
}

/** Lines of the log that go along. */
const LOG_LINES = 200
/** The end of the log that is read for them, in bytes. */
const LOG_TAIL_BYTES = 64_000

/** The last lines of a log, each value looked at again as when it was written. */
export async function logTail(file: string): Promise<v.InferInput<typeof LogLine>[]> {
  const text = await readEnd(file)
  return text.split('\n').flatMap(readLine).slice(-LOG_LINES)
}

async function readEnd(file: string): Promise<string> {
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      const start = Math.max(0, size - LOG_TAIL_BYTES)
      const { buffer, bytesRead } = await handle.read({
        buffer: Buffer.alloc(LOG_TAIL_BYTES),
        position: start,
      })
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch {
    // Without a log the rest of the file still helps.
    return ''
  }
}

/** A line of ours; the first one may be cut, and is left out. */
function readLine(line: string): v.InferInput<typeof LogLine>[] {
  try {
    const { at, level, ...fields } = v.parse(LogLine, JSON.parse(line))
    if (!v.is(Instant, at) || !v.is(v.picklist(['info', 'warn', 'error']), level)) return []
    const safe = Object.entries(fields).map(([name, value]) => [name, redact(value)])
    return [{ at, level, ...(Object.fromEntries(safe) as object) }]
  } catch {
    return []
  }
}
