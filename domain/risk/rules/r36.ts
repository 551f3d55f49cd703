import { addMonths, fromDay, toDay } from '../../calendar/local-date.ts'
import { latest, outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'
import { LEAST } from '../screens.ts'

/**
 * R36: an employer that started within a year, without staff and without turnover. All three. Facts:
 * enterprise, staff and turnover, dossiers.
 */
export const r36 = enterpriseRule({
  code: 'R36',
  version: 3,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['STAFF'],
  sees: ['FIRM_FIGURES'],
  ground: ['BVR of 7 December 2018', 'S137'],
  parameters: { months: parameter('MONTHS', 12, [3, 36]) },
  screens: [
    {
      measure: ({ facts }) => {
        const { startedOn } = facts.enterprise.body
        const staff = latest(outside(facts, 'STAFF'))
        if (facts.filings.length === 0 || startedOn === null || !staff) return LEAST
        return staff.fullTimeEquivalents > 0 || staff.turnoverFiled ? LEAST : toDay(startedOn)
      },
      mayFire: (started, { months }, { today }) =>
        started !== LEAST && addMonths(fromDay(started), months) > today,
    },
  ],
  find(context, { months }) {
    const { enterprise, filings } = context.facts
    const { startedOn } = enterprise.body
    if (filings.length === 0) return clear(context, 'NO_DOSSIER')
    if (startedOn === null) return clear(context, 'NO_RECORD')
    const started = fact('foundedOn', 'date', startedOn, enterprise, 'startedOn')
    if (addMonths(startedOn, months) <= context.today) {
      return clear(context, 'WITHIN_LIMIT', () => started)
    }
    const staff = latest(outside(context.facts, 'STAFF'))
    if (!staff) return clear(context, 'NO_RECORD')
    const line = outsideLine('STAFF', staff)
    const employed = fact(
      'fullTime',
      'number',
      staff.fullTimeEquivalents,
      line,
      'fullTimeEquivalents',
    )
    if (staff.fullTimeEquivalents > 0 || staff.turnoverFiled) {
      return clear(context, 'AGREES', () => employed)
    }
    return [sighting([], {}, [started, employed, limitFact(months)])]
  },
})
