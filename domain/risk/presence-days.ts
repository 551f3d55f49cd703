/** Days of presence at work of a person who needs an authorisation, as R28 and R30 read them. */
import { holds, toSpan, type Span } from '../calendar/spans.ts'
import type { EnterpriseBody, PresenceBody, TandemRecord } from '../contract/records.ts'
import { workSpans } from '../dossier/authorised.ts'
import { parseEnterpriseNumber } from '../identifiers/enterprise-number.ts'
import { hasFreeMovement, isUnknownCountry } from '../reference/countries.ts'
import type { FindingFact } from '../contract/findings.ts'
import { fact, type RuleContext } from './rule.ts'

export interface Permit {
  dossier: TandemRecord<'dossier'>
  employer: TandemRecord<'enterprise'>
  spans: readonly Span[]
}

/** The dossiers that allow or allowed work and whose employer is known. */
export function permitsOf({ facts }: RuleContext): Permit[] {
  const permits: Permit[] = []
  for (const dossier of facts.dossiers) {
    const { employerId } = dossier.body
    const employer = employerId === null ? undefined : facts.enterprises.get(employerId)
    if (!employer) continue
    const spans = workSpans(dossier.body)
    if (spans.length > 0) permits.push({ dossier, employer, spans })
  }
  return permits
}

/** True when the person needs an authorisation on the day: no free movement, no access of their own. */
export function isBoundOn({ facts: { person } }: RuleContext, day: string): boolean {
  const { nationality, unlimitedAccess } = person.body
  if (isUnknownCountry(nationality) || hasFreeMovement(nationality, day)) return false
  return unlimitedAccess === null || !holds(toSpan(unlimitedAccess), day)
}

/** A declaration that needs no permit, or agrees with one, explains the day. */
function isExplained({ cases }: RuleContext, day: string): boolean {
  return cases.some(
    ({ record, verdict }) => verdict.code === 'M0' && holds(record.body.period, day),
  )
}

/** Presences that only a permit can explain, in order of date. */
export function boundPresences(context: RuleContext): TandemRecord<'presence'>[] {
  return context.facts.presences
    .filter(({ body: { date } }) => isBoundOn(context, date) && !isExplained(context, date))
    .sort((a, b) =>
      a.body.date < b.body.date || (a.body.date === b.body.date && a.id < b.id) ? -1 : 1,
    )
}

/** Same enterprise by number; null when either number is missing or invalid. */
export function sameEnterprise(
  told: Pick<PresenceBody['employer'], 'enterpriseNumber'>,
  employer: EnterpriseBody,
): boolean | null {
  const a = told.enterpriseNumber && parseEnterpriseNumber(told.enterpriseNumber)
  const b = employer.enterpriseNumber && parseEnterpriseNumber(employer.enterpriseNumber)
  return a && b ? a === b : null
}

/** The first day of some presences: which of them decided. */
export function firstDayFact(presences: readonly TandemRecord<'presence'>[]): FindingFact | null {
  const [first] = presences.toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))
  return first ? fact('presenceFirst', 'date', first.body.date, first, 'date') : null
}

/** First day, last day, number of days, employer and place of the presences found. */
export function presenceFacts(presences: readonly TandemRecord<'presence'>[]): FindingFact[] {
  const first = presences[0]!
  const last = presences.at(-1)!
  const { employer, municipality } = first.body
  return [
    fact('presenceFirst', 'date', first.body.date, first, 'date'),
    fact('presenceLast', 'date', last.body.date, last, 'date'),
    fact(
      'presenceDays',
      'number',
      new Set(presences.map(({ body }) => body.date)).size,
      first,
      'date',
    ),
    fact('presenceEmployer', 'text', employer.name, first, 'employer.name'),
    fact('presencePlace', 'municipality', municipality, first, 'municipality'),
  ]
}
