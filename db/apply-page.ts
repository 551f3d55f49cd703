/** One page of the change feed, as one transaction with its cursor. */
import * as v from 'valibot'
import { TandemError } from '../domain/contract/errors.ts'
import { BODIES, RECORD_KINDS, type BodyOf, type RecordKind } from '../domain/contract/records.ts'
import type { Change, ChangePage } from '../domain/contract/sync.ts'
import type { Rejected } from './cache.ts'
import { replayPending, restoreShadows, settle, settleSilently } from './commands.ts'
import { readCursor, writeMeta } from './meta.ts'
import { readRow, type RecordStore } from './record-store.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

/** A page may delete this many records without more ado … */
const FUSE_ROWS = 50
/** … and more only up to this share of the cache. */
const FUSE_SHARE = 0.01

/** The body when it fits its schema, else null. */
export function checkedBody<K extends RecordKind>(kind: K, json: string): BodyOf<K> | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  const result = v.safeParse(BODIES[kind] as unknown as v.GenericSchema<unknown, BodyOf<K>>, value)
  return result.success ? result.output : null
}

/** Bodies that were kept out, as a value for the host. */
export function rejectedOf(refs: readonly { kind: RecordKind; id: string }[]): Rejected {
  const first = refs[0]
  if (!first) return { count: 0, error: null }
  const details = { kind: first.kind, id: first.id, count: refs.length }
  return { count: refs.length, error: new TandemError('GATEWAY_BAD_ANSWER', details) }
}

export function noteRejected(db: WriteDb, kind: RecordKind, id: string, version: number): void {
  db.run('INSERT OR REPLACE INTO rejected (kind, id, version) VALUES (?, ?, ?)', [
    kind,
    id,
    version,
  ])
}

export function countRecords(db: ReadDb): Record<RecordKind, number> {
  const counts = RECORD_KINDS.map((kind) => [
    kind,
    db.value<number>(`SELECT count(*) FROM ${kind}`),
  ])
  return Object.fromEntries(counts) as Record<RecordKind, number>
}

function checkFuse(db: ReadDb, changes: readonly Change[]): void {
  if (changes.filter(({ body }) => body === null).length <= FUSE_ROWS) return
  const last = new Map(changes.map((change) => [`${change.kind}/${change.id}`, change]))
  const deleted = [...last.values()].filter(
    ({ kind, id, body }) => body === null && readRow(db, kind, id) !== undefined,
  ).length
  const total = Object.values(countRecords(db)).reduce((sum, count) => sum + count, 0)
  if (deleted > FUSE_ROWS && deleted > total * FUSE_SHARE) {
    throw new TandemError('SYNC_FUSE', { deleted, total })
  }
}

function applyChange(db: WriteDb, store: RecordStore, change: Change): boolean {
  const { kind, id, version, body: json } = change
  if (json === null) {
    store.forget(kind, id)
    return true
  }
  const body = checkedBody(kind, json)
  if (body === null) {
    noteRejected(db, kind, id, version)
    return false
  }
  db.run('DELETE FROM rejected WHERE kind = ? AND id = ?', [kind, id])
  store.put(kind, id, version, body, json)
  return true
}

/** Within a transaction of the caller. */
export function applyPage(db: WriteDb, store: RecordStore, page: ChangePage): Rejected {
  const cursor = readCursor(db)
  if (page.from !== cursor || page.to < page.from) {
    throw new TandemError('GATEWAY_BAD_ANSWER', { from: page.from, to: page.to, cursor })
  }
  restoreShadows(db, store)
  checkFuse(db, page.changes)
  const rejected = page.changes.filter((change) => !applyChange(db, store, change))
  for (const settlement of page.settlements) settle(db, store, settlement.command, settlement)
  if (page.to === page.head) settleSilently(db, store)
  replayPending(db, store)
  writeMeta(db, 'cursor', String(page.to))
  return rejectedOf(rejected)
}
