/** How dossiers stood when their person last looked at them: what marks a row as changed. */
import type { DossierBody } from '../domain/contract/records.ts'
import type { ChangeLog } from './change-log.ts'
import { parseBody, readRow } from './record-store.ts'
import type { WriteDb } from './sqlite.ts'

/** Looks kept; those of longest ago are forgotten. */
const KEPT_LOOKS = 2000

/** Where a look left a dossier. */
export interface Seen {
  /** Instant. */
  at: string
  body: DossierBody
}

/** Notes a look; gives the one before it, null when there was none or the dossier is not there. */
export function lookAt(db: WriteDb, log: ChangeLog, id: string, at: string): Seen | null {
  const stored = readRow(db, 'dossier', id)
  if (!stored) return null
  const { row, version, json } = stored
  const before = db.get<{ version: number; at: string; json: string }>(
    'SELECT version, at, json FROM seen WHERE row = ?',
    [row],
  )
  db.run('INSERT OR REPLACE INTO seen (row, version, at, json) VALUES (?, ?, ?, ?)', [
    row,
    version,
    at,
    json,
  ])
  db.run(
    'DELETE FROM seen WHERE row IN (SELECT row FROM seen ORDER BY at DESC LIMIT -1 OFFSET ?)',
    [KEPT_LOOKS],
  )
  if (before && before.version !== version) {
    log.dossiers.add(row)
    log.kinds.add('dossier')
    log.ids.add(id)
  }
  return before ? { at: before.at, body: parseBody('dossier', before.json) } : null
}

/** What its person changed is no news to that person, unless something else was. */
export function lookOn(
  db: WriteDb,
  row: number,
  [old, now]: readonly [number, number],
  json: string,
): void {
  db.run('UPDATE seen SET version = ?, json = ? WHERE row = ? AND version = ?', [
    now,
    json,
    row,
    old,
  ])
}
