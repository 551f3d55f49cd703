import { addMonths } from '../../calendar/local-date.ts'
import { latest, outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'
import { firstPosting } from '../enterprise-walk.ts'
import { LEAST } from '../screens.ts'

/**
 * R20: a sending enterprise with the marks of a letter-box: founded shortly before its first posting,
 * nearly all its workers here, an address full of others, and no activity at home. All four together.
 * Facts: declarations, what the home country answered (IMI).
 */
export const r20 = enterpriseRule({
  code: 'R20',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['HOME_ACTIVITY'],
  sees: ['FIRM_FIGURES'],
  ground: ['Directive 2014/67/EU art. 4', 'S141', 'S142'],
  parameters: {
    months: parameter('MONTHS', 6, [1, 36]),
    minShare: parameter('PERCENT', 90, [50, 100]),
    maxAtAddress: parameter('COUNT', 10, [1, 100]),
  },
  screens: [
    {
      measure: ({ facts }) => {
        const home = latest(outside(facts, 'HOME_ACTIVITY'))
        return home && !home.activeAtHome ? home.postedShare : LEAST
      },
      mayFire: (share, { minShare }) => share >= minShare,
    },
  ],
  find(context, { months, minShare, maxAtAddress }) {
    const home = latest(outside(context.facts, 'HOME_ACTIVITY'))
    if (!home) return clear(context, 'NO_RECORD')
    const first = firstPosting(context.facts)
    if (!first) return clear(context, 'NO_DECLARATION')
    const line = outsideLine('HOME_ACTIVITY', home)
    const facts = [
      fact('foundedOn', 'date', home.foundedOn, line, 'foundedOn'),
      fact('firstPosting', 'date', first.body.period.from, first, 'period'),
      fact('share', 'number', home.postedShare, line, 'postedShare'),
      fact('atAddress', 'number', home.atAddress, line, 'atAddress'),
      limitFact(minShare),
    ]
    const young = addMonths(home.foundedOn, months) > first.body.period.from
    if (home.activeAtHome || !young || home.postedShare < minShare) {
      return clear(context, 'WITHIN_LIMIT', () => facts[home.postedShare < minShare ? 2 : 0]!)
    }
    if (home.atAddress <= maxAtAddress) return clear(context, 'WITHIN_LIMIT', () => facts[3]!)
    return [sighting([], {}, facts)]
  },
})
