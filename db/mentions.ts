/** Enterprises that declarations mention under no number of the register: what is read, and what is stored. */
import { MENTION_NAME_LEVELS, type MentionLink } from '../domain/contract/links.ts'
import type {
  Address,
  DeclarationBody,
  EnterpriseBody,
  LinkJudgementBody,
  MentionJudgement,
} from '../domain/contract/records.ts'
import {
  type EnterpriseCandidate,
  type KnownEnterprise,
  mentionWhy,
} from '../domain/linking/enterprise-register.ts'
import { mentionFacts, mentionHolds, mentionJudgementId } from '../domain/linking/judgements.ts'
import {
  isNameKey,
  type KnownMention,
  mentionKey,
  type Mentions,
  partiesOf,
  type Party,
} from '../domain/linking/mentions.ts'
import { type Band, BANDS } from '../domain/linking/register/bands.ts'
import { noteFacts } from './fact-pieces.ts'
import { LISTED } from './many.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

const LINKED = BANDS.indexOf('LINKED')
const PROPOSED = BANDS.indexOf('PROPOSED')

/** An enterprise as a declaration mentions it, by its key. */
export interface Mention {
  key: string
  party: Party
}

/** What is stored of a mention. */
export interface StoredMention {
  party: Party
  band: Band
  candidates: readonly EnterpriseCandidate[]
  /** Enterprises that it is not, as somebody said. */
  not: readonly string[]
  /** What was compared of the likeliest, where a person is asked. */
  facts: string | null
  /** A person said so. */
  isJudged: boolean
}

/** What is to be stored of a mention; null: nothing is known of it, or a number of the register tells. */
export interface MentionRow {
  key: string
  link: StoredMention | null
}

const IS_OWN = `SELECT 1 FROM enterpriseNumber n WHERE n.value = ?1 AND n.linked = 0`

const isNamed = (db: ReadDb, key: string): boolean =>
  db.value('SELECT 1 FROM party WHERE value = ? LIMIT 1', [key]) !== undefined

/**
 * Within a transaction: declarations came, changed or went that name these, or something was said of them.
 * They are linked soon; of one that none names any more nothing stays, also of what waits: it may be the
 * name of somebody. Gives the enterprises that such a one was, or may have been.
 */
export function noteMentions(db: WriteDb, keys: readonly string[]): string[] {
  const enterprises: string[] = []
  for (const key of keys) {
    if (!isNamed(db, key)) {
      enterprises.push(...forgetMention(db, key))
    } else if (db.value(IS_OWN, [key]) === undefined) {
      db.run(`INSERT INTO relink (kind, id) VALUES ('mention', ?)`, [key])
    }
  }
  return enterprises
}

function forgetMention(db: WriteDb, key: string): string[] {
  db.run(`DELETE FROM relink WHERE kind = 'mention' AND id = ?`, [key])
  db.run('DELETE FROM enterpriseNumber WHERE value = ? AND linked = 1', [key])
  const gone = db.returning<string | null>(
    'DELETE FROM mention WHERE key = ? RETURNING enterpriseId',
    [key],
  )
  const enterprises = gone.filter((id) => id !== null)
  for (const id of enterprises) noteFacts(db, 'enterprise', id)
  return enterprises
}

/** Every key of `party` once, from one to the next by the index, without those that some enterprise has as its own. */
const UNKNOWN = `WITH RECURSIVE k (value) AS (
    SELECT min(value) FROM party
    UNION ALL SELECT (SELECT min(p.value) FROM party p WHERE p.value > k.value) FROM k
      WHERE k.value IS NOT NULL)
  SELECT value FROM k WHERE value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM enterpriseNumber n WHERE n.value = k.value AND n.linked = 0)`
const NAMED_BY = `SELECT b.json FROM party p JOIN declarationBody b ON b.row = p.declarationRow
  WHERE p.value = ? ORDER BY p.declarationRow LIMIT 1`

