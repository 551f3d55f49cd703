import { addMonths } from '../../calendar/local-date.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'

/**
 * R09: an A1 of the employer, or of somebody in its network, was confirmed to be false by its issuer
 * within some years. A suspicion does not count. Facts: confirmed false A1 forms.
 */
export const r09 = enterpriseRule({
  code: 'R09',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['FALSE_A1'],
  ground: ['Regulation (EC) 987/2009 art. 5', 'S132'],
  parameters: { years: parameter('YEARS', 3, [1, 10]) },
  find(context, { years }) {
    const since = addMonths(context.today, -12 * years)
    const lines = outside(context.facts, 'FALSE_A1')
    const recent = lines.filter(({ confirmedOn }) => confirmedOn >= since)
    const last = lines.at(-1)
    const confirmed = (line: (typeof lines)[number]) =>
      fact('confirmedOn', 'date', line.confirmedOn, outsideLine('FALSE_A1', line.id), 'confirmedOn')
    if (recent.length === 0) {
      return clear(context, last ? 'WITHIN_LIMIT' : 'NO_RECORD', () =>
        last ? confirmed(last) : null,
      )
    }
    return [sighting([], {}, [...recent.map(confirmed), limitFact(years)])]
  },
})
