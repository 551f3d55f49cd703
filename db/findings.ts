/** Findings of this desk: replaced person by person. */
import type { Finding } from '../domain/contract/findings.ts'
import type { ChangeLog } from './change-log.ts'
import type { WriteDb } from './sqlite.ts'
import { renewRisk } from './triage.ts'

interface StoredFinding {
  id: string
  json: string
}

function sameFindings(stored: readonly StoredFinding[], findings: readonly StoredFinding[]) {
  return (
    stored.length === findings.length &&
    findings.every(({ id, json }, i) => stored[i]!.id === id && stored[i]!.json === json)
  )
}

/** Within a transaction: replaces the findings of a person; does nothing when they are the same. */
export function writeFindings(
  db: WriteDb,
  log: ChangeLog,
  personId: string,
  findings: readonly Finding[],
): void {
  const stored = db.all<StoredFinding>(
    'SELECT id, json FROM finding WHERE personId = ? ORDER BY id',
    [personId],
  )
  const wanted = findings
    .map((finding) => ({ ...finding, json: JSON.stringify(finding) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (sameFindings(stored, wanted)) return
  db.run('DELETE FROM finding WHERE personId = ?', [personId])
  for (const { id, dossierId, json } of wanted) {
    db.run('INSERT OR REPLACE INTO finding (id, personId, dossierId, json) VALUES (?, ?, ?, ?)', [
      id,
      personId,
      dossierId,
      json,
    ])
  }
  log.kinds.add('finding')
  log.ids.add(personId)
  for (const { id } of [...stored, ...wanted]) log.ids.add(id)
  for (const { dossierId } of wanted) if (dossierId !== null) log.ids.add(dossierId)
  renewRisk(db, personId, log)
}
