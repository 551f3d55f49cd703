/** Links of declarations and persons that follow from names: what is read for them, and what is stored. */
import { type Band, BANDS } from '../domain/linking/register/bands.ts'
import {
  type Identity,
  NO_WORK,
  unpackIdentity,
  type Work,
  wordsOf,
} from '../domain/linking/register/identity.ts'
import type { RegisterModel } from '../domain/linking/register/model.ts'
import type { Candidate } from '../domain/linking/register/register.ts'
import type { LinkJudgement, LinkJudgementBody } from '../domain/contract/records.ts'
import { openLinks, type OpenLink, presenceOwners, type PresenceOwner } from './link-scores.ts'
import { Affected } from './affected.ts'
import type { Touched } from './cache.ts'
import { noteFacts } from './fact-pieces.ts'
import { type MentionRow, mentionSource, type MentionSource, writeMentions } from './mentions.ts'
import { LISTED } from './many.ts'
import { readMeta, writeMeta } from './meta.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'
import { wordsOfName, workerName } from './unlinked.ts'

/** A link of a declaration where no confirmed identifier tells who the worker is. */
export interface StoredLink {
  band: Band
  candidates: Candidate[]
  /** Sum of what was compared of the likeliest, where a person is asked (domain/linking/judgements.ts). */
  facts: string | null
  /** A person said so. */
  isJudged: boolean
}

/** What is to be stored of a declaration; null: its identifier tells, or it is gone. */
export interface LinkRow {
  row: number
  link: StoredLink | null
}

export interface LinkWork {
  rows: LinkRow[]
  /** Entries of the waiting list up to this number are done. */
  upTo: number
  /** Set by a pass over everything. */
  model: RegisterModel | null
  /** Absent: none. */
  mentions?: readonly MentionRow[]
}

/** A record came, changed or went: links may follow. */
export function noteRelink(
  db: WriteDb,
  kind: 'person' | 'declaration' | 'enterprise' | 'mention',
  id: string,
): void {
  db.run('INSERT INTO relink (kind, id) VALUES (?, ?)', [kind, id])
}

export interface PersonIdentity {
  id: string
  who: Identity
}

/** A declaration's worker, as linking sees them. */
export interface WorkerIdentity {
  row: number
  id: string
  who: Identity
}

const SLICE = 20_000

const NUMBERS = `SELECT personRow, value FROM identifier WHERE personRow > ?1 AND personRow <= ?2
  ORDER BY personRow, type`

/** Numbers of every enterprise, by row. */
function numbersOfEnterprises(db: ReadDb): Map<number, string> {
  const numbers = new Map<number, string>()
  for (const [row, value] of db.arrays<[number, string]>(
    'SELECT enterpriseRow, value FROM enterpriseNumber WHERE linked = 0 ORDER BY enterpriseRow, value',
  )) {
    const known = numbers.get(row)
    numbers.set(row, known === undefined ? value : `${known} ${value}`)
  }
  return numbers
}

const joined = (some: string, more: string): string =>
  some === '' ? more : more === '' ? some : [...new Set(wordsOf(`${some} ${more}`))].join(' ')

/** For whom and where persons work by their dossiers, by row of the person. */
function workOfPersons(db: ReadDb): Map<number, Work> {
  const numbers = numbersOfEnterprises(db)
  const work = new Map<number, Work>()
  for (const [person, employer, places] of db.arrays<[number, number | null, string]>(
    'SELECT personRow, employerRow, workplaces FROM dossier WHERE personRow IS NOT NULL',
  )) {
    const before = work.get(person) ?? NO_WORK
    const keys = employer === null ? NO_WORK.employers : (numbers.get(employer) ?? '')
    work.set(person, {
      employers: joined(before.employers, keys),
      places: joined(before.places, places),
    })
  }
  return work
}

/** The same of one person. */
function workOf(db: ReadDb, personId: string): Work {
  let work = NO_WORK
  for (const [employer, places] of db.arrays<[number | null, string]>(
    'SELECT employerRow, workplaces FROM dossier WHERE personId = ? ORDER BY id',
    [personId],
  )) {
    const keys = db.column<string>(
      'SELECT value FROM enterpriseNumber WHERE enterpriseRow = ? AND linked = 0 ORDER BY value',
      [employer],
    )
    work = {
      employers: joined(work.employers, keys.join(' ')),
      places: joined(work.places, places),
    }
  }
  return work
}

