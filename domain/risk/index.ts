/**
 * Findings about one person: a pure function of the facts, the rule versions, the dated tables and
 * the date (domain facts 4.8 and 6). Evidence with a caveat, never a verdict.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { FindingCode, FindingKind, Severity } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
import { compareDeclaration } from '../limosa/compare.ts'
import { hasFreeMovement } from '../reference/countries.ts'
import type { PersonFacts } from './person-facts.ts'
import { toFinding, type DeclarationCase } from './rule.ts'
import { ALL_RULES } from './rules/index.ts'

export { triage, type Triage } from './triage.ts'

export interface RuleMetadata {
  code: FindingCode
  version: number
  kind: FindingKind
  severity: Severity
}

/** Metadata of every rule, in the order of FINDING_CODES. */
export const RULES: readonly RuleMetadata[] = ALL_RULES.map(
  ({ code, version, kind, severity }) => ({ code, version, kind, severity }),
)

const NO_CASES: readonly DeclarationCase[] = []

/** Verdicts on the active declarations; those of free movers need none and are skipped. */
function casesOf(facts: PersonFacts, today: LocalDate): readonly DeclarationCase[] {
  const { nationality } = facts.person.body
  let cases: DeclarationCase[] | null = null
  for (const entry of facts.declarations) {
    const { status, period } = entry.record.body
    if (status !== 'ACTIVE' || hasFreeMovement(nationality, period.from)) continue
    cases ??= []
    cases.push({ record: entry.record, ...compareDeclaration(facts, entry, today) })
  }
  return cases ?? NO_CASES
}

/** All findings about a person as of `today`, ordered by id; the order of the facts has no influence. */
export function findingsOf(facts: PersonFacts, today: LocalDate): Finding[] {
  const context = { facts, today, cases: casesOf(facts, today) }
  const findings: Finding[] = []
  for (const rule of ALL_RULES) {
    for (const sighting of rule.find(context)) {
      findings.push(toFinding(rule, facts.person.id, sighting))
    }
  }
  return findings.length < 2 ? findings : findings.sort((a, b) => (a.id < b.id ? -1 : 1))
}