/** The party behind a key as the first declaration tells it; null: nobody is named so, or a number tells. */
function mentionOf(db: ReadDb, key: string): Mention | null {
  if (db.value(IS_OWN, [key]) !== undefined) return null
  const json = db.value<string>(NAMED_BY, [key])
  if (json === undefined) return null
  const parties = partiesOf(JSON.parse(json) as DeclarationBody)
  const party = parties.find((one) => mentionKey(one) === key)
  return party ? { key, party } : null
}

/** Keys that no enterprise has as its own, and those of which something is stored. */
function unknownKeys(db: ReadDb): string[] {
  const stored = db.column<string>('SELECT key FROM mention')
  return [...new Set([...db.column<string>(UNKNOWN), ...stored])]
}

type EnterpriseRow = [id: string, json: string]

function toKnown([id, json]: EnterpriseRow): KnownEnterprise & { address: Address } {
  const { name, country, enterpriseNumber, vatNumber, address } = JSON.parse(json) as EnterpriseBody
  return { id, name, country, enterpriseNumber, vatNumber, address }
}

const ENTERPRISES = 'SELECT h.id, b.json FROM enterprise h JOIN enterpriseBody b ON b.row = h.row'

function* everyEnterprise(db: ReadDb): Generator<KnownEnterprise> {
  for (const row of db.arrays<EnterpriseRow>(ENTERPRISES)) yield toKnown(row)
}

function knownEnterprise(db: ReadDb, id: string): ReturnType<typeof toKnown> | null {
  const row = db.array<EnterpriseRow>(`${ENTERPRISES} WHERE h.id = ?`, [id])
  return row ? toKnown(row) : null
}

const OF_ENTERPRISE = `SELECT key FROM mention WHERE enterpriseId = ?1
  UNION SELECT n.value FROM enterpriseNumber n
    WHERE n.enterpriseRow = (SELECT row FROM enterprise WHERE id = ?1)
  UNION SELECT m.key FROM mention m, json_each(m.candidates) c
    WHERE json_extract(c.value, '$.enterpriseId') = ?1
  UNION SELECT m.key FROM mention m, json_each(m.isNot) c WHERE c.value = ?1`

/** What people said last of a mention and an enterprise; null: nothing. */
function saidOfMention(db: ReadDb, key: string, enterpriseId: string): MentionJudgement | null {
  const json = db.value<string>(
    `SELECT b.json FROM linkJudgement j JOIN linkJudgementBody b ON b.row = j.row WHERE j.id = ?`,
    [mentionJudgementId(key, enterpriseId)],
  )
  return json === undefined ? null : ((JSON.parse(json) as LinkJudgementBody).mention ?? null)
}

