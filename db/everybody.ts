/**
 * Reads the facts of everybody for a pass of the rules: persons piece by piece, enterprises some
 * thousand at a time. The same facts as `readPersonFacts` and `readEnterpriseFacts` give one by one.
 */
import { LINKED_BY } from '../domain/contract/codes.ts'
import type { BodyOf, RecordKind, TandemRecord } from '../domain/contract/records.ts'
import type { EnterpriseFacts } from '../domain/risk/enterprise-facts.ts'
import type { Outside, Works } from '../domain/risk/outside-facts.ts'
import type { PersonFacts } from '../domain/risk/person-facts.ts'
import { accountsIn, personLists } from '../domain/risk/worker-facts.ts'
import { Affected } from './affected.ts'
import { type EnterprisePart, rowsOfPart } from './enterprise-measures.ts'
import { AllEnterprises } from './everybody-enterprises.ts'
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
  type NotedKind,
  type PieceShape,
} from './fact-pieces.ts'
import { unpackRecords, type FactKind, type FactRecords, type Lists } from './fact-records.ts'
import { MEASURES, measuresOf } from '../domain/risk/measures.ts'
import { debtsOfAll } from './debts.ts'
import { holdingsOf, sameA1, sameAccount } from './extracts.ts'
import { recordsWhere, Resolver, type StoredRecord, toRecord } from './links.ts'
import {
  readRecordsByRow,
  samePassportOf,
  withheldHere,
  type PersonRecords,
} from './person-facts.ts'
import { allMentions } from './mentions.ts'
import { readRecord } from './record-store.ts'
import { allSamePapers } from './same-papers.ts'
import { personsSharingTasks, tasksShared } from './same-task.ts'
import type { ReadDb } from './sqlite.ts'
import { WorksByPlace, workSitesOf } from './works.ts'

/** A person's records with the row by which their piece is found. */
type Placed = PersonRecords & { row: number; measures?: Int32Array }

/** What facts share: read once for a pass. */
class Shared {
  readonly #db: ReadDb
  readonly withheld: PersonFacts['withheld']
  #enterprises: Map<string, StoredRecord | TandemRecord<'enterprise'>> | null = null
  readonly #mandates = new Map<string, readonly TandemRecord<'mandate'>[]>()
  #norms: TandemRecord<'norm'>[] | null = null
  #papers: ReturnType<typeof allSamePapers> | null = null
  #sharing: Set<string> | null = null
  #holdings: NonNullable<PersonFacts['holdings']> | null = null
  /** Who may have an A1 form with the number of another one. */
  #sharingA1: ReadonlySet<string> | null = null
  /** Accounts to which wages of several workers went. */
  #accounts: Set<string> | null = null
  #debts: ReturnType<typeof debtsOfAll> | null = null
  #mentions: NonNullable<PersonFacts['mentions']> | null = null
  #works: WorksByPlace | null = null
  #resolver: Resolver | null = null
  /** Who is on a task for long enough on which somebody else is too. */
  #sharingTasks: ReadonlySet<string> | null = null

  constructor(db: ReadDb) {
    this.#db = db
    this.withheld = withheldHere(db)
  }

