/**
 * What a desk keeps of its own rules: how many findings came new on each day, what is held back, and
 * what drafts that run along would say. Nothing of it leaves the desk.
 */
import type { LocalDate } from '../domain/calendar/local-date.ts'
import {
  SEVERITIES,
  type FindingCode,
  type FindingStatus,
  type OutcomeLabel,
} from '../domain/contract/codes.ts'
import type { Finding } from '../domain/contract/findings.ts'
import { formerIdOf } from '../domain/risk/former-ids.ts'
import { SAID_OF } from './judgements.ts'
import { positionIn } from './project/position.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

/** Stands for the day itself: it was watched, whatever fired. */
export const WATCHED = '*'

export interface RuleDay {
  code: FindingCode | typeof WATCHED
  day: LocalDate
  fired: number
}

export interface RuleHold {
  code: FindingCode
  since: LocalDate
  fired: number
  normal: number
}

export interface JudgedCount {
  code: FindingCode
  status: FindingStatus
  outcome: OutcomeLabel | null
  /** `YYYY-MM` of the judgement. */
  month: string
  /** The rule as it made the signal: version of its logic and revision of its setting; null: not kept then. */
  ruleVersion: number
  revision: number | null
  n: number
}

/** What a subject's findings are under the drafts that run along, or held back of it. */
export interface Aside {
  subject: string
  findings: readonly Pick<Finding, 'id' | 'code'>[]
}

const CODE = `substr(id, 1, instr(id, '-') - 1)`

/** How many findings there are of each rule. */
export function findingCounts(db: ReadDb): Map<FindingCode, number> {
  const rows = db.all<{ code: FindingCode; n: number }>(
    `SELECT ${CODE} AS code, COUNT(*) AS n FROM finding GROUP BY 1`,
  )
  return new Map(rows.map(({ code, n }) => [code, n]))
}

/** What people said about findings, by rule and month. */
export function judgedCounts(db: ReadDb): JudgedCount[] {
  return db.all<JudgedCount>(
    `SELECT json ->> '$.code' AS code, json ->> '$.status' AS status,
            json ->> '$.outcome' AS outcome, substr(json ->> '$.at', 1, 7) AS month,
            json ->> '$.ruleVersion' AS ruleVersion, json ->> '$.revision' AS revision, COUNT(*) AS n
     FROM findingJudgementBody GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 4`,
  )
}

const SAID = `SELECT j.status, b.json ->> '$.outcome' AS outcome
  FROM finding f JOIN ${SAID_OF} JOIN findingJudgementBody b ON b.row = j.row WHERE f.id = ?`

/** What people said of a finding that is there, under this id or an earlier one; null: nothing. */
export function saidOf(
  db: ReadDb,
  id: string,
): { status: FindingStatus; outcome: OutcomeLabel | null } | null {
  return db.get(SAID, [id]) ?? null
}

/** New findings by day, from a day on. */
export function ruleDays(db: ReadDb, since: LocalDate): RuleDay[] {
  return db.all<RuleDay>('SELECT code, day, fired FROM ruleDay WHERE day >= ? ORDER BY day', [
    since,
  ])
}

export function ruleHolds(db: ReadDb): (RuleHold & { heldBack: number })[] {
  return db.all<RuleHold & { heldBack: number }>(
    `SELECT code, since, fired, normal,
            (SELECT COUNT(*) FROM heldFinding f WHERE f.code = h.code) AS heldBack
     FROM ruleHold h ORDER BY code`,
  )
}

/** Of each rule that runs along: what the draft sees, and how much of that the live rule sees too. */
export function shadowCounts(db: ReadDb): Map<FindingCode, { draft: number; both: number }> {
  const rows = db.all<{ code: FindingCode; draft: number; both: number }>(
    `SELECT s.code, COUNT(*) AS draft, COUNT(f.id) AS both
     FROM shadowFinding s LEFT JOIN finding f ON f.id = s.id GROUP BY 1`,
  )
  return new Map(rows.map(({ code, draft, both }) => [code, { draft, both }]))
}

/** Of some findings, those that are neither shown nor held back yet, under an id that they had before either. */
export function newFindings(db: ReadDb, findings: readonly Finding[]): Finding[] {
  if (findings.length === 0) return []
  const idsOf = (finding: Finding) => [finding.id, formerIdOf(finding) ?? finding.id]
  const known = new Set(
    db.column<string>(
      `SELECT id FROM finding WHERE id IN (SELECT value FROM json_each(?1))
       UNION SELECT id FROM heldFinding WHERE id IN (SELECT value FROM json_each(?1))`,
      [JSON.stringify(findings.flatMap(idsOf))],
    ),
  )
  return findings.filter((finding) => !idsOf(finding).some((id) => known.has(id)))
}

/** Of some ids, those of findings that are shown. */
export function shownOf(db: ReadDb, ids: readonly string[]): Set<string> {
  if (ids.length === 0) return new Set()
  return new Set(
    db.column<string>('SELECT id FROM finding WHERE id IN (SELECT value FROM json_each(?))', [
      JSON.stringify(ids),
    ]),
  )
}

