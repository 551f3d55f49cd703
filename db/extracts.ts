/** A1 forms, employments and controls of a person, and how far the desk holds their sources. */
import type { TandemRecord } from '../domain/contract/records.ts'
import { a1Key } from '../domain/linking/exact.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import {
  type LinkedDeclaration,
  type PersonIdentifierRow,
  recordsWhere,
  Resolver,
  toRecord,
} from './links.ts'
import type { ReadDb } from './sqlite.ts'

/** What the desk holds of which source, by id. */
export function holdingsOf(db: ReadDb): TandemRecord<'holding'>[] {
  return recordsWhere(db, 'holding', 'ORDER BY h.id', [])
}

interface FormRow {
  id: string
  version: number
  json: string
  insz: string | null
  passport: string | null
  birthDate: string | null
}

const FORMS = `SELECT h.id, h.version, b.json, h.insz, h.passport, h.birthDate
  FROM a1 h JOIN a1Body b ON b.row = h.row
  WHERE h.row IN (
    SELECT row FROM a1 WHERE insz IN (SELECT value FROM json_each(?1)) AND insz IS NOT NULL
    UNION
    SELECT row FROM a1 WHERE passport IN (SELECT value FROM json_each(?1)) AND passport IS NOT NULL
    UNION
    SELECT row FROM a1 WHERE l1Number IN (SELECT value FROM json_each(?2))
      AND l1Number IS NOT NULL AND insz IS NULL AND passport IS NULL)
  ORDER BY h.id`

const SAME_NUMBER = `SELECT h.id, h.numberKey, h.insz, h.passport, h.birthDate FROM a1 h
  WHERE h.numberKey IN (SELECT value FROM json_each(?1)) AND h.numberKey IS NOT NULL
    AND h.id NOT IN (SELECT value FROM json_each(?2)) ORDER BY h.id`

/** Workers on other forms with a number and country of these, each once. */
export function sameA1(
  db: ReadDb,
  personId: string,
  forms: readonly TandemRecord<'a1'>[],
): NonNullable<PersonFacts['sameA1']> {
  const byKey = new Map(forms.map(({ body }) => [a1Key(body), body]))
  byKey.delete(null)
  if (byKey.size === 0) return []
  const resolver = new Resolver(db)
  const params = [JSON.stringify([...byKey.keys()]), JSON.stringify(forms.map(({ id }) => id))]
  return db
    .all<Omit<FormRow, 'version' | 'json'> & { numberKey: string }>(SAME_NUMBER, params)
    .flatMap((row) => {
      const worker = resolver.byIdentifiers(row)?.personId ?? row.insz ?? row.passport ?? row.id
      const { number, country } = byKey.get(row.numberKey)!
      return worker === personId ? [] : [{ number: number!, country, worker }]
    })
}

/** The extracts about one person; identifiers first, the L1 number where none was told. */
export function extractsOf(
  db: ReadDb,
  personId: string,
  identifiers: readonly PersonIdentifierRow[],
  declarations: readonly LinkedDeclaration[],
): Required<Pick<PersonFacts, 'a1' | 'employments' | 'controls'>> {
  const values = JSON.stringify(identifiers.map(({ value }) => value))
  const l1Numbers = declarations.map(({ record }) => record.body.l1Number)
  const resolver = new Resolver(db)
  const a1 = db.all<FormRow>(FORMS, [values, JSON.stringify(l1Numbers)]).flatMap((row) => {
    const isTold = row.insz !== null || row.passport !== null
    if (isTold && resolver.byIdentifiers(row)?.personId !== personId) return []
    return [toRecord('a1', row)]
  })
  const met = JSON.stringify([...identifiers.map(({ value }) => value), ...l1Numbers])
  return {
    a1,
    employments: recordsWhere(
      db,
      'employment',
      `WHERE h.insz IN (SELECT value FROM json_each(?1)) AND h.insz IS NOT NULL ORDER BY h.id`,
      [values],
    ),
    controls: recordsWhere(
      db,
      'control',
      `WHERE h.row IN (SELECT controlRow FROM controlMet
         WHERE value IN (SELECT value FROM json_each(?1))) ORDER BY h.id`,
      [met],
    ),
  }
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
