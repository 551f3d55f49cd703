/** Mismatches of the coverage queue, from the findings of this desk and what people said about them. */
import { fromDay, toDay, type LocalDate } from '../domain/calendar/local-date.ts'
import type {
  CoverageNeed,
  CoverageTime,
  CoverageWorker,
  FindingStatus,
  LimosaSector,
  MismatchCode,
} from '../domain/contract/codes.ts'
import type { CoverageRow } from '../domain/contract/coverage.ts'
import type { Finding, FindingFact, TestedException } from '../domain/contract/findings.ts'
import type { BodyOf } from '../domain/contract/records.ts'
import { reminderState, reminderTask, remindBy, workRegion } from '../domain/limosa/reminder.ts'
import { strangerVerdicts } from '../domain/limosa/strangers.ts'
import { displayName } from '../domain/linking/names.ts'
import { BANDS } from '../domain/linking/register/bands.ts'
import { m1 } from '../domain/risk/rules/m1.ts'
import { findingPrint, standingOf } from '../domain/risk/snooze.ts'
import { selectRecords, toRecord, type StoredRecord } from './links.ts'
import type { ReadDb } from './sqlite.ts'

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

/** Exceptions that, where nothing speaks against them, leave open whether the work needs an authorisation. */
const isOpen = ({ outcome }: TestedException) => outcome === 'UNKNOWN'
const isVanderElst = ({ name }: TestedException) => name.startsWith('VE_')

/** What a finding of M1 says of the need, by the exceptions that it tested. */
function needsOf({ code, exceptions }: Finding): CoverageNeed | null {
  if (code !== 'M1') return code < 'M5' ? 'YES' : null
  const posting = exceptions.filter(isVanderElst)
  const mayBePosting = posting.some(isOpen) && posting.every(({ outcome }) => outcome !== 'NOT_MET')
  const others = exceptions.filter((one) => !isVanderElst(one))
  return mayBePosting || others.some(isOpen) ? 'MAYBE' : 'YES'
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
  const { places, sector, workFrom, workTo } = stored
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
    worker: 'KNOWN',
    declarationId: stored.declarationId,
    needs: needsOf(finding),
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

/** Declarations of workers who are not linked, of work that is not long over, the latest first. */
const UNLINKED = selectRecords(
  'declaration',
  `JOIN link k ON k.row = h.row
   WHERE k.band <> ${BANDS.indexOf('LINKED')} AND h.toDay >= ?1 ORDER BY h.fromDay DESC, h.id LIMIT ?2`,
)
/** Of work that is over for longer nobody is asked who it was. */
const RECENT_DAYS = 90
/** More are no list to work through; the facets tell how many there are. */
const UNLINKED_MAX = 5000

function proposedIds(db: ReadDb): Set<string> {
  const band = BANDS.indexOf('PROPOSED')
  return new Set(
    db.column<string>(
      'SELECT h.id FROM link k JOIN declaration h ON h.row = k.row WHERE k.band = ?',
      [band],
    ),
  )
}

/** What a declaration of somebody who is not linked says; null where it needs no authorisation. */
function unlinkedRow(
  { record: { id, body }, verdict }: ReturnType<typeof strangerVerdicts>[number],
  worker: CoverageWorker,
  today: LocalDate,
): CoverageRow | null {
  const needs: CoverageNeed | null =
    verdict.code === 'M1' && verdict.needsAuthorisation !== 'NO'
      ? verdict.needsAuthorisation === 'YES'
        ? 'YES'
        : 'MAYBE'
      : verdict.isUndetermined
        ? 'UNDETERMINED'
        : null
  if (needs === null) return null
  const due = reminderTask(body, verdict, today)?.due ?? null
  return {
    id: `${verdict.code}-unlinked-${id}`,
    code: verdict.code,
    ruleVersion: m1.version,
    revision: 0,
    severity: m1.severity,
    status: 'OPEN',
    saidStatus: 'OPEN',
    print: '',
    reason: null,
    byName: null,
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
  const stored = db.all<StoredRecord>(UNLINKED, [toDay(today) - RECENT_DAYS, UNLINKED_MAX])
  if (stored.length === 0) return []
  const proposed = proposedIds(db)
  const records = stored.map((one) => toRecord('declaration', one))
  return strangerVerdicts(records, today).flatMap(
    (one) => unlinkedRow(one, proposed.has(one.record.id) ? 'PROPOSED' : 'STRANGER', today) ?? [],
  )
}

/**
 * Every mismatch of this desk, as it stands on a day, and what is declared of workers who are nobody of the
 * register: it needs an authorisation that nobody of them asked for.
 */
export function readCoverage(db: ReadDb, today: LocalDate): CoverageRow[] {
  const found = db.all<Stored>(MISMATCHES).map((stored) => rowOf(stored, today))
  return [...found, ...unlinkedRows(db, today)]
}
