/**
 * What the desk shows: confirmed records with the waiting commands on top. Worked out in memory for
 * the records that may differ, then written where it does differ: a page costs what it touches, not
 * what waits.
 */
import { decideCommand } from '../domain/commands/index.ts'
import { heldBack } from '../domain/commands/lanes.ts'
import type { RecordLookup } from '../domain/commands/command.ts'
import type { Actor } from '../domain/contract/actor.ts'
import {
  RECORD_KINDS,
  type RecordKind,
  type RecordRef,
  type TandemRecord,
} from '../domain/contract/records.ts'
import { readColleagues } from './meta.ts'
import { parseBody, readRow, type RecordStore } from './record-store.ts'
import type { outbox, shadow } from './schema.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

type OutboxRow = typeof outbox.$inferSelect
type ShadowRow = typeof shadow.$inferSelect

/** A record and its text; null: there is none. */
export interface Image {
  record: TandemRecord<RecordKind>
  json: string
}
type Images = Map<string, Image | null>

export const keyOf = ({ kind, id }: RecordRef): string => `${kind}/${id}`

interface Connected {
  records: Map<string, RecordRef>
  /** Waiting commands by number, with the keys of what each one writes. */
  commands: Map<number, Set<string>>
}

/**
 * The waiting commands that may decide otherwise when these records differ, and every record that
 * may differ then: a command that names such a record, all that it writes, who names that, who
 * stands on that command, and so on.
 */
function connectedWith(db: ReadDb, seeds: readonly RecordRef[]): Connected {
  const records = new Map<string, RecordRef>()
  const commands: Connected['commands'] = new Map()
  const open = [...seeds]
  for (const ref of open) {
    if (records.has(keyOf(ref))) continue
    records.set(keyOf(ref), ref)
    const found = db.column<number>('SELECT n FROM outboxRef WHERE kind = ? AND id = ?', [
      ref.kind,
      ref.id,
    ])
    for (const n of found) {
      if (commands.has(n)) continue
      const written = writtenBy(db, n)
      commands.set(n, new Set(written.map(keyOf)))
      open.push(...written)
      found.push(...db.column<number>('SELECT n FROM outbox WHERE "after" = ?', [n]))
    }
  }
  return { records, commands }
}

export function writtenBy(db: ReadDb, n: number): RecordRef[] {
  return db.all<RecordRef>('SELECT kind, id FROM outboxRef WHERE n = ? AND written = 1', [n])
}

function imageOf(kind: RecordKind, id: string, version: number, json: string): Image {
  return { record: { kind, id, version, body: parseBody(kind, json) }, json }
}

function storedImage(db: ReadDb, { kind, id }: RecordRef): Image | null {
  const stored = readRow(db, kind, id)
  return stored ? imageOf(kind, id, stored.version, stored.json) : null
}

/** The record as the gateway confirmed it. */
function confirmedImage(db: ReadDb, ref: RecordRef): Image | null {
  const kept = db.get<ShadowRow>('SELECT * FROM shadow WHERE kind = ? AND id = ?', [
    ref.kind,
    ref.id,
  ])
  if (!kept) return storedImage(db, ref)
  return kept.json === null ? null : imageOf(ref.kind, ref.id, kept.version, kept.json)
}

function confirmedImages(
  db: ReadDb,
  incoming: Images,
  records: ReadonlyMap<string, RecordRef>,
): Images {
  const images: Images = new Map()
  for (const [key, ref] of records) {
    const image = incoming.get(key)
    images.set(key, image === undefined ? confirmedImage(db, ref) : image)
  }
  return images
}

/**
 * Decides commands in their order on images, which it changes; what is held back has no effect.
 * Gives what each one wrote, and those that gained or lost their effect.
 */
function decideAll(db: ReadDb, numbers: Iterable<number>, images: Images) {
  const colleagues = readColleagues(db)
  const written: { n: number; ref: RecordRef }[] = []
  const untouched: Images = new Map()
  const image = (ref: RecordRef): Image | null => {
    const key = keyOf(ref)
    const known = images.has(key) ? images : untouched
    if (!known.has(key)) known.set(key, storedImage(db, ref))
    return known.get(key)!
  }
  const lookup = ((kind, id) => image({ kind, id })?.record ?? null) as RecordLookup
  const rows = db.all<OutboxRow>(
    'SELECT * FROM outbox WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n',
    [JSON.stringify([...numbers])],
  )
  const effects = new Map<number, boolean>()
  const stands = (n: number) => effects.get(n) ?? hasEffect(db, n)
  for (const row of rows) {
    const { n } = row
    if (row.held !== null || heldBack(row.after, stands)) {
      effects.set(n, false)
      continue
    }
    const decision = decideCommand(row.name, JSON.parse(row.args), lookup, {
      actor: JSON.parse(row.actor) as Actor,
      at: row.at,
      today: row.today,
      colleagues,
    })
    effects.set(n, decision.ok)
    if (!decision.ok) continue
    for (const { kind, id, body } of decision.writes) {
      const ref = { kind, id }
      const version = (image(ref)?.record.version ?? 0) + 1
      images.set(keyOf(ref), { record: { kind, id, version, body }, json: JSON.stringify(body) })
      written.push({ n, ref })
    }
  }
  const turned = rows.filter(({ n, effect }) => effects.get(n) !== (effect === 1))
  return { written, turned: turned.map(({ n, effect }) => ({ n, effect: 1 - effect })) }
}

