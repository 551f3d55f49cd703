import type { RecordKind } from '../domain/contract/records.ts'
import type { WriteDb } from './sqlite.ts'

/** Kinds that a search finds by their texts. */
export const SEARCH_KINDS = ['dossier', 'person', 'enterprise'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]
export type NamedKind = Exclude<SearchKind, 'dossier'>

/**
 * Persons and enterprises share two full-text tables, so that one look-up answers for a word:
 * `rowid = row * NAMED_SLOTS + position`. References of dossiers have one of their own, by row.
 */
export const NAMED_KINDS = ['person', 'enterprise'] as const satisfies NamedKind[]
export const NAMED_SLOTS = 2
const NAMED_TABLES = ['searchText', 'searchWord'] as const

/** The full-text tables that hold what a kind is found by. */
export const SEARCH_TABLES = {
  dossier: ['searchReference'],
  person: NAMED_TABLES,
  enterprise: NAMED_TABLES,
} as const satisfies Record<SearchKind, readonly string[]>

/** Where the full-text tables of a kind hold the text of a row. */
export function textRowid(kind: SearchKind, row: number): number {
  return kind === 'dossier' ? row : row * NAMED_SLOTS + NAMED_KINDS.indexOf(kind)
}

export function isSearchKind(kind: RecordKind): kind is SearchKind {
  return (SEARCH_KINDS as readonly string[]).includes(kind)
}

/** Adds what a new record is found by. */
export function indexText(db: WriteDb, kind: SearchKind, row: number, text: string): void {
  for (const table of SEARCH_TABLES[kind]) {
    db.run(`INSERT INTO ${table} (rowid, text) VALUES (?, ?)`, [textRowid(kind, row), text])
  }
}

/** Replaces what a record is found by. */
export function reindexText(db: WriteDb, kind: SearchKind, row: number, text: string): void {
  unindexText(db, kind, row)
  indexText(db, kind, row, text)
}

/**
 * Builds the index anew from its texts. After many texts were replaced in one transaction SQLite 3.53 leaves
 * beginnings of words of the former ones in `searchWord` (secure-delete with detail=none).
 */
export function rebuildTexts(db: WriteDb, kind: SearchKind): void {
  for (const table of SEARCH_TABLES[kind]) {
    db.run(`INSERT INTO ${table} (${table}) VALUES ('rebuild')`)
  }
}

/** Takes a record out of the index, words included (secure-delete). */
export function unindexText(db: WriteDb, kind: SearchKind, row: number): void {
  for (const table of SEARCH_TABLES[kind]) {
    db.run(`DELETE FROM ${table} WHERE rowid = ?`, [textRowid(kind, row)])
  }
}
