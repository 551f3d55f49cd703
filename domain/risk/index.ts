import type { LocalDate } from '../calendar/local-date.ts'
import type { FindingCode, FindingKind, FindingStatus, Severity } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
import type { PersonFacts } from './person-facts.ts'

export interface RuleMetadata {
  code: FindingCode
  version: number
  kind: FindingKind
  severity: Severity
}

/** Metadata of every rule, in the order of FINDING_CODES. */
export const RULES: readonly RuleMetadata[] = []

/** Findings about one person: pure, ordered by id. */
export function findingsOf(_facts: PersonFacts, _today: LocalDate): Finding[] {
  return []
}

/** Triage of a dossier or person: `score` is ten times the weight sum, `codes` strongest first. */
export interface Triage {
  score: number
  severity: Severity | null
  codes: FindingCode[]
}

/** Triage over open findings; `judgements` maps finding id to what people said (absent: OPEN). */
export function triage(
  _findings: readonly Finding[],
  _judgements: ReadonlyMap<string, FindingStatus>,
): Triage {
  return { score: 0, severity: null, codes: [] }
}
