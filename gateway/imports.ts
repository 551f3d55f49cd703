/**
 * Extracts that a service imports: each batch is one transaction and one change number. A row is the
 * same record whenever it comes again from the same source of the same service; what did not change
 * is not written, so that an import can be repeated or resumed at will.
 */
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import * as v from 'valibot'
import { brusselsToday, type LocalDate } from '../domain/calendar/local-date.ts'
import type { Actor } from '../domain/contract/actor.ts'
import type { Scope } from '../domain/contract/codes.ts'
import { TandemError } from '../domain/contract/errors.ts'
import type { ImportBatch, ImportTaken } from '../domain/contract/imports.ts'
import { BODIES, type BodyOf, type TandemRecord } from '../domain/contract/records.ts'
import { importedKind, type ImportedKind, type ImportKind } from '../domain/imports/fields.ts'
import { isReach, joinedReach, sourceOfKind } from '../domain/imports/holding.ts'
import { isOutdated } from '../domain/imports/register-rows.ts'
import { regionsOfBody, requestKey } from '../domain/imports/read-row.ts'
import { isLaterState } from '../domain/limosa/one-number.ts'
import { rowKey } from '../domain/imports/row-key.ts'
import { notForSelfEmployed } from '../domain/limosa/self-employed.ts'
import { isFederal } from '../domain/rights/register-lines.ts'
import { mayImport } from '../domain/rights/imports.ts'
import { scopesOf } from '../domain/rights/rights.ts'
import { type Database, type Queries, rows, textColumn } from './database.ts'
import { named } from './names.ts'
import {
  lockNaming,
  lockRecords,
  numberChanges,
  type RecordChange,
  type StoredRecord,
  storeRecords,
  withChildren,
} from './records.ts'
import { type KeyOf, keyedLine, keyedPayment, registerKeys } from './register-keys.ts'
import { kindNumber, scopeMask } from './scopes.ts'

type Body = BodyOf<ImportedKind>
type Declared = BodyOf<'declaration'>
interface Row {
  id: string
  body: Body
  /** Another source told it first: it changes what that one said only where it tells a later state. */
  isOfAnother?: boolean
}

const namedBy = ({ region }: Actor, { source, kind }: ImportBatch, key: string) =>
  JSON.stringify([region, source, kind, key])

/** The same row of the same source of the same service has the same id. */
function idOf(actor: Actor, batch: ImportBatch, key: string): string {
  const named = namedBy(actor, batch, key)
  return `imp-${createHash('sha256').update(named).digest('hex').slice(0, 40)}`
}

/** A row as it is stored; the key of a register's row names people, so that its id takes the secret too. */
function rowOf(actor: Actor, batch: ImportBatch, key: string, body: Body, keyOf: KeyOf): Row {
  if ('payment' in body) return { id: idOf(actor, batch, key), body: keyedPayment(body, keyOf) }
  if (!('directorship' in body)) return { id: idOf(actor, batch, key), body }
  const id = `imp-${keyOf(`row ${namedBy(actor, batch, key)}`)}`
  return { id, body: keyedLine(body, keyOf) }
}

/** What a source tells of people, wherever they work: declarations and registrations are of a place. */
const isOfPeople = (kind: ImportKind): boolean => kind !== 'declaration' && kind !== 'presence'

/**
 * Those where the work is, the importing region where that is not known, and the federal services. What
 * a region was told of a source about its people is its own, wherever the work is.
 */
function scopesOfBody(actor: Actor, kind: ImportKind, body: Body): number {
  const regions = regionsOfBody(body)
  const isOwn = regions.length === 0 || isOfPeople(kind)
  const own: Scope[] = actor.region && isOwn ? [actor.region] : []
  const federal: Scope[] = 'source' in body && !isFederal(body.source) ? [] : ['FED']
  return scopeMask([...regions, ...own, ...federal])
}

/** Ids of records that something put an end to, with the day where the end has one. */
type Ends = ReadonlyMap<string, LocalDate | null>

/** The earlier of two ends: a request waits no longer since the first form that answered it. */
const earlier = (a: LocalDate | null | undefined, b: LocalDate | null): LocalDate | null =>
  a && (b === null || a < b) ? a : b

