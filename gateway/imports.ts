/**
 * Extracts that a service imports: each batch is one transaction and one change number. A row is the
 * same record whenever it comes again from the same source of the same service; what did not change
 * is not written, so that an import can be repeated or resumed at will.
 */
import { createHash } from 'node:crypto'
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
import { placesOfBody, requestKey } from '../domain/imports/read-row.ts'
import { notForSelfEmployed } from '../domain/limosa/self-employed.ts'
import { regionOfMunicipality } from '../domain/reference/municipalities.ts'
import { isFederal } from '../domain/rights/register-lines.ts'
import { mayImport } from '../domain/rights/imports.ts'
import type { Database, Queries } from './database.ts'
import {
  lockRecords,
  numberChanges,
  type RecordChange,
  type StoredRecord,
  storeRecords,
} from './records.ts'
import { type KeyOf, keyedLine, keyedPayment, registerKeys } from './register-keys.ts'
import { scopeMask } from './scopes.ts'

type Body = BodyOf<ImportedKind>
interface Row {
  id: string
  body: Body
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

/**
 * Those where the work is, the importing region where that is not known, and the federal services. What
 * a region was told of a source about its people is its own, wherever the work is.
 */
function scopesOfBody(actor: Actor, kind: ImportKind, body: Body): number {
  const regions = placesOfBody(body).flatMap((code) => regionOfMunicipality(code) ?? [])
  const isOwn = regions.length === 0 || sourceOfKind(kind) !== null
  const own: Scope[] = actor.region && isOwn ? [actor.region] : []
  const federal: Scope[] = 'source' in body && !isFederal(body.source) ? [] : ['FED']
  return scopeMask([...regions, ...own, ...federal])
}

/** Records from the same source that rows of the batch put an end to, with the day: see `ended`. */
function endedIds(
  actor: Actor,
  batch: ImportBatch,
  rows: readonly Row[],
): Map<string, LocalDate | null> {
  return new Map(
    rows.flatMap(({ body }): [string, LocalDate | null][] => {
      if ('replacesL1' in body) {
        return body.replacesL1 ? [[idOf(actor, batch, body.replacesL1), null]] : []
      }
      if (!('l1Number' in body && 'state' in body) || body.number === null) return []
      return [[idOf(actor, batch, requestKey(body)), body.on ?? body.period.from]]
    }),
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
  const rows = new Map<string, Row>()
  const refused: number[] = []
  for (const [at, { key, body }] of batch.rows.entries()) {
    const parsed = v.safeParse(BODIES[importedKind(batch.kind)], body)
    if (!parsed.success || isAgainstItself(parsed.output)) {
      refused.push(at)
      continue
    }
    const { id, body: told } = rowOf(actor, batch, key, parsed.output, keyOf)
    rows.set(id, { id, body: latest(told, rows.get(id)?.body) })
  }
  return { rows, refused }
}

/** Puts a batch into the records. Throws FORBIDDEN without the right to import. */
export async function importBatch(
  database: Database,
  actor: Actor,
  batch: ImportBatch,
): Promise<ImportTaken> {
  if (!mayImport(actor)) throw new TandemError('FORBIDDEN')
  const { rows, refused } = fitting(actor, batch, await registerKeys(database.queries))
  const ended = endedIds(actor, batch, [...rows.values()])
  const taken = await database.transaction(async (tx) => {
    const held = batch.reach ? await heldNow(tx, actor, batch) : []
    return await store(tx, actor, batch.kind, rows, ended, held)
  })
  return { ...taken, refused }
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
  if (sourceOfKind(kind) !== null) return now | current.scopes
  return now | (current.scopes & ~scopesOfBody(actor, kind, current.record.body as Body))
}

async function store(
  tx: Queries,
  actor: Actor,
  kind: ImportKind,
  rows: ReadonlyMap<string, Row>,
  ended: ReadonlyMap<string, LocalDate | null>,
  held: readonly RecordChange[],
): Promise<Omit<ImportTaken, 'refused'>> {
  const ids = [...new Set([...rows.keys(), ...ended.keys()])]
  const stored = await lockRecords(
    tx,
    ids.map((id) => ({ kind: importedKind(kind), id })),
  )
  const known = new Map(stored.map((one) => [one.record.id, one]))
  const changes: RecordChange[] = [...held]
  const taken = { created: 0, changed: 0, same: 0 }
  for (const id of ids) {
    const current = known.get(id)
    const before = current?.record.body as Body | undefined
    const body = bodyOf(rows.get(id)?.body ?? before, before, ended.get(id))
    if (!body) continue
    const isSame =
      current !== undefined && JSON.stringify(current.record.body) === JSON.stringify(body)
    if (rows.has(id)) taken[isSame ? 'same' : current ? 'changed' : 'created'] += 1
    if (isSame) continue
    const version = (current?.record.version ?? 0) + 1
    const record = { kind: importedKind(kind), id, version, body } as TandemRecord
    const scopesAfter = scopesNow(actor, kind, body, current)
    changes.push({ record, scopesBefore: current?.scopes ?? 0, scopesAfter })
  }
  if (changes.length > 0) {
    await storeRecords(tx, changes)
    await numberChanges(tx, [{ changes, verdict: null }])
  }
  return taken
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
 * waits no longer, whatever its own row says. `ended`: undefined when nothing of the batch ends it.
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
  const since = ended ?? (before && 'endedOn' in before ? before.endedOn : null)
  return since === null ? body : { ...body, endedOn: since }
}
