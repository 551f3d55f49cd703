/** A1 forms, employments and controls of a person, and how far the desk holds their sources. */
import type { TandemRecord } from '../domain/contract/records.ts'
import { a1Key } from '../domain/linking/exact.ts'
import { formKey } from '../domain/linking/form-key.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import { accountsIn } from '../domain/risk/worker-facts.ts'
import {
  addNumbers,
  holdersOf,
  type Identified,
  type LinkedDeclaration,
  recordsWhere,
  Resolver,
  toldOf,
  toRecord,
} from './links.ts'
import { gather, Holders, inOrder, LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'

/** What the desk holds of which source, by id. */
export function holdingsOf(db: ReadDb): TandemRecord<'holding'>[] {
  return recordsWhere(db, 'holding', 'ORDER BY h.id', [])
}

type FormCells = [
  id: string,
  version: number,
  json: string,
  insz: string | null,
  passport: string | null,
  birthDate: string | null,
  l1Number: string | null,
  byName: string | null,
]

const FORMS = `SELECT h.id, h.version, b.json, h.insz, h.passport, h.birthDate, h.l1Number, h.formKey
  FROM a1 h JOIN a1Body b ON b.row = h.row
  WHERE h.row IN (
    SELECT row FROM a1 WHERE insz IN ${LISTED} AND insz IS NOT NULL
    UNION
    SELECT row FROM a1 WHERE passport IN ${LISTED} AND passport IS NOT NULL
    UNION
    SELECT row FROM a1 WHERE l1Number IN (SELECT value FROM json_each(?2))
      AND l1Number IS NOT NULL AND insz IS NULL AND passport IS NULL
    UNION
    SELECT row FROM a1 WHERE formKey IN (SELECT value FROM json_each(?3)) AND formKey IS NOT NULL)`

/** By what declarations of persons would know a form that tells no number; none while no form is so. */
function formKeys(
  db: ReadDb,
  declarations: ReadonlyMap<string, readonly LinkedDeclaration[]>,
): Holders {
  const holders = new Holders()
  if (db.value('SELECT 1 FROM a1 WHERE formKey IS NOT NULL LIMIT 1') === undefined) return holders
  for (const [id, own] of declarations) {
    for (const { record } of own) {
      const key = formKey(record.body)
      if (key !== null) holders.add(key, id)
    }
  }
  return holders
}

/** A1 forms: identifiers first, the L1 number where none was told, else name, birth date and sender. */
function formsOf(
  db: ReadDb,
  carried: Holders,
  numbers: Holders,
  names: Holders,
  resolver: Resolver,
): Map<string, TandemRecord<'a1'>[]> {
  const found = new Map<string, TandemRecord<'a1'>[]>()
  const cells = db.arrays<FormCells>(FORMS, [carried.list(), numbers.list(), names.list()])
  for (const [id, version, json, insz, passport, birthDate, l1Number, byName] of cells) {
    const record = toRecord('a1', { id, version, json })
    if (insz === null && passport === null) {
      const [holders, value] = l1Number === null ? [names, byName!] : [numbers, l1Number]
      holders.tell(value, (person) => gather(found, person, record))
      continue
    }
    const whose = resolver.byIdentifiers({ insz, passport, birthDate })
    if (whose) gather(found, whose.personId, record)
  }
  return inOrder(found, ({ id }) => id)
}

const EMPLOYMENTS = `SELECT h.insz, h.id, h.version, b.json
  FROM employment h JOIN employmentBody b ON b.row = h.row
  WHERE h.insz IN ${LISTED} AND h.insz IS NOT NULL`

const CONTROLS = `SELECT m.value, h.id, h.version, b.json
  FROM controlMet m JOIN control h ON h.row = m.controlRow JOIN controlBody b ON b.row = h.row
  WHERE m.value IN ${LISTED}`

/** Records that a statement finds by a value of some persons, each once to whom it speaks of. */
function recordsBy<K extends 'employment' | 'control'>(
  db: ReadDb,
  kind: K,
  sql: string,
  holders: Holders,
): Map<string, TandemRecord<K>[]> {
  const found = new Map<string, Map<string, TandemRecord<K>>>()
  for (const [value, id, version, json] of db.arrays<[string, string, number, string]>(sql, [
    holders.list(),
  ])) {
    const record = toRecord(kind, { id, version, json })
    holders.tell(value, (person) => {
      const own = found.get(person) ?? new Map<string, TandemRecord<K>>()
      found.set(person, own.set(id, record))
    })
  }
  return inOrder(new Map([...found].map(([id, own]) => [id, [...own.values()]])), ({ id }) => id)
}

/** The extracts about some persons, by person and ordered by id. */
export function extractsOfMany(
  db: ReadDb,
  persons: readonly Identified[],
  declarations: ReadonlyMap<string, readonly LinkedDeclaration[]>,
  resolver: Resolver,
): {
  a1: Map<string, TandemRecord<'a1'>[]>
  employments: Map<string, TandemRecord<'employment'>[]>
  controls: Map<string, TandemRecord<'control'>[]>
  lines: Map<string, TandemRecord<'workerLine'>[]>
} {
  const carried = holdersOf(persons)
  const met = addNumbers(holdersOf(persons), declarations)
  const numbers = addNumbers(new Holders(), declarations)
  return {
    a1: formsOf(db, carried, numbers, formKeys(db, declarations), resolver),
    lines: toldOf(db, 'workerLine', carried, numbers),
    employments: recordsBy(db, 'employment', EMPLOYMENTS, carried),
    controls: recordsBy(db, 'control', CONTROLS, met),
  }
}

interface SameNumberRow {
  id: string
  numberKey: string
  insz: string | null
  passport: string | null
  birthDate: string | null
}

const SAME_NUMBER = `SELECT h.id, h.numberKey, h.insz, h.passport, h.birthDate FROM a1 h
  WHERE h.numberKey IN ${LISTED} AND h.numberKey IS NOT NULL
    AND h.id NOT IN (SELECT value FROM json_each(?2)) ORDER BY h.id`

const NONE: NonNullable<PersonFacts['sameA1']> = []

/** Workers on other forms with a number and country of these, each once. */
export function sameA1(
  db: ReadDb,
  personId: string,
  forms: readonly TandemRecord<'a1'>[],
): NonNullable<PersonFacts['sameA1']> {
  const byKey = new Map(forms.map(({ body }) => [a1Key(body), body]))
  byKey.delete(null)
  if (byKey.size === 0) return NONE
  const resolver = new Resolver(db)
  const params = [JSON.stringify([...byKey.keys()]), JSON.stringify(forms.map(({ id }) => id))]
  return db.all<SameNumberRow>(SAME_NUMBER, params).flatMap((row) => {
    const worker = resolver.byIdentifiers(row)?.personId ?? row.insz ?? row.passport ?? row.id
    const { number, country } = byKey.get(row.numberKey)!
    return worker === personId ? [] : [{ number: number!, country, worker }]
  })
}

const SAME_ACCOUNT = `SELECT DISTINCT h.account, h.insz, p.id, json_extract(b.json, '$.familyName')
  FROM workerLine h
  LEFT JOIN identifier i ON i.value = h.insz
  LEFT JOIN person p ON p.row = i.personRow
  LEFT JOIN personBody b ON b.row = p.row
  WHERE h.account IN ${LISTED} AND h.account IS NOT NULL AND h.insz IS NOT NULL
  ORDER BY h.account, h.insz, p.id`

/** Others whose wages went to an account to which those of these lines went. */
export function sameAccount(
  db: ReadDb,
  personId: string,
  lines: readonly TandemRecord<'workerLine'>[],
): NonNullable<PersonFacts['sameAccount']> {
  const accounts = accountsIn(lines)
  if (accounts.length === 0) return []
  type Cells = [account: string, insz: string, id: string | null, familyName: string | null]
  return db
    .arrays<Cells>(SAME_ACCOUNT, [JSON.stringify(accounts)])
    .map(([account, insz, id, familyName]) => ({ account, worker: id ?? insz, familyName }))
    .filter(({ worker }) => worker !== personId)
}

/** A1 forms in the name of an enterprise that their issuer told to be false. */
export function falseA1(db: ReadDb, enterpriseId: string): TandemRecord<'a1'>[] {
  return recordsWhere(
    db,
    'a1',
    `WHERE h.falseOf IS NOT NULL AND h.falseOf IN (
       SELECT value FROM enterpriseNumber
       WHERE enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1)) ORDER BY h.id`,
    [enterpriseId],
  )
}
