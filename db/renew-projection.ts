/**
 * The data step beside the schema steps: rebuilds what is derived from bodies when the code lists
 * or the derivation changed since the file was written. Safe to repeat.
 */
import { RECORD_KINDS, type BodyOf, type RecordKind } from '../domain/contract/records.ts'
import { readMeta, writeMeta } from './meta.ts'
import { titleOf } from './project/dossier.ts'
import { projectionOf } from './project/index.ts'
import { projectionStamp } from './project/position.ts'
import { RECORD_SQL, SIDE_SQL } from './record-sql.ts'
import { parseBody, titleRow } from './record-store.ts'
import { coldTable } from './schema.ts'
import { reindexText, isSearchKind } from './search-index.ts'
import type { WriteDb } from './sqlite.ts'

/** Rows held in memory at once. */
const SLICE = 1000

/** Columns that follow from other records keep their value. */
const OF_OTHERS = ['id', 'version', 'personRow', 'employerRow', 'titleRow']

function renewTitle(db: WriteDb, row: number, body: BodyOf<'dossier'>): void {
  db.run('UPDATE dossier SET titleRow = ? WHERE row = ?', [titleRow(db, titleOf(body)), row])
}

function renewKind(db: WriteDb, kind: RecordKind): void {
  const columns = RECORD_SQL[kind].columns.filter((column) => !OF_OTHERS.includes(column))
  const update = `UPDATE ${kind} SET ${columns.map((c) => `${c} = ?`).join(', ')} WHERE row = ?`
  const slice = `SELECT row, json FROM ${coldTable(kind)} WHERE row > ? ORDER BY row LIMIT ${SLICE}`
  const projection = projectionOf(kind)
  let rows = db.all<{ row: number; json: string }>(slice, [-1])
  while (rows.length > 0) {
    for (const { row, json } of rows) {
      const body = parseBody(kind, json)
      const values = projection.columns(body)
      // Of a kind that is read whole nothing is derived.
      if (columns.length > 0) db.run(update, [...columns.map((column) => values[column]!), row])
      if (kind === 'dossier') renewTitle(db, row, body as BodyOf<'dossier'>)
      if (projection.side) {
        db.run(SIDE_SQL[kind]!.remove, [row])
        for (const side of projection.side(body)) db.run(SIDE_SQL[kind]!.insert, [row, ...side])
      }
      if (isSearchKind(kind)) reindexText(db, kind, row, projection.searchText!(body))
    }
    rows = db.all(slice, [rows.at(-1)!.row])
  }
}

/** Renews derived rows when they were made by another projection. True when it did. */
export function renewProjection(db: WriteDb): boolean {
  const stamp = projectionStamp()
  if (readMeta(db, 'projection') === stamp) return false
  db.transaction(() => {
    for (const kind of RECORD_KINDS) renewKind(db, kind)
    db.run('DELETE FROM jobTitle WHERE row NOT IN (SELECT titleRow FROM dossier)')
    // Stored risk positions may point into another list: findings are computed anew.
    db.run('UPDATE dossier SET riskScore = 0, riskSeverity = NULL, riskCodes = NULL')
    db.run('DELETE FROM finding')
    db.run('DELETE FROM factPiece')
    db.run('DELETE FROM enterprisePart')
    db.run("DELETE FROM meta WHERE key IN ('findingsDate', 'linksMade', 'handlesMade')")
    writeMeta(db, 'projection', stamp)
  })
  return true
}
