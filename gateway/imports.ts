/**
 * Extracts that a service imports: each batch is one transaction and one change number. A row is the
 * same record whenever it comes again from the same source of the same service; what did not change
 * is not written, so that an import can be repeated or resumed at will.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Actor } from '../domain/contract/actor.ts'
import type { Scope } from '../domain/contract/codes.ts'
import { TandemError } from '../domain/contract/errors.ts'
import type { ImportBatch, ImportTaken } from '../domain/contract/imports.ts'
import { BODIES, type BodyOf, type TandemRecord } from '../domain/contract/records.ts'
import type { ImportKind } from '../domain/imports/fields.ts'
import { placesOfBody } from '../domain/imports/read-row.ts'
import { regionOfMunicipality } from '../domain/reference/municipalities.ts'
import { mayImport } from '../domain/rights/imports.ts'
import type { Database, Queries } from './database.ts'
import { lockRecords, numberChanges, type RecordChange, storeRecords } from './records.ts'
import { scopeMask } from './scopes.ts'

type Body = BodyOf<ImportKind>
interface Row {
  id: string
  body: Body
}

/** The same row of the same source of the same service has the same id. */
function idOf({ region }: Actor, { source, kind }: ImportBatch, key: string): string {
  const named = JSON.stringify([region, source, kind, key])
  return `imp-${createHash('sha256').update(named).digest('hex').slice(0, 40)}`
}

/** Those where the work is, the importing region where that is not known, and the federal services. */
function scopesOfBody(actor: Actor, body: Body): number {
  const regions = placesOfBody(body).flatMap((code) => regionOfMunicipality(code) ?? [])
  const own: Scope[] = actor.region ? [actor.region] : []
  return scopeMask([...(regions.length > 0 ? regions : own), 'FED'])
}

/** Declarations that rows of the batch replace and that came from the same source. */
function replacedIds(actor: Actor, batch: ImportBatch, rows: readonly Row[]): Set<string> {
  return new Set(
    rows.flatMap(({ body }) =>
      'replacesL1' in body && body.replacesL1 ? [idOf(actor, batch, body.replacesL1)] : [],
    ),
  )
}

/** Rows that fit, the last of each id, and the positions of those that do not. */
function fitting(actor: Actor, batch: ImportBatch) {
  const rows = new Map<string, Row>()
  const refused: number[] = []
  for (const [at, { key, body }] of batch.rows.entries()) {
    const parsed = v.safeParse(BODIES[batch.kind], body)
    const id = idOf(actor, batch, key)
    if (parsed.success) rows.set(id, { id, body: parsed.output })
    else refused.push(at)
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
  const { rows, refused } = fitting(actor, batch)
  const replaced = replacedIds(actor, batch, [...rows.values()])
  const taken = await database.transaction((tx) => store(tx, actor, batch.kind, rows, replaced))
  return { ...taken, refused }
}

async function store(
  tx: Queries,
  actor: Actor,
  kind: ImportKind,
  rows: ReadonlyMap<string, Row>,
  replaced: ReadonlySet<string>,
): Promise<Omit<ImportTaken, 'refused'>> {
  const ids = [...new Set([...rows.keys(), ...replaced])]
  const stored = await lockRecords(
    tx,
    ids.map((id) => ({ kind, id })),
  )
  const known = new Map(stored.map((one) => [one.record.id, one]))
  const changes: RecordChange[] = []
  const taken = { created: 0, changed: 0, same: 0 }
  for (const id of ids) {
    const current = known.get(id)
    const before = current?.record.body as Body | undefined
    const ends = replaced.has(id) || (before !== undefined && isReplaced(before))
    const body = bodyOf(rows.get(id)?.body ?? before, ends)
    if (!body) continue
    const isSame =
      current !== undefined && JSON.stringify(current.record.body) === JSON.stringify(body)
    if (rows.has(id)) taken[isSame ? 'same' : current ? 'changed' : 'created'] += 1
    if (isSame) continue
    const version = (current?.record.version ?? 0) + 1
    const record = { kind, id, version, body } as TandemRecord
    const scopesAfter = scopesOfBody(actor, body)
    changes.push({ record, scopesBefore: current?.scopes ?? 0, scopesAfter })
  }
  if (changes.length > 0) {
    await storeRecords(tx, changes)
    await numberChanges(tx, [{ changes, verdict: null }])
  }
  return taken
}

const isReplaced = (body: Body) => 'status' in body && body.status === 'REPLACED'

/** A declaration that another one replaced is not in force any more, whatever its own row says. */
function bodyOf(body: Body | undefined, ends: boolean): Body | undefined {
  const isActive = body !== undefined && 'status' in body && body.status === 'ACTIVE'
  return ends && isActive ? { ...body, status: 'REPLACED' } : body
}
