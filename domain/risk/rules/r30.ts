import type { LocalDate } from '../../calendar/local-date.ts'
import { holds, intersection, overlaps, toSpan, type Span } from '../../calendar/spans.ts'
import type { FindingFact } from '../../contract/findings.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { regionOfMunicipality } from '../../reference/municipalities.ts'
import { activeEmployments } from '../employments.ts'
import { authorisedFact, permitEmployerFact } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import {
  boundPresences,
  isBoundOn,
  permitsOf,
  presenceFacts,
  sameEnterprise,
  type Permit,
} from '../presence-days.ts'
import { clear, fact, periodValue, personRule, type RuleContext, type Sighting } from '../rule.ts'
import { largest } from '../screens.ts'
import { unionDays } from '../walk.ts'

type Difference = 'EMPLOYER' | 'REGION'

/** Where the work of some days was told to be, and for whom. */
interface Told {
  employer: { enterpriseNumber: string | null }
  municipality: string | null
}

interface Deviation {
  permit: Permit
  difference: Difference
}

/** Days of work that deviate in one way from one permit, with the facts that tell of them. */
interface Deviating extends Deviation {
  days: number
  facts: () => FindingFact[]
}

/** The place lies in the region that decided or in one that the permit names as a workplace. */
function inRegion({ dossier }: Permit, municipality: string | null): boolean {
  const region = municipality === null ? null : regionOfMunicipality(municipality)
  if (region === null || region === dossier.body.region) return true
  return dossier.body.workplaces.some(
    (workplace) => regionOfMunicipality(workplace.municipality) === region,
  )
}

/**
 * How work deviates from the permits of its days: another employer than all of them, else another region
 * than all of those of its employer. Null when one agrees or the numbers are unknown.
 */
function deviation(ofDays: readonly Permit[], { employer, municipality }: Told): Deviation | null {
  if (ofDays.length === 0) return null
  const answers = ofDays.map((permit) => sameEnterprise(employer, permit.employer.body))
  if (answers.includes(null)) return null
  const own = ofDays.filter((_, i) => answers[i] === true)
  const pick = (list: readonly Permit[]) =>
    list.reduce((a, b) => (b.dossier.id < a.dossier.id ? b : a))
  if (own.length === 0) return { permit: pick(ofDays), difference: 'EMPLOYER' }
  if (own.some((permit) => inRegion(permit, municipality))) return null
  return { permit: pick(own), difference: 'REGION' }
}

const keyOf = ({ permit, difference }: Deviation, { employer, municipality }: Told): string => {
  const where =
    difference === 'EMPLOYER' ? employer.enterpriseNumber : regionOfMunicipality(municipality!)
  return [permit.dossier.id, difference, where].join('|')
}

/** Registered at a place on days on which a permit says otherwise. */
function presencesElsewhere(
  context: RuleContext,
  permits: readonly Permit[],
): Map<string, Deviating> {
  const groups = new Map<string, { of: Deviation; presences: TandemRecord<'presence'>[] }>()
  for (const presence of boundPresences(context)) {
    const { body } = presence
    const ofDay = permits.filter(({ spans }) => spans.some((span) => holds(span, body.date)))
    const of = deviation(ofDay, body)
    if (!of) continue
    const key = keyOf(of, body)
    const known = groups.get(key)
    if (known) known.presences.push(presence)
    else groups.set(key, { of, presences: [presence] })
  }
  const found = new Map<string, Deviating>()
  for (const [key, { of, presences }] of groups) {
    found.set(key, { ...of, days: presences.length, facts: () => presenceFacts(presences) })
  }
  return found
}

