/** Commands on the desk: decided at once, queued, settled by the change feed. */
import { decideCommand, parseCommand } from '../domain/commands/index.ts'
import {
  blockedBy,
  conflictOf,
  hasWords,
  resolveConflict,
  withWords,
} from '../domain/commands/conflict.ts'
import { isHeld } from '../domain/commands/hold.ts'
import { standsOn, WITHDRAWN } from '../domain/commands/lanes.ts'
import type { RecordLookup, RecordWrite } from '../domain/commands/command.ts'
import type { Decided } from '../domain/contract/conflict.ts'
import type { ErrorDetails } from '../domain/contract/errors.ts'
import type { RecordKind, RecordRef } from '../domain/contract/records.ts'
import type { CommandAnswers, Settlement, WireCommand } from '../domain/contract/sync.ts'
import type {
  AttentionItem,
  CommandResult,
  HeldBy,
  SentAgain,
  TakenBack,
} from '../domain/contract/workbench.ts'
import { mayRun } from '../domain/rights/rights.ts'
import type { DeskContext, OutboxCounts } from './cache.ts'
import { readLastCommand, writeMeta } from './meta.ts'
import { keyOf, noteRef, writtenBy } from './replay.ts'
import { sendContentAgain, sweepToSend } from './contents.ts'
import { lookOn } from './seen.ts'
import { readRecord, readRow, type RecordStore } from './record-store.ts'
import type { attention, outbox } from './schema.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

type OutboxRow = typeof outbox.$inferSelect
type AttentionRow = typeof attention.$inferSelect
/** A record that a command names, and whether it writes it. */
export type OutboxRef = RecordRef & { written: boolean }

function lookupIn(db: ReadDb): RecordLookup {
  return (kind, id) => readRecord(db, kind, id)
}

function writeOverlay(db: WriteDb, store: RecordStore, writes: readonly RecordWrite[]): void {
  for (const { kind, id, body } of writes) {
    const stored = readRow(db, kind, id)
    const version = (stored?.version ?? 0) + 1
    const json = JSON.stringify(body)
    db.run('INSERT OR IGNORE INTO shadow (kind, id, version, json) VALUES (?, ?, ?, ?)', [
      kind,
      id,
      stored?.version ?? 0,
      stored?.json ?? null,
    ])
    store.put(kind, id, version, body, json)
    if (kind === 'dossier' && stored) lookOn(db, stored.row, [stored.version, version], json)
  }
}

const refusal = (
  code: string,
  details: Extract<CommandResult, { outcome: 'REFUSED' }>['details'] = {},
): CommandResult => ({ outcome: 'REFUSED', code, details })

/** What `queueCommand` would answer now; nothing is written. Null: it would be queued. */
export function tryCommand(
  db: ReadDb,
  call: { name: string; args: unknown },
  context: DeskContext,
): string | null {
  if (!mayRun(context.actor, call.name)) return 'FORBIDDEN'
  const decision = decideCommand(call.name, call.args, lookupIn(db), context)
  return decision.ok ? null : decision.code
}

/** Within a transaction of the caller: decides, writes the overlay, queues. */
export function queueCommand(
  db: WriteDb,
  store: RecordStore,
  call: { name: string; args: unknown },
  context: DeskContext,
): CommandResult {
  const parsed = parseCommand(call.name, call.args)
  if (!parsed) return refusal('BAD_REQUEST')
  if (!mayRun(context.actor, call.name)) return refusal('FORBIDDEN')
  const decision = parsed.command.decide(lookupIn(db), parsed.args, context)
  if (!decision.ok) return refusal(decision.code, decision.details)
  const needs = parsed.command.needs(parsed.args)
  const n = readLastCommand(db) + 1
  const lane = laneOf(parsed.command.lane(parsed.args))
  const row: OutboxRow = {
    n,
    name: call.name,
    args: JSON.stringify(parsed.args),
    at: context.at,
    deskAt: context.deskAt ?? null,
    heldUntil: context.heldUntil ?? null,
    sent: 0,
    today: context.today,
    actor: JSON.stringify(context.actor),
    state: 'PENDING',
    outcome: null,
    code: null,
    details: null,
    rounds: 0,
    dossierId: needs.find(({ kind }) => kind === 'dossier')?.id ?? null,
    lane,
    after: standsOn(lane, lane === null ? [] : onTheirWay(db, lane)),
    effect: 1,
    held: null,
  }
  writeMeta(db, 'lastCommand', String(n))
  insertOutbox(db, row, [
    ...needs.map((ref) => ({ ...ref, written: false })),
    ...decision.writes.map(({ kind, id }) => ({ kind, id, written: true })),
  ])
  writeOverlay(db, store, decision.writes)
  for (const { kind, id, shared } of needs) if (!shared) announce(store, kind, id)
  return { outcome: 'QUEUED', n }
}

