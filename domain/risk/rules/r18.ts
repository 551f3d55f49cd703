import { addDays } from '../../calendar/local-date.ts'
import { gaps, holds, intersection, overlaps, type Span, toSpan } from '../../calendar/spans.ts'
import type { Category } from '../../contract/codes.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { islands } from '../../limosa/counting.ts'
import { activeEmployments } from '../employments.ts'
import { heldDays, heldOf } from '../holdings.ts'
import { parameter } from '../parameters.ts'
import {
  clear,
  fact,
  limitFact,
  periodValue,
  personRule,
  sighting,
  type RuleContext,
} from '../rule.ts'
import { authorisedSpans, mostDaysIn, unionDays } from '../walk.ts'

/** Work cards that have a length of their own (domain facts 2.1; S154b). */
const OWN_LENGTH: ReadonlySet<Category> = new Set<Category>([
  'SEASONAL',
  'AU_PAIR',
  'FRONTIER_WORKER',
])

const cardsOf = (context: RuleContext) =>
  authorisedSpans(
    context,
    ({ procedure, category }) => procedure === 'WORK_CARD' && !OWN_LENGTH.has(category),
  )

type Card = ReturnType<typeof cardsOf>[number]

const spanOf = ({ body }: TandemRecord<'employment'>): Span => toSpan(body.period)

/**
 * The days of a card that count. Where the worker was employed under it, they are those of the employment
 * and those on which somebody saw them at work, as far as the desk holds Dimona, and the authorised ones
 * beyond. Where nobody employed them here they may have been posted: all authorised ones count.
 */
function countedOf({ facts }: RuleContext, { dossier, span }: Card): Span[] {
  const employed = activeEmployments(facts).flatMap((one) => intersection(spanOf(one), span) ?? [])
  if (employed.length === 0) return [span]
  const held = heldOf(facts, 'DIMONA', [dossier.body.region])
  const seen = facts.presences
    .filter(({ body }) => holds(span, body.date))
    .map(({ body: { date } }) => ({ from: date, to: date }))
  return [...employed, ...seen, ...gaps(held.map(heldDays), span)]
}

/** Employments on days of a card, as facts. */
const workedFacts = ({ facts }: RuleContext, cards: readonly Card[]) =>
  activeEmployments(facts)
    .filter((one) => cards.some(({ span }) => overlaps(spanOf(one), span)))
    .map((one) => fact('dimonaPeriod', 'period', periodValue(one.body.period), one, 'period'))

/**
 * R18: short permits stacked to more than 90 days of work within any 180. Facts: dossiers of work
 * cards with their authorised periods; Dimona and presences, where they tell how much of it was worked.
 */
export const r18 = personRule({
  code: 'R18',
  version: 2,
  kind: 'HARD',
  severity: 'HIGH',
  ground: ['Act of 30 April 1999', 'S28', 'S154b'],
  parameters: {
    maxDays: parameter('DAYS', 90, [30, 180], { source: 'S28', confidence: 'MEDIUM' }),
    windowDays: parameter('DAYS', 180, [90, 365], { source: 'S28', confidence: 'MEDIUM' }),
  },
  screens: [
    {
      measure: (context) => unionDays(cardsOf(context).map(({ span }) => span)),
      mayFire: (days, { maxDays }) => days > maxDays,
    },
  ],
  find(context, { maxDays, windowDays }) {
    const cards = cardsOf(context)
    const last = cards.at(-1)?.dossier
    const most = mostDaysIn(islands(cards.flatMap((card) => countedOf(context, card))), (to) =>
      addDays(to, 1 - windowDays),
    )
    if (!most || !last) return clear(context, 'NO_PERMIT')
    const counted = () => fact('days', 'number', most.days, last, 'authorised')
    if (most.days <= maxDays) return clear(context, 'WITHIN_LIMIT', counted)
    return [
      sighting([cards[0]!.dossier.id], { dossier: last }, [
        ...cards.map(({ dossier, span }) =>
          fact('authorisedPeriod', 'period', periodValue(span), dossier, 'authorised'),
        ),
        ...workedFacts(context, cards),
        fact('countedWindow', 'period', periodValue(most.window), last, 'authorised'),
        counted(),
        limitFact(maxDays),
      ]),
    ]
  },
})
