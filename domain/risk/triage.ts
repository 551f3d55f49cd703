/** Triage score (domain facts 6, end): which person or dossier first, and why. */
import {
  FINDING_CODES,
  SEVERITIES,
  type FindingCode,
  type FindingStatus,
  type Severity,
} from '../contract/codes.ts'
import type { Finding, JudgedFinding } from '../contract/findings.ts'
import type { CheckedSignal } from '../contract/records.ts'

/** True of a finding that nobody has answered yet: asking is no answer. */
export const isUnanswered = (status: FindingStatus): boolean =>
  status === 'OPEN' || status === 'ASKED'

/**
 * True of a finding that weighs: nobody answered it, or somebody confirmed it and there is still something to
 * decide. What was explained or dismissed weighs nothing.
 */
const weighs = (status: FindingStatus, isClosed: boolean): boolean =>
  isUnanswered(status) || (status === 'CONFIRMED' && !isClosed)

/**
 * True of a finding that counts in the score: it weighs, its rule is not set aside, and of a closed dossier it
 * is not about the employer.
 */
export const isCounted = (
  { status, snooze, finding }: Pick<JudgedFinding, 'status' | 'snooze' | 'finding'>,
  isClosed: boolean,
): boolean =>
  weighs(status, isClosed) && snooze === null && !(isClosed && finding.enterpriseId !== null)

/** Of what a desk shows on an open dossier the signals that count. */
export function openSignals(findings: readonly JudgedFinding[]): CheckedSignal[] {
  return findings
    .filter((one) => isCounted(one, false))
    .map(({ saidId: id, finding }) => ({ id, code: finding.code }))
}

/** Weight of each severity. */
export const SEVERITY_WEIGHTS: Readonly<Record<Severity, number>> = {
  INFO: 1,
  LOW: 3,
  MEDIUM: 6,
  HIGH: 10,
  CRITICAL: 15,
}
/** What a soft finding counts beside the hard ones, and how many of them count. */
const SOFT_SHARE = 0.5
const SOFT_COUNTED = 3
/** Scores are kept as whole numbers: ten times the weight sum. */
const SCALE = 10

export interface Triage {
  /** Ten times (highest hard weight + half the three highest soft weights): 0 to 375. */
  score: number
  /** Highest severity of a finding that weighs; null when there is none. */
  severity: Severity | null
  /** Codes of the findings that weigh without repetition, strongest first. */
  codes: FindingCode[]
}

const NONE: Triage = { score: 0, severity: null, codes: [] }
const weight = ({ severity }: Finding) => SEVERITY_WEIGHTS[severity]

/** Severity first, then hard before soft, then the order of the list of codes. */
function stronger(a: Finding, b: Finding): number {
  if (weight(a) !== weight(b)) return weight(b) - weight(a)
  if (a.kind !== b.kind) return a.kind === 'HARD' ? -1 : 1
  return FINDING_CODES.indexOf(a.code) - FINDING_CODES.indexOf(b.code)
}

/** What one finding adds to the score. */
export interface TriagePart {
  finding: Finding
  /** Ten times its weight, of a soft one half of that: parts add up to the score. */
  points: number
}

/** The parts of the score of open findings in order: the strongest hard one, then three soft ones. */
function partsOf(ordered: readonly Finding[]): TriagePart[] {
  const hard = ordered.find(({ kind }) => kind === 'HARD')
  const soft = ordered.filter(({ kind }) => kind === 'SOFT').slice(0, SOFT_COUNTED)
  return [
    ...(hard ? [{ finding: hard, points: SCALE * weight(hard) }] : []),
    ...soft.map((finding) => ({ finding, points: SCALE * SOFT_SHARE * weight(finding) })),
  ]
}

/** The parts of the score of findings that count (`isCounted`). */
export const triageParts = (open: readonly Finding[]): TriagePart[] =>
  partsOf(open.toSorted(stronger))

/** A score as people read it: the weights themselves. */
export const shownScore = (score: number): number => score / SCALE

/**
 * Triage over the findings that weigh; `judgements` maps a finding's id to how it stands (absent: open). What
 * was confirmed of a worker or an employer weighs on whatever of theirs is still to be decided.
 */
export function triage(
  findings: readonly Finding[],
  judgements: ReadonlyMap<string, FindingStatus>,
  isClosed = false,
): Triage {
  if (findings.length === 0) return NONE
  const open = findings.filter(({ id }) => weighs(judgements.get(id) ?? 'OPEN', isClosed))
  if (open.length === 0) return NONE
  open.sort(stronger)
  return {
    score: partsOf(open).reduce((sum, { points }) => sum + points, 0),
    severity: SEVERITIES[Math.max(...open.map(({ severity }) => SEVERITIES.indexOf(severity)))]!,
    codes: [...new Set(open.map(({ code }) => code))],
  }
}