const laneOf = (ref: RecordRef | null): string | null => ref && keyOf(ref)

/** Those of a lane that may be stood on, the last one only: a lane may be long. */
function onTheirWay(db: ReadDb, lane: string) {
  return db
    .all<Pick<OutboxRow, 'n' | 'effect'>>(
      'SELECT n, effect FROM outbox WHERE lane = ? AND effect = 1 ORDER BY n DESC LIMIT 1',
      [lane],
    )
    .map(({ n, effect }) => ({ n, lane, stands: effect === 1 }))
}

/** A record that a waiting command names shows that it waits. */
function announce(store: RecordStore, kind: RecordKind, id: string): void {
  store.log.kinds.add(kind)
  store.log.ids.add(id)
}

export function insertOutbox(db: WriteDb, row: OutboxRow, refs: readonly OutboxRef[]): void {
  db.run(
    `INSERT INTO outbox (n, name, args, at, today, actor, state, outcome, code, details,
       rounds, dossierId, lane, "after", effect, held, deskAt, heldUntil, sent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.n,
      row.name,
      row.args,
      row.at,
      row.today,
      row.actor,
      row.state,
      row.outcome,
      row.code,
      row.details,
      row.rounds,
      row.dossierId,
      row.lane,
      row.after,
      row.effect,
      row.held,
      row.deskAt ?? null,
      row.heldUntil ?? null,
      row.sent,
    ],
  )
  for (const ref of refs) noteRef(db, row.n, ref, ref.written)
}

/** The records that a command on its way names. */
export function refsOf(db: ReadDb, n: number): OutboxRef[] {
  return db
    .all<RecordRef & { written: number }>('SELECT kind, id, written FROM outboxRef WHERE n = ?', [
      n,
    ])
    .map((ref) => ({ ...ref, written: ref.written === 1 }))
}

export function insertAttention(db: WriteDb, row: AttentionRow): void {
  // After a change of gateway an old number may come again: the words of both are kept.
  const taken = db.value('SELECT 1 FROM attention WHERE n = ?', [row.n]) !== undefined
  const n = taken ? db.value<number>('SELECT max(n) + 1 FROM attention')! : row.n
  db.run(
    `INSERT INTO attention (n, name, args, at, code, details, dossierId, heldBy)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [n, row.name, row.args, row.at, row.code, row.details, row.dossierId, row.heldBy],
  )
}

/** The refused act that holds another one back, as `outbox.held` and `attention.heldBy` keep it. */
export function holding({ name, args, at }: OutboxRow, code: string): string {
  return JSON.stringify({ name, args: JSON.parse(args) as unknown, at, code } satisfies HeldBy)
}

/** Keeps the words of a command that will not happen, with the reason. */
export function keepWords(
  db: WriteDb,
  row: OutboxRow,
  { code, details }: { code: string; details: string | null },
): void {
  // A withdrawn command left its words when it was withdrawn.
  if (row.name === WITHDRAWN) return
  insertAttention(db, { ...row, code, details, heldBy: row.held })
}

/** The gateway's verdict on a command, with `details` as JSON. */
type Verdict = Pick<OutboxRow, 'outcome' | 'code' | 'details'>

export const textOf = (details: Settlement['details']): string | null =>
  details && JSON.stringify(details)

/**
 * Within a transaction: a command leaves with its verdict; the words of a refused one go to
 * attention. Gives the records that it may have written: they are to be replayed.
 */
