/** Mismatches of the coverage queue, from the findings of this desk and what people said about them. */
import { fromDay, toDay, type LocalDate } from '../domain/calendar/local-date.ts'
import type {
  CoverageTime,
  CoverageWorker,
  FindingStatus,
  LimosaSector,
  MismatchCode,
} from '../domain/contract/codes.ts'
import type { CoverageRow } from '../domain/contract/coverage.ts'
import type { Finding, FindingFact } from '../domain/contract/findings.ts'
import type { BodyOf } from '../domain/contract/records.ts'
import { needOfFinding } from '../domain/limosa/decision-table.ts'
import { reminderState, reminderTask, remindBy, workRegion } from '../domain/limosa/reminder.ts'
import {
  strangerVerdicts,
  type StrangerSignal,
  type StrangerVerdict,
} from '../domain/limosa/strangers.ts'
import { displayName } from '../domain/linking/names.ts'
import { STAY_WINDOW } from '../domain/reference/limosa.ts'
import { findingPrint, standingOf } from '../domain/risk/snooze.ts'
import { LISTED } from './many.ts'
import type { ReadDb } from './sqlite.ts'
import { unlinkedDeclarations } from './strangers.ts'

type Places = BodyOf<'declaration'>['places']

interface Stored {
  json: string
  personId: string
  personName: string
  reference: string | null
  l1Number: string | null
  judgement: string | null
  declarationId: string | null
  sector: string | null
  /** The declared places as JSON. */
  places: string | null
  /** Of a declaration without an application. */
  submittedAt: string | null
  workFrom: number | null
  workTo: number | null
}

/** Ids begin with the code of their rule: those of mismatches lie between M and N. */
const MISMATCHES = `SELECT f.json, p.id AS personId, p.name AS personName, d.reference, l.l1Number, b.json AS judgement,
    l.id AS declarationId, json_extract(lb.json, '$.sector') AS sector,
    json_extract(lb.json, '$.places') AS places,
    CASE WHEN f.id < 'M2' THEN json_extract(lb.json, '$.submittedAt') END AS submittedAt,
    l.fromDay AS workFrom, l.toDay AS workTo
  FROM finding f
  JOIN person p ON p.id = f.personId
  LEFT JOIN dossier d ON d.id = f.dossierId
  LEFT JOIN declaration l ON l.id = json_extract(f.json, '$.declarationId')
  LEFT JOIN declarationBody lb ON lb.row = l.row
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

/** When work of these days is. */
function timeOf(from: LocalDate, to: LocalDate, today: LocalDate): CoverageTime {
  if (to < today) return 'ENDED'
  return from > today ? 'FUTURE' : 'RUNNING'
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

type Said = BodyOf<'findingJudgement'>

/** A signal with what people said of it, whoever its worker is. */
function judgedPart(finding: Finding, said: Said | null) {
  return {
    id: finding.id,
    ruleVersion: finding.ruleVersion,
    revision: finding.revision,
    severity: finding.severity,
    status: standingOf(finding, said),
    saidStatus: said?.status ?? 'OPEN',
    print: findingPrint(finding),
    reason: said?.reason || null,
    byName: said?.byName ?? null,
  }
}

function rowOf(stored: Stored, today: LocalDate): CoverageRow {
  const { json, personId, personName, reference, l1Number, judgement } = stored
  const { places, sector, workFrom, workTo } = stored
  const finding = JSON.parse(json) as Finding
  const said = judgement === null ? null : (JSON.parse(judgement) as Said)
  const { facts } = finding
  const judged = judgedPart(finding, said)
  const by = remindByOf(stored, judged.status, today)
  return {
    ...judged,
    code: finding.code as MismatchCode,
    personId,
    personName,
    worker: 'KNOWN',
    declarationId: stored.declarationId,
    needs: needOfFinding(finding),
    when:
      workFrom === null || workTo === null
        ? null
        : timeOf(fromDay(workFrom), fromDay(workTo), today),
    region: places === null ? null : workRegion({ places: JSON.parse(places) as Places }),
    sector: sector as LimosaSector | null,
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

/** Of work that is over for longer nobody is asked who it was. */
const RECENT_DAYS = 90
/** More are no list to work through; the facets tell how many there are. */
const UNLINKED_MAX = 5000

const SAID = `SELECT j.id, b.json FROM findingJudgement j JOIN findingJudgementBody b ON b.row = j.row
  WHERE j.id IN ${LISTED}`

/** What was said of findings, by their id. */
function saidOf(db: ReadDb, ids: readonly string[]): Map<string, Said> {
  const rows = db.arrays<[string, string]>(SAID, [JSON.stringify(ids)])
  return new Map(rows.map(([id, json]) => [id, JSON.parse(json) as Said]))
}

type Unlinked = StrangerVerdict & { signal: StrangerSignal }

/** What a declaration of somebody who is not linked says, as people judged it. */
function unlinkedRow(
  { record: { id, body }, verdict, signal: { needs, finding } }: Unlinked,
  worker: CoverageWorker,
  said: Said | null,
  today: LocalDate,
): CoverageRow {
  const judged = judgedPart(finding, said)
  const due = judged.status === 'OPEN' ? (reminderTask(body, verdict, today)?.due ?? null) : null
  return {
    ...judged,
    code: verdict.code,
    personId: null,
    personName: displayName(body.worker),
    worker,
    declarationId: id,
    needs,
    when: timeOf(body.period.from, body.period.to, today),
    region: workRegion(body),
    sector: body.sector,
    dossierId: null,
    reference: null,
    l1Number: body.l1Number,
    employerName: body.employer?.name ?? null,
    employerCountry: body.employer?.country ?? null,
    nationality: body.worker.nationality,
    remindBy: due,
    reminder: due === null ? null : reminderState(due, today),
    period: `${body.period.from}/${body.period.to}`,
  }
}

function unlinkedRows(db: ReadDb, today: LocalDate): CoverageRow[] {
  const since = toDay(today) - RECENT_DAYS
  // The latest first; short stays before them are counted with them.
  const latest = 'h.toDay >= ?1 ORDER BY h.fromDay DESC, h.id LIMIT ?2'
  const stored = unlinkedDeclarations(db, latest, [since - STAY_WINDOW.window, UNLINKED_MAX])
  const proposed = new Set(stored.flatMap((one) => (one.isProposed ? [one.record.id] : [])))
  const declared = stored.map(({ record }) => record)
  const found = strangerVerdicts(declared, today).flatMap(({ signal, ...one }) =>
    signal && toDay(one.record.body.period.to) >= since ? [{ ...one, signal }] : [],
  )
  const said = saidOf(
    db,
    found.map(({ signal }) => signal.finding.id),
  )
  return found.map((one) => {
    const worker = proposed.has(one.record.id) ? 'PROPOSED' : 'STRANGER'
    return unlinkedRow(one, worker, said.get(one.signal.finding.id) ?? null, today)
  })
}

/**
 * Every mismatch of this desk, as it stands on a day, and what is declared of workers who are nobody of the
 * register: it needs an authorisation that nobody of them asked for.
 */
export function readCoverage(db: ReadDb, today: LocalDate): CoverageRow[] {
  const found = db.all<Stored>(MISMATCHES).map((stored) => rowOf(stored, today))
  return [...found, ...unlinkedRows(db, today)]
}
