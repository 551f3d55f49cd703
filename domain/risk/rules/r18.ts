import { addDays } from '../../calendar/local-date.ts'
import type { Category } from '../../contract/codes.ts'
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

/**
 * R18: short permits stacked to more than 90 days of work within any 180. Facts: dossiers of work
 * cards with their authorised periods.
 */
export const r18 = personRule({
  code: 'R18',
  version: 1,
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
    const most = mostDaysIn(
      cards.map(({ span }) => span),
      (to) => addDays(to, 1 - windowDays),
    )
    if (!most || !last) return clear(context, 'NO_PERMIT')
    const counted = () => fact('days', 'number', most.days, last, 'authorised')
    if (most.days <= maxDays) return clear(context, 'WITHIN_LIMIT', counted)
    return [
      sighting([cards[0]!.dossier.id], { dossier: last }, [
        ...cards.map(({ dossier, span }) =>
          fact('authorisedPeriod', 'period', periodValue(span), dossier, 'authorised'),
        ),
        fact('countedWindow', 'period', periodValue(most.window), last, 'authorised'),
        counted(),
        limitFact(maxDays),
      ]),
    ]
  },
})