/** Days up to today that a Dimona shares with the spans of permits, in order. */
function sharedSpans(permits: readonly Permit[], job: Span, today: LocalDate): Span[] {
  const until: Span = { from: job.from, to: job.to < today ? job.to : today }
  if (until.to < until.from) return []
  return permits
    .flatMap(({ spans }) => spans.flatMap((span) => intersection(span, until) ?? []))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** Every job in Dimona on days on which a permit says otherwise. */
function* deviatingJobs(context: RuleContext, permits: readonly Permit[]) {
  for (const employment of activeEmployments(context.facts)) {
    const { body } = employment
    const job = toSpan(body.period)
    const ofDays = permits.filter(({ spans }) => spans.some((span) => overlaps(span, job)))
    const shared = sharedSpans(ofDays, job, context.today)
    const of = shared.some(({ from }) => isBoundOn(context, from)) && deviation(ofDays, body)
    if (of) yield { employment, of, shared, days: unionDays(shared) }
  }
}

/** The same by employer and permit: of several jobs the first is shown, since the next follows from it. */
function jobsElsewhere(
  context: RuleContext,
  permits: readonly Permit[],
  found: Map<string, Deviating>,
): Map<string, Deviating> {
  for (const { employment, of, shared, days } of deviatingJobs(context, permits)) {
    const key = `${keyOf(of, employment.body)}|DIMONA`
    if (!found.has(key)) found.set(key, { ...of, days, facts: () => jobFacts(employment, shared) })
  }
  return found
}

function jobFacts(employment: TandemRecord<'employment'>, shared: readonly Span[]): FindingFact[] {
  const { employer, municipality, period } = employment.body
  const last = shared.reduce((a, { to }) => (to > a ? to : a), shared[0]!.to)
  return [
    fact('dimonaEmployer', 'text', employer.name, employment, 'employer.name'),
    fact('dimonaPeriod', 'period', periodValue(period), employment, 'period'),
    fact('sharedPeriod', 'period', `${shared[0]!.from}/${last}`, employment, 'period'),
    ...(municipality === null
      ? []
      : [fact('dimonaPlace', 'municipality', municipality, employment, 'municipality')]),
  ]
}

const deviations = (context: RuleContext, permits: readonly Permit[]): Map<string, Deviating> =>
  jobsElsewhere(context, permits, presencesElsewhere(context, permits))

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

function sighting(context: RuleContext, key: string, one: Deviating): Sighting {
  return {
    key: [key],
    dossierId: one.permit.dossier.id,
    declarationId: null,
    facts: [...permitSide(context, one), ...one.facts()],
    exceptions: [],
  }
}

const nothingTold = ({ presences, employments }: RuleContext['facts']): boolean =>
  presences.length === 0 && (employments?.length ?? 0) === 0

/**
 * R30: works for another employer than the one of the permit, or in a region that neither decided
 * nor is named as a workplace. Facts: presences and employments (Dimona) within authorised days,
 * dossiers, enterprise numbers on both sides, municipalities. The job, which the rule could compare too, is
 * told by neither source.
 */
export const r30 = personRule({
  code: 'R30',
  version: 2,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['BVR of 7 December 2018', 'Cooperation agreement of 2 February 2018 art. 7-8', 'S19'],
  parameters: {
    /** Fewest days of presence, or of a Dimona within the permit, that are shown: one day is enough to ask. */
    minDays: parameter('DAYS', 1, [1, 30]),
  },
  protectedFacts: { nationality: 'Act of 30 April 1999: who needs an authorisation' },
  screens: [
    {
      measure: (context) => {
        const permits = nothingTold(context.facts) ? [] : permitsOf(context)
        if (permits.length === 0) return 0
        // Any job counts: which of several is the first to be shown, the day decides.
        const told = [...presencesElsewhere(context, permits).values()]
        return largest([...told, ...deviatingJobs(context, permits)], ({ days }) => days)
      },
      mayFire: (days, { minDays }) => days >= minDays,
    },
  ],
  find(context, { minDays }) {
    if (nothingTold(context.facts)) return clear(context, 'NO_RECORD')
    const permits = permitsOf(context)
    if (permits.length === 0) return clear(context, 'NO_PERMIT')
    const found = [...deviations(context, permits)].filter(([, { days }]) => days >= minDays)
    if (found.length === 0) {
      return clear(context, 'AGREES', () => permitEmployerFact(context, permits[0]!.dossier))
    }
    return found.map(([key, one]) => sighting(context, key, one))
  },
})