/** Everybody, in order of row. */
function* personIdentities(db: ReadDb): Generator<PersonIdentity> {
  const work = workOfPersons(db)
  let last = -1
  for (;;) {
    const rows = db.arrays<[number, string, string | null, string]>(
      `SELECT row, id, birthDate, identity FROM person WHERE row > ? ORDER BY row LIMIT ${SLICE}`,
      [last],
    )
    if (rows.length === 0) return
    const end = rows.at(-1)![0]
    const numbers = new Map<number, string[]>()
    for (const [row, value] of db.arrays<[number, string]>(NUMBERS, [last, end])) {
      const known = numbers.get(row)
      if (known) known.push(value)
      else numbers.set(row, [value])
    }
    for (const [row, id, birthDate, identity] of rows) {
      const own = work.get(row) ?? NO_WORK
      yield { id, who: unpackIdentity(identity, birthDate, numbers.get(row) ?? [], own) }
    }
    last = end
  }
}

/** One person as the register wants them; null when they are not in the cache. */
function personIdentity(db: ReadDb, id: string): Identity | null {
  const row = db.array<[number, string | null, string]>(
    'SELECT row, birthDate, identity FROM person WHERE id = ?',
    [id],
  )
  if (!row) return null
  const numbers = db.column<string>(
    'SELECT value FROM identifier WHERE personRow = ? ORDER BY type',
    [row[0]],
  )
  return unpackIdentity(row[2], row[1], numbers, workOf(db, id))
}

type WorkerRow = [number, string, string | null, string | null, string | null, string]

function toWorker([row, id, insz, passport, birthDate, identity]: WorkerRow): WorkerIdentity {
  const identifiers = insz === null ? [] : [insz]
  if (passport !== null) identifiers.push(passport)
  return { row, id, who: unpackIdentity(identity, birthDate, identifiers) }
}

const WORKERS = 'SELECT row, id, insz, passport, birthDate, identity FROM declaration'

/** Some workers after a row, in order of row; `to` is the last row wanted. */
function workerIdentities(db: ReadDb, after: number, to: number): WorkerIdentity[] {
  return db
    .arrays<WorkerRow>(`${WORKERS} WHERE row > ? AND row <= ? ORDER BY row LIMIT ${SLICE}`, [
      after,
      to,
    ])
    .map(toWorker)
}

/** Workers spread evenly over all declarations, for learning: about so many. */
function someWorkers(db: ReadDb, wanted: number): WorkerIdentity[] {
  const last = lastDeclaration(db)
  const step = Math.max(1, Math.floor(last / wanted))
  const rows = JSON.stringify(
    Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step + 1),
  )
  return db
    .arrays<WorkerRow>(`${WORKERS} WHERE row IN (SELECT value FROM json_each(?1)) ORDER BY row`, [
      rows,
    ])
    .map(toWorker)
}

function lastDeclaration(db: ReadDb): number {
  return db.value<number>('SELECT coalesce(max(row), 0) FROM declaration')!
}

/** Workers of declarations that are in the cache, by id. */
function workersById(db: ReadDb, ids: readonly string[]): WorkerIdentity[] {
  return db
    .arrays<WorkerRow>(`${WORKERS} WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY row`, [
      JSON.stringify(ids),
    ])
    .map(toWorker)
}

/** Declarations that name one of these values as INSZ or passport, or are linked to this person. */
function declarationsNear(db: ReadDb, personId: string, identifiers: readonly string[]): string[] {
  return db.column<string>(
    `SELECT id FROM declaration WHERE insz IN (SELECT value FROM json_each(?1)) AND insz IS NOT NULL
     UNION SELECT id FROM declaration
       WHERE passport IN (SELECT value FROM json_each(?1)) AND passport IS NOT NULL
     UNION SELECT d.id FROM link l JOIN declaration d ON d.row = l.row WHERE l.personId = ?2`,
    [JSON.stringify(identifiers), personId],
  )
}

/** Declarations that no identifier decides: with their links. */
function openWorkers(db: ReadDb): WorkerIdentity[] {
  return db
    .arrays<WorkerRow>(`${WORKERS} WHERE row IN (SELECT row FROM link) ORDER BY row`)
    .map(toWorker)
}

export interface Waiting {
  upTo: number
  persons: string[]
  declarations: string[]
  enterprises: string[]
  mentions: string[]
}

/** What waits to be linked anew. */
function waitingRelinks(db: ReadDb): Waiting {
  const rows = db.arrays<[number, string, string]>('SELECT n, kind, id FROM relink ORDER BY n')
  const of = (wanted: string) => [
    ...new Set(rows.flatMap(([, kind, id]) => (kind === wanted ? [id] : []))),
  ]
  return {
    upTo: rows.at(-1)?.[0] ?? 0,
    persons: of('person'),
    declarations: of('declaration'),
    enterprises: of('enterprise'),
    mentions: of('mention'),
  }
}

