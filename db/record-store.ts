/** Writes records: hot row, cold body, side rows and search text together, and notes what follows. */
import type { BodyOf, RecordKind, TandemRecord } from '../domain/contract/records.ts'
import { isClosed } from '../domain/dossier/tracks.ts'
import { keysOfParty, partyKeys } from '../domain/linking/mentions.ts'
import { forgetContents } from './contents.ts'
import { affectedPersons } from './affected.ts'
import { ChangeLog } from './change-log.ts'
import { dropPart, MeasureNotes } from './enterprise-measures.ts'
import { noteCarriers, noteFacts, PieceForgetter } from './fact-pieces.ts'
import { addHandles, doubtHandles, forgetHandles, handleRows, handlesWithout } from './handles.ts'
import { titleOf } from './project/dossier.ts'
import { projectionOf } from './project/index.ts'
import type { SideRows } from './project/projection.ts'
import { RECORD_SQL, SIDE_SQL } from './record-sql.ts'
import { noteMentions } from './mentions.ts'
import { noteRelink } from './relink.ts'
import { indexText, isSearchKind, reindexText, unindexText } from './search-index.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'
import { renewEmployerRisk, renewRisk } from './triage.ts'

export interface StoredRow {
  row: number
  id: string
  version: number
  json: string
}

type Value = string | number | null

/** Hot columns in the order of `RECORD_SQL`, and the body. */
interface WholeRow {
  row: number
  values: Value[]
  json: string
}

const placeOf = (column: string): number => RECORD_SQL.dossier.columns.indexOf(column)
/** Where the values of a dossier name its person and employer. */
const PLACES = {
  person: { id: placeOf('personId'), row: placeOf('personRow') },
  enterprise: { id: placeOf('employerId'), row: placeOf('employerRow') },
} as const

const TITLE_PLACE = placeOf('titleRow')

export function readRow(db: ReadDb, kind: RecordKind, id: string): StoredRow | undefined {
  return db.get<StoredRow>(RECORD_SQL[kind].read, [id])
}

/** Bodies were checked against their schema when they were stored. */
export function parseBody<K extends RecordKind>(_kind: K, json: string): BodyOf<K> {
  return JSON.parse(json) as BodyOf<K>
}

export function readRecord<K extends RecordKind>(
  db: ReadDb,
  kind: K,
  id: string,
): TandemRecord<K> | null {
  const stored = readRow(db, kind, id)
  return stored
    ? { kind, id: stored.id, version: stored.version, body: parseBody(kind, stored.json) }
    : null
}

export function rowOf(db: ReadDb, kind: RecordKind, id: string | null): number | null {
  return id === null ? null : (db.value<number>(RECORD_SQL[kind].rowOf, [id]) ?? null)
}

/** Row of a folded job title, made when it is new. */
export function titleRow(db: WriteDb, title: string): number {
  const known = db.value<number>('SELECT row FROM jobTitle WHERE text = ?', [title])
  return known ?? db.insert('INSERT INTO jobTitle (text) VALUES (?)', [title])
}

const TITLE_OF = 'SELECT titleRow FROM dossier WHERE row = ?'
const DROP_TITLE = `DELETE FROM jobTitle WHERE row = ?1
  AND NOT EXISTS (SELECT 1 FROM dossier WHERE titleRow = ?1)`

const without = (some: readonly string[], others: readonly string[]): string[] =>
  some.filter((one) => !others.includes(one))

/** A dossier has this title no more: without another one it goes. */
function dropTitle(db: WriteDb, row: number): void {
  db.run(DROP_TITLE, [row])
}

/** Writes within a transaction of the caller, and logs what changed. */
export class RecordStore {
  readonly #db: WriteDb
  readonly #pieces: PieceForgetter
  readonly #notes: MeasureNotes
  readonly log: ChangeLog

  constructor(db: WriteDb, log = new ChangeLog(), pieces = new PieceForgetter(db)) {
    this.#db = db
    this.#pieces = pieces
    this.#notes = new MeasureNotes(db)
    this.log = log
  }

