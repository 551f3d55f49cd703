/**
 * What a first version usually does with a change: look the row up, then write all that belongs to
 * the record, each statement on its own, on the same encrypted tables: hot row, body, side rows,
 * full text, and the rows of dossiers that point to it. It leaves the same content as a pull. Two
 * ways: side rows and full text only where they differ, which is the work that a pull does, and all
 * of them each time, as triggers of the manual of FTS5 do.
 */
import { projectionOf } from '../../db/project/index.ts'
import { titleOf } from '../../db/project/dossier.ts'
import { readRow, rowOf, titleRow } from '../../db/record-store.ts'
import { RECORD_SQL, SIDE_SQL } from '../../db/record-sql.ts'
import { indexText, isSearchKind, unindexText } from '../../db/search-index.ts'
import type { WriteDb } from '../../db/sqlite.ts'
import type { DossierBody, RecordKind } from '../../domain/contract/records.ts'
import type { Change } from '../../domain/contract/sync.ts'

const POINTERS: Partial<Record<RecordKind, readonly [row: string, id: string]>> = {
  person: ['personRow', 'personId'],
  enterprise: ['employerRow', 'employerId'],
}

function valuesOf(db: WriteDb, { kind, id, version }: Change, body: object) {
  const columns: Record<string, string | number | null> = {
    id,
    version,
    ...projectionOf(kind).columns(body as never),
  }
  if (kind === 'dossier') {
    const dossier = body as DossierBody
    columns['personRow'] = rowOf(db, 'person', dossier.personId)
    columns['employerRow'] = rowOf(db, 'enterprise', dossier.employerId)
    columns['titleRow'] = titleRow(db, titleOf(dossier))
  }
  return RECORD_SQL[kind].columns.map((column) => columns[column]!)
}

/** Side rows and texts that are written of a record that was there. */
export type Written = 'DIFFERING' | 'ALL'

/** The record that was there, with its body when it is compared; null for a new one. */
type Old = { body: object | null } | null

function writeSide(db: WriteDb, kind: RecordKind, row: number, body: object, old: Old): void {
  for (const [i, rowsOf] of (projectionOf(kind).sides ?? []).entries()) {
    const { remove, insert } = SIDE_SQL[kind]![i]!
    if (old?.body && String(rowsOf(old.body as never)) === String(rowsOf(body as never))) continue
    if (old) db.run(remove, [row])
    for (const values of rowsOf(body as never)) db.run(insert, [row, ...values])
  }
}

function writeText(db: WriteDb, kind: RecordKind, row: number, body: object, old: Old): void {
  if (!isSearchKind(kind)) return
  const textOf = projectionOf(kind).searchText!
  const text = textOf(body as never)
  if (old?.body && textOf(old.body as never) === text) return
  if (old) unindexText(db, kind, row)
  indexText(db, kind, row, text)
}

function point(db: WriteDb, kind: RecordKind, id: string, row: number | null): void {
  const [column, reference] = POINTERS[kind] ?? []
  if (column) db.run(`UPDATE dossier SET ${column} = ? WHERE ${reference} = ?`, [row, id])
}

function remove(db: WriteDb, kind: RecordKind, id: string, row: number): void {
  if (isSearchKind(kind)) unindexText(db, kind, row)
  db.run(RECORD_SQL[kind].remove, [row])
  point(db, kind, id, null)
}

function update(db: WriteDb, { kind, body: json }: Change, row: number, values: unknown[]): void {
  const sql = RECORD_SQL[kind]
  const update = `UPDATE ${kind} SET ${sql.columns.map((c) => `${c} = ?`).join(', ')} WHERE row = ?`
  db.run(update, [...(values as string[]), row])
  db.run(sql.updateBody, [json, row])
}

/** One change, select then write, in autocommit. */
export function applyNaively(db: WriteDb, change: Change, written: Written): void {
  const { kind, id, body: json } = change
  const sql = RECORD_SQL[kind]
  const stored = readRow(db, kind, id)
  if (json === null) {
    if (stored) remove(db, kind, id, stored.row)
    return
  }
  const body = JSON.parse(json) as object
  const values = valuesOf(db, change, body)
  const compared = written === 'DIFFERING' && stored ? (JSON.parse(stored.json) as object) : null
  const old: Old = stored ? { body: compared } : null
  const row = stored?.row ?? db.insert(sql.insert, values)
  if (stored) update(db, change, row, values)
  else {
    db.run(sql.insertBody, [row, json])
    point(db, kind, id, row)
  }
  writeSide(db, kind, row, body, old)
  writeText(db, kind, row, body, old)
}