export function settle(
  db: WriteDb,
  store: RecordStore,
  n: number,
  { outcome, code, details }: Verdict,
): RecordRef[] {
  const row = db.get<OutboxRow>('SELECT * FROM outbox WHERE n = ?', [n])
  if (!row) return []
  const refs = db.all<RecordRef>('SELECT kind, id FROM outboxRef WHERE n = ?', [n])
  for (const { kind, id } of refs) announce(store, kind, id)
  const written = [...writtenBy(db, n), ...writtenAfter(db, n)]
  db.run('DELETE FROM outbox WHERE n = ?', [n])
  if (outcome === 'REFUSED') {
    const reason = code ?? 'INTERNAL'
    keepWords(db, row, { code: reason, details })
    if (row.name !== WITHDRAWN) holdBack(db, row, reason)
  }
  return written
}

/** What those commands write that stand on this one: its verdict may change what they do. */
function writtenAfter(db: ReadDb, n: number): RecordRef[] {
  return db
    .column<number>('SELECT n FROM outbox WHERE "after" = ?', [n])
    .flatMap((next) => writtenBy(db, next))
}

function holdBack(db: WriteDb, refusedRow: OutboxRow, code: string): void {
  db.run('UPDATE outbox SET held = ? WHERE "after" = ?', [holding(refusedRow, code), refusedRow.n])
}

/**
 * Within a transaction: a command that the gateway will never take leaves its words in attention
 * with the reason, and a placeholder that uses up its number. Gives the records to replay.
 */
export function withdraw(db: WriteDb, store: RecordStore, n: number, code: string): RecordRef[] {
  const row = db.get<OutboxRow>("SELECT * FROM outbox WHERE n = ? AND state = 'PENDING'", [n])
  if (!row || row.name === WITHDRAWN) return []
  keepWords(db, row, { code, details: null })
  holdBack(db, row, code)
  return leave(db, store, row)
}

/** A command has no effect any more; a placeholder holds its number. Gives the records to replay. */
function leave(db: WriteDb, store: RecordStore, { n }: OutboxRow): RecordRef[] {
  const refs = db.all<RecordRef>('SELECT kind, id FROM outboxRef WHERE n = ?', [n])
  for (const { kind, id } of refs) announce(store, kind, id)
  const written = [...writtenBy(db, n), ...writtenAfter(db, n)]
  db.run('DELETE FROM outboxRef WHERE n = ?', [n])
  db.run(
    `UPDATE outbox SET name = ?, args = '{}', effect = 0, lane = NULL, heldUntil = NULL
     WHERE n = ?`,
    [WITHDRAWN, n],
  )
  return written
}

/** Commands up to this number go out now: the gateway may know them by their numbers from here on. */
export function goesOut(db: WriteDb, last: number): void {
  db.run('UPDATE outbox SET sent = 1 WHERE n <= ? AND sent = 0', [last])
}

/**
 * Within a transaction: the first command that waits steps behind all others, with those that hang on
 * it, so that it holds back nothing but them. Gives the new number of each, none when
 * nothing else waits or one of them may be known by its number: to the gateway, or to an officer who
 * may take it back still. The old numbers are used up by placeholders.
 */
export function stepAside(
  db: WriteDb,
  store: RecordStore,
  n: number,
): { numbers: Map<number, number>; written: RecordRef[] } {
  const numbers = new Map<number, number>()
  const written: RecordRef[] = []
  const waiting = db.all<OutboxRow>("SELECT * FROM outbox WHERE state = 'PENDING' ORDER BY n")
  const [first] = waiting
  const aside = hangTogether(db, waiting)
  const isOther = (row: OutboxRow) => row.name !== WITHDRAWN && !aside.includes(row)
  const isKnown = ({ sent, heldUntil }: OutboxRow) => sent === 1 || heldUntil !== null
  if (first?.n !== n || !waiting.some(isOther) || aside.some(isKnown)) return { numbers, written }
  const last = readLastCommand(db)
  for (const [index, row] of aside.entries()) {
    const refs = refsOf(db, row.n)
    written.push(...leave(db, store, row))
    const after = row.after === null ? null : (numbers.get(row.after) ?? row.after)
    numbers.set(row.n, last + 1 + index)
    insertOutbox(db, { ...row, n: last + 1 + index, after }, refs)
  }
  writeMeta(db, 'lastCommand', String(last + aside.length))
  return { numbers, written }
}

