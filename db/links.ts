/** Declarations and presences of a person: by identifiers, and by the links that follow from names. */
import type {
  LinkJudgement,
  LinkJudgementBody,
  RecordKind,
  TandemRecord,
} from '../domain/contract/records.ts'
import { carrierOf, type Carrier } from '../domain/linking/carrier.ts'
import { BANDS } from '../domain/linking/register/bands.ts'
import type { Candidate } from '../domain/linking/register/register.ts'
import type { PersonIdentifierType } from '../domain/linking/exact.ts'
import { oneOfEachNumber } from '../domain/limosa/one-number.ts'
import type { LinkedBy } from '../domain/risk/person-facts.ts'
import { gather, Holders, inOrder, LISTED } from './many.ts'
import { parseBody } from './record-store.ts'
import { coldTable } from './schema.ts'
import type { ReadDb } from './sqlite.ts'

export interface StoredRecord {
  id: string
  version: number
  json: string
}

/** SQL that reads records of a kind with their bodies; `h` is the hot table. */
export const selectRecords = (kind: RecordKind, rest: string): string =>
  `SELECT h.id, h.version, b.json FROM ${kind} h JOIN ${coldTable(kind)} b ON b.row = h.row ${rest}`

export function toRecord<K extends RecordKind>(kind: K, stored: StoredRecord): TandemRecord<K> {
  return { kind, id: stored.id, version: stored.version, body: parseBody(kind, stored.json) }
}

/** Records of a kind by a condition on the hot table. `rest` must be a constant text. */
export function recordsWhere<K extends RecordKind>(
  db: ReadDb,
  kind: K,
  rest: string,
  params: readonly (string | number | null)[],
): TandemRecord<K>[] {
  return db
    .all<StoredRecord>(selectRecords(kind, rest), params)
    .map((stored) => toRecord(kind, stored))
}

/** Declarations by a condition on the hot table, one of each L1 number. `rest` must be a constant text. */
export const declarationsWhere = (
  db: ReadDb,
  rest: string,
  params: readonly (string | number | null)[],
): TandemRecord<'declaration'>[] => [
  ...oneOfEachNumber(recordsWhere(db, 'declaration', rest, params), (record) => record),
]

const TOLD_TWICE = `WHERE h.l1Number IN (SELECT l1Number FROM declaration
    WHERE l1Number IN ${LISTED} GROUP BY l1Number HAVING count(*) > 1) ORDER BY h.id`

/**
 * Each L1 number of some declarations once, in their order: as the record has it that speaks for the number
 * (domain/limosa/one-number.ts) among all that tell it, which need not be one of these.
 */
export function speakingFor(
  db: ReadDb,
  declarations: readonly TandemRecord<'declaration'>[],
): TandemRecord<'declaration'>[] {
  const numbers = new Set(declarations.map(({ body }) => body.l1Number))
  const twice = recordsWhere(db, 'declaration', TOLD_TWICE, [JSON.stringify([...numbers])])
  if (twice.length === 0) return [...declarations]
  const speaking = new Map(
    oneOfEachNumber(twice, (record) => record).map((record) => [record.body.l1Number, record]),
  )
  const once = new Map(
    declarations.map((record) => {
      const { l1Number } = record.body
      return [l1Number, speaking.get(l1Number) ?? record]
    }),
  )
  return [...once.values()]
}

const OF_NUMBER = 'SELECT id FROM declaration WHERE l1Number = ? ORDER BY id'

/** The person to whom any record of an L1 number leads; null when none does. */
export function personOfNumber(db: ReadDb, l1Number: string): string | null {
  for (const id of db.column<string>(OF_NUMBER, [l1Number])) {
    const personId = personOfDeclaration(db, id)
    if (personId !== null) return personId
  }
  return null
}

export interface PersonIdentifierRow {
  value: string
  type: PersonIdentifierType
}

interface CarrierRow extends Carrier {
  type: PersonIdentifierType
}

/** Somebody by their id, with what they carry. */
export interface Identified {
  id: string
  identifiers: readonly PersonIdentifierRow[]
}

