/** Declarations whose worker is linked to nobody of the register: one meaning for list, search and matrix. */
import type { TandemRecord } from '../domain/contract/records.ts'
import { recordsWhere, type StoredRecord, toRecord } from './links.ts'
import type { ReadDb } from './sqlite.ts'
import { PROPOSED, UNLINKED } from './unlinked.ts'

/** A declaration of nobody's worker; `isProposed`: somebody comes near. */
export interface Unlinked {
  record: TandemRecord<'declaration'>
  isProposed: boolean
}

const SELECT = `SELECT h.id, h.version, b.json, k.band FROM declaration h
  JOIN declarationBody b ON b.row = h.row JOIN link k ON k.row = h.row WHERE ${UNLINKED}
    AND NOT EXISTS (SELECT 1 FROM declaration o LEFT JOIN link x ON x.row = o.row
      WHERE o.l1Number = h.l1Number AND o.row <> h.row AND x.words IS NULL)`

/**
 * Declarations of nobody's workers by a further condition on the hot table `h`, a constant text; without those
 * whose worker is told under the same L1 number by another source.
 */
export function unlinkedDeclarations(
  db: ReadDb,
  rest: string,
  params: readonly (string | number)[],
): Unlinked[] {
  return db.all<StoredRecord & { band: number }>(`${SELECT} AND ${rest}`, params).map((stored) => ({
    record: toRecord('declaration', stored),
    isProposed: stored.band === PROPOSED,
  }))
}

/** A declaration and those with the INSZ or the passport of its worker, the latest first. */
export function declarationsOfStranger(db: ReadDb, id: string): TandemRecord<'declaration'>[] {
  return recordsWhere(
    db,
    'declaration',
    `WHERE h.row IN (
      SELECT row FROM declaration WHERE id = ?1
      UNION
      SELECT d.row FROM declaration m JOIN declaration d ON d.insz = m.insz
        WHERE m.id = ?1 AND d.insz IS NOT NULL
      UNION
      SELECT d.row FROM declaration m JOIN declaration d ON d.passport = m.passport
        WHERE m.id = ?1 AND d.passport IS NOT NULL)
     ORDER BY h.fromDay DESC, h.id`,
    [id],
  )
}
