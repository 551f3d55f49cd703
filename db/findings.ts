/** Findings of this desk: replaced person by person. */
import type { Finding } from '../domain/contract/findings.ts'
import type { ChangeLog } from './change-log.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'
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

const storedFindings = (db: ReadDb, personId: string): StoredFinding[] =>
  db.all<StoredFinding>('SELECT id, json FROM finding WHERE personId = ? ORDER BY id', [personId])

const toStore = (findings: readonly Finding[]) =>
  findings
    .map((finding) => ({ ...finding, json: JSON.stringify(finding) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Are these the findings that are stored of a person? */
export function areStored(db: ReadDb, personId: string, findings: readonly Finding[]): boolean {
  return sameFindings(storedFindings(db, personId), toStore(findings))
}

/** Within a transaction: replaces the findings of a person; does nothing when they are the same. */
export function writeFindings(
  db: WriteDb,
  log: ChangeLog,
  personId: string,
  findings: readonly Finding[],
): void {
  const stored = storedFindings(db, personId)
  const wanted = toStore(findings)
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