/** The first of these commands with those after it that are on its dossier, in a lane, or name what one of them writes. */
function hangTogether(db: ReadDb, [first, ...later]: readonly OutboxRow[]): OutboxRow[] {
  if (!first) return []
  const taken: OutboxRow[] = []
  const lanes = new Set<string>()
  const dossiers = new Set<string>()
  const written = new Set<string>()
  const take = (row: OutboxRow) => {
    taken.push(row)
    if (row.lane !== null) lanes.add(row.lane)
    if (row.dossierId !== null) dossiers.add(row.dossierId)
    for (const ref of writtenBy(db, row.n)) written.add(keyOf(ref))
  }
  take(first)
  for (const row of later) {
    const hangs =
      (row.lane !== null && lanes.has(row.lane)) ||
      (row.dossierId !== null && dossiers.has(row.dossierId)) ||
      refsOf(db, row.n).some((ref) => written.has(keyOf(ref)))
    if (hangs) take(row)
  }
  return taken
}

/**
 * Within a transaction, when a page reached the end of the feed: settles answered commands whose
 * settlement can no longer come, because a first fill began after it. Pages follow each other, so
 * a page that reached the end after one that did was asked for after the answer was noted. Without
 * a known outcome the words are kept.
 */
export function settleSilently(db: WriteDb, store: RecordStore): RecordRef[] {
  const overdue = db.all<OutboxRow>("SELECT * FROM outbox WHERE state = 'ANSWERED' AND rounds > 0")
  const unknown = { outcome: 'REFUSED', code: 'INTERNAL', details: null } as const
  const written = overdue.flatMap((row) => settle(db, store, row.n, row.outcome ? row : unknown))
  db.run("UPDATE outbox SET rounds = rounds + 1 WHERE state = 'ANSWERED'")
  return written
}

/** The answer to a push: such commands are not sent again, the change feed settles them. */
export function recordAnswers(db: WriteDb, { last, answers }: CommandAnswers): void {
  for (const { n, outcome, code, details } of answers) {
    db.run('UPDATE outbox SET outcome = ?, code = ?, details = ? WHERE n = ?', [
      outcome,
      code,
      textOf(details),
      n,
    ])
  }
  db.run("UPDATE outbox SET state = 'ANSWERED' WHERE n <= ?", [last])
}

export function nextCommands(db: ReadDb, limit: number, now?: string): WireCommand[] {
  const rows = db.all<OutboxRow>(
    "SELECT * FROM outbox WHERE state = 'PENDING' ORDER BY n LIMIT ?",
    [limit],
  )
  // The gateway takes numbers in order: what comes after an act that waits, waits with it.
  const waits = now === undefined ? -1 : rows.findIndex((row) => isHeld(row.heldUntil, now))
  return (waits === -1 ? rows : rows.slice(0, waits)).map(
    ({ n, name, args, at, deskAt, after }) => ({
      n,
      name,
      args: JSON.parse(args) as unknown,
      at,
      ...(deskAt === null ? {} : { deskAt }),
      ...(after === null ? {} : { after }),
    }),
  )
}

export function outboxCounts(db: ReadDb): OutboxCounts {
  const held = db.get<{ n: number; until: string }>(
    `SELECT n, heldUntil AS until FROM outbox WHERE state = 'PENDING' AND heldUntil IS NOT NULL
     ORDER BY n DESC LIMIT 1`,
  )
  const counts = db.get<Omit<OutboxCounts, 'held'>>(
    `SELECT (SELECT count(*) FROM outbox WHERE name <> '${WITHDRAWN}') AS pending,
            (SELECT min(at) FROM outbox WHERE name <> '${WITHDRAWN}') AS oldestPendingAt,
            (SELECT count(*) FROM attention) AS attention,
            (SELECT count(*) FROM rejected) AS unreadable,
            (SELECT count(*) FROM accessEntry WHERE refused IS NOT NULL) AS logAside,
            (SELECT count(*) FROM alert WHERE seen = 0) AS newAlerts`,
  )!
  return { ...counts, held: held ?? null }
}