function everySaid(db: ReadDb): MentionJudgement[] {
  return db
    .column<string>(
      `SELECT b.json FROM linkJudgement j JOIN linkJudgementBody b ON b.row = j.row
       WHERE j.id >= 'mention-' AND j.id < 'mention.'`,
    )
    .flatMap((json) => (JSON.parse(json) as LinkJudgementBody).mention ?? [])
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** What linking enterprises reads; see each function. */
export interface MentionSource {
  enterprises(): Iterable<KnownEnterprise>
  enterprise(id: string): KnownEnterprise | null
  /** Every mention that no number decides, and what is stored though one does now. */
  keys(): string[]
  mention(key: string): Mention | null
  /** Keys under which an enterprise is known, or which may be it. */
  keysOf(enterpriseId: string): string[]
  /** Everything that people said of mentions, in order of time. */
  judged(): MentionJudgement[]
}

export const mentionSource = (db: ReadDb): MentionSource => ({
  enterprises: () => everyEnterprise(db),
  enterprise: (id) => knownEnterprise(db, id),
  keys: () => unknownKeys(db),
  mention: (key) => mentionOf(db, key),
  keysOf: (id) => db.column<string>(OF_ENTERPRISE, [id]),
  judged: () => everySaid(db),
})

// ---------------------------------------------------------------- what is stored

type Cells = [
  name: string,
  country: string,
  numbers: string,
  enterpriseId: string | null,
  band: number,
  candidates: string,
  isNot: string,
  facts: string | null,
  judged: number,
]
const COLUMNS = 'name, country, numbers, enterpriseId, band, candidates, isNot, facts, judged'
const READ = `SELECT ${COLUMNS} FROM mention WHERE key = ?`

function cellsOf({ party, band, candidates, not, facts, isJudged }: StoredMention): Cells {
  const { name, country, enterpriseNumber, vatNumber } = party
  return [
    name,
    country,
    JSON.stringify([enterpriseNumber, vatNumber]),
    candidates[0]?.enterpriseId ?? null,
    BANDS.indexOf(band),
    JSON.stringify(candidates),
    JSON.stringify(not),
    facts,
    isJudged ? 1 : 0,
  ]
}

/** The workers of the declarations that name a key: who employs them is another question now. */
const WORKERS = `SELECT p.id FROM party y JOIN declaration d ON d.row = y.declarationRow
    JOIN identifier i ON i.value IN (d.insz, d.passport) JOIN person p ON p.row = i.personRow
    WHERE y.value = ?1
  UNION SELECT l.personId FROM party y JOIN link l ON l.row = y.declarationRow
    WHERE y.value = ?1 AND l.personId IS NOT NULL`

const idOf = (cells: Cells | undefined): string | null =>
  cells && cells[4] === LINKED ? cells[3] : null

/** Whose facts differ with what was stored, and how many mentions are to be asked that were not. */
export interface MentionsWritten {
  persons: Set<string>
  enterprises: Set<string>
  proposed: number
  /** Mentions that are an enterprise's now and were not before. */
  linked: { key: string; enterpriseId: string }[]
}

/** Within a transaction: stores what linking says of mentions; one that stays as it is costs nothing. */
export function writeMentions(db: WriteDb, rows: readonly MentionRow[]): MentionsWritten {
  const written: MentionsWritten = {
    persons: new Set(),
    enterprises: new Set(),
    proposed: 0,
    linked: [],
  }
  for (const { key, link } of rows) {
    const before = db.array<Cells>(READ, [key])
    // Nothing is stored of one that left since it was compared.
    const after = link === null || !isNamed(db, key) ? undefined : cellsOf(link)
    if (String(before) === String(after)) continue
    db.run('DELETE FROM mention WHERE key = ?', [key])
    if (after) {
      const sql = `INSERT INTO mention (key, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      db.run(sql, [key, ...after])
    }
    const isAsked = after?.[4] === PROPOSED
    if (isAsked && (before?.[4] !== after[4] || before?.[3] !== after[3])) {
      written.proposed += 1
    }
    follow(db, key, before, after, written)
  }
  for (const id of written.persons) noteFacts(db, 'person', id)
  for (const id of written.enterprises) noteFacts(db, 'enterprise', id)
  return written
}

/** The key of a linked mention stands among the numbers of its enterprise. */
function follow(
  db: WriteDb,
  key: string,
  before: Cells | undefined,
  after: Cells | undefined,
  { persons, enterprises, linked }: MentionsWritten,
): void {
  const [old, now] = [idOf(before), idOf(after)]
  if (old === now && before?.[6] === after?.[6]) return
  if (old !== now) {
    db.run('DELETE FROM enterpriseNumber WHERE value = ? AND linked = 1', [key])
    db.run(
      `INSERT OR IGNORE INTO enterpriseNumber (enterpriseRow, value, linked)
       SELECT row, ?1, 1 FROM enterprise WHERE id = ?2`,
      [key, now],
    )
    for (const id of [old, now]) if (id !== null) enterprises.add(id)
    if (now !== null) linked.push({ key, enterpriseId: now })
  }
  for (const id of db.column<string>(WORKERS, [key])) persons.add(id)
}

// ---------------------------------------------------------------- what follows for others

const DECIDED = `SELECT key, CASE band WHEN ${LINKED} THEN enterpriseId END, isNot FROM mention
  WHERE (band = ${LINKED} OR isNot <> '[]')`

const toDecided = (rows: readonly [string, string | null, string][]): Mentions =>
  new Map(
    rows.map(([key, enterpriseId, isNot]): [string, KnownMention] => [
      key,
      { enterpriseId, not: JSON.parse(isNot) as string[] },
    ]),
  )

const NONE: Mentions = new Map()

/** What is known of the senders and clients of declarations that no number of the register decides. */
export function mentionsIn(
  db: ReadDb,
  declarations: Iterable<{ body: DeclarationBody }>,
): Mentions {
  // Most tell a number that is somebody's own: they are looked up only where another one is linked.
  const byNumber = db.value<number>(`SELECT 1 FROM mention WHERE instr(key, ':') = 0 LIMIT 1`)
  const keys = new Set<string>()
  for (const { body } of declarations)
    for (const party of partiesOf(body)) {
      const key = mentionKey(party)
      if (key !== null && (isNameKey(key) || byNumber !== undefined)) keys.add(key)
    }
  if (keys.size === 0) return NONE
  return toDecided(db.arrays(`${DECIDED} AND key IN ${LISTED}`, [JSON.stringify([...keys])]))
}

/** The same of everybody. */
export const allMentions = (db: ReadDb): Mentions => toDecided(db.arrays(DECIDED, []))

// ---------------------------------------------------------------- as officers look at them

type ShownCells = [key: string, ...Cells]
const SHOWN = `SELECT key, ${COLUMNS} FROM mention m WHERE enterpriseId IS NOT NULL
  AND EXISTS (SELECT 1 FROM party p WHERE p.value = m.key)`
const COUNTED = `SELECT count(*), min(d.id) FROM party p JOIN declaration d ON d.row = p.declarationRow
  WHERE p.value = ?`

function shown(
  db: ReadDb,
  [key, name, country, numbers, enterpriseId, band, candidates, , , judged]: ShownCells,
): MentionLink[] {
  const enterprise = knownEnterprise(db, enterpriseId!)
  const meant = { band: BANDS[band]!, candidates: JSON.parse(candidates) as EnterpriseCandidate[] }
  const [first] = meant.candidates
  const counted = db.array<[number, string | null]>(COUNTED, [key])
  // Gone since linking looked.
  if (!enterprise || !first || !counted || counted[1] === null) return []
  const said = saidOfMention(db, key, enterprise.id)
  const [enterpriseNumber, vatNumber] = JSON.parse(numbers) as (string | null)[]
  const { evidence } = first
  return [
    {
      key,
      name,
      country,
      number: enterpriseNumber ?? vatNumber ?? null,
      declarations: counted[0],
      declarationId: counted[1],
      enterpriseId: enterprise.id,
      enterpriseName: enterprise.name,
      enterpriseCountry: enterprise.country,
      enterpriseNumber: enterprise.enterpriseNumber ?? enterprise.vatNumber,
      seat: mentionOf(db, key)?.party.address ?? null,
      enterpriseSeat: enterprise.address,
      nameLevel: MENTION_NAME_LEVELS[evidence.name]!,
      numberAgrees: evidence.number,
      countryAgrees: evidence.country,
      seatAgrees: evidence.address,
      why: mentionWhy(meant, judged === 1),
      facts: mentionFacts(key, enterprise),
      verdict: said && mentionHolds(said, enterprise) ? said.verdict : 'OPEN',
      said: said && said.verdict !== 'OPEN' ? said : null,
    },
  ]
}

/** Mentions that are to be asked, or that somebody left open; those of most declarations first. */
export function proposedMentions(db: ReadDb): MentionLink[] {
  return db
    .arrays<ShownCells>(`${SHOWN} AND band = ${PROPOSED} ORDER BY key`)
    .flatMap((cells) => shown(db, cells))
    .filter(({ verdict }) => verdict === 'OPEN' || verdict === 'UNSURE')
    .toSorted((a, b) => b.declarations - a.declarations || (a.key < b.key ? -1 : 1))
}

/** Mentions that are taken for an enterprise, or that may be it. */
export function mentionsOfEnterprise(db: ReadDb, enterpriseId: string): MentionLink[] {
  return db
    .arrays<ShownCells>(`${SHOWN} AND enterpriseId = ? ORDER BY band, key`, [enterpriseId])
    .flatMap((cells) => shown(db, cells))
}
