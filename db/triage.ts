/** Risk columns of dossiers, from stored findings and what people said about them. */
import { SEVERITIES, type FindingStatus } from '../domain/contract/codes.ts'
import type { Finding } from '../domain/contract/findings.ts'
import { triage } from '../domain/risk/index.ts'
import type { ChangeLog } from './change-log.ts'
import { positionIn } from './project/position.ts'
import type { WriteDb } from './sqlite.ts'

const severityPosition = positionIn(SEVERITIES)

const UPDATE_RISK = `UPDATE dossier SET riskScore = ?1, riskSeverity = ?2, riskCodes = ?3
  WHERE row = ?4 AND (riskScore IS NOT ?1 OR riskSeverity IS NOT ?2 OR riskCodes IS NOT ?3)`

function findingsOfPerson(db: WriteDb, personId: string): Finding[] {
  return db
    .column<string>('SELECT json FROM finding WHERE personId = ? ORDER BY id', [personId])
    .map((json) => JSON.parse(json) as Finding)
}

function statuses(db: WriteDb, findings: readonly Finding[]): Map<string, FindingStatus> {
  const known = new Map<string, FindingStatus>()
  for (const { id } of findings) {
    const status = db.value<FindingStatus>('SELECT status FROM findingJudgement WHERE id = ?', [id])
    if (status) known.set(id, status)
  }
  return known
}

/** Renews the risk of a person's dossiers. A finding without a dossier concerns each of them. */
export function renewRisk(db: WriteDb, personId: string, log: ChangeLog): void {
  const findings = findingsOfPerson(db, personId)
  const judged = statuses(db, findings)
  const dossiers = db.all<{ row: number; id: string }>(
    'SELECT row, id FROM dossier WHERE personId = ?',
    [personId],
  )
  for (const { row, id } of dossiers) {
    const concern = findings.filter(({ dossierId }) => dossierId === null || dossierId === id)
    const { score, severity, codes } = triage(concern, judged)
    const changes = db.run(UPDATE_RISK, [
      score,
      severity && severityPosition(severity),
      codes.length > 0 ? codes.join(' ') : null,
      row,
    ])
    if (changes > 0) log.dossiers.add(row)
  }
}
