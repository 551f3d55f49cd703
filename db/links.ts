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
import { fromDay as fromDayNumber } from '../domain/calendar/local-date.ts'
import { taskKey } from '../domain/limosa/same-task.ts'
import type { LinkedBy, SameTask } from '../domain/risk/person-facts.ts'
import { parseBody } from './record-store.ts'
import { coldTable } from './schema.ts'
import type { ReadDb } from './sqlite.ts'

interface StoredRecord {
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

export interface PersonIdentifierRow {
  value: string
  type: PersonIdentifierType
}

interface CarrierRow extends Carrier {
  type: PersonIdentifierType
}

export function identifiersOf(db: ReadDb, personId: string): PersonIdentifierRow[] {
  return db.all<PersonIdentifierRow>(
    `SELECT i.value, i.type FROM identifier i JOIN person p ON p.row = i.personRow
     WHERE p.id = ? ORDER BY i.type, i.value`,
    [personId],
  )
}

export function carriersOf(db: ReadDb, value: string): CarrierRow[] {
  return db.all<CarrierRow>(
    `SELECT p.id AS personId, p.birthDate, i.type FROM identifier i JOIN person p ON p.row = i.personRow
     WHERE i.value = ? ORDER BY p.id`,
    [value],
  )
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

/** Candidates carry one of the values as INSZ or as passport, or are linked by name. */
const CANDIDATES = `SELECT h.id, h.version, b.json, h.insz, h.passport, h.birthDate,
    l.band AS linkBand, l.personId AS linkPersonId, l.judged AS linkJudged
  FROM declaration h JOIN declarationBody b ON b.row = h.row LEFT JOIN link l ON l.row = h.row
  WHERE h.row IN (
    SELECT row FROM declaration WHERE insz IN (SELECT value FROM json_each(?1)) AND insz IS NOT NULL
    UNION
    SELECT row FROM declaration
      WHERE passport IN (SELECT value FROM json_each(?1)) AND passport IS NOT NULL
    UNION
    SELECT row FROM link WHERE personId = ?2 AND band = ${LINKED})
  ORDER BY h.id`

/** Resolves the identifiers of declarations; remembers who carries what while it lives. */
export class Resolver {
  readonly #db: ReadDb
  readonly #carriers = new Map<string, CarrierRow[]>()

  constructor(db: ReadDb) {
    this.#db = db
  }

  #carriersOf(value: string): CarrierRow[] {
    let carriers = this.#carriers.get(value)
    if (!carriers) {
      carriers = carriersOf(this.#db, value)
      this.#carriers.set(value, carriers)
    }
    return carriers
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
      const carriers = this.#carriersOf(value)
      const personId = carrierOf(carriers, birthDate)
      if (personId !== null) {
        const linkedBy: LinkedBy = carriers.find((c) => c.personId === personId)!.type
        return { personId, linkedBy }
      }
    }
    return null
  }
}

/** Declarations that belong to a person, ordered by id. */
export function linkedDeclarations(
  db: ReadDb,
  personId: string,
  identifiers: readonly PersonIdentifierRow[],
): LinkedDeclaration[] {
  const values = JSON.stringify(identifiers.map(({ value }) => value))
  const resolver = new Resolver(db)
  return db.all<CandidateRow>(CANDIDATES, [values, personId]).flatMap((candidate) => {
    const link = resolver.resolve(candidate)
    if (link?.personId !== personId) return []
    return [{ record: toRecord('declaration', candidate), linkedBy: link.linkedBy }]
  })
}

interface SameTaskRow {
  id: string
  key: string
  fromDay: number
  toDay: number
  insz: string | null
  passport: string | null
}

/** Everybody's declarations in force on a task and place of these declarations. */
export function sameTaskAs(db: ReadDb, declarations: readonly LinkedDeclaration[]): SameTask[] {
  const keys = new Set(declarations.flatMap(({ record }) => taskKey(record.body) ?? []))
  if (keys.size === 0) return []
  return db
    .all<SameTaskRow>(
      `SELECT id, taskKey AS key, fromDay, toDay, insz, passport FROM declaration
       WHERE taskKey IN (SELECT value FROM json_each(?)) ORDER BY id`,
      [JSON.stringify([...keys])],
    )
    .map(({ id, key, fromDay, toDay, insz, passport }) => ({
      key,
      declarationId: id,
      worker: insz ?? passport ?? id,
      from: fromDayNumber(fromDay),
      to: fromDayNumber(toDay),
    }))
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

/**
 * Presences of a person, ordered by id: by INSZ, and where none was registered by the L1 number of
 * a declaration that is theirs.
 */
export function linkedPresences(
  db: ReadDb,
  identifiers: readonly PersonIdentifierRow[],
  declarations: readonly LinkedDeclaration[],
): TandemRecord<'presence'>[] {
  const insz = identifiers.filter(({ type }) => type !== 'PASSPORT').map(({ value }) => value)
  const l1Numbers = declarations.map(({ record }) => record.body.l1Number)
  if (insz.length === 0 && l1Numbers.length === 0) return []
  return recordsWhere(
    db,
    'presence',
    `WHERE h.row IN (
       SELECT row FROM presence WHERE insz IN (SELECT value FROM json_each(?1)) AND insz IS NOT NULL
       UNION
       SELECT row FROM presence WHERE l1Number IN (SELECT value FROM json_each(?2))
         AND l1Number IS NOT NULL AND insz IS NULL)
     ORDER BY h.id`,
    [JSON.stringify(insz), JSON.stringify(l1Numbers)],
  )
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