/** Identifiers of persons by id, the most trusted first; of whom carries none, nothing. */
export function identifiersOfMany(
  db: ReadDb,
  ids: readonly string[],
): Map<string, PersonIdentifierRow[]> {
  const found = new Map<string, PersonIdentifierRow[]>()
  for (const [id, value, type] of db.arrays<[string, string, PersonIdentifierType]>(
    `SELECT p.id, i.value, i.type FROM person p JOIN identifier i ON i.personRow = p.row
     WHERE p.id IN ${LISTED} ORDER BY p.id, i.type, i.value`,
    [JSON.stringify(ids)],
  )) {
    gather(found, id, { value, type })
  }
  return found
}

export const identifiersOf = (db: ReadDb, personId: string): PersonIdentifierRow[] =>
  identifiersOfMany(db, [personId]).get(personId) ?? []

/** The persons by what they carry. */
export function holdersOf(
  persons: readonly Identified[],
  isWanted: (type: PersonIdentifierType) => boolean = () => true,
): Holders {
  const holders = new Holders()
  for (const { id, identifiers } of persons) {
    for (const { value, type } of identifiers) if (isWanted(type)) holders.add(value, id)
  }
  return holders
}

export interface LinkedDeclaration {
  record: TandemRecord<'declaration'>
  linkedBy: LinkedBy
}

interface CandidateRow extends StoredRecord {
  insz: string | null
  passport: string | null
  birthDate: string | null
  /** The link that linking found: it speaks before an identifier that names do not confirm. */
  linkBand: number | null
  linkPersonId: string | null
  /** 1: a person said so. */
  linkJudged: number | null
}

/** Position in BANDS of what counts without a person's word. */
const LINKED = BANDS.indexOf('LINKED')
const PROPOSED = BANDS.indexOf('PROPOSED')

/** Candidates carry one of the values as INSZ or as passport, or are linked by name to one of the ids. */
const CANDIDATES = `SELECT h.id, h.version, b.json, h.insz, h.passport, h.birthDate,
    l.band, l.personId, l.judged
  FROM declaration h JOIN declarationBody b ON b.row = h.row LEFT JOIN link l ON l.row = h.row
  WHERE h.row IN (
    SELECT row FROM declaration WHERE insz IN ${LISTED} AND insz IS NOT NULL
    UNION
    SELECT row FROM declaration WHERE passport IN ${LISTED} AND passport IS NOT NULL
    UNION
    SELECT row FROM link
      WHERE personId IN (SELECT value FROM json_each(?2)) AND band = ${LINKED})`

type CandidateCells = [
  id: string,
  version: number,
  json: string,
  insz: string | null,
  passport: string | null,
  birthDate: string | null,
  linkBand: number | null,
  linkPersonId: string | null,
  linkJudged: number | null,
]

const CARRIERS = `SELECT i.value, p.id, p.birthDate, i.type
  FROM identifier i JOIN person p ON p.row = i.personRow
  WHERE i.value IN ${LISTED} ORDER BY i.value, p.id`

const NOBODY: readonly CarrierRow[] = []

/** Resolves the identifiers of declarations; remembers who carries what while it lives. */
export class Resolver {
  readonly #db: ReadDb
  readonly #carriers = new Map<string, readonly CarrierRow[]>()

  constructor(db: ReadDb) {
    this.#db = db
  }