/** Ids under which declarations stand already, by their L1 number; none of those that nobody told yet. */
type Standing = ReadonlyMap<string, string>

/** The latest first: what of two sources told last how a declaration stands. */
function latestFirst({ record: { body: a } }: StoredRecord, { record: { body: b } }: StoredRecord) {
  if (isLaterState(a as Declared, b as Declared)) return -1
  return isLaterState(b as Declared, a as Declared) ? 1 : 0
}

/**
 * Where the declarations of a batch stand that any source told before, as far as the importing service sees
 * them: the L1 number is the key of a declaration. What stands under the id of its own row stays there.
 */
async function standingOf(
  tx: Queries,
  actor: Actor,
  kind: ImportKind,
  fit: ReadonlyMap<string, Row>,
): Promise<Standing> {
  if (kind !== 'declaration') return new Map()
  const own = new Map<string, string>()
  const numbers = new Set<string>()
  for (const { id, body } of fit.values()) {
    const { l1Number, replacesL1 } = body as Declared
    own.set(l1Number, id)
    for (const number of [l1Number, replacesL1]) if (number !== null) numbers.add(number)
  }
  const pieces = [...numbers].map((number) => named('l1Number', number))
  const seen = scopeMask(scopesOf(actor))
  const found = (await lockNaming(tx, 'declaration', pieces))
    .filter(({ scopes }) => (scopes & seen) !== 0)
    .toSorted(latestFirst)
  const standing = new Map<string, string>()
  for (const { record } of found) {
    const { l1Number } = record.body as Declared
    const isOwn = own.get(l1Number) === record.id
    if (isOwn || !standing.has(l1Number)) standing.set(l1Number, record.id)
  }
  return standing
}

/** The rows under the ids where they stand. */
const placed = (fit: ReadonlyMap<string, Row>, standing: Standing): ReadonlyMap<string, Row> =>
  standing.size === 0
    ? fit
    : new Map(
        [...fit.values()].map(({ id: own, body }) => {
          const id = standing.get((body as Declared).l1Number) ?? own
          return [id, { id, body, isOfAnother: id !== own }]
        }),
      )

/** What a row puts an end to, of the same source: see `bodyOf`. */
function endOf(
  actor: Actor,
  batch: ImportBatch,
  body: Body,
  standing: Standing,
): [string, LocalDate | null] | null {
  if ('replacesL1' in body) {
    const { replacesL1 } = body
    if (!replacesL1) return null
    return [standing.get(replacesL1) ?? idOf(actor, batch, replacesL1), null]
  }
  if (!('l1Number' in body && 'state' in body) || body.number === null) return null
  return [idOf(actor, batch, rowKey(requestKey(body))), body.on ?? body.period.from]
}

function endsOf(actor: Actor, batch: ImportBatch, rows: Iterable<Row>, standing: Standing): Ends {
  const ends = new Map<string, LocalDate | null>()
  for (const { body } of rows) {
    const [id, since] = endOf(actor, batch, body, standing) ?? []
    if (id !== undefined) ends.set(id, earlier(ends.get(id), since ?? null))
  }
  return ends
}

/** With what ended these rows before they came. */
async function withEarlierEnds(
  tx: Queries,
  kind: ImportKind,
  ids: readonly string[],
  ends: Ends,
): Promise<Ends> {
  if (ids.length === 0) return ends
  const found = await rows<{ id: string; since: LocalDate | null }>(
    tx,
    sql`SELECT e.id, e.since FROM unnest(${textColumn(ids)}) AS named (id)
        JOIN import_end e ON e.kind = ${kindNumber(importedKind(kind))} AND e.id = named.id`,
  )
  const all = new Map(ends)
  for (const { id, since } of found) all.set(id, earlier(all.get(id), since))
  return all
}

/** Keeps what ended records that are not there yet. */
async function keepEnds(
  tx: Queries,
  kind: ImportKind,
  ends: readonly (readonly [string, LocalDate | null])[],
): Promise<void> {
  if (ends.length === 0) return
  await tx.execute(
    sql`INSERT INTO import_end AS held (kind, id, since)
        SELECT ${kindNumber(importedKind(kind))}::smallint, id, nullif(since, '')
        FROM unnest(${textColumn(ends.map(([id]) => id))},
                    ${textColumn(ends.map(([, since]) => since ?? ''))}) AS told (id, since)
        ON CONFLICT (kind, id) DO UPDATE SET since = excluded.since
        WHERE excluded.since < held.since`,
  )
}