/** What people said of links, by declaration; of all, or of these. */
function saidOfLinks(db: ReadDb, ids: readonly string[] | null): Map<string, LinkJudgement[]> {
  const some = ids === null ? '' : 'WHERE j.id IN (SELECT value FROM json_each(?1))'
  const rows = db.arrays<[string, string]>(
    `SELECT j.id, b.json FROM linkJudgement j JOIN linkJudgementBody b ON b.row = j.row ${some}`,
    ids === null ? [] : [JSON.stringify(ids)],
  )
  return new Map(rows.map(([id, json]) => [id, (JSON.parse(json) as LinkJudgementBody).said]))
}

/** The model by which all links were made; null: they must be made. */
function readLinkModel(db: ReadDb): RegisterModel | null {
  const text = readMeta(db, 'linksMade')
  if (text === null) return null
  const { coverage, m, u, grades } = JSON.parse(text)
  const plain = (cells: number[][]) => cells.map((one) => Float64Array.from(one))
  return { coverage, grades: { ...grades, m: plain(m), u: plain(u) } }
}

function modelText({ coverage, grades }: RegisterModel): string {
  const { m, u, ...rest } = grades
  const plain = (cells: Float64Array[]) => cells.map((one) => [...one])
  return JSON.stringify({ coverage, grades: rest, m: plain(m), u: plain(u) })
}

/** The likeliest person of a declaration, by an identifier or by a link. */
export interface KnownLink {
  id: string
  personId: string
  probability: number
  isLinked: boolean
}

/** Identifiers decide where no link is stored: these were confirmed. */
const BY_NUMBER = `SELECT d.id, p.id, d.birthDate = p.birthDate FROM declaration d
  JOIN identifier i ON i.value = d.insz OR i.value = d.passport JOIN person p ON p.row = i.personRow
  WHERE d.row NOT IN (SELECT row FROM link) AND d.row > ? AND d.row <= ?`

/** The person of each declaration that a number decides. */
function* numberLinks(db: ReadDb): Generator<KnownLink> {
  const end = lastDeclaration(db)
  for (let last = 0; last < end; last += SLICE) {
    const known = new Map<string, KnownLink>()
    for (const [id, personId, isSame] of db.arrays<[string, string, number | null]>(BY_NUMBER, [
      last,
      last + SLICE,
    ])) {
      if (!known.has(id) || isSame === 1) {
        known.set(id, { id, personId, probability: 1, isLinked: true })
      }
    }
    yield* known.values()
  }
}

function* everyLink(db: ReadDb): Generator<KnownLink> {
  yield* numberLinks(db)
  for (const [id, band, text] of db.arrays<[string, number, string]>(
    'SELECT d.id, l.band, l.candidates FROM link l JOIN declaration d ON d.row = l.row',
  )) {
    const [first] = JSON.parse(text) as Candidate[]
    if (!first) continue
    const { personId, probability } = first
    yield { id, personId, probability, isLinked: BANDS[band] === 'LINKED' }
  }
}

/** What linking reads; see each function. */
export interface LinkSource {
  mentions: MentionSource
  everyLink(): Iterable<KnownLink>
  numberLinks(): Iterable<KnownLink>
  openLinks(): Iterable<OpenLink>
  presenceOwners(): Iterable<PresenceOwner>
  persons(): Iterable<PersonIdentity>
  personCount(): number
  person(id: string): Identity | null
  workers(after: number, to: number): WorkerIdentity[]
  workersById(ids: readonly string[]): WorkerIdentity[]
  someWorkers(wanted: number): WorkerIdentity[]
  lastDeclaration(): number
  near(personId: string, identifiers: readonly string[]): string[]
  open(): WorkerIdentity[]
  waiting(): Waiting
  said(ids: readonly string[] | null): Map<string, LinkJudgement[]>
  model(): RegisterModel | null
}

export function linkSource(db: ReadDb): LinkSource {
  return {
    mentions: mentionSource(db),
    everyLink: () => everyLink(db),
    numberLinks: () => numberLinks(db),
    openLinks: () => openLinks(db),
    presenceOwners: () => presenceOwners(db),
    persons: () => personIdentities(db),
    personCount: () => db.value<number>('SELECT count(*) FROM person')!,
    person: (id) => personIdentity(db, id),
    workers: (after, to) => workerIdentities(db, after, to),
    workersById: (ids) => workersById(db, ids),
    someWorkers: (wanted) => someWorkers(db, wanted),
    lastDeclaration: () => lastDeclaration(db),
    near: (personId, identifiers) => declarationsNear(db, personId, identifiers),
    open: () => openWorkers(db),
    waiting: () => waitingRelinks(db),
    said: (ids) => saidOfLinks(db, ids),
    model: () => readLinkModel(db),
  }
}