  /** Looks up who carries these, in one go. */
  know(values: ReadonlySet<string>): void {
    const unknown = [...values].filter((value) => !this.#carriers.has(value))
    if (unknown.length === 0) return
    const found = new Map<string, CarrierRow[]>()
    for (const [value, personId, birthDate, type] of this.#db.arrays<
      [string, string, string | null, PersonIdentifierType]
    >(CARRIERS, [JSON.stringify(unknown)])) {
      gather(found, value, { personId, birthDate, type })
    }
    for (const value of unknown) this.#carriers.set(value, found.get(value) ?? NOBODY)
  }

  /** Everybody who carries an identifier, by id. */
  carriersOf(value: string): readonly CarrierRow[] {
    if (!this.#carriers.has(value)) this.know(new Set([value]))
    return this.#carriers.get(value)!
  }

  /** The person a declaration belongs to: its INSZ speaks first, then its passport. */
  resolve(row: Omit<CandidateRow, keyof StoredRecord>) {
    const { insz, passport, birthDate, linkBand, linkPersonId, linkJudged } = row
    if (linkBand !== null) {
      const linkedBy: LinkedBy = linkJudged ? 'JUDGED' : 'NAME'
      return linkBand === LINKED && linkPersonId !== null
        ? { personId: linkPersonId, linkedBy }
        : null
    }
    return this.byIdentifiers({ insz, passport, birthDate })
  }

  /** The person whom the identifiers tell: INSZ first, then passport. */
  byIdentifiers({
    insz,
    passport,
    birthDate,
  }: Pick<CandidateRow, 'insz' | 'passport' | 'birthDate'>): {
    personId: string
    linkedBy: LinkedBy
  } | null {
    for (const value of [insz, passport]) {
      if (value === null) continue
      const carriers = this.carriersOf(value)
      const personId = carrierOf(carriers, birthDate)
      if (personId !== null) {
        const linkedBy: LinkedBy = carriers.find((c) => c.personId === personId)!.type
        return { personId, linkedBy }
      }
    }
    return null
  }
}

/** The identifiers of candidates that no link decides. */
function told(candidates: readonly CandidateCells[]): Set<string> {
  const values = new Set<string>()
  for (const [, , , insz, passport, , linkBand] of candidates) {
    if (linkBand !== null) continue
    if (insz !== null) values.add(insz)
    if (passport !== null) values.add(passport)
  }
  return values
}

/** Declarations that belong to persons, by person and ordered by id, one of each L1 number. */
export function declarationsOfMany(
  db: ReadDb,
  persons: readonly Identified[],
  resolver: Resolver,
): Map<string, LinkedDeclaration[]> {
  const wanted = new Set(persons.map(({ id }) => id))
  const found = new Map<string, LinkedDeclaration[]>()
  const params = [holdersOf(persons).list(), JSON.stringify([...wanted])]
  const candidates = db.arrays<CandidateCells>(CANDIDATES, params)
  resolver.know(told(candidates))
  for (const cells of candidates) {
    const known = resolver.resolve({
      insz: cells[3],
      passport: cells[4],
      birthDate: cells[5],
      linkBand: cells[6],
      linkPersonId: cells[7],
      linkJudged: cells[8],
    })
    if (!known || !wanted.has(known.personId)) continue
    const record = toRecord('declaration', { id: cells[0], version: cells[1], json: cells[2] })
    gather(found, known.personId, { record, linkedBy: known.linkedBy })
  }
  for (const [id, own] of inOrder(found, ({ record }) => record.id)) {
    const each = oneOfEachNumber(own, ({ record }) => record)
    if (each.length < own.length) found.set(id, [...each])
  }
  return found
}

/** Declarations that belong to a person, ordered by id. */
export function linkedDeclarations(
  db: ReadDb,
  personId: string,
  identifiers: readonly PersonIdentifierRow[],
): LinkedDeclaration[] {
  const persons = [{ id: personId, identifiers }]
  return declarationsOfMany(db, persons, new Resolver(db)).get(personId) ?? []
}

/** The person a declaration belongs to, and how it was linked; null when nothing decides. */
export function resolveDeclaration(
  db: ReadDb,
  declarationId: string,
): { personId: string; linkedBy: LinkedBy } | null {
  const row = db.get<Omit<CandidateRow, keyof StoredRecord>>(
    `SELECT h.insz, h.passport, h.birthDate, l.band AS linkBand, l.personId AS linkPersonId,
       l.judged AS linkJudged
     FROM declaration h LEFT JOIN link l ON l.row = h.row WHERE h.id = ?`,
    [declarationId],
  )
  return row ? new Resolver(db).resolve(row) : null
}

/** The person a declaration belongs to; null when nothing decides. */
export const personOfDeclaration = (db: ReadDb, declarationId: string): string | null =>
  resolveDeclaration(db, declarationId)?.personId ?? null

/** Adds the persons by the L1 numbers of the declarations that are theirs. */
export function addNumbers(
  holders: Holders,
  declarations: ReadonlyMap<string, readonly LinkedDeclaration[]>,
): Holders {
  for (const [id, own] of declarations) {
    for (const { record } of own) holders.add(record.body.l1Number, id)
  }
  return holders
}

const toldSql = (kind: RecordKind) => `SELECT h.id, h.version, b.json, h.insz, h.l1Number
  FROM ${kind} h JOIN ${kind}Body b ON b.row = h.row
  WHERE h.row IN (
    SELECT row FROM ${kind} WHERE insz IN ${LISTED} AND insz IS NOT NULL
    UNION
    SELECT row FROM ${kind} WHERE l1Number IN (SELECT value FROM json_each(?2))
      AND l1Number IS NOT NULL AND insz IS NULL)`

/** Records of persons, ordered by id: by the INSZ that they tell, and where they tell none by the L1 number. */
export function toldOf<K extends 'presence' | 'workerLine'>(
  db: ReadDb,
  kind: K,
  inszs: Holders,
  numbers: Holders,
): Map<string, TandemRecord<K>[]> {
  const found = new Map<string, TandemRecord<K>[]>()
  for (const [id, version, json, insz, l1Number] of db.arrays<
    [string, number, string, string | null, string | null]
  >(toldSql(kind), [inszs.list(), numbers.list()])) {
    const record = toRecord(kind, { id, version, json })
    const tell = (person: string) => gather(found, person, record)
    if (insz === null) numbers.tell(l1Number!, tell)
    else inszs.tell(insz, tell)
  }
  return inOrder(found, (record) => record.id)
}

/**
 * Presences of persons, by person and ordered by id: by INSZ, and where none was registered by the L1
 * number of a declaration that is theirs.
 */
export function presencesOfMany(
  db: ReadDb,
  persons: readonly Identified[],
  declarations: ReadonlyMap<string, readonly LinkedDeclaration[]>,
): Map<string, TandemRecord<'presence'>[]> {
  const numbers = addNumbers(new Holders(), declarations)
  const inszs = holdersOf(persons, (type) => type !== 'PASSPORT')
  return toldOf(db, 'presence', inszs, numbers)
}

/** Presences of a person, ordered by id. */
export function linkedPresences(
  db: ReadDb,
  personId: string,
  identifiers: readonly PersonIdentifierRow[],
  declarations: readonly LinkedDeclaration[],
): TandemRecord<'presence'>[] {
  const own = new Map([[personId, declarations]])
  return presencesOfMany(db, [{ id: personId, identifiers }], own).get(personId) ?? []
}

export interface PossibleRecord {
  record: TandemRecord<'declaration'>
  probability: number
  /** What people said of its worker, whether it holds still or not. */
  said: LinkJudgement[]
}

/** Declarations that linking proposes for a person, likeliest first. */
export function possibleDeclarations(db: ReadDb, personId: string): PossibleRecord[] {
  return db
    .all<StoredRecord & { candidates: string; said: string | null }>(
      `SELECT h.id, h.version, b.json, l.candidates, s.json AS said FROM link l
       JOIN declaration h ON h.row = l.row JOIN declarationBody b ON b.row = h.row
       LEFT JOIN linkJudgement j ON j.id = h.id LEFT JOIN linkJudgementBody s ON s.row = j.row
       WHERE l.personId = ? AND l.band = ${PROPOSED} ORDER BY h.id`,
      [personId],
    )
    .map(({ candidates, said, ...stored }) => {
      const [first] = JSON.parse(candidates) as Candidate[]
      return {
        record: toRecord('declaration', stored),
        probability: first!.probability,
        said: said === null ? [] : (JSON.parse(said) as LinkJudgementBody).said,
      }
    })
    .toSorted((a, b) => b.probability - a.probability)
}