/** What is told, unless what is held took its place already. */
function latest(told: Body, held: Body | undefined): Body {
  if (held === undefined || !('account' in told) || !('account' in held)) return told
  return isOutdated(told, held) ? held : told
}

/** A declaration of somebody self-employed that tells what only an employer declares. */
const isAgainstItself = (body: Body): boolean =>
  'liaison' in body && notForSelfEmployed(body).length > 0

/** Rows that fit, the last of each id, and the positions of those that do not. */
function fitting(actor: Actor, batch: ImportBatch, keyOf: KeyOf) {
  const fit = new Map<string, Row>()
  const refused: number[] = []
  for (const [at, { key, body }] of batch.rows.entries()) {
    const parsed = v.safeParse(BODIES[importedKind(batch.kind)], body)
    if (!parsed.success || isAgainstItself(parsed.output)) {
      refused.push(at)
      continue
    }
    const { id, body: told } = rowOf(actor, batch, key, parsed.output, keyOf)
    fit.set(id, { id, body: latest(told, fit.get(id)?.body) })
  }
  return { fit, refused }
}

/** Puts a batch into the records. Throws FORBIDDEN without the right to import. */
export async function importBatch(
  database: Database,
  actor: Actor,
  batch: ImportBatch,
): Promise<ImportTaken> {
  if (!mayImport(actor)) throw new TandemError('FORBIDDEN')
  const { fit, refused } = fitting(actor, batch, await registerKeys(database.queries))
  const taken = await database.transaction(async (tx) => {
    await oneByOne(tx, actor, batch)
    const held = batch.reach ? await heldNow(tx, actor, batch) : []
    const standing = await standingOf(tx, actor, batch.kind, fit)
    const told = placed(fit, standing)
    const ends = endsOf(actor, batch, told.values(), standing)
    return await store(tx, actor, batch.kind, told, ends, held)
  })
  return { ...taken, refused }
}

/**
 * Batches of one source wait for each other: none misses what another is about to put an end to. Of
 * declarations those of all sources do, since two of them may tell the same one.
 */
async function oneByOne(tx: Queries, actor: Actor, batch: ImportBatch): Promise<void> {
  const name = batch.kind === 'declaration' ? 'declaration' : namedBy(actor, batch, '')
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
}

/** What the desks of the region hold from now on, where it differs. Throws BAD_REQUEST. */
async function heldNow(tx: Queries, actor: Actor, batch: ImportBatch): Promise<RecordChange[]> {
  const source = sourceOfKind(batch.kind)
  const { reach } = batch
  const { region } = actor
  const now = new Date()
  if (!source || !reach || !region || !isReach(reach, brusselsToday(now))) {
    throw new TandemError('BAD_REQUEST', { parameter: 'reach' })
  }
  const id = idOf(actor, batch, '')
  const [stored] = await lockRecords(tx, [{ kind: 'holding', id }])
  const before = (stored?.record.body as BodyOf<'holding'> | undefined) ?? null
  const told = joinedReach(before, reach)
  if (
    before &&
    before.from === told.from &&
    before.asOf === told.asOf &&
    before.refused === told.refused
  ) {
    return []
  }
  const body: BodyOf<'holding'> = {
    source,
    region,
    ...told,
    name: batch.source,
    by: actor.id,
    byName: actor.name,
    at: now.toISOString(),
  }
  const version = (stored?.record.version ?? 0) + 1
  const scopesAfter = scopeMask([region, 'FED'])
  const record = { kind: 'holding' as const, id, version, body } as TandemRecord
  return [{ record, scopesBefore: stored?.scopes ?? 0, scopesAfter }]
}

/**
 * Who sees a row from now on. Whoever saw it for another reason than where the work is keeps it: a
 * dossier took it along (reroute.ts). A region that saw it for the work alone loses it with the place.
 */
