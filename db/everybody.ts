/**
 * Reads the facts of everybody for a pass of the rules: persons piece by piece, enterprises some
 * thousand at a time. The same facts as `readPersonFacts` and `readEnterpriseFacts` give one by one.
 */
import { LINKED_BY } from '../domain/contract/codes.ts'
import type { BodyOf, RecordKind, TandemRecord } from '../domain/contract/records.ts'
import { a1Key } from '../domain/linking/exact.ts'
import type { EnterpriseFacts, MonthOfFilings } from '../domain/risk/enterprise-facts.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import { Affected } from './affected.ts'
import { AllEnterprises, enterpriseRows } from './everybody-enterprises.ts'
import { type FindingsOf, storedAmong } from './findings.ts'
import {
  factChanges,
  holdsAny,
  packPiece,
  PIECE_ROWS,
  pieceOf,
  readPiece,
  rowsOf,
  type FactPiece,
  type PieceShape,
} from './fact-pieces.ts'
import { unpackRecords, type FactKind, type Lists } from './fact-records.ts'
import { holdingsOf, sameA1 } from './extracts.ts'
import { recordsWhere } from './links.ts'
import {
  readRecordsByRow,
  samePassportOf,
  withheldHere,
  type PersonRecords,
} from './person-facts.ts'
import { readRecord } from './record-store.ts'
import type { ReadDb } from './sqlite.ts'

/** A person's records with the row by which their piece is found. */
type Placed = PersonRecords & { row: number }

/** What facts share: read once for a pass. */
class Shared {
  readonly #db: ReadDb
  readonly withheld: PersonFacts['withheld']
  #enterprises: Map<string, TandemRecord<'enterprise'>> | null = null
  #mandates: Map<string, TandemRecord<'mandate'>[]> | null = null
  #norms: TandemRecord<'norm'>[] | null = null
  #sharing: Set<string> | null = null
  #holdings: NonNullable<PersonFacts['holdings']> | null = null
  /** Numbers that several A1 forms have. */
  #numbers: Set<string> | null = null

  constructor(db: ReadDb) {
    this.#db = db
    this.withheld = withheldHere(db)
  }

  /** An enterprise by its id. */
  get(id: string): TandemRecord<'enterprise'> | undefined {
    this.#enterprises ??= new Map(
      recordsWhere(this.#db, 'enterprise', '', []).map((one) => [one.id, one]),
    )
    return this.#enterprises.get(id)
  }

  mandatesOf(mandatorId: string): readonly TandemRecord<'mandate'>[] {
    this.#mandates ??= Map.groupBy(
      recordsWhere(this.#db, 'mandate', '', []),
      ({ body }) => body.mandatorId,
    )
    return this.#mandates.get(mandatorId) ?? []
  }