/**
 * Within a transaction: an act that waits on the desk is as if it had not been done. Gives what it
 * was, and the records to replay. The number of the last act is free again; one in the middle is
 * used up by a placeholder.
 */
export function takeBack(
  db: WriteDb,
  store: RecordStore,
  n: number,
  now: string,
): { result: TakenBack; written: RecordRef[] } {
  const row = db.get<OutboxRow>("SELECT * FROM outbox WHERE n = ? AND state = 'PENDING'", [n])
  const refused = (code: string) => ({ result: refusal(code) as TakenBack, written: [] })
  if (!row || !isHeld(row.heldUntil, now)) return refused('UNDO_TOO_LATE')
  if (db.value('SELECT 1 FROM outbox WHERE "after" = ?', [n]) !== undefined) {
    return refused('UNDO_BUILT_ON')
  }
  const written = leave(db, store, row)
  if (n === readLastCommand(db)) {
    db.run('DELETE FROM outbox WHERE n = ?', [n])
    writeMeta(db, 'lastCommand', String(n - 1))
  }
  const args: unknown = JSON.parse(row.args)
  return { result: { outcome: 'TAKEN_BACK', name: row.name, args }, written }
}

/** What waits on the desk goes out. */
export function releaseHeld(db: WriteDb): void {
  db.run('UPDATE outbox SET heldUntil = NULL WHERE heldUntil IS NOT NULL')
}

/**
 * Within a transaction: queues the new act that the officer's decisions make of a refused one, and
 * takes the refused one away; refused at once, it stays with the new reason and the words as edited.
 */
export function sendAgain(
  db: WriteDb,
  store: RecordStore,
  { n, decided }: { n: number; decided: Decided },
  context: DeskContext,
): SentAgain {
  const row = db.get<AttentionRow>('SELECT * FROM attention WHERE n = ?', [n])
  if (!row) return refusal('NOT_FOUND')
  const { name } = row
  const args: unknown = JSON.parse(row.args)
  const resolution = resolveConflict(name, args, decided, lookupIn(db))
  if ('ok' in resolution) return refusal(resolution.code, resolution.details)
  const leaves = resolution.outcome === 'LEAVE'
  if (leaves && !decided.letGo && hasWords(name, withWords(name, args, decided.words))) {
    return { outcome: 'ASKS' }
  }
  const result: SentAgain =
    resolution.outcome === 'LEAVE'
      ? { outcome: 'LEFT' }
      : queueCommand(db, store, { name, args: resolution.args }, context)
  if (result.outcome === 'REFUSED') {
    const words = JSON.stringify(withWords(name, args, decided.words))
    db.run('UPDATE attention SET args = ?, code = ?, details = ?, heldBy = NULL WHERE n = ?', [
      words,
      result.code,
      JSON.stringify(result.details),
      n,
    ])
    return result
  }
  if (resolution.outcome !== 'LEAVE') sendContentAgain(db, name, resolution.args)
  dismiss(db, n)
  return result
}

/** Within a transaction: the words of a refused act are given up, and what only they needed. */
export function dismiss(db: WriteDb, n: number): void {
  db.run('DELETE FROM attention WHERE n = ?', [n])
  sweepToSend(db)
}

export function attentionItems(db: ReadDb): AttentionItem[] {
  return db
    .all<AttentionRow & { reference: string | null }>(
      `SELECT a.*, d.reference FROM attention a LEFT JOIN dossier d ON d.id = a.dossierId
       ORDER BY a.n`,
    )
    .map((row) => ({
      ...row,
      args: JSON.parse(row.args) as unknown,
      details: JSON.parse(row.details ?? '{}') as ErrorDetails,
      heldBy: row.heldBy === null ? null : (JSON.parse(row.heldBy) as HeldBy),
    }))
    .map((item) => {
      const blocked = blockedBy(item.name, item.args, lookupIn(db))
      return {
        ...item,
        blocked: blocked && { code: blocked.code, details: blocked.details },
        fields: conflictOf(item.name, item.args, lookupIn(db)),
      }
    })
}
