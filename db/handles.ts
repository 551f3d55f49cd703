/** By what enterprises can be reached, kept beside the records so that those who share it find each other. */
import type { HandleKind } from '../domain/contract/codes.ts'
import type { BodyOf, RecordKind } from '../domain/contract/records.ts'
import type { SharedHandle } from '../domain/risk/enterprise-facts.ts'
import { addressKey, declaredHandles, registeredHandles } from '../domain/risk/handles.ts'
import { enterpriseKeys } from './project/numbers.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

/** One enterprise gives one handle as its own. */
export interface HandleRow {
  kind: HandleKind
  value: string
  /** The number under which it is known; its id when it has none. */
  enterprise: string
}

const numberOf = (numbers: readonly (string | null)[]) => enterpriseKeys(numbers)[0]

/** What a declaration says of its sender. */
function handlesOfDeclaration(body: BodyOf<'declaration'>): HandleRow[] {
  const { employer } = body
  const enterprise = numberOf([employer?.enterpriseNumber ?? null, employer?.vatNumber ?? null])
  if (enterprise === undefined) return []
  return declaredHandles(body).map((handle) => ({ ...handle, enterprise }))
}

/** What the register says of an enterprise. */
function handlesOfEnterprise(id: string, body: BodyOf<'enterprise'>): HandleRow[] {
  const enterprise = numberOf([body.enterpriseNumber, body.vatNumber]) ?? id
  return registeredHandles(body).map((handle) => ({ ...handle, enterprise }))
}

/** The handles that a record tells; none for most kinds. */
export function handleRows<K extends RecordKind>(
  kind: K,
  id: string,
  body: BodyOf<K>,
): HandleRow[] {
  if (kind === 'declaration') return handlesOfDeclaration(body as BodyOf<'declaration'>)
  if (kind === 'enterprise') return handlesOfEnterprise(id, body as BodyOf<'enterprise'>)
  return []
}

const INSERT = 'INSERT OR IGNORE INTO handle (kind, value, enterprise) VALUES (?, ?, ?)'
/** With whom a handle is shared: so many are told of a new one, the daily pass tells the rest. */
const TOLD = 200
const SHARING = `SELECT enterprise FROM handle WHERE kind = ? AND value = ? LIMIT ${TOLD}`

/**
 * Within a transaction: adds handles. Gives the enterprises whose findings may differ: those who share
 * a handle that is new. One that nobody gives any more stays until the next pass over everybody.
 */
export function addHandles(db: WriteDb, rows: readonly HandleRow[]): string[] {
  return rows.flatMap(({ kind, value, enterprise }) =>
    db.run(INSERT, [kind, value, enterprise]) > 0 ? db.column<string>(SHARING, [kind, value]) : [],
  )
}

export function dropHandles(db: WriteDb, rows: readonly HandleRow[]): void {
  for (const { kind, value, enterprise } of rows) {
    db.run('DELETE FROM handle WHERE kind = ? AND value = ? AND enterprise = ?', [
      kind,
      value,
      enterprise,
    ])
  }
}

/** Every sender as its declarations tell it: each liaison once, not once per declaration. */
const DECLARED = `SELECT DISTINCT json_extract(json, '$.employer.enterpriseNumber') AS enterpriseNumber,
    json_extract(json, '$.employer.vatNumber') AS vatNumber,
    json_extract(json, '$.liaison.email') AS email, json_extract(json, '$.liaison.phone') AS phone
  FROM declarationBody WHERE json_type(json, '$.liaison') = 'object'
    AND json_type(json, '$.employer') = 'object'`
const REGISTERED = `SELECT h.id, b.json FROM enterprise h JOIN enterpriseBody b ON b.row = h.row`

interface Declared {
  enterpriseNumber: string | null
  vatNumber: string | null
  email: string
  phone: string
}

const keyOf = ({ kind, value, enterprise }: HandleRow) => `${kind}\n${value}\n${enterprise}`

function wanted(db: ReadDb): Map<string, HandleRow> {
  const rows = new Map<string, HandleRow>()
  const add = (row: HandleRow) => rows.set(keyOf(row), row)
  for (const { enterpriseNumber, vatNumber, email, phone } of db.all<Declared>(DECLARED)) {
    const enterprise = numberOf([enterpriseNumber, vatNumber])
    if (enterprise === undefined) continue
    const said = { employer: { enterpriseNumber, vatNumber }, liaison: { email, phone } }
    const handles = declaredHandles(said as unknown as BodyOf<'declaration'>)
    for (const handle of handles) add({ ...handle, enterprise })
  }
  for (const { id, json } of db.all<{ id: string; json: string }>(REGISTERED)) {
    const body = JSON.parse(json) as BodyOf<'enterprise'>
    for (const row of handlesOfEnterprise(id, body)) add(row)
  }
  return rows
}

/** What the records say and the table does not, and the other way round. Reads every declaration. */
export function handleDifferences(db: ReadDb): { added: HandleRow[]; gone: HandleRow[] } {
  const rows = wanted(db)
  const gone: HandleRow[] = []
  for (const row of db.all<HandleRow>('SELECT kind, value, enterprise FROM handle')) {
    if (!rows.delete(keyOf(row))) gone.push(row)
  }
  return { added: [...rows.values()], gone }
}

const OWN = `SELECT DISTINCT h.kind, h.value FROM handle h WHERE h.enterprise IN (
    SELECT n.value FROM enterpriseNumber n JOIN enterprise e ON e.row = n.enterpriseRow
      WHERE e.id = ?1
    UNION ALL SELECT ?1) ORDER BY h.kind, h.value`
const GIVEN_BY = 'SELECT enterprise FROM handle WHERE kind = ? AND value = ? ORDER BY enterprise'

/** The handles of an enterprise, each with everybody who gives it; an address as its own register has it. */
export function handlesOf(db: ReadDb, id: string, body: BodyOf<'enterprise'>): SharedHandle[] {
  const own = addressKey(body.address)
  const { street, postalCode, place } = body.address
  const shown = `${street ?? ''}, ${[postalCode, place].filter(Boolean).join(' ')}`
  return db.all<Pick<HandleRow, 'kind' | 'value'>>(OWN, [id]).map(({ kind, value }) => ({
    kind,
    value: kind === 'ADDRESS' && value === own ? shown : value,
    enterprises: db.column<string>(GIVEN_BY, [kind, value]),
  }))
}