  norms(): readonly TandemRecord<'norm'>[] {
    return (this.#norms ??= recordsWhere(this.#db, 'norm', 'ORDER BY h.id', []))
  }

  holdings(): NonNullable<PersonFacts['holdings']> {
    return (this.#holdings ??= holdingsOf(this.#db))
  }

  sameA1(personId: string, forms: readonly TandemRecord<'a1'>[]): PersonFacts['sameA1'] {
    if (forms.length === 0) return NO_FORMS
    this.#numbers ??= new Set(this.#db.column<string>(SHARED_NUMBERS))
    const isShared = forms.some(({ body }) => this.#numbers!.has(a1Key(body) ?? ''))
    return isShared ? sameA1(this.#db, personId, forms) : NO_FORMS
  }

  samePassport(personId: string): PersonFacts['samePassport'] {
    this.#sharing ??= new Set(this.#db.column<string>(SHARING_A_PASSPORT))
    return this.#sharing.has(personId) ? samePassportOf(this.#db, personId) : NOBODY
  }
}

const NOBODY: PersonFacts['samePassport'] = []
const NO_FORMS: NonNullable<PersonFacts['sameA1']> = []

const SHARED_NUMBERS = `SELECT numberKey FROM a1 WHERE numberKey IS NOT NULL
  GROUP BY numberKey HAVING count(*) > 1`

const SHARING_A_PASSPORT = `SELECT DISTINCT p.id FROM identifier i JOIN person p ON p.row = i.personRow
  WHERE i.type = 'PASSPORT' AND i.value IN (
    SELECT value FROM identifier GROUP BY value HAVING count(*) > 1)`

/** A person's facts; what few rules ask of few persons is gathered when they do. */
class Facts implements PersonFacts {
  readonly person: PersonFacts['person']
  readonly dossiers: PersonFacts['dossiers']
  readonly declarations: PersonFacts['declarations']
  readonly presences: PersonFacts['presences']
  readonly enterprises: PersonFacts['enterprises']
  readonly a1: PersonRecords['a1']
  readonly employments: PersonFacts['employments']
  readonly controls: PersonFacts['controls']
  readonly #shared: Shared
  #mandates: PersonFacts['mandates'] | null = null

  constructor(records: PersonRecords, shared: Shared) {
    this.person = records.person
    this.dossiers = records.dossiers
    this.declarations = records.declarations
    this.presences = records.presences
    this.a1 = records.a1
    this.employments = records.employments
    this.controls = records.controls
    this.enterprises = shared
    this.#shared = shared
  }

  get mandates(): PersonFacts['mandates'] {
    return (this.#mandates ??= this.#given())
  }

  #given(): PersonFacts['mandates'] {
    const employers = new Set(this.dossiers.flatMap(({ body }) => body.employerId ?? []))
    return [...employers]
      .flatMap((id) => this.#shared.mandatesOf(id))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  get norms(): PersonFacts['norms'] {
    return this.#shared.norms()
  }

  get withheld(): PersonFacts['withheld'] {
    return this.#shared.withheld
  }

  get holdings(): PersonFacts['holdings'] {
    return this.#shared.holdings()
  }

  get sameA1(): PersonFacts['sameA1'] {
    return this.#shared.sameA1(this.person.id, this.a1)
  }

  get samePassport(): PersonFacts['samePassport'] {
    return this.#shared.samePassport(this.person.id)
  }
}

const shapeOf = (persons: readonly Placed[]): PieceShape => ({
  rows: persons.map(({ row }) => row),
  dossiers: persons.map(({ dossiers }) => dossiers.length),
  declarations: persons.map(({ declarations }) => declarations.length),
  presences: persons.map(({ presences }) => presences.length),
  a1: persons.map(({ a1 }) => a1.length),
  employments: persons.map(({ employments }) => employments.length),
  controls: persons.map(({ controls }) => controls.length),
  linkedBy: persons.flatMap(({ declarations }) =>
    declarations.map(({ linkedBy }) => LINKED_BY.indexOf(linkedBy)),
  ),
})

const listsOf = (persons: readonly Placed[]): Lists => ({
  person: persons.map(({ person }) => person),
  dossier: persons.flatMap(({ dossiers }) => dossiers),
  declaration: persons.flatMap(({ declarations }) => declarations.map(({ record }) => record)),
  presence: persons.flatMap(({ presences }) => presences),
  a1: persons.flatMap(({ a1 }) => a1),
  employment: persons.flatMap(({ employments }) => employments),
  control: persons.flatMap(({ controls }) => controls),
})

/** Hands out a list in the parts that belong to one person after the other. */
function dealer<T>(list: readonly T[], counts: readonly number[]): (person: number) => T[] {
  let next = 0
  return (person) => list.slice(next, (next += counts[person]!))
}

/** Everybody of a piece, in order of row. */
function personsOf({ lists, shape }: { lists: Lists; shape: PieceShape }): Placed[] {
  const linked = lists.declaration.map((record, i) => ({
    record,
    linkedBy: LINKED_BY[shape.linkedBy[i]!]!,
  }))
  const dossiers = dealer(lists.dossier, shape.dossiers)
  const declarations = dealer(linked, shape.declarations)
  const presences = dealer(lists.presence, shape.presences)
  const a1 = dealer(lists.a1, shape.a1)
  const employments = dealer(lists.employment, shape.employments)
  const controls = dealer(lists.control, shape.controls)
  return lists.person.map((person, i) => ({
    row: shape.rows[i]!,
    person,
    dossiers: dossiers(i),
    declarations: declarations(i),
    presences: presences(i),
    a1: a1(i),
    employments: employments(i),
    controls: controls(i),
  }))
}

const keyOf = (kind: FactKind, id: string) => `${kind} ${id}`

/** Every record of a person by kind and id. */
function* keysOf(records: PersonRecords): Generator<string> {
  const { person, dossiers, declarations, presences, a1, employments, controls } = records
  const all = [person, ...dossiers, ...presences, ...a1, ...employments, ...controls]
  for (const { kind, id } of all) yield keyOf(kind, id)
  for (const { record } of declarations) yield keyOf('declaration', record.id)
}

/** What a pass over everybody reads. Persons come in `pieces`, enterprises in `parts`, from 0. */
export interface EverybodyReader {
  readonly pieces: number
  readonly parts: number
  /** `renewed`: the piece as it is to be stored; null where it holds. */
  persons(piece: number): Some<PersonFacts> & { renewed: FactPiece | null }
  enterprises(part: number): Some<EnterpriseFacts>
}

/** What changed since pieces were made: records, and rows of the persons whose facts they are now. */
class Changes {
  readonly #db: ReadDb
  readonly records: { kind: FactKind; id: string }[] = []
  readonly keys = new Set<string>()
  readonly #rows = new Map<number, number[]>()
  #last = 0

  /** The last change that it has taken over. */
  get upTo(): number {
    return this.#last
  }

  constructor(db: ReadDb) {
    this.#db = db
  }

  /** Takes over what was noted since the last time. */
  renew(): void {
    const fresh = factChanges(this.#db, this.#last)
    if (fresh.length === 0) return
    this.#last = fresh.at(-1)!.n
    const affected = new Affected()
    for (const { kind, id } of fresh) {
      this.records.push({ kind, id })
      this.keys.add(keyOf(kind, id))
      const record = readRecord(this.#db, kind, id)
      if (record) affected.add(kind, id, record.body)
    }
    const ids = JSON.stringify([...affected.persons(this.#db)])
    const rows = this.#db.column<number>(
      'SELECT row FROM person WHERE id IN (SELECT value FROM json_each(?))',
      [ids],
    )
    for (const row of rows) {
      const known = this.#rows.get(pieceOf(row))
      if (known) known.push(row)
      else this.#rows.set(pieceOf(row), [row])
    }
  }

  rowsIn(piece: number): readonly number[] {
    return this.#rows.get(piece) ?? []
  }
}

const ROWS = 'SELECT row FROM person WHERE row BETWEEN ? AND ? ORDER BY row'

/** Facts of neighbours, and what is stored of them. */
export interface Some<F> {
  facts: F[]
  areStored(of: FindingsOf): boolean
}

/** One pass over everybody. */
export class Everybody implements EverybodyReader {
  readonly #db: ReadDb
  readonly #enterprises: AllEnterprises
  readonly #shared: Shared
  readonly #changes: Changes
  /** Persons are those of pieces 0 to here. */
  readonly pieces: number

  constructor(db: ReadDb, filings: readonly MonthOfFilings[]) {
    this.#db = db
    this.#enterprises = new AllEnterprises(db, filings)
    this.#shared = new Shared(db)
    this.#changes = new Changes(db)
    this.pieces = Math.ceil(
      (db.value<number>('SELECT coalesce(max(row), -1) FROM person')! + 1) / PIECE_ROWS,
    )
  }

  get parts(): number {
    return this.#enterprises.parts
  }

  enterprises(part: number): Some<EnterpriseFacts> {
    return this.#db.still(() => ({
      facts: this.#enterprises.facts(part),
      areStored: storedAmong(this.#db, 'enterprise', enterpriseRows(part)),
    }))
  }

  persons(piece: number): Some<PersonFacts> & { renewed: FactPiece | null } {
    return this.#db.still(() => {
      this.#changes.renew()
      const stored = this.#unpacked(piece)
      const known = stored ? personsOf(stored) : []
      const fresh = this.#fresh(piece, stored, known)
      const persons = fresh ?? known
      const renewed = fresh && this.#packed(piece, persons)
      const areStored = storedAmong(this.#db, 'person', rowsOf(piece))
      return { facts: persons.map((one) => new Facts(one, this.#shared)), renewed, areStored }
    })
  }

  #packed(piece: number, persons: readonly Placed[]): FactPiece {
    const { upTo } = this.#changes
    return packPiece(piece, listsOf(persons), { shape: shapeOf(persons), upTo })
  }

  #unpacked(piece: number) {
    const stored = readPiece(this.#db, piece)
    const unpacked = stored && unpackRecords<PieceShape>(stored.bytes, this.#body)
    return unpacked && { ...unpacked, members: stored.members }
  }

  readonly #body = <K extends RecordKind>(kind: K, id: string): BodyOf<K> | null =>
    readRecord(this.#db, kind, id)?.body ?? null

  /** Everybody of a piece that is missing or not as the records are any more; null: it holds. */
  #fresh(
    piece: number,
    stored: { members: Uint32Array } | null,
    known: readonly Placed[],
  ): Placed[] | null {
    const rows = this.#changes.rowsIn(piece)
    if (stored && rows.length === 0 && !holdsAny(stored.members, this.#changes.records)) return null
    const stale = new Set(rows)
    for (const one of known) if (this.#isChanged(one)) stale.add(one.row)
    if (stored && stale.size === 0) return null
    const kept = new Map(known.filter(({ row }) => !stale.has(row)).map((one) => [one.row, one]))
    const rowsNow = this.#db.column<number>(ROWS, rowsOf(piece))
    const missing = rowsNow.filter((row) => !kept.has(row))
    for (const one of readRecordsByRow(this.#db, missing)) kept.set(one.row, one)
    return rowsNow.flatMap((row) => kept.get(row) ?? [])
  }

  #isChanged(records: PersonRecords): boolean {
    if (this.#changes.keys.size === 0) return false
    for (const key of keysOf(records)) if (this.#changes.keys.has(key)) return true
    return false
  }
}
