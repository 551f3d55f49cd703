/** Facts that several rules show in the same way. */
import type { FindingFact } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import type { SharedHandle } from './enterprise-facts.ts'
import { unrelatedBy } from './enterprise-walk.ts'
import {
  clear,
  type EnterpriseContext,
  fact,
  type NOTHING,
  periodValue,
  type DeclarationCase,
  type RuleContext,
} from './rule.ts'

/** What the declaration says: period, employer and who the worker is by nationality. */
export function declarationFacts(
  { facts: { person, isStranger } }: RuleContext,
  declaration: TandemRecord<'declaration'>,
): FindingFact[] {
  const { employer } = declaration.body
  const facts = [periodFact(declaration)]
  if (employer) {
    facts.push(
      fact('declaredEmployer', 'text', employer.name, declaration, 'employer.name'),
      fact('employerCountry', 'country', employer.country, declaration, 'employer.country'),
    )
  }
  const { nationality } = person.body
  facts.push(
    isStranger
      ? fact('nationality', 'country', nationality, declaration, 'worker.nationality')
      : fact('nationality', 'country', nationality, person, 'nationality'),
  )
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

/** The declared period alone: which declaration decided. */
export const periodFact = (declaration: TandemRecord<'declaration'>): FindingFact =>
  fact('declaredPeriod', 'period', periodValue(declaration.body.period), declaration, 'period')

/** The sector by which a declaration is none of those that a rule is about. */
export const sectorFact = (declaration: TandemRecord<'declaration'>): FindingFact =>
  fact('declaredSector', 'code', `sector.${declaration.body.sector}`, declaration, 'sector')

/** Days on which somebody may work wherever they like; null: none. */
export function ownAccessFact({ facts: { person } }: RuleContext): FindingFact | null {
  const access = person.body.unlimitedAccess
  const value = periodValue(access)
  return access && fact('authorisedPeriod', 'period', value, person, 'unlimitedAccess')
}

/** The permit with which a declaration agrees; where none is needed, the declaration. */
function agreeing({ facts }: RuleContext, { record, verdict }: DeclarationCase): FindingFact {
  const dossier = facts.dossiers.find(({ id }) => id === verdict.dossierId)
  return dossier?.body.authorised ? authorisedFact(dossier) : periodFact(record)
}

/** Why the comparison of declarations with dossiers says nothing of the kind that was asked. */
export function noMismatch(context: RuleContext): typeof NOTHING {
  const { cases } = context
  const none = noCase(context)
  if (none) return none
  const other = cases.find(({ verdict }) => verdict.code !== 'M0')
  if (!other) return clear(context, 'AGREES', () => agreeing(context, cases[0]!))
  return clear(context, 'OTHER_MATTER', () =>
    fact('otherMismatch', 'code', `mismatch.${other.verdict.code}`, other.record, 'period'),
  )
}

/** Why no declaration is held against permits; null: some are. */
export function noCase(context: RuleContext): typeof NOTHING | null {
  const { facts, active, cases } = context
  if (facts.declarations.length === 0) return clear(context, 'NO_DECLARATION')
  if (active.length === 0) return clear(context, 'NOT_IN_FORCE')
  if (cases.length > 0) return null
  const { person } = facts
  return clear(context, 'NOT_BOUND', () =>
    fact('nationality', 'country', person.body.nationality, person, 'nationality'),
  )
}

/** How many of those who give a handle stand apart, as a fact. */
export function apartFact(
  { facts, today }: EnterpriseContext,
  handle: SharedHandle,
): FindingFact & { value: number } {
  const apart = unrelatedBy(handle, today)
  return {
    ...fact('unrelatedEnterprises', 'number', apart, facts.enterprise, 'handles'),
    value: apart,
  }
}