/** How many links came in each band, and whose facts they change. */
export interface LinksWritten {
  persons: string[]
  enterprises: string[]
  /** Possible links that were not there before. */
  proposed: number
  /** Declarations that became somebody's; none of the first pass, which links what was there before. */
  linked: { row: number; personId: string }[]
  /** Mentions that became an enterprise's; likewise none of the first pass. */
  named: { key: string; enterpriseId: string }[]
}

/** Stores nothing of a declaration that left since it was compared. */
const PUT_LINK = `INSERT OR REPLACE INTO link (row, personId, band, candidates, facts, judged, words)
  SELECT row, ?2, ?3, ?4, ?5, ?6, ?7 FROM declaration WHERE row = ?1`

/** What finds the worker of a declaration while they are nobody's. */
function wordsOfWorker(db: ReadDb, row: number): string | null {
  const identity = db.value<string>('SELECT identity FROM declaration WHERE row = ?', [row])
  return identity === undefined ? null : wordsOfName(workerName(identity))
}

const SHARED_TASKS = `SELECT DISTINCT t.value FROM task t WHERE t.declarationRow IN ${LISTED}
  AND EXISTS (SELECT 1 FROM task o WHERE o.value = t.value AND o.declarationRow <> t.declarationRow)`
const NAMED_IN = `SELECT DISTINCT e.id FROM party p JOIN enterpriseNumber n ON n.value = p.value
  JOIN enterprise e ON e.row = n.enterpriseRow WHERE p.declarationRow IN ${LISTED}`

/** Who is judged by whose workers the declarations of some rows tell: others on their tasks, and who sends there. */
function judgedByWorkers(db: ReadDb, rows: readonly number[]): Touched {
  const list = [JSON.stringify(rows)]
  const tasks = rows.length === 0 ? [] : db.column<string>(SHARED_TASKS, list)
  if (tasks.length === 0) return { persons: [], enterprises: [] }
  const affected = new Affected()
  affected.tie({ tasks })
  return { persons: [...affected.persons(db)], enterprises: db.column<string>(NAMED_IN, list) }
}

/** Within a transaction: stores links; a row that stays as it is costs nothing. */
export function writeLinks(
  db: WriteDb,
  { rows, upTo, model, mentions = [] }: LinkWork,
): LinksWritten {
  const persons = new Set<string>()
  const fresh: { row: number; personId: string }[] = []
  const others: number[] = []
  let proposed = 0
  for (const { row, link } of rows) {
    const before = db.array<[string | null, number, string, string | null, number, string | null]>(
      'SELECT personId, band, candidates, facts, judged, words FROM link WHERE row = ?',
      [row],
    )
    const personId = link?.candidates[0]?.personId ?? null
    const candidates = link === null ? null : JSON.stringify(link.candidates)
    const band = link === null ? -1 : BANDS.indexOf(link.band)
    if (!before && link === null) continue
    const words = link === null || link.band === 'LINKED' ? null : wordsOfWorker(db, row)
    const now = [personId, band, candidates, link?.facts ?? null, link?.isJudged ? 1 : 0, words]
    if (before?.every((value, i) => value === now[i])) continue
    if (link === null) db.run('DELETE FROM link WHERE row = ?', [row])
    else if (db.run(PUT_LINK, [row, ...now]) === 0) continue
    for (const id of [before?.[0], personId]) if (id) persons.add(id)
    const isOther = before?.[1] !== band || before[0] !== personId
    if (isOther) others.push(row)
    if (link?.band === 'LINKED' && isOther && personId !== null) fresh.push({ row, personId })
    if (link?.band === 'PROPOSED' && isOther) proposed += 1
  }
  for (const id of persons) noteFacts(db, 'person', id)
  const mentioned = writeMentions(db, mentions)
  const isFirst = readMeta(db, 'linksMade') === null
  if (upTo > 0) db.run('DELETE FROM relink WHERE n <= ?', [upTo])
  if (model) writeMeta(db, 'linksMade', modelText(model))
  // A pass over everybody follows the first one.
  const beside = judgedByWorkers(db, isFirst ? [] : others)
  return {
    persons: [...new Set([...persons, ...mentioned.persons, ...beside.persons])].toSorted(),
    enterprises: [...new Set([...mentioned.enterprises, ...beside.enterprises])].toSorted(),
    proposed: proposed + mentioned.proposed,
    linked: isFirst ? [] : fresh,
    named: isFirst ? [] : mentioned.linked,
  }
}
