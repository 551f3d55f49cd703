import { addMonths, toDay } from '../../calendar/local-date.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'
import { largest, lastDay } from '../screens.ts'

/**
 * R42: a final sanction of level 3 or 4 against the employer or a director within three years. Facts:
 * sanctions that are final.
 */
export const r42 = enterpriseRule({
  code: 'R42',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['SANCTIONS'],
  sees: ['FIRM_PEOPLE'],
  ground: ['Social Criminal Code', 'S72'],
  parameters: {
    minLevel: parameter('LEVEL', 3, [1, 4], { source: 'S72', confidence: 'MEDIUM' }),
    years: parameter('YEARS', 3, [1, 10], { source: 'S72', confidence: 'MEDIUM' }),
  },
  screens: [
    lastDay<'years'>(
      ({ facts }) => largest(outside(facts, 'SANCTIONS'), ({ finalOn }) => toDay(finalOn)),
      ({ years }, today) => addMonths(today, -12 * years),
    ),
  ],
  find(context, { minLevel, years }) {
    const since = addMonths(context.today, -12 * years)
    const lines = outside(context.facts, 'SANCTIONS').filter(
      ({ ofDirectorUntil }) => ofDirectorUntil === null || ofDirectorUntil >= context.today,
    )
    if (lines.length === 0) return clear(context, 'NO_RECORD')
    const shown = lines.map((one) =>
      fact('sanctionOn', 'date', one.finalOn, outsideLine('SANCTIONS', one), 'finalOn'),
    )
    const heavy = lines.findIndex(({ level, finalOn }) => level >= minLevel && finalOn >= since)
    if (heavy === -1) return clear(context, 'WITHIN_LIMIT', () => shown[0]!)
    const { level } = lines[heavy]!
    return [
      sighting([], {}, [
        shown[heavy]!,
        fact('level', 'number', level, outsideLine('SANCTIONS', lines[heavy]!), 'level'),
        limitFact(years),
      ]),
    ]
  },
})
