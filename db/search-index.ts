import type { RecordKind } from '../domain/contract/records.ts'
import type { SearchTexts } from './project/projection.ts'
import type { WriteDb } from './sqlite.ts'

/**
 * Kinds in the two full-text tables, by position: `rowid = row * SEARCH_SLOTS + position`. One
 * table for all kinds, so that one look-up answers for a word.
 */
export const SEARCH_KINDS = ['dossier', 'person', 'enterprise'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]
export const SEARCH_SLOTS = 4

export function searchRowid(kind: SearchKind, row: number): number {
  return row * SEARCH_SLOTS + SEARCH_KINDS.indexOf(kind)
}

export function isSearchKind(kind: RecordKind): kind is SearchKind {
  return (SEARCH_KINDS as readonly string[]).includes(kind)
}

/** Adds what a new record is found by. */
export function indexText(db: WriteDb, kind: SearchKind, row: number, texts: SearchTexts): void {
  const rowid = searchRowid(kind, row)
  db.run('INSERT INTO searchText (rowid, text) VALUES (?, ?)', [rowid, texts.text])
  db.run('INSERT INTO searchWord (rowid, text) VALUES (?, ?)', [rowid, texts.shortWords])
}

/** Replaces what a record is found by. */
export function reindexText(db: WriteDb, kind: SearchKind, row: number, texts: SearchTexts): void {
  unindexText(db, kind, row)
  indexText(db, kind, row, texts)
}

/** Takes a record out of the index, words included (secure-delete). */
export function unindexText(db: WriteDb, kind: SearchKind, row: number): void {
  const rowid = searchRowid(kind, row)
  db.run('DELETE FROM searchText WHERE rowid = ?', [rowid])
  db.run('DELETE FROM searchWord WHERE rowid = ?', [rowid])
}
