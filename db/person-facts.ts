/** What the rules read about persons: of many at once, because each look at the cache has its price. */
import type { Actor } from '../domain/contract/actor.ts'
import type { MaskedSource } from '../domain/contract/codes.ts'
import { withheldFrom } from '../domain/rights/withheld.ts'
import { readMeta } from './meta.ts'
import type { RecordKind, TandemRecord } from '../domain/contract/records.ts'
import { a1Key } from '../domain/linking/exact.ts'
import type { Works } from '../domain/risk/outside-facts.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import { worksIn } from '../domain/risk/register-facts.ts'
import { personLists } from '../domain/risk/worker-facts.ts'
import { debtsOf } from './debts.ts'
import { mentionsIn } from './mentions.ts'
import { extractsOfMany, holdingsOf, sameA1, sameAccount } from './extracts.ts'
import {
  declarationsOfMany,
  identifiersOf,
  identifiersOfMany,
  type PersonIdentifierRow,
  presencesOfMany,
  Resolver,
  recordsWhere,
  toRecord,
} from './links.ts'
import { gather, LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'
import { samePapersOf } from './same-papers.ts'
import { tasksShared } from './same-task.ts'
import { worksAtDeclared, worksOfPerson } from './works.ts'

/** Others who carry a passport of a person. */
function samePassport(
  resolver: Resolver,
  personId: string,
  identifiers: readonly PersonIdentifierRow[],
): PersonFacts['samePassport'] {
  return identifiers
    .filter(({ type }) => type === 'PASSPORT')
    .flatMap(({ value }) => {
      const passport = { country: value.slice(0, 2), number: value.slice(3) }
      return resolver
        .carriersOf(value)
        .filter((carrier) => carrier.personId !== personId)
        .map((carrier) => ({ personId: carrier.personId, birthDate: carrier.birthDate, passport }))
    })
}

/** Others who carry a passport of this person. */
export const samePassportOf = (db: ReadDb, personId: string): PersonFacts['samePassport'] =>
  samePassport(new Resolver(db), personId, identifiersOf(db, personId))

/** Records of a kind by their ids, in the order of these; ids that are not in the cache are left out. */
function recordsById<K extends RecordKind>(
  db: ReadDb,
  kind: K,
  ids: readonly string[],
): TandemRecord<K>[] {
  if (ids.length === 0) return []
  return recordsWhere(db, kind, `WHERE h.id IN ${LISTED} ORDER BY h.id`, [JSON.stringify(ids)])
}

/** Enterprises by id; ids that are not in the cache are left out. */
export function enterprisesById(
  db: ReadDb,
  ids: Iterable<string>,
): Map<string, TandemRecord<'enterprise'>> {
  return new Map(recordsById(db, 'enterprise', [...new Set(ids)]).map((one) => [one.id, one]))
}

/** The records of one person. */
export type PersonRecords = Pick<
  PersonFacts,
  'person' | 'dossiers' | 'declarations' | 'presences'
> &
  Required<Pick<PersonFacts, 'a1' | 'employments' | 'controls' | 'lines'>>

const DOSSIERS = `SELECT h.personId, h.id, h.version, b.json
  FROM dossier h JOIN dossierBody b ON b.row = h.row WHERE h.personId IN ${LISTED} ORDER BY h.id`

function dossiersOf(db: ReadDb, ids: readonly string[]): Map<string, TandemRecord<'dossier'>[]> {
  const found = new Map<string, TandemRecord<'dossier'>[]>()
  for (const [personId, id, version, json] of db.arrays<[string, string, number, string]>(
    DOSSIERS,
    [JSON.stringify(ids)],
  )) {
    gather(found, personId, toRecord('dossier', { id, version, json }))
  }
  return found
}

interface Read {
  records: PersonRecords
  identifiers: readonly PersonIdentifierRow[]
}

function readMany(db: ReadDb, ids: readonly string[], resolver: Resolver): Read[] {
  const persons = recordsById(db, 'person', ids)
  const carried = identifiersOfMany(db, ids)
  const known = persons.map((person) => ({
    person,
    id: person.id,
    identifiers: carried.get(person.id) ?? [],
  }))
  const dossiers = dossiersOf(db, ids)
  const declarations = declarationsOfMany(db, known, resolver)
  const presences = presencesOfMany(db, known, declarations)
  const { a1, employments, controls, lines } = extractsOfMany(db, known, declarations, resolver)
  return known.map(({ person, id, identifiers }) => ({
    identifiers,
    records: {
      person,
      dossiers: dossiers.get(id) ?? [],
      declarations: declarations.get(id) ?? [],
      presences: presences.get(id) ?? [],
      a1: a1.get(id) ?? [],
      employments: employments.get(id) ?? [],
      controls: controls.get(id) ?? [],
      lines: lines.get(id) ?? [],
    },
  }))
}

/** Records of persons by their rows, in the order of their ids; who is not in the cache is left out. */
export function readRecordsByRow(
  db: ReadDb,
  rows: readonly number[],
): (PersonRecords & { row: number })[] {
  const byId = new Map(
    db.arrays<[string, number]>(`SELECT id, row FROM person WHERE row IN ${LISTED}`, [
      JSON.stringify(rows),
    ]),
  )
  return readMany(db, [...byId.keys()], new Resolver(db)).map(({ records }) => ({
    ...records,
    row: byId.get(records.person.id)!,
  }))
}

/** What the person of this cache is not shown. */
export const withheldHere = (db: ReadDb): readonly MaskedSource[] => {
  const actor = readMeta(db, 'actor')
  return actor === null ? [] : withheldFrom(JSON.parse(actor) as Actor)
}

/** Employers of the dossiers of a person, each once. */
const employersOf = ({ dossiers }: PersonRecords): string[] => [
  ...new Set(dossiers.flatMap(({ body }) => body.employerId ?? [])),
]

/** The declarations that are compared with permits: of whoever has a dossier. */
const comparedBy = (read: readonly Read[]): TandemRecord<'declaration'>[] =>
  read.flatMap(({ records: { dossiers, declarations } }) =>
    dossiers.length === 0 ? [] : declarations.map(({ record }) => record),
  )

function mandatesBy(db: ReadDb, read: readonly Read[]): Map<string, TandemRecord<'mandate'>[]> {
  const mandators = [...new Set(read.flatMap(({ records }) => employersOf(records)))]
  if (mandators.length === 0) return new Map()
  const sql = `WHERE h.mandatorId IN ${LISTED} ORDER BY h.id`
  const mandates = recordsWhere(db, 'mandate', sql, [JSON.stringify(mandators)])
  return Map.groupBy(mandates, ({ body }) => body.mandatorId)
}

const SHARED_NUMBERS = `SELECT numberKey FROM a1 WHERE numberKey IN ${LISTED}
  GROUP BY numberKey HAVING count(*) > 1`

/** Tells who is on other forms with the number of somebody's own. */
function sharersOf(
  db: ReadDb,
  read: readonly Read[],
): (of: PersonRecords) => PersonFacts['sameA1'] {
  const keys = read.flatMap(({ records }) => records.a1.flatMap(({ body }) => a1Key(body) ?? []))
  const shared = new Set(
    keys.length === 0 ? [] : db.column<string>(SHARED_NUMBERS, [JSON.stringify(keys)]),
  )
  return ({ person, a1 }) =>
    a1.some(({ body }) => shared.has(a1Key(body) ?? '')) ? sameA1(db, person.id, a1) : []
}

/** What registers say of their employers, and of the places for which they are declared. */
function registersOf(
  db: ReadDb,
  read: readonly Read[],
): (of: PersonRecords) => { debts: PersonFacts['debts']; works: readonly Works[] } {
  const debts = debtsOf(db, [...new Set(read.flatMap(({ records }) => employersOf(records)))])
  const idsOf = ({ declarations }: PersonRecords) => declarations.map(({ record }) => record.id)
  const works = worksAtDeclared(
    db,
    read.flatMap(({ records }) => idsOf(records)),
  )
  return (of) => ({
    debts: employersOf(of)
      .flatMap((id) => debts.get(id) ?? [])
      .toSorted(byEmployer),
    works: worksIn(worksOfPerson(works, idsOf(of))),
  })
}

const byEmployer = (a: { employerId: string }, b: { employerId: string }) =>
  a.employerId < b.employerId ? -1 : 1

/** Everything the rules read about some persons, by id; who is not in the cache is left out. */
export function readFactsOfMany(db: ReadDb, ids: readonly string[]): Map<string, PersonFacts> {
  const resolver = new Resolver(db)
  const read = readMany(db, ids, resolver)
  const filers = read.flatMap(({ records }) => records.dossiers.map(({ body }) => body.filedById))
  const employers = read.flatMap(({ records }) => employersOf(records))
  const enterprises = enterprisesById(db, [...employers, ...filers.filter((id) => id !== null)])
  const mentions = mentionsIn(db, comparedBy(read))
  const mandates = mandatesBy(db, read)
  const sharers = sharersOf(db, read)
  const registers = registersOf(db, read)
  const declaredBy = ({ declarations }: PersonRecords) => declarations.map(({ record }) => record)
  const shared = tasksShared(
    db,
    resolver,
    read.flatMap(({ records }) => declaredBy(records)),
  )
  const norms = recordsWhere(db, 'norm', 'ORDER BY h.id', [])
  const holdings = holdingsOf(db)
  const withheld = withheldHere(db)
  const carried = read.flatMap(({ identifiers }) => identifiers)
  resolver.know(
    new Set(carried.filter(({ type }) => type === 'PASSPORT').map(({ value }) => value)),
  )
  const outsideOf = (records: PersonRecords) => {
    const { debts, works } = registers(records)
    const paid = sameAccount(db, records.person.id, records.lines)
    const outside = personLists({ ...records, sameAccount: paid }, () => works)
    return { debts, sameAccount: paid, outside }
  }
  const factsOf = ({ records, identifiers }: Read): PersonFacts => ({
    ...records,
    enterprises,
    mentions,
    mandates: employersOf(records)
      .flatMap((id) => mandates.get(id) ?? [])
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    samePassport: samePassport(resolver, records.person.id, identifiers),
    sameA1: sharers(records),
    sameTask: shared(records.person.id, declaredBy(records)),
    samePapers: samePapersOf(db, records.person.id),
    ...outsideOf(records),
    norms,
    holdings,
    withheld,
  })
  return new Map(read.map((one) => [one.records.person.id, factsOf(one)]))
}

/** Everything the rules read about one person; null when the person is not in the cache. */
export const readPersonFacts = (db: ReadDb, personId: string): PersonFacts | null =>
  readFactsOfMany(db, [personId]).get(personId) ?? null
