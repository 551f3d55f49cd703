import { holds } from '../../calendar/spans.ts'
import type { FindingFact } from '../../contract/findings.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { regionOfMunicipality } from '../../reference/municipalities.ts'
import { authorisedFact, permitEmployerFact } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import {
  boundPresences,
  permitsOf,
  presenceFacts,
  sameEnterprise,
  type Permit,
} from '../presence-days.ts'
import { clear, fact, personRule, type RuleContext, type Sighting } from '../rule.ts'
import { largest } from '../screens.ts'

type Difference = 'EMPLOYER' | 'REGION'

interface Deviation {
  permit: Permit
  difference: Difference
  presences: TandemRecord<'presence'>[]
}

/** The place lies in the region that decided or in one that the permit names as a workplace. */
function inRegion({ dossier }: Permit, municipality: string): boolean {
  const region = regionOfMunicipality(municipality)
  if (region === null || region === dossier.body.region) return true
  return dossier.body.workplaces.some(
    (workplace) => regionOfMunicipality(workplace.municipality) === region,
  )
}

/**
 * How a presence deviates from the permits of its day: another employer than all of them, else
 * another region than all of those of its employer. Null when one agrees or the numbers are unknown.
 */
function deviation(
  permits: readonly Permit[],
  { body }: TandemRecord<'presence'>,
): Omit<Deviation, 'presences'> | null {
  const ofDay = permits.filter(({ spans }) => spans.some((span) => holds(span, body.date)))
  if (ofDay.length === 0) return null
  const answers = ofDay.map(({ employer }) => sameEnterprise(body.employer, employer.body))
  if (answers.includes(null)) return null
  const own = ofDay.filter((_, i) => answers[i] === true)
  const pick = (list: readonly Permit[]) =>
    list.reduce((a, b) => (b.dossier.id < a.dossier.id ? b : a))
  if (own.length === 0) return { permit: pick(ofDay), difference: 'EMPLOYER' }
  if (own.some((permit) => inRegion(permit, body.municipality))) return null
  return { permit: pick(own), difference: 'REGION' }
}

function deviations(context: RuleContext, permits: readonly Permit[]): Map<string, Deviation> {
  const found = new Map<string, Deviation>()
  for (const presence of boundPresences(context)) {
    const seen = deviation(permits, presence)
    if (!seen) continue
    const { employer, municipality } = presence.body
    const where =
      seen.difference === 'EMPLOYER'
        ? employer.enterpriseNumber
        : regionOfMunicipality(municipality)
    const key = [seen.permit.dossier.id, seen.difference, where].join('|')
    const known = found.get(key)
    if (known) known.presences.push(presence)
    else found.set(key, { ...seen, presences: [presence] })
  }
  return found
}

function permitSide(context: RuleContext, { permit, difference }: Deviation): FindingFact[] {
  const { dossier } = permit
  const { region } = dossier.body
  const employer = permitEmployerFact(context, dossier)
  return [
    authorisedFact(dossier),
    ...(employer ? [employer] : []),
    ...(difference === 'REGION'
      ? [fact('decidingRegion', 'code', `region.${region}`, dossier, 'region')]
      : []),
  ]
}

function sighting(context: RuleContext, key: string, deviation: Deviation): Sighting {
  const dossierId = deviation.permit.dossier.id
  return {
    key: [key],
    dossierId,
    declarationId: null,
    facts: [...permitSide(context, deviation), ...presenceFacts(deviation.presences)],
    exceptions: [],
  }
}

/**
 * R30: works for another employer than the one of the permit, or in a region that neither decided
 * nor is named as a workplace. Facts: presences within authorised days, dossiers, enterprise
 * numbers on both sides, municipalities.
 */
export const r30 = personRule({
  code: 'R30',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['BVR of 7 December 2018', 'Cooperation agreement of 2 February 2018 art. 7-8', 'S19'],
  parameters: {
    /** Fewest days of presence that are shown: one day is enough to ask. */
    minDays: parameter('DAYS', 1, [1, 30]),
  },
  protectedFacts: { nationality: 'Act of 30 April 1999: who needs an authorisation' },
  screens: [
    {
      measure: (context) => {
        const { presences } = context.facts
        const permits = presences.length === 0 ? [] : permitsOf(context)
        if (permits.length === 0) return 0
        return largest([...deviations(context, permits).values()], (one) => one.presences.length)
      },
      mayFire: (days, { minDays }) => days >= minDays,
    },
  ],
  find(context, { minDays }) {
    if (context.facts.presences.length === 0) return clear(context, 'NO_PRESENCE')
    const permits = permitsOf(context)
    if (permits.length === 0) return clear(context, 'NO_PERMIT')
    const found = [...deviations(context, permits)].filter(
      ([, { presences }]) => presences.length >= minDays,
    )
    if (found.length === 0) {
      return clear(context, 'AGREES', () => permitEmployerFact(context, permits[0]!.dossier))
    }
    return found.map(([key, one]) => sighting(context, key, one))
  },
})
