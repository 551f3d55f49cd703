import { addMonths, toDay } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'
import { largest, lastDay } from '../screens.ts'

const endOf = ({ body }: TandemRecord<'a1'>) => body.endedOn ?? body.period.from

const confirmed = (form: TandemRecord<'a1'>) =>
  fact('confirmedOn', 'date', endOf(form), form, 'endedOn')

/**
 * R09: an A1 in the name of the employer was told to be false by its issuer within some years. A
 * suspicion does not count, and neither does a neighbour: who shares an address or a liaison with such an
 * employer is not confirmed to be one with it. R21 and R40 show whom it shares them with. Facts: A1 forms
 * that are false.
 */
export const r09 = enterpriseRule({
  code: 'R09',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['A1'],
  ground: ['Regulation (EC) 987/2009 art. 5', 'S132'],
  parameters: { years: parameter('YEARS', 3, [1, 10]) },
  screens: [
    lastDay<'years'>(
      ({ facts: { falseA1 = [] } }) => largest(falseA1, (form) => toDay(endOf(form))),
      ({ years }, today) => addMonths(today, -12 * years),
    ),
  ],
  find(context, { years }) {
    const forms = context.facts.falseA1 ?? []
    const last = forms.at(-1)
    if (!last) return clear(context, 'NO_RECORD')
    const since = addMonths(context.today, -12 * years)
    const recent = forms.filter((form) => endOf(form) >= since)
    if (recent.length === 0) return clear(context, 'WITHIN_LIMIT', () => confirmed(last))
    return [sighting([], {}, [...recent.map(confirmed), limitFact(years)])]
  },
})