function scopesNow(
  actor: Actor,
  kind: ImportKind,
  body: Body,
  current: StoredRecord | undefined,
): number {
  const now = scopesOfBody(actor, kind, body)
  if (current === undefined) return now
  // What a source told of its people has no place that ever made it somebody's.
  if (isOfPeople(kind)) return now | current.scopes
  return now | (current.scopes & ~scopesOfBody(actor, kind, current.record.body as Body))
}

async function store(
  tx: Queries,
  actor: Actor,
  kind: ImportKind,
  fit: ReadonlyMap<string, Row>,
  told: Ends,
  held: readonly RecordChange[],
): Promise<Omit<ImportTaken, 'refused'>> {
  const ids = [...new Set([...fit.keys(), ...told.keys()])]
  const stored = await lockRecords(
    tx,
    ids.map((id) => ({ kind: importedKind(kind), id })),
  )
  const known = new Map(stored.map((one) => [one.record.id, one]))
  const ends = await withEarlierEnds(tx, kind, [...fit.keys()], told)
  const changes: RecordChange[] = [...held]
  const taken = { created: 0, changed: 0, same: 0 }
  for (const id of ids) {
    const current = known.get(id)
    const before = current?.record.body as Body | undefined
    const body = bodyOf(toldOf(fit.get(id), before) ?? before, before, ends.get(id))
    if (!body) continue
    const isSame =
      current !== undefined && JSON.stringify(current.record.body) === JSON.stringify(body)
    if (fit.has(id)) taken[isSame ? 'same' : current ? 'changed' : 'created'] += 1
    if (isSame) continue
    const version = (current?.record.version ?? 0) + 1
    const record = { kind: importedKind(kind), id, version, body } as TandemRecord
    const scopesAfter = scopesNow(actor, kind, body, current)
    changes.push({ record, scopesBefore: current?.scopes ?? 0, scopesAfter })
  }
  const unmet = [...told].filter(([id]) => !known.has(id) && !fit.has(id))
  await keepEnds(tx, kind, unmet)
  if (changes.length > 0) {
    const all = await withChildren(tx, changes)
    await storeRecords(tx, all)
    await numberChanges(tx, [{ changes: all, verdict: null }])
  }
  return taken
}

/** What a row tells; of a declaration what is held where that is the later state. */
function toldOf(row: Row | undefined, before: Body | undefined): Body | undefined {
  if (!row || !before || !('replacesL1' in row.body) || !('replacesL1' in before)) return row?.body
  const { body, isOfAnother } = row
  if (isOfAnother) return isLaterState(body, before) ? body : before
  return isLaterState(before, body) ? before : body
}

const isReplaced = (body: Body) => 'replacesL1' in body && body.status === 'REPLACED'

/**
 * What officers noted of the papers of a posting stays, whatever an extract says after them; and an extract
 * that says nothing of papers takes none away. Notes come from officers alone.
 */
function withNotedPapers(
  body: BodyOf<'declaration'>,
  before: Body | undefined,
): BodyOf<'declaration'> {
  const told = { ...body }
  delete told.paperNotes
  if (before === undefined || !('postingProof' in before)) return told
  const { paperNotes, postingProof } = before
  if (paperNotes) return { ...told, postingProof, paperNotes }
  return { ...told, postingProof: told.postingProof ?? postingProof }
}

/**
 * A declaration that another one replaced is not in force any more, and a request that a form answered
 * waits no longer, whatever its own row says and whichever came first. `ended`: undefined when nothing ends it.
 */
function bodyOf(
  body: Body | undefined,
  before: Body | undefined,
  ended: LocalDate | null | undefined,
): Body | undefined {
  if (body === undefined) return body
  if ('replacesL1' in body) {
    const told = withNotedPapers(body, before)
    const ends = ended !== undefined || (before !== undefined && isReplaced(before))
    return ends && body.status === 'ACTIVE' ? { ...told, status: 'REPLACED' } : told
  }
  if ('account' in body) return latest(body, before)
  if (!('state' in body) || body.state !== 'REQUESTED') return body
  const since = earlier(ended, before && 'endedOn' in before ? before.endedOn : null)
  return since === null ? body : { ...body, endedOn: since }
}
