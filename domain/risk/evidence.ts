/** Facts that several rules show in the same way. */
import type { ClearReason } from '../contract/codes.ts'
import type { FindingFact } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import { fact, periodValue, type RuleContext } from './rule.ts'

/** What the declaration says: period, employer and who the worker is by nationality. */
export function declarationFacts(
  { facts: { person } }: RuleContext,
  declaration: TandemRecord<'declaration'>,
): FindingFact[] {
  const { period, employer } = declaration.body
  const facts = [fact('declaredPeriod', 'period', periodValue(period), declaration, 'period')]
  if (employer) {
    facts.push(
      fact('declaredEmployer', 'text', employer.name, declaration, 'employer.name'),
      fact('employerCountry', 'country', employer.country, declaration, 'employer.country'),
    )
  }
  facts.push(fact('nationality', 'country', person.body.nationality, person, 'nationality'))
  return facts
}

/** Where the work track of a dossier stands, and since when. */
export function workStateFacts(dossier: TandemRecord<'dossier'>): FindingFact[] {
  const { work } = dossier.body
  return [
    fact('workState', 'code', `workState.${work.state}`, dossier, 'work.state'),
    fact('workStateSince', 'date', work.since, dossier, 'work.since'),
  ]
}

/** The period for which work was granted. */
export function authorisedFact(dossier: TandemRecord<'dossier'>): FindingFact {
  const value = periodValue(dossier.body.authorised)
  return fact('authorisedPeriod', 'period', value, dossier, 'authorised')
}

/** The employer of a dossier by name; null when the facts do not hold the enterprise. */
export function permitEmployerFact(
  { facts }: RuleContext,
  dossier: TandemRecord<'dossier'>,
): FindingFact | null {
  const { employerId } = dossier.body
  const employer = employerId === null ? undefined : facts.enterprises.get(employerId)
  return employer ? fact('permitEmployer', 'text', employer.body.name, employer, 'name') : null
}

/** Why the comparison of declarations with dossiers says nothing of the kind that was asked. */
export function whyNoMismatch({ facts, cases }: RuleContext): ClearReason {
  if (facts.declarations.length === 0) return 'NO_DECLARATION'
  if (cases.length === 0) return 'NOT_BOUND'
  return cases.every(({ verdict }) => verdict.code === 'M0') ? 'AGREES' : 'OTHER_MATTER'
}
