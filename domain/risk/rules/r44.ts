import { workStateFacts } from '../evidence.ts'
import type { LocalDate } from '../../calendar/local-date.ts'
import { checkPay, mayFallShort, thresholdDay, type ThresholdDay } from '../../dossier/pay-check.ts'
import { CATEGORIES, REGIONS, type WorkState } from '../../contract/codes.ts'
import type { FindingFact, TestedException } from '../../contract/findings.ts'
import type { DossierBody, TandemRecord } from '../../contract/records.ts'
import { inForceOn } from '../../reference/dated.ts'
import { isPayBody } from '../../reference/own-rows.ts'
import {
  RECENT_GRADUATE_BLUE_CARD,
  type PayUnit,
  type Threshold,
} from '../../reference/thresholds.ts'
import type { PersonFacts } from '../person-facts.ts'
import {
  clear,
  fact,
  NOTHING,
  personRule,
  tableFact,
  type RuleContext,
  type Sighting,
} from '../rule.ts'
import { anyOf } from '../screens.ts'

/** Ended without a grant: the pay was never decided on. */
const MOOT: ReadonlySet<WorkState> = new Set<WorkState>([
  'INADMISSIBLE',
  'REFUSED',
  'DESISTED',
  'APPEAL_PENDING',
  'REOV_ADVICE',
  'MINISTER_DECISION',
])

const isPaid = ({ job, work }: DossierBody) => job.payCents !== null && !MOOT.has(work.state)

/** Bits of a number that stands for a set of series; several series may share one. */
const BITS = 31
const bitOf = ({ region, category }: Pick<DossierBody, 'region' | 'category'>) =>
  1 << ((REGIONS.indexOf(region) * CATEGORIES.length + CATEGORIES.indexOf(category)) % BITS)

/** The series to which regions added rows, as bits. */
function ownSeries(norms: PersonFacts['norms'] = []): number {
  let bits = 0
  for (const { body } of norms) {
    if (isPayBody(body) && body.rows.some(({ state }) => state === 'APPROVED')) bits |= bitOf(body)
  }
  return bits
}

function exceptionsOf(
  { region, category }: DossierBody,
  threshold: Threshold,
  age: number | null,
  day: LocalDate,
): TestedException[] {
  const graduate =
    category === 'EU_BLUE_CARD' &&
    region === RECENT_GRADUATE_BLUE_CARD.region &&
    inForceOn(RECENT_GRADUATE_BLUE_CARD, day)
  const younger = category === 'HIGHLY_SKILLED' && region !== 'BR'
  return [
    ...(graduate ? [{ name: 'RECENT_GRADUATE', outcome: 'UNKNOWN' as const }] : []),
    ...(younger && threshold.ageMax === null && age !== null
      ? [{ name: 'UNDER_30', outcome: 'NOT_MET' as const }]
      : []),
  ]
}

function payFacts(
  { facts: { person } }: RuleContext,
  dossier: TandemRecord<'dossier'>,
  threshold: Threshold,
  { day, field }: ThresholdDay,
): FindingFact[] {
  const { job, category } = dossier.body
  const per = (unit: PayUnit) => (unit === 'YEAR' ? 'PerYear' : 'PerMonth')
  return [
    fact(`pay${per(job.payUnit)}`, 'money', job.payCents, dossier, 'job.payCents'),
    tableFact(`threshold${per(threshold.unit)}`, 'money', threshold.amountCents, 'thresholds'),
    tableFact('thresholdSince', 'date', threshold.validFrom, 'thresholds'),
    fact('category', 'code', `category.${category}`, dossier, 'category'),
    ...(field === null ? [] : [fact('decidedOn', 'date', day, dossier, field)]),
    ...(threshold.ageMax === null
      ? []
      : [fact('birthDate', 'date', person.body.birthDate, person, 'birthDate')]),
  ]
}

function sighting(context: RuleContext, dossier: TandemRecord<'dossier'>): Sighting | null {
  const { body } = dossier
  const { facts, today } = context
  if (!isPaid(body)) {
    const isUnknown = body.job.payCents === null
    clear(context, isUnknown ? 'NO_RECORD' : 'OTHER_MATTER', () => workStateFacts(dossier)[0]!)
    return null
  }
  const check = checkPay(body, facts.person.body.birthDate, today, facts.norms ?? [])
  const { day, age, norm: threshold } = check
  const decision = thresholdDay(body, today)
  if (!threshold) {
    clear(context, 'OTHER_MATTER', () =>
      fact('category', 'code', `category.${body.category}`, dossier, 'category'),
    )
    return null
  }
  if (check.suffices !== false) {
    const why = check.suffices ? 'WITHIN_LIMIT' : 'NOT_CERTAIN'
    clear(context, why, () => payFacts(context, dossier, threshold, decision)[0]!)
    return null
  }
  return {
    key: [dossier.id],
    dossierId: dossier.id,
    declarationId: null,
    facts: payFacts(context, dossier, threshold, decision),
    exceptions: exceptionsOf(dossier.body, threshold, age, day),
  }
}

/**
 * R44: the pay that counts is below the threshold of region, category, age and day of decision
 * (today while it is pending). Facts: pay, category, region, birth date. Parameters: THRESHOLDS in
 * cents per year or month, MONTHS_PER_YEAR. Pay equal to the threshold suffices. Pay in the other unit is
 * flagged only where it is too low however it is counted: a factor that nobody verified accuses nobody.
 */
export const r44 = personRule({
  code: 'R44',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  ground: ['domain facts 7', 'S81', 'S85'],
  protectedFacts: { birthDate: 'Regional rules: a lower threshold under an age' },
  screens: [
    anyOf(
      ({ facts: { dossiers, person } }) =>
        dossiers.filter(({ body }) => isPaid(body) && mayFallShort(body, person.body.birthDate))
          .length,
    ),
    {
      measure: ({ facts }) =>
        facts.dossiers.reduce((bits, { body }) => (isPaid(body) ? bits | bitOf(body) : bits), 0),
      mayFire: (bits, _, { facts }) => bits !== 0 && (bits & ownSeries(facts.norms)) !== 0,
    },
  ],
  find(context) {
    let found: Sighting[] | null = null
    for (const dossier of context.facts.dossiers) {
      const seen = sighting(context, dossier)
      if (!seen) continue
      found ??= []
      found.push(seen)
    }
    return found ?? (context.facts.dossiers.length === 0 ? clear(context, 'NO_DOSSIER') : NOTHING)
  },
})