  /** An enterprise by its id; few of them are asked for, so that each is parsed when it is. */
  get(id: string): TandemRecord<'enterprise'> | undefined {
    this.#enterprises ??= new Map(
      this.#db
        .arrays<[string, number, string]>(ENTERPRISES)
        .map(([id, version, json]) => [id, { id, version, json }]),
    )
    const known = this.#enterprises.get(id)
    if (!known || 'body' in known) return known
    const record = toRecord('enterprise', known)
    this.#enterprises.set(id, record)
    return record
  }

  /** The mandates that the employers of dossiers gave, by id. */
  mandatesOf(dossiers: PersonFacts['dossiers']): PersonFacts['mandates'] {
    if (dossiers.length === 0) return NO_MANDATES
    const employers = new Set(dossiers.flatMap(({ body }) => body.employerId ?? []))
    if (employers.size === 1) return this.#given([...employers][0]!)
    return [...employers].flatMap((id) => this.#given(id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  #given(mandatorId: string): readonly TandemRecord<'mandate'>[] {
    let given = this.#mandates.get(mandatorId)
    if (!given) {
      given = recordsWhere(this.#db, 'mandate', 'WHERE h.mandatorId = ? ORDER BY h.id', [
        mandatorId,
      ])
      this.#mandates.set(mandatorId, given)
    }
    return given
  }

  norms(): readonly TandemRecord<'norm'>[] {
    return (this.#norms ??= recordsWhere(this.#db, 'norm', 'ORDER BY h.id', []))
  }

  mentions(): NonNullable<PersonFacts['mentions']> {
    return (this.#mentions ??= allMentions(this.#db))
  }

  holdings(): NonNullable<PersonFacts['holdings']> {
    return (this.#holdings ??= holdingsOf(this.#db))
  }

  /** `forms`: their own, read of few. */
  sameA1(personId: string, forms: () => readonly TandemRecord<'a1'>[]): PersonFacts['sameA1'] {
    this.#sharingA1 ??= sharingA1(this.#db)
    return this.#sharingA1.has(personId) ? sameA1(this.#db, personId, forms()) : NO_FORMS
  }

  sameAccount(
    personId: string,
    lines: readonly TandemRecord<'workerLine'>[],
  ): NonNullable<PersonFacts['sameAccount']> {
    const accounts = accountsIn(lines)
    if (accounts.length === 0) return NO_ACCOUNTS
    this.#accounts ??= new Set(this.#db.column<string>(SHARED_ACCOUNTS))
    const isShared = accounts.some((account) => this.#accounts!.has(account))
    return isShared ? sameAccount(this.#db, personId, lines) : NO_ACCOUNTS
  }

  debtsOf(personRow: number): NonNullable<PersonFacts['debts']> {
    this.#debts ??= debtsOfAll(this.#db)
    return this.#debts.get(personRow) ?? NO_DEBTS
  }

  /** Works at some places, by id. */
  worksAt(places: Iterable<string>): readonly Works[] {
    return (this.#works ??= new WorksByPlace(this.#db)).at(places)
  }

  samePapers(personId: string): NonNullable<PersonFacts['samePapers']> {
    this.#papers ??= allSamePapers(this.#db)
    return this.#papers.get(personId) ?? NO_PAPERS
  }

  /** `own`: their declarations, read of few. */
  sameTask(
    personId: string,
    own: () => readonly TandemRecord<'declaration'>[],
  ): NonNullable<PersonFacts['sameTask']> {
    this.#sharingTasks ??= personsSharingTasks(this.#db)
    if (!this.#sharingTasks.has(personId)) return NO_TASKS
    this.#resolver ??= new Resolver(this.#db)
    const declarations = own()
    return tasksShared(this.#db, this.#resolver, declarations)(personId, declarations)
  }

  samePassport(personId: string): PersonFacts['samePassport'] {
    this.#sharing ??= new Set(this.#db.column<string>(SHARING_A_PASSPORT))
    return this.#sharing.has(personId) ? samePassportOf(this.#db, personId) : NOBODY
  }
}

const ENTERPRISES = `SELECT h.id, h.version, b.json
  FROM enterprise h JOIN enterpriseBody b ON b.row = h.row`

const NO_MANDATES: PersonFacts['mandates'] = []
const NO_PAPERS: NonNullable<PersonFacts['samePapers']> = []
const NOBODY: PersonFacts['samePassport'] = []
const NO_TASKS: NonNullable<PersonFacts['sameTask']> = []
const NO_FORMS: NonNullable<PersonFacts['sameA1']> = []
const NO_ACCOUNTS: NonNullable<PersonFacts['sameAccount']> = []
const NO_DEBTS: NonNullable<PersonFacts['debts']> = []

const SHARED_FORMS = `WHERE h.numberKey IN (SELECT numberKey FROM a1 WHERE numberKey IS NOT NULL
  GROUP BY numberKey HAVING count(*) > 1)`

/** Whose facts an A1 form may be part of that has the number of another one. */
function sharingA1(db: ReadDb): Set<string> {
  const affected = new Affected()
  for (const { id, body } of recordsWhere(db, 'a1', SHARED_FORMS, [])) affected.add('a1', id, body)
  return affected.persons(db)
}

const SHARED_ACCOUNTS = `SELECT account FROM workerLine WHERE account IS NOT NULL
  GROUP BY account HAVING count(DISTINCT insz) > 1`

const SHARING_A_PASSPORT = `SELECT DISTINCT p.id FROM identifier i JOIN person p ON p.row = i.personRow
  WHERE i.type = 'PASSPORT' AND i.value IN (
    SELECT value FROM identifier GROUP BY value HAVING count(*) > 1)`

/** A person's facts; what few rules ask of few persons is gathered when they do. */
class Facts implements PersonFacts {
  readonly enterprises: PersonFacts['enterprises']
  readonly #records: Placed
  readonly #shared: Shared
  #mandates: PersonFacts['mandates'] | null = null
  #sameA1: PersonFacts['sameA1'] | null = null
  #sameAccount: NonNullable<PersonFacts['sameAccount']> | null = null
  #sameTask: NonNullable<PersonFacts['sameTask']> | null = null
  #samePassport: PersonFacts['samePassport'] | null = null
  #outside: Outside | null = null

  constructor(records: Placed, shared: Shared) {
    this.#records = records
    this.enterprises = shared
    this.#shared = shared
  }

  get person(): PersonFacts['person'] {
    return this.#records.person
  }

  get dossiers(): PersonFacts['dossiers'] {
    return this.#records.dossiers
  }

  get declarations(): PersonFacts['declarations'] {
    return this.#records.declarations
  }

  get presences(): PersonFacts['presences'] {
    return this.#records.presences
  }

  get a1(): PersonRecords['a1'] {
    return this.#records.a1
  }

  get employments(): PersonRecords['employments'] {
    return this.#records.employments
  }

  get controls(): PersonRecords['controls'] {
    return this.#records.controls
  }

  get lines(): PersonRecords['lines'] {
    return this.#records.lines
  }

  get measures(): PersonFacts['measures'] {
    return this.#records.measures
  }

  get mandates(): PersonFacts['mandates'] {
    return (this.#mandates ??= this.#shared.mandatesOf(this.dossiers))
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
    return (this.#sameA1 ??= this.#shared.sameA1(this.person.id, () => this.a1))
  }

  get samePapers(): NonNullable<PersonFacts['samePapers']> {
    return this.#shared.samePapers(this.person.id)
  }

  get mentions(): NonNullable<PersonFacts['mentions']> {
    return this.#shared.mentions()
  }

  get debts(): NonNullable<PersonFacts['debts']> {
    return this.#shared.debtsOf(this.#records.row)
  }

  get sameAccount(): NonNullable<PersonFacts['sameAccount']> {
    return (this.#sameAccount ??= this.#shared.sameAccount(this.person.id, this.lines))
  }

  get outside(): PersonFacts['outside'] {
    return (this.#outside ??= this.#lists())
  }

  #lists(): Outside {
    const [records, shared] = [this.#records, this.#shared]
    let works: readonly Works[] | null = null
    const places = () => workSitesOf(records.declarations.map(({ record }) => record))
    return personLists(this, () => (works ??= shared.worksAt(places())))
  }

  get sameTask(): NonNullable<PersonFacts['sameTask']> {
    return (this.#sameTask ??= this.#shared.sameTask(this.person.id, () =>
      this.declarations.map(({ record }) => record),
    ))
  }

  get samePassport(): PersonFacts['samePassport'] {
    return (this.#samePassport ??= this.#shared.samePassport(this.person.id))
  }
}

/** Kinds of which a person has a list, by the name of the list. */
const LISTS = {
  dossiers: 'dossier',
  declarations: 'declaration',
  presences: 'presence',
  a1: 'a1',
  employments: 'employment',
  controls: 'control',
  lines: 'workerLine',
} as const satisfies Partial<Record<keyof PersonRecords, FactKind>>
type ListName = keyof typeof LISTS
const LIST_NAMES = Object.keys(LISTS) as ListName[]

function shapeOf(persons: readonly Placed[], measures: readonly Int32Array[]): PieceShape {
  const counts = LIST_NAMES.map((name) => [name, persons.map((one) => one[name].length)])
  return {
    ...(Object.fromEntries(counts) as Record<ListName, number[]>),
    rows: persons.map(({ row }) => row),
    linkedBy: persons.flatMap(({ declarations }) =>
      declarations.map(({ linkedBy }) => LINKED_BY.indexOf(linkedBy)),
    ),
    measures: Int32Array.from(measures.flatMap((one) => [...one])),
  }
}

const listsOf = (persons: readonly Placed[]): Lists => ({
  person: persons.map(({ person }) => person),
  dossier: persons.flatMap(({ dossiers }) => dossiers),
  declaration: persons.flatMap(({ declarations }) => declarations.map(({ record }) => record)),
  presence: persons.flatMap(({ presences }) => presences),
  a1: persons.flatMap(({ a1 }) => a1),
  employment: persons.flatMap(({ employments }) => employments),
  control: persons.flatMap(({ controls }) => controls),
  workerLine: persons.flatMap(({ lines }) => lines),
})

type Stored = FactRecords<PieceShape>

/** The records of one person of a piece: each list is read when it is asked for, which few are. */
class StoredPerson implements Placed {
  readonly row: number
  readonly person: PersonFacts['person']
  readonly measures: Int32Array
  readonly #stored: Stored
  readonly #i: number
  /** Where the lists of a person begin among all of the piece. */
  readonly #starts: Readonly<Record<ListName, Uint32Array>>
  readonly #lists: { [N in ListName]?: PersonRecords[N] } = {}

  constructor(
    stored: Stored,
    i: number,
    person: PersonFacts['person'],
    starts: Readonly<Record<ListName, Uint32Array>>,
  ) {
    this.row = stored.shape.rows[i]!
    this.person = person
    this.measures = stored.shape.measures.subarray(i * MEASURES, (i + 1) * MEASURES)
    this.#stored = stored
    this.#i = i
    this.#starts = starts
  }

  get dossiers() {
    return (this.#lists.dossiers ??= this.#read('dossiers', 'dossier'))
  }

  get declarations() {
    return (this.#lists.declarations ??= this.#linked())
  }

  get presences() {
    return (this.#lists.presences ??= this.#read('presences', 'presence'))
  }

  get a1() {
    return (this.#lists.a1 ??= this.#read('a1', 'a1'))
  }

  get employments() {
    return (this.#lists.employments ??= this.#read('employments', 'employment'))
  }

  get controls() {
    return (this.#lists.controls ??= this.#read('controls', 'control'))
  }

  get lines() {
    return (this.#lists.lines ??= this.#read('lines', 'workerLine'))
  }

  #read<K extends FactKind>(name: ListName, kind: K): TandemRecord<K>[] {
    const starts = this.#starts[name]
    return this.#stored.records(kind, starts[this.#i]!, starts[this.#i + 1]!)
  }

  #linked(): PersonRecords['declarations'] {
    const { linkedBy } = this.#stored.shape
    const first = this.#starts.declarations[this.#i]!
    return this.#read('declarations', 'declaration').map((record, n) => ({
      record,
      linkedBy: LINKED_BY[linkedBy[first + n]!]!,
    }))
  }
}

/** Where each person's part of a list begins, and where the last one ends. */
function startsOf(counts: readonly number[]): Uint32Array {
  const starts = new Uint32Array(counts.length + 1)
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = starts[i]! + counts[i]!
  return starts
}

/** Everybody of a piece, in order of row. */
function personsOf(stored: Stored): StoredPerson[] {
  const starts = Object.fromEntries(
    LIST_NAMES.map((name) => [name, startsOf(stored.shape[name])]),
  ) as Record<ListName, Uint32Array>
  return stored
    .records('person', 0, stored.count('person'))
    .map((person, i) => new StoredPerson(stored, i, person, starts))
}

const keyOf = (kind: NotedKind, id: string) => `${kind} ${id}`

/** The records by name: those of a piece are read by it. */
const recordsIn = (records: PersonRecords): PersonRecords => ({
  person: records.person,
  dossiers: records.dossiers,
  declarations: records.declarations,
  presences: records.presences,
  a1: records.a1,
  employments: records.employments,
  controls: records.controls,
  lines: records.lines,
})

/** Every record of a person by kind and id. */
function* keysOf(records: PersonRecords): Generator<string> {
  const { person, dossiers, declarations, presences, a1, employments, controls, lines } = records
  const all = [person, ...dossiers, ...presences, ...a1, ...employments, ...controls, ...lines]
  for (const { kind, id } of all) yield keyOf(kind, id)
  for (const { record } of declarations) yield keyOf('declaration', record.id)
}

/** What a pass over everybody reads. Persons come in `pieces`, enterprises in `parts`, from 0. */
export interface EverybodyReader {
  readonly pieces: number
  readonly parts: number
  /** `renewed`: the piece as it is to be stored; null where it holds. */
  persons(piece: number): Some<PersonFacts> & { renewed: FactPiece | null }
  /** `renewed`: what was measured of them, in the same way. */
  enterprises(part: number): Some<EnterpriseFacts> & { renewed: EnterprisePart | null }
}

/** What changed since pieces were made: records, and rows of the persons whose facts they are now. */
class Changes {
  readonly #db: ReadDb
  readonly records: { kind: NotedKind; id: string }[] = []
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
      if (kind === 'enterprise') affected.addWorkersOf(id)
      else this.#addTo(affected, kind, id)
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

  #addTo(affected: Affected, kind: FactKind, id: string): void {
    const record = readRecord(this.#db, kind, id)
    if (record) affected.add(kind, id, record.body)
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

  constructor(db: ReadDb) {
    this.#db = db
    this.#enterprises = new AllEnterprises(db)
    this.#shared = new Shared(db)
    this.#changes = new Changes(db)
    this.pieces = Math.ceil(
      (db.value<number>('SELECT coalesce(max(row), -1) FROM person')! + 1) / PIECE_ROWS,
    )
  }

  get parts(): number {
    return this.#enterprises.parts
  }

  enterprises(part: number): ReturnType<EverybodyReader['enterprises']> {
    return this.#db.still(() => ({
      ...this.#enterprises.facts(part),
      areStored: storedAmong(this.#db, 'enterprise', rowsOfPart(part)),
    }))
  }

  persons(piece: number): Some<PersonFacts> & { renewed: FactPiece | null } {
    return this.#db.still(() => {
      this.#changes.renew()
      const stored = this.#unpacked(piece)
      const known = stored ? personsOf(stored) : []
      const fresh = this.#fresh(piece, stored, known)
      const persons = fresh ? fresh.map((one) => this.#measured(one)) : known
      const renewed = fresh && this.#packed(piece, persons)
      const areStored = storedAmong(this.#db, 'person', rowsOf(piece))
      return { facts: persons.map((one) => new Facts(one, this.#shared)), renewed, areStored }
    })
  }

  /** What was measured of who did not change still holds. */
  #measured(placed: Placed): Placed & { measures: Int32Array } {
    const records = recordsIn(placed)
    return { ...records, row: placed.row, measures: placed.measures ?? this.#measure(records) }
  }

  #measure(records: PersonRecords): Int32Array {
    const mandates = this.#shared.mandatesOf(records.dossiers)
    return measuresOf({ ...records, enterprises: this.#shared, mandates })
  }

  #packed(piece: number, persons: readonly (Placed & { measures: Int32Array })[]): FactPiece {
    const { upTo } = this.#changes
    const measures = persons.map((one) => one.measures)
    return packPiece(piece, listsOf(persons), { shape: shapeOf(persons, measures), upTo })
  }

  #unpacked(piece: number): (Stored & { members: () => Uint32Array }) | null {
    const stored = readPiece(this.#db, piece)
    const unpacked = stored && unpackRecords<PieceShape>(stored.bytes, this.#body)
    return unpacked && { ...unpacked, members: stored.members }
  }

  readonly #body = <K extends RecordKind>(kind: K, id: string): BodyOf<K> | null =>
    readRecord(this.#db, kind, id)?.body ?? null

  /** Everybody of a piece that is missing or not as the records are any more; null: it holds. */
  #fresh(
    piece: number,
    stored: { members: () => Uint32Array } | null,
    known: readonly Placed[],
  ): Placed[] | null {
    const rows = this.#changes.rowsIn(piece)
    const { records } = this.#changes
    const isTouched =
      !stored || rows.length > 0 || (records.length > 0 && holdsAny(stored.members(), records))
    if (!isTouched) return null
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