/** One that is not on its way any more was accepted, or marked what stood on it as held. */
function hasEffect(db: ReadDb, n: number): boolean {
  return db.value<number>('SELECT effect FROM outbox WHERE n = ?', [n]) !== 0
}

function keepShadow(
  db: WriteDb,
  { kind, id }: RecordRef,
  confirmed: Image | null,
  known: 'REPLACE' | 'IGNORE',
): void {
  db.run(`INSERT OR ${known} INTO shadow (kind, id, version, json) VALUES (?, ?, ?, ?)`, [
    kind,
    id,
    confirmed?.record.version ?? 0,
    confirmed?.json ?? null,
  ])
}

function store(records: RecordStore, { kind, id }: RecordRef, image: Image | null): void {
  if (image) records.put(kind, id, image.record.version, image.record.body, image.json)
  else records.forget(kind, id)
}

/**
 * Within a transaction: takes incoming confirmed images over and decides again the waiting commands
 * that these or the seeds (records that a settled command wrote) may concern. A command that would
 * be refused stays queued without effect: the gateway's word counts.
 */
export function replay(
  db: WriteDb,
  recordStore: RecordStore,
  incoming: Images,
  seeds: readonly RecordRef[],
): void {
  const { records, commands } = connectedWith(db, seeds)
  const confirmed = confirmedImages(db, incoming, records)
  const shown = new Map(confirmed)
  const { written, turned } = decideAll(db, commands.keys(), shown)
  const unforeseen = written.filter(({ n, ref }) => !commands.get(n)!.has(keyOf(ref)))
  if (unforeseen.length > 0) {
    // It writes more than it did when it was queued: others may hang on that.
    for (const { n, ref } of unforeseen) noteRef(db, n, ref, true)
    replay(db, recordStore, incoming, [...seeds, ...unforeseen.map(({ ref }) => ref)])
    return
  }
  for (const { n, effect } of turned)
    db.run('UPDATE outbox SET effect = ? WHERE n = ?', [effect, n])
  const overlaid = new Set(written.map(({ ref }) => keyOf(ref)))
  for (const [key, ref] of records) {
    // Without an incoming image, the one kept is the one that was read.
    if (!overlaid.has(key))
      db.run('DELETE FROM shadow WHERE kind = ? AND id = ?', [ref.kind, ref.id])
    else if (incoming.has(key)) keepShadow(db, ref, confirmed.get(key)!, 'REPLACE')
    else keepShadow(db, ref, confirmed.get(key)!, 'IGNORE')
    store(recordStore, ref, shown.get(key)!)
  }
}

/** Whether a waiting command names this record, or wrote it. */
function waitingTest(db: ReadDb): (ref: RecordRef) => boolean {
  const isAny = 'SELECT EXISTS (SELECT 1 FROM outboxRef) OR EXISTS (SELECT 1 FROM shadow)'
  if (db.value<number>(isAny) === 0) return () => false
  const isNamed = `SELECT EXISTS (SELECT 1 FROM outboxRef WHERE kind = ?1 AND id = ?2)
    OR EXISTS (SELECT 1 FROM shadow WHERE kind = ?1 AND id = ?2)`
  return ({ kind, id }) => db.value<number>(isNamed, [kind, id]) === 1
}

/**
 * Within a transaction: takes over the incoming confirmed images of these records (a record without
 * one keeps what it has) and decides again what waits, where it may differ. Most records no
 * waiting command knows: these are stored, in an order in which neighbours follow each other.
 */
export function takeOver(
  db: WriteDb,
  recordStore: RecordStore,
  incoming: Images,
  refs: readonly RecordRef[],
  settled: readonly RecordRef[],
): void {
  const isWaiting = waitingTest(db)
  const known = new Map(refs.map((ref) => [keyOf(ref), ref]))
  const awaited: RecordRef[] = []
  const free: RecordRef[] = []
  for (const ref of known.values()) (isWaiting(ref) ? awaited : free).push(ref)
  for (const ref of inOrder(free)) {
    const image = incoming.get(keyOf(ref))
    if (image !== undefined) store(recordStore, ref, image)
  }
  if (awaited.length + settled.length > 0) {
    const stored = new Set(free.map(keyOf))
    const open = new Map([...incoming].filter(([key]) => !stored.has(key)))
    replay(db, recordStore, open, [...awaited, ...settled])
  }
}

/** What others refer to first, then as their ids follow each other. */
function inOrder(refs: readonly RecordRef[]): RecordRef[] {
  return refs.toSorted(
    (a, b) =>
      RECORD_KINDS.indexOf(a.kind) - RECORD_KINDS.indexOf(b.kind) ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  )
}

/** Decides everything that waits anew. */
export function replayAll(db: WriteDb, recordStore: RecordStore): void {
  replay(db, recordStore, new Map(), [
    ...db.all<RecordRef>('SELECT DISTINCT kind, id FROM outboxRef WHERE written = 1'),
    ...db.all<RecordRef>('SELECT kind, id FROM shadow'),
  ])
}

/** Notes that a waiting command names a record, and whether it writes it. */
export function noteRef(db: WriteDb, n: number, { kind, id }: RecordRef, written: boolean): void {
  db.run(
    `INSERT INTO outboxRef (n, kind, id, written) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET written = max(written, excluded.written)`,
    [n, kind, id, written ? 1 : 0],
  )
}
