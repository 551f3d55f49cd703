/** One page of the change feed, as one transaction with its cursor. */
import { TandemError } from '../domain/contract/errors.ts'
import { type AnyRecord, RECORD_KINDS, type RecordKind } from '../domain/contract/records.ts'
import type { Change, ChangePage } from '../domain/contract/sync.ts'
import type { Rejected } from './cache.ts'
import { checkedBody } from './checked-body.ts'
import { settle, settleSilently, textOf } from './commands.ts'
import { sweepToSend } from './contents.ts'
import { dropMeta, readCursor, readMeta, writeCursor, writeMeta } from './meta.ts'
import { rowOf, type RecordStore } from './record-store.ts'
import { keyOf, takeOver, type Image } from './replay.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'
import { newAlerts, storeAlerts } from './watch.ts'

/** The pages of one pull may delete this many records without more ado … */
const FUSE_ROWS = 50
/** … and more only up to this share of the cache. */
const FUSE_SHARE = 0.01

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

/** Records of all kinds. */
export const totalOf = (db: ReadDb): number =>
  Object.values(countRecords(db)).reduce((sum, count) => sum + count, 0)

/** Throws SYNC_FUSE when so many of so many records would go that something must be wrong. */
export function checkLoss(deleted: number, total: number): void {
  if (deleted > FUSE_ROWS && deleted > total * FUSE_SHARE) {
    throw new TandemError('SYNC_FUSE', { deleted, total })
  }
}

/** Deletions since the feed was last read to its end. */
interface Deletions {
  deleted: number
  /** Records of the cache before them; null while nobody had to count: that reads every kind. */
  total: number | null
}

function readDeletions(db: ReadDb): Deletions {
  const [deleted, total] = (readMeta(db, 'deletions') ?? '0').split('/')
  return { deleted: Number(deleted), total: total === undefined ? null : Number(total) }
}

/**
 * Records deleted since the feed was last read to its end, these changes included. Throws SYNC_FUSE
 * when they are too many and nobody accepted that.
 */
export function judgeDeletions(db: ReadDb, changes: readonly Change[]): Deletions {
  const gone = changes.filter(({ body }) => body === null)
  const before = readDeletions(db)
  if (gone.length === 0) return before
  const last = new Map(changes.map((change) => [keyOf(change), change]))
  const now = gone.filter(
    (change) => last.get(keyOf(change)) === change && rowOf(db, change.kind, change.id) !== null,
  ).length
  const deleted = before.deleted + now
  const accepted = readMeta(db, 'deletionsAccepted') !== null
  if (now === 0 || deleted <= FUSE_ROWS || accepted) return { ...before, deleted }
  const total = before.total ?? totalOf(db) + before.deleted
  checkLoss(deleted, total)
  return { deleted, total }
}

/** Confirmed images of a page, last word per record; unfit bodies are noted and left out. */
function imagesOf(db: WriteDb, changes: readonly Change[]) {
  const images = new Map<string, Image | null>()
  const unfit: Change[] = []
  const wasAnyUnfit = db.value<number>('SELECT EXISTS (SELECT 1 FROM rejected)') === 1
  for (const change of changes) {
    const { kind, id, version, body: json } = change
    const body = json === null ? null : checkedBody(kind, json)
    if (json !== null && body === null) {
      noteRejected(db, kind, id, version)
      unfit.push(change)
      continue
    }
    if (wasAnyUnfit || unfit.length > 0) {
      db.run('DELETE FROM rejected WHERE kind = ? AND id = ?', [kind, id])
    }
    images.set(keyOf(change), body && { record: { kind, id, version, body }, json: json! })
  }
  return { images, unfit }
}

function noteDeletions(db: WriteDb, { deleted, total }: Deletions, page: ChangePage): void {
  if (page.to !== page.head) {
    return writeMeta(db, 'deletions', total === null ? `${deleted}` : `${deleted}/${total}`)
  }
  dropMeta(db, 'deletions')
  dropMeta(db, 'deletionsAccepted')
}

/** Within a transaction of the caller. */
export function applyPage(db: WriteDb, store: RecordStore, page: ChangePage): Rejected {
  const cursor = readCursor(db)
  if (page.from !== cursor || page.to < page.from) {
    throw new TandemError('GATEWAY_BAD_ANSWER', { from: page.from, to: page.to, cursor })
  }
  const deletions = judgeDeletions(db, page.changes)
  const { images, unfit } = imagesOf(db, page.changes)
  const settled = page.settlements.flatMap(({ command, details, ...verdict }) =>
    settle(db, store, command, { ...verdict, details: textOf(details) }),
  )
  if (page.to === page.head) settled.push(...settleSilently(db, store))
  // What accepted acts named needs no room of its own any more: looked for once, not act by act.
  sweepToSend(db)
  const records = [...images.values()].map((image) => (image?.record ?? null) as AnyRecord | null)
  const alerts = newAlerts(db, records)
  takeOver(db, store, images, page.changes, settled)
  storeAlerts(db, alerts)
  noteDeletions(db, deletions, page)
  writeCursor(db, page.to, page.mark ?? null)
  return rejectedOf(unfit)
}