  /** Stores a record, new or changed. `json` is the text of `body`. */
  put<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    body: BodyOf<K>,
    json: string,
  ): void {
    const stored = this.#whole(kind, id)
    if (stored) return this.#update(kind, stored, id, version, body, json)
    this.insert(kind, id, version, body, json)
    this.log.affected.add(kind, id, body)
    this.#follow(kind, id, null, body)
  }

  #whole(kind: RecordKind, id: string): WholeRow | null {
    const values = this.#db.array<Value[]>(RECORD_SQL[kind].readWhole, [id])
    if (!values) return null
    const json = values.pop() as string
    const row = values.pop() as number
    return { row, values, json }
  }

  /** Forgets a record and everything that was derived from it. False when there was none. */
  forget(kind: RecordKind, id: string): boolean {
    const stored = readRow(this.#db, kind, id)
    if (!stored) return false
    this.log.forgotten = true
    const before = parseBody(kind, stored.json)
    const persons = affectedPersons(this.#db, kind, id, before)
    if (isSearchKind(kind)) unindexText(this.#db, kind, stored.row)
    const title = kind === 'dossier' && this.#db.value<number>(TITLE_OF, [stored.row])
    this.#db.run(RECORD_SQL[kind].remove, [stored.row])
    if (title) dropTitle(this.#db, title)
    if (kind === 'dossier') {
      this.log.dossiers.add(stored.row)
      forgetContents(this.#db, id)
    }
    for (const personId of persons) {
      this.#forgetFindings('personId', personId)
      noteFacts(this.#db, 'person', personId)
    }
    if (kind === 'enterprise') {
      this.#forgetFindings('enterpriseId', id)
      dropPart(this.#db, stored.row)
    }
    this.log.affected.addNumbers(forgetHandles(this.#db, handleRows(kind, id, before)))
    this.log.affected.add(kind, id, before)
    this.#pieces.forget(kind, id)
    this.#follow(kind, id, before, null)
    return true
  }

  /** Stores a record that is known to be new, without looking what follows: for a first fill. */
  insert<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    body: BodyOf<K>,
    json: string,
  ): number {
    const projection = projectionOf(kind)
    const row = this.#db.insert(RECORD_SQL[kind].insert, this.#values(kind, id, version, body))
    this.#db.run(RECORD_SQL[kind].insertBody, [row, json])
    for (const [i, side] of (projection.sides ?? []).entries()) {
      this.#insertSide(kind, i, row, side(body))
    }
    const text = projection.searchText?.(body)
    if (text !== undefined && isSearchKind(kind)) indexText(this.#db, kind, row, text)
    if (kind === 'dossier') this.log.dossiers.add(row)
    return row
  }

  /** Where a dossier's person and employer are found; a first fill answers from memory. */
  rowOf(kind: 'person' | 'enterprise', id: string | null): number | null {
    return rowOf(this.#db, kind, id)
  }

  /** Row of a folded job title, made when it is new. */
  titleRow(title: string): number {
    return titleRow(this.#db, title)
  }

  /** `old`: values of the row that is there. */
  #values<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    body: BodyOf<K>,
    old: readonly Value[] | null = null,
  ): Value[] {
    const columns: Record<string, Value> = { id, version, ...projectionOf(kind).columns(body) }
    if (kind === 'dossier') {
      const dossier = body as BodyOf<'dossier'>
      columns['personRow'] = this.#linked('person', dossier.personId, old)
      columns['employerRow'] = this.#linked('enterprise', dossier.employerId, old)
      columns['titleRow'] = this.titleRow(titleOf(dossier))
    }
    return RECORD_SQL[kind].columns.map((column) => columns[column]!)
  }

  /** Row that a dossier points to. The old one holds while it names the same: see `#followNames`. */
  #linked(kind: 'person' | 'enterprise', id: string | null, old: readonly Value[] | null): Value {
    const known = old && old[PLACES[kind].id] === id
    return known ? old[PLACES[kind].row]! : this.rowOf(kind, id)
  }

  /** Writes what differs and nothing else: each index that is left alone saves a page. */
  #update<K extends RecordKind>(
    kind: K,
    { row, values: old, json: oldJson }: WholeRow,
    id: string,
    version: number,
    body: BodyOf<K>,
    json: string,
  ): void {
    const sql = RECORD_SQL[kind]
    const values = this.#values(kind, id, version, body, old)
    const changed = [...values.keys()].filter((i) => values[i] !== old[i])
    if (changed.length === 0 && json === oldJson) return
    if (changed.length > 0) {
      this.#db.run(sql.update(changed), [...changed.map((i) => values[i]!), row])
    }
    if (kind === 'dossier' && changed.includes(TITLE_PLACE)) {
      dropTitle(this.#db, old[TITLE_PLACE] as number)
    }
    if (json !== oldJson) this.#db.run(sql.updateBody, [json, row])
    if (kind === 'dossier') this.log.dossiers.add(row)
    this.log.affected.add(kind, id, body)
    const deciding = projectionOf(kind).deciding
    const isSame =
      json === oldJson || deciding?.every((name) => !changed.includes(sql.columns.indexOf(name)))
    const before = isSame ? body : parseBody(kind, oldJson)
    if (!isSame) this.#updateDerived(kind, row, id, before, body)
    this.#follow(kind, id, before, body)
  }

  #updateDerived<K extends RecordKind>(
    kind: K,
    row: number,
    id: string,
    before: BodyOf<K>,
    body: BodyOf<K>,
  ): void {
    this.log.affected.add(kind, id, before)
    this.#updateSide(kind, { row, id }, before, body)
    this.#updateText(kind, row, before, body)
    if (kind === 'declaration') {
      this.#followSeat(before as BodyOf<'declaration'>, body as BodyOf<'declaration'>)
    }
  }

  /** A sender that is named as before, with another seat, may be somebody else. */
  #followSeat({ employer: before }: BodyOf<'declaration'>, { employer }: BodyOf<'declaration'>) {
    if (employer === null || before === null) return
    if (JSON.stringify(before.address) === JSON.stringify(employer.address)) return
    this.#noteMentions(keysOfParty(employer))
  }

  #updateSide<K extends RecordKind>(
    kind: K,
    { row, id }: { row: number; id: string },
    before: BodyOf<K>,
    body: BodyOf<K>,
  ) {
    for (const [i, side] of (projectionOf(kind).sides ?? []).entries()) {
      const [old, now] = [side(before), side(body)]
      if (String(old) === String(now)) continue
      this.#db.run(SIDE_SQL[kind]![i]!.remove, [row])
      this.#insertSide(kind, i, row, now)
      // What a record is known by, or names, stands in its first table.
      if (i === 0) this.#followSide(kind, id, old, now)
    }
  }

  #followSide(kind: RecordKind, id: string, old: SideRows, now: SideRows): void {
    const [gone, come] = [old, now].map((rows) => rows.map(([value]) => value as string))
    if (kind === 'person') noteCarriers(this.#db, gone!)
    if (kind === 'declaration') {
      // Whom it names no more, and whom it did not name before.
      this.#noteMentions([...without(gone!, come!), ...without(come!, gone!)])
    }
    if (kind === 'enterprise') this.#relinkWorkers(id)
  }

  #updateText<K extends RecordKind>(kind: K, row: number, before: BodyOf<K>, body: BodyOf<K>) {
    const { searchText } = projectionOf(kind)
    if (!searchText || !isSearchKind(kind)) return
    const text = searchText(body)
    if (text === searchText(before)) return
    reindexText(this.#db, kind, row, text)
    this.log.texts = true
  }

  #insertSide(kind: RecordKind, table: number, row: number, rows: SideRows): void {
    for (const values of rows) this.#db.run(SIDE_SQL[kind]![table]!.insert, [row, ...values])
  }

  /** What a record's coming, change or going means for rows of other records. */
  #follow<K extends RecordKind>(
    kind: K,
    id: string,
    before: BodyOf<K> | null,
    after: BodyOf<K> | null,
  ): void {
    this.log.kinds.add(kind)
    this.log.ids.add(id)
    if (kind === 'person' || kind === 'declaration' || kind === 'enterprise') {
      noteRelink(this.#db, kind, id)
    }
    this.#followFacts(kind, id, before, after)
    if (kind === 'linkJudgement')
      this.#followJudgement(id, (after ?? before) as BodyOf<'linkJudgement'>)
    const cameOrWent = before === null || after === null
    if (kind === 'declaration' && cameOrWent) {
      this.#noteMentions(partyKeys((after ?? before) as BodyOf<'declaration'>))
    }
    if (cameOrWent && isSearchKind(kind)) this.log.texts = true
    if (kind === 'person' || kind === 'enterprise') this.#followNames(kind, id, cameOrWent)
    if (kind === 'enterprise' && cameOrWent) this.#relinkWorkers(id)
    if (kind === 'dossier') this.#followDossier(before, after)
    if (kind === 'findingJudgement') {
      const { personId, enterpriseId } = (after ?? before) as BodyOf<'findingJudgement'>
      if (personId !== null) renewRisk(this.#db, personId, this.log)
      else if (enterpriseId) renewEmployerRisk(this.#db, enterpriseId, this.log)
    }
    if (after) this.#followHandles(kind, id, before, after)
  }

  /** An enterprise that was mentioned by what is gone now is judged anew. */
  #noteMentions(keys: readonly string[]): void {
    const enterprises = noteMentions(this.#db, keys)
    if (enterprises.length === 0) return
    this.log.affected.tie({ enterprises })
    this.log.kinds.add('enterprise')
    for (const id of enterprises) this.log.ids.add(id)
  }

  #followJudgement(id: string, { mention }: BodyOf<'linkJudgement'>): void {
    if (mention) this.#noteMentions([mention.key])
    else noteRelink(this.#db, 'declaration', id)
  }

  /** Who is measured by it: the workers of whoever gives or gave a mandate, too. */
  #followFacts<K extends RecordKind>(
    kind: K,
    id: string,
    before: BodyOf<K> | null,
    after: BodyOf<K> | null,
  ): void {
    noteFacts(this.#db, kind, id)
    this.#notes.note(kind, before, after)
    if (kind !== 'mandate') return
    for (const body of [before, after] as (BodyOf<'mandate'> | null)[]) {
      if (body) noteFacts(this.#db, 'enterprise', body.mandatorId)
    }
  }

  #followHandles<K extends RecordKind>(
    kind: K,
    id: string,
    before: BodyOf<K> | null,
    after: BodyOf<K>,
  ): void {
    if (before === after) return
    const now = handleRows(kind, id, after)
    const old = before === null ? [] : handleRows(kind, id, before)
    this.log.affected.addNumbers(addHandles(this.#db, handlesWithout(now, old)))
    doubtHandles(this.#db, handlesWithout(old, now))
  }

  #followNames(kind: 'person' | 'enterprise', id: string, cameOrWent: boolean): void {
    this.log.names = true
    if (!cameOrWent) return
    const [column, reference] =
      kind === 'person' ? ['personRow', 'personId'] : ['employerRow', 'employerId']
    const rows = this.#db.returning<number>(
      `UPDATE dossier SET ${column} = ? WHERE ${reference} = ? RETURNING row`,
      [this.rowOf(kind, id), id],
    )
    for (const row of rows) this.log.dossiers.add(row)
  }

  /**
   * Its risk follows from the findings of its person and, while it is open, of its employer: only when
   * these are others it has another one.
   */
  #followDossier(before: BodyOf<RecordKind> | null, after: BodyOf<RecordKind> | null): void {
    const [old, now] = [before, after] as (BodyOf<'dossier'> | null)[]
    this.#followWork(old ?? null, now ?? null)
    const told = (body: BodyOf<'dossier'> | null | undefined) =>
      body && [body.personId, body.employerId, isClosed(body)].join(' ')
    if (told(old) === told(now)) return
    for (const personId of new Set([old?.personId, now?.personId])) {
      if (personId !== undefined) renewRisk(this.#db, personId, this.log)
    }
  }

  /** For whom and where somebody works speaks for or against a link. */
  #followWork(old: BodyOf<'dossier'> | null, now: BodyOf<'dossier'> | null): void {
    const told = (body: BodyOf<'dossier'> | null) =>
      body &&
      [body.personId, body.employerId, ...body.workplaces.map((one) => one.municipality)].join(' ')
    if (told(old) === told(now)) return
    for (const personId of new Set([old?.personId, now?.personId])) {
      if (personId) noteRelink(this.#db, 'person', personId)
    }
  }

  /** The numbers of their employer speak for or against the links of its workers. */
  #relinkWorkers(enterpriseId: string): void {
    const persons = this.#db.column<string>(
      'SELECT DISTINCT personId FROM dossier WHERE employerId = ?',
      [enterpriseId],
    )
    for (const personId of persons) noteRelink(this.#db, 'person', personId)
  }

  #forgetFindings(column: 'personId' | 'enterpriseId', id: string): void {
    const gone = this.#db.run(`DELETE FROM finding WHERE ${column} = ?`, [id])
    if (gone === 0) return
    this.log.kinds.add('finding')
    this.log.ids.add(id)
    if (column === 'personId') renewRisk(this.#db, id, this.log)
    else renewEmployerRisk(this.#db, id, this.log)
  }
}
