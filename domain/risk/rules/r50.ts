import { addDays, addMonths } from '../../calendar/local-date.ts'
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

/** Days of a month when months of a year are added up. */
const DAYS_PER_MONTH = 365 / 12

const seasonsOf = (context: RuleContext) =>
  authorisedSpans(context, ({ category }) => category === 'SEASONAL')

/** R50: seasonal work of more than five months within twelve. Facts: seasonal dossiers. */
export const r50 = personRule({
  code: 'R50',
  version: 1,
  kind: 'HARD',
  severity: 'MEDIUM',
  ground: ['Directive 2014/36/EU art. 14', 'S154'],
  parameters: {
    maxMonths: parameter('MONTHS', 5, [1, 9], { source: 'S154', confidence: 'MEDIUM' }),
    windowMonths: parameter('MONTHS', 12, [6, 24], { source: 'S154', confidence: 'MEDIUM' }),
  },
  screens: [
    {
      measure: (context) => unionDays(seasonsOf(context).map(({ span }) => span)),
      mayFire: (days, { maxMonths }) => days > maxMonths * DAYS_PER_MONTH,
    },
  ],
  find(context, { maxMonths, windowMonths }) {
    const seasons = seasonsOf(context)
    const last = seasons.at(-1)?.dossier
    const most = mostDaysIn(
      seasons.map(({ span }) => span),
      (to) => addDays(addMonths(to, -windowMonths), 1),
    )
    if (!most || !last) return clear(context, 'NO_PERMIT')
    const counted = () => fact('days', 'number', most.days, last, 'authorised')
    if (most.days <= maxMonths * DAYS_PER_MONTH) {
      return clear(context, 'WITHIN_LIMIT', counted)
    }
    return [
      sighting([seasons[0]!.dossier.id], { dossier: last }, [
        ...seasons.map(({ dossier, span }) =>
          fact('authorisedPeriod', 'period', periodValue(span), dossier, 'authorised'),
        ),
        fact('countedWindow', 'period', periodValue(most.window), last, 'authorised'),
        counted(),
        limitFact(maxMonths),
      ]),
    ]
  },
})
