/** Mismatches of the coverage queue, from the findings of this desk and what people said about them. */
import { fromDay, type LocalDate } from '../domain/calendar/local-date.ts'
import type { FindingStatus, MismatchCode } from '../domain/contract/codes.ts'
import type { CoverageRow } from '../domain/contract/coverage.ts'
import type { Finding, FindingFact } from '../domain/contract/findings.ts'
import type { BodyOf } from '../domain/contract/records.ts'
import { reminderState, remindBy } from '../domain/limosa/reminder.ts'
import { findingPrint, standingOf } from '../domain/risk/snooze.ts'
import type { ReadDb } from './sqlite.ts'

interface Stored {
  json: string
  personId: string
  personName: string
  reference: string | null
  l1Number: string | null
  judgement: string | null
  /** Of a declaration without an application. */
  submittedAt: string | null
  workFrom: number | null
  workTo: number | null
}

/** Ids begin with the code of their rule: those of mismatches lie between M and N. */
const MISMATCHES = `SELECT f.json, p.id AS personId, p.name AS personName, d.reference, l.l1Number, b.json AS judgement,
    json_extract(lb.json, '$.submittedAt') AS submittedAt,
    l.fromDay AS workFrom, l.toDay AS workTo
  FROM finding f
  JOIN person p ON p.id = f.personId
  LEFT JOIN dossier d ON d.id = f.dossierId
  LEFT JOIN declaration l ON l.id = json_extract(f.json, '$.declarationId')
  LEFT JOIN declarationBody lb ON lb.row = l.row AND f.id < 'M2'
  LEFT JOIN findingJudgement j ON j.id = f.id
  LEFT JOIN findingJudgementBody b ON b.row = j.row
  WHERE f.id >= 'M' AND f.id < 'N'`

function textOf(facts: readonly FindingFact[], ...labels: string[]): string | null {
  for (const label of labels) {
    const value = facts.find((one) => one.label === label)?.value
    if (typeof value === 'string') return value
  }
  return null
}

/** Last day to remind the declarant, as long as nobody said anything of it. */
function remindByOf(
  { submittedAt, workFrom, workTo }: Stored,
  status: FindingStatus,
  today: LocalDate,
): LocalDate | null {
  if (submittedAt === null || workFrom === null || status !== 'OPEN') return null
  // Nobody is reminded of what can no longer be asked for.
  if (workTo !== null && fromDay(workTo) < today) return null
  return remindBy(submittedAt, fromDay(workFrom))
}

function rowOf(stored: Stored, today: LocalDate): CoverageRow {
  const { json, personId, personName, reference, l1Number, judgement } = stored
  const finding = JSON.parse(json) as Finding
  const said = judgement === null ? null : (JSON.parse(judgement) as BodyOf<'findingJudgement'>)
  const { facts } = finding
  const status = standingOf(finding, said)
  const by = remindByOf(stored, status, today)
  return {
    id: finding.id,
    code: finding.code as MismatchCode,
    ruleVersion: finding.ruleVersion,
    revision: finding.revision,
    severity: finding.severity,
    status,
    saidStatus: said?.status ?? 'OPEN',
    print: findingPrint(finding),
    reason: said?.reason || null,
    byName: said?.byName ?? null,
    personId,
    personName,
    dossierId: finding.dossierId,
    reference,
    l1Number,
    employerName: textOf(facts, 'declaredEmployer', 'permitEmployer'),
    employerCountry: textOf(facts, 'employerCountry'),
    nationality: textOf(facts, 'nationality'),
    remindBy: by,
    reminder: by === null ? null : reminderState(by, today),
    period: textOf(facts, 'declaredPeriod', 'undeclaredPeriod', 'authorisedPeriod'),
  }
}

/** Every mismatch of this desk, as it stands on a day. */
export function readCoverage(db: ReadDb, today: LocalDate): CoverageRow[] {
  return db.all<Stored>(MISMATCHES).map((stored) => rowOf(stored, today))
}
