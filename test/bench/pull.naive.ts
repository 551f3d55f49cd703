/**
 * What a first version usually does with a change: look the row up, write the hot row and the body,
 * each statement on its own, on the same encrypted tables.
 */
import { projectionOf } from '../../db/project/index.ts'
import { titleOf } from '../../db/project/dossier.ts'
import { readRow, rowOf, titleRow } from '../../db/record-store.ts'
import { RECORD_SQL } from '../../db/record-sql.ts'
import type { WriteDb } from '../../db/sqlite.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import type { Change } from '../../domain/contract/sync.ts'

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

/** One change, select then write, in autocommit. */
export function applyNaively(db: WriteDb, change: Change): void {
  const { kind, id, body: json } = change
  const sql = RECORD_SQL[kind]
  const stored = readRow(db, kind, id)
  if (json === null) {
    if (stored) db.run(sql.remove, [stored.row])
    return
  }
  const values = valuesOf(db, change, JSON.parse(json) as object)
  if (stored) {
    const update = `UPDATE ${kind} SET ${sql.columns.map((c) => `${c} = ?`).join(', ')} WHERE row = ?`
    db.run(update, [...values, stored.row])
    db.run(sql.updateBody, [json, stored.row])
  } else {
    const row = db.insert(sql.insert, values)
    db.run(sql.insertBody, [row, json])
  }
}