/** Notes that findings of rules came new on a day; a day without any is noted as watched. */
export function noteFired(
  db: WriteDb,
  day: LocalDate,
  fired: ReadonlyMap<FindingCode, number>,
): void {
  for (const [code, n] of [[WATCHED, 0] as const, ...fired]) {
    db.run(
      `INSERT INTO ruleDay (code, day, fired) VALUES (?, ?, ?)
       ON CONFLICT (code, day) DO UPDATE SET fired = fired + excluded.fired`,
      [code, day, n],
    )
  }
}

export function hold(db: WriteDb, { code, since, fired, normal }: RuleHold): void {
  db.run('INSERT OR IGNORE INTO ruleHold (code, since, fired, normal) VALUES (?, ?, ?, ?)', [
    code,
    since,
    fired,
    normal,
  ])
}

/** Lets a rule go on; what was held back is judged anew. */
export function release(db: WriteDb, code: FindingCode): void {
  db.run('DELETE FROM ruleHold WHERE code = ?', [code])
  db.run('DELETE FROM heldFinding WHERE code = ?', [code])
}

type AsideTable = 'heldFinding' | 'shadowFinding'

/** True when this is what is kept of the subject. */
export function isAside(db: ReadDb, table: AsideTable, { subject, findings }: Aside): boolean {
  const kept = db.column<string>(`SELECT id FROM ${table} WHERE subject = ? ORDER BY id`, [subject])
  const wanted = findings.map(({ id }) => id).toSorted()
  return kept.length === wanted.length && kept.every((id, i) => id === wanted[i])
}

/** Replaces what is kept of a subject beside its findings. */
export function setAside(db: WriteDb, table: AsideTable, of: Aside): void {
  if (isAside(db, table, of)) return
  db.run(`DELETE FROM ${table} WHERE subject = ?`, [of.subject])
  for (const { id, code } of of.findings) {
    db.run(`INSERT OR REPLACE INTO ${table} (id, code, subject) VALUES (?, ?, ?)`, [
      id,
      code,
      of.subject,
    ])
  }
}

const LEFT = `substr(subject, 2) NOT IN (SELECT id FROM person)
  AND substr(subject, 2) NOT IN (SELECT id FROM enterprise)`

/** Forgets what drafts said that no longer run along, and whatever is of subjects that left. */
export function tidyWatch(db: WriteDb, codes: readonly FindingCode[]): void {
  db.run(
    `DELETE FROM shadowFinding
     WHERE code NOT IN (SELECT value FROM json_each(?)) OR ${LEFT}`,
    [JSON.stringify(codes)],
  )
  db.run(`DELETE FROM heldFinding WHERE ${LEFT}`)
}

/** What is written beside the findings of some subjects. */
export interface WatchWrite {
  day: LocalDate
  /** New findings of each rule; null: the first pass over everybody, which says nothing. */
  fired: ReadonlyMap<FindingCode, number> | null
  holds: readonly RuleHold[]
  held: readonly Aside[]
  shadow: readonly Aside[]
}

/** Within a transaction. */
export function writeWatch(db: WriteDb, { day, fired, holds, held, shadow }: WatchWrite): void {
  if (fired) noteFired(db, day, fired)
  for (const one of holds) hold(db, one)
  for (const of of held) setAside(db, 'heldFinding', of)
  for (const of of shadow) setAside(db, 'shadowFinding', of)
}

/** Position of LOW, as the hot row keeps it. */
const LOW = positionIn(SEVERITIES)('LOW')
/** As the queue weighs them: what counts of its worker, its own and its employer. */
const OF_LOW_RISK = `SELECT id FROM dossier
  WHERE riskSeverity IS NULL OR riskSeverity <= ${LOW} ORDER BY id`

/** Ids of dossiers with no signal that counts, or a low one alone, in order. */
export const dossiersOfLowRisk = (db: ReadDb): string[] => db.column<string>(OF_LOW_RISK)

/** What is read of it. */
export interface RuleWatch {
  findings(): Map<FindingCode, number>
  judged(): JudgedCount[]
  saidOf(id: string): ReturnType<typeof saidOf>
  days(since: LocalDate): RuleDay[]
  holds(): (RuleHold & { heldBack: number })[]
  shadows(): Map<FindingCode, { draft: number; both: number }>
  dossiersOfLowRisk(): string[]
  /** Of some findings, those that are neither shown nor held back yet. */
  fresh(findings: readonly Finding[]): Finding[]
  shown(ids: readonly string[]): Set<string>
  /** True when this is what drafts that run along said of the subject before. */
  isShadow(of: Aside): boolean
}

export function ruleWatch(db: ReadDb): RuleWatch {
  return {
    findings: () => findingCounts(db),
    judged: () => judgedCounts(db),
    saidOf: (id) => saidOf(db, id),
    days: (since) => ruleDays(db, since),
    holds: () => ruleHolds(db),
    shadows: () => shadowCounts(db),
    dossiersOfLowRisk: () => dossiersOfLowRisk(db),
    fresh: (findings) => newFindings(db, findings),
    shown: (ids) => shownOf(db, ids),
    isShadow: (of) => isAside(db, 'shadowFinding', of),
  }
}
