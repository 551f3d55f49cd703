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

function namedRowid(kind: NamedKind, row: number): number {
  return row * NAMED_SLOTS + NAMED_KINDS.indexOf(kind)
}

export function isSearchKind(kind: RecordKind): kind is SearchKind {
  return (SEARCH_KINDS as readonly string[]).includes(kind)
}

/** Adds what a new record is found by. */
export function indexText(db: WriteDb, kind: SearchKind, row: number, text: string): void {
  if (kind === 'dossier') {
    db.run('INSERT INTO searchReference (rowid, text) VALUES (?, ?)', [row, text])
    return
  }
  const rowid = namedRowid(kind, row)
  db.run('INSERT INTO searchText (rowid, text) VALUES (?, ?)', [rowid, text])
  db.run('INSERT INTO searchWord (rowid, text) VALUES (?, ?)', [rowid, text])
}

/** Replaces what a record is found by. */
export function reindexText(db: WriteDb, kind: SearchKind, row: number, text: string): void {
  unindexText(db, kind, row)
  indexText(db, kind, row, text)
}

/** Takes a record out of the index, words included (secure-delete). */
export function unindexText(db: WriteDb, kind: SearchKind, row: number): void {
  if (kind === 'dossier') {
    db.run('DELETE FROM searchReference WHERE rowid = ?', [row])
    return
  }
  const rowid = namedRowid(kind, row)
  db.run('DELETE FROM searchText WHERE rowid = ?', [rowid])
  db.run('DELETE FROM searchWord WHERE rowid = ?', [rowid])
}
