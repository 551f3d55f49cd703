/** Risk columns of dossiers, from stored findings and what people said about them. */
import { SEVERITIES, type FindingStatus } from '../domain/contract/codes.ts'
import type { Finding } from '../domain/contract/findings.ts'
import { triage } from '../domain/risk/index.ts'
import { standingOf } from '../domain/risk/snooze.ts'
import type { ChangeLog } from './change-log.ts'
import { SAID_OF } from './judgements.ts'
import { positionIn } from './project/position.ts'
import { asideOf, snoozesOf } from './snoozes.ts'
import type { WriteDb } from './sqlite.ts'

const severityPosition = positionIn(SEVERITIES)

const UPDATE_RISK = `UPDATE dossier SET riskScore = ?1, riskSeverity = ?2, riskCodes = ?3
  WHERE row = ?4 AND (riskScore IS NOT ?1 OR riskSeverity IS NOT ?2 OR riskCodes IS NOT ?3)`

interface RiskRow {
  row: number
  id: string
  personId: string
  employerId: string | null
  closed: number
}

const ROWS = 'SELECT row, id, personId, employerId, closed FROM dossier'
const OF_PERSON = `${ROWS} WHERE personId = ?`
const OF_EMPLOYER = `${ROWS} WHERE employerId = ? AND closed = 0`

const SAID = `SELECT j.status, b.json ->> '$.print' AS print FROM finding f JOIN ${SAID_OF}
  JOIN findingJudgementBody b ON b.row = j.row WHERE f.id = ?`

interface Known {
  /** Those that count: their rule is not set aside. */
  findings: Finding[]
  judged: ReadonlyMap<string, FindingStatus>
}

const NOTHING: Known = { findings: [], judged: new Map() }

function known(db: WriteDb, column: 'personId' | 'enterpriseId', id: string): Known {
  const findings = db
    .column<string>(`SELECT json FROM finding WHERE ${column} = ? ORDER BY id`, [id])
    .map((json) => JSON.parse(json) as Finding)
  const judged = new Map<string, FindingStatus>()
  for (const finding of findings) {
    const said = db.get<{ status: FindingStatus; print: string | null }>(SAID, [finding.id])
    if (said)
      judged.set(finding.id, standingOf(finding, { ...said, print: said.print ?? undefined }))
  }
  const aside = asideOf(db, findings, findings.length === 0 ? [] : snoozesOf(db, column, id))
  return { findings: findings.filter((one) => !aside.has(one.id)), judged }
}

/**
 * Which findings concern a dossier: those on it, those on its person without a dossier, and while it is
 * open those on its employer.
 */
function renewRow(
  db: WriteDb,
  { row, id, closed }: RiskRow,
  of: Known,
  employer: Known,
  log: ChangeLog,
) {
  const own = of.findings.filter(({ dossierId }) => dossierId === null || dossierId === id)
  const judged = new Map([...of.judged, ...employer.judged])
  const all = [...own, ...employer.findings]
  const { score, severity, codes } = triage(all, judged, closed === 1)
  const changes = db.run(UPDATE_RISK, [
    score,
    severity && severityPosition(severity),
    codes.length > 0 ? codes.join(' ') : null,
    row,
  ])
  if (changes > 0) log.dossiers.add(row)
}

const employerOf = (db: WriteDb, { employerId, closed }: RiskRow): Known =>
  employerId === null || closed === 1 ? NOTHING : known(db, 'enterpriseId', employerId)

/** Renews the risk of a person's dossiers. */
export function renewRisk(db: WriteDb, personId: string, log: ChangeLog): void {
  const rows = db.all<RiskRow>(OF_PERSON, [personId])
  if (rows.length === 0) return
  const of = known(db, 'personId', personId)
  for (const row of rows) renewRow(db, row, of, employerOf(db, row), log)
}

/** Renews the risk of the open dossiers of an employer. */
export function renewEmployerRisk(db: WriteDb, enterpriseId: string, log: ChangeLog): void {
  const employer = known(db, 'enterpriseId', enterpriseId)
  for (const row of db.all<RiskRow>(OF_EMPLOYER, [enterpriseId])) {
    renewRow(db, row, known(db, 'personId', row.personId), employer, log)
  }
}
