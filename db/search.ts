/** Search by words: substrings from three characters on, beginnings of words below that. */
import { fromDay } from '../domain/calendar/local-date.ts'
import type { SearchHit } from '../domain/contract/workbench.ts'
import { formatEnterpriseNumber } from '../domain/identifiers/enterprise-number.ts'
import { displayName, isSearchable, searchWords } from '../domain/linking/names.ts'
import { personOfDeclaration, personOfNumber, recordsWhere, speakingFor } from './links.ts'
import type { WordRows } from './queue-rows.ts'
import { rowOf } from './record-store.ts'
import {
  NAMED_KINDS,
  NAMED_SLOTS,
  SEARCH_KINDS,
  type NamedKind,
  type SearchKind,
} from './search-index.ts'
import type { ReadDb } from './sqlite.ts'
import { UNLINKED, workerName } from './unlinked.ts'

/** Shortest word that the trigram index can find. */
const TRIGRAM = 3
/** Hits of one kind that are looked at to find the best. */
const CANDIDATES = 300

const charactersOf = (word: string): number => Array.from(word).length

/** Folded words that a search can use: punctuation alone finds nothing and is left out. */
export function usableWords(search: string): string[] {
  return searchWords(search).filter(isSearchable)
}

/** A number is stored without its dots and dashes, a reference with them: both spellings count. */
export function spellings(word: string): string[] {
  const bare = word.replace(/[^\p{L}\p{N}]/gu, '')
  return bare !== word && /\d/.test(word) ? [word, bare] : [word]
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** One look-up in the full text: the table and its MATCH expression. */
function lookup(word: string): { table: 'searchText' | 'searchWord'; match: string } {
  const forms = spellings(word)
  const long = forms.filter((form) => charactersOf(form) >= TRIGRAM)
  return long.length > 0
    ? { table: 'searchText', match: long.map(quoted).join(' OR ') }
    : { table: 'searchWord', match: forms.map((form) => `${quoted(form)} *`).join(' OR ') }
}

/** Rows of persons and enterprises whose texts hold a word. */
export function rowsWith(db: ReadDb, word: string): WordRows {
  const { table, match } = lookup(word)
  const rowids = db.column<number>(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`, [match])
  const rows: [number[], number[]] = [[], []]
  for (const rowid of rowids) rows[(rowid % NAMED_SLOTS) as 0 | 1].push((rowid / NAMED_SLOTS) | 0)
  return { persons: rows[0], enterprises: rows[1] }
}

/** Rows of one named kind that hold all words, a limited number of them. */
function namedCandidates(db: ReadDb, kind: NamedKind, words: readonly string[]): number[] {
  const [longest, ...others] = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => lookup(word))
  const narrowed = others.map(
    ({ table }) => `AND rowid IN (SELECT rowid FROM ${table} WHERE ${table} MATCH ?)`,
  )
  const sql = `SELECT rowid / ${NAMED_SLOTS} FROM ${longest!.table} WHERE ${longest!.table} MATCH ?
    AND rowid % ${NAMED_SLOTS} = ${NAMED_KINDS.indexOf(kind)} ${narrowed.join(' ')} LIMIT ${CANDIDATES}`
  return db.column<number>(sql, [longest!.match, ...others.map(({ match }) => match)])
}

/** Rows of dossiers whose reference holds all words; a reference has no short words. */
function referenceCandidates(db: ReadDb, words: readonly string[]): number[] {
  const lookups = words.map((word) => lookup(word))
  if (lookups.some(({ table }) => table === 'searchWord')) return []
  const match = lookups.map((one) => `(${one.match})`).join(' AND ')
  return db.column<number>(
    `SELECT rowid FROM searchReference WHERE searchReference MATCH ? LIMIT ${CANDIDATES}`,
    [match],
  )
}

function candidates(db: ReadDb, kind: SearchKind, words: readonly string[]): number[] {
  return kind === 'dossier' ? referenceCandidates(db, words) : namedCandidates(db, kind, words)
}

/** Lower is better: the whole text, its beginning, the beginning of a word, somewhere inside. */
function distance(title: string, words: readonly string[]): number {
  const text = searchWords(title).join(' ')
  const typed = words.join(' ')
  if (text === typed) return 0
  if (text.startsWith(typed)) return 1
  return words.every((word) => ` ${text}`.includes(` ${word}`)) ? 2 : 3
}

type RankedHit = SearchHit & { distance: number }

const HITS: Readonly<Record<SearchKind, string>> = {
  dossier: `SELECT d.id, d.personId, d.reference AS title,
      coalesce(p.name, '') || coalesce(' · ' || e.name, '') AS detail
    FROM dossier d LEFT JOIN person p ON p.row = d.personRow
    LEFT JOIN enterprise e ON e.row = d.employerRow WHERE d.row = ?`,
  person: `SELECT id, id AS personId, name AS title, coalesce(birthDate, '') AS detail
    FROM person WHERE row = ?`,
  enterprise: `SELECT e.id, NULL AS personId, e.name AS title,
      coalesce((SELECT min(value) FROM enterpriseNumber WHERE enterpriseRow = e.row AND linked = 0), '') AS detail
    FROM enterprise e WHERE e.row = ?`,
}

function hitsOf(db: ReadDb, kind: SearchKind, words: readonly string[]): RankedHit[] {
  return candidates(db, kind, words).map((row) => {
    const hit = db.get<Omit<SearchHit, 'kind'>>(HITS[kind], [row])!
    const detail = kind === 'enterprise' ? formatEnterpriseNumber(hit.detail) : hit.detail
    return { ...hit, kind, detail, distance: distance(hit.title, words) }
  })
}

/** Numbers that a beginning may stand for: more do not say which one is meant. */
const NUMBERS_MAX = 200

/** Rows of the persons to whom declarations belong whose L1 number begins with a word. */
export function personsDeclaredAs(db: ReadDb, word: string): number[] {
  if (charactersOf(word) < TRIGRAM || !/\d/.test(word)) return []
  const ids = db.column<string>(
    `SELECT id FROM declaration WHERE l1Number >= ?1 AND l1Number < ?1 || char(0x10ffff) LIMIT ?2`,
    [word, NUMBERS_MAX + 1],
  )
  if (ids.length > NUMBERS_MAX) return []
  const persons = new Set(ids.map((id) => personOfDeclaration(db, id)))
  return [...persons].flatMap((id) => (id === null ? [] : (rowOf(db, 'person', id) ?? [])))
}

/** Declarations by the beginning of their L1 number, as it is typed, in capitals or in small letters. */
function declarationHits(db: ReadDb, text: string, limit: number): RankedHit[] {
  const typed = text.trim()
  if (charactersOf(typed) < TRIGRAM) return []
  return [...new Set([typed, typed.toUpperCase(), typed.toLowerCase()])].flatMap((form) =>
    numbered(db, form, limit),
  )
}

const BEGINS_SO = `WHERE h.l1Number >= ?1 AND h.l1Number < ?1 || char(0x10ffff)
  ORDER BY h.l1Number, h.id LIMIT ?2`

function numbered(db: ReadDb, typed: string, limit: number): RankedHit[] {
  const found = recordsWhere(db, 'declaration', BEGINS_SO, [typed, limit])
  return speakingFor(db, found).map(({ id, body: { l1Number, worker, period } }) => ({
    kind: 'declaration' as const,
    id,
    personId: personOfNumber(db, l1Number),
    title: l1Number,
    detail: `${displayName(worker)} · ${period.from}`,
    distance: l1Number === typed ? 0 : 1,
  }))
}

/** Declarations whose worker is nobody's and whose name has words that begin so, the latest first. */
const NAMED_SO = `SELECT h.id, h.l1Number, h.fromDay, h.identity FROM link k JOIN declaration h ON h.row = k.row
  WHERE ${UNLINKED}
    AND NOT EXISTS (SELECT 1 FROM json_each(?1) w WHERE instr(k.words, ' ' || w.value) = 0)
  ORDER BY k.row DESC LIMIT ${CANDIDATES}`

/** Declarations by the name of a worker who is nobody of the register: no person's name finds them. */
function strangerHits(db: ReadDb, words: readonly string[]): RankedHit[] {
  if (!words.some((word) => charactersOf(word) >= TRIGRAM)) return []
  return db
    .arrays<[string, string, number, string]>(NAMED_SO, [JSON.stringify(words)])
    .map(([id, l1Number, from, identity]) => {
      const title = workerName(identity)
      const detail = `${l1Number} · ${fromDay(from)}`
      const ranked = distance(title, words)
      return { kind: 'declaration', id, personId: null, title, detail, distance: ranked }
    })
}

/** Hits of all kinds, best first; of equal ones in the order of their titles. */
export function searchAll(db: ReadDb, text: string, limit: number): SearchHit[] {
  const words = usableWords(text)
  if (words.length === 0) return []
  const hits = [
    ...SEARCH_KINDS.flatMap((kind) => hitsOf(db, kind, words)),
    ...declarationHits(db, text, limit),
    ...strangerHits(db, words),
  ]
  return hits
    .toSorted((a, b) => a.distance - b.distance || (a.title < b.title ? -1 : 1))
    .slice(0, limit)
    .map(({ kind, id, personId, title, detail }) => ({ kind, id, personId, title, detail }))
}
