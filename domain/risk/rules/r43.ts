import { addMonths, toDay } from '../../calendar/local-date.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { ANSWERS_MONTHS, answersFor } from '../register-facts.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'
import { largest, lastDay, LEAST } from '../screens.ts'

/**
 * R43: somebody who directs this enterprise directed several that went bankrupt within five years. Who had
 * left long before they failed, and curators, are passed over. Facts: directors and bankruptcies.
 */
export const r43 = enterpriseRule({
  code: 'R43',
  version: 3,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['DIRECTORS'],
  sees: ['FIRM_PEOPLE'],
  ground: ['Code of Economic Law book XX', 'S136'],
  parameters: {
    minBankruptcies: parameter('COUNT', 2, [1, 10]),
    years: parameter('YEARS', 5, [1, 15]),
    /** Who left longer before it failed does not answer for that. */
    monthsBefore: parameter('MONTHS', ANSWERS_MONTHS, [0, 60]),
  },
  screens: [
    lastDay<'years'>(
      ({ facts }) =>
        facts.filings.length === 0
          ? LEAST
          : largest(outside(facts, 'DIRECTORS'), ({ bankruptOn, asCurator }) =>
              asCurator ? LEAST : toDay(bankruptOn),
            ),
      ({ years }, today) => addMonths(today, -12 * years),
    ),
  ],
  find(context, { minBankruptcies, years, monthsBefore }) {
    if (context.facts.filings.length === 0) return clear(context, 'NO_DOSSIER')
    const since = addMonths(context.today, -12 * years)
    const recent = outside(context.facts, 'DIRECTORS').filter(
      (line) =>
        line.bankruptOn >= since &&
        !line.asCurator &&
        (line.until === null || line.until >= context.today) &&
        answersFor(line, monthsBefore),
    )
    if (recent.length === 0) return clear(context, 'NO_RECORD')
    const byDirector = Map.groupBy(recent, ({ directorId }) => directorId)
    const found = [...byDirector].flatMap(([directorId, lines]) => {
      const firms = new Set(lines.map(({ enterpriseId }) => enterpriseId)).size
      const line = outsideLine('DIRECTORS', lines[0]!)
      const counted = fact('bankruptcies', 'number', firms, line, 'enterpriseId')
      if (firms < minBankruptcies) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      const days = lines.map((one) =>
        fact('bankruptOn', 'date', one.bankruptOn, outsideLine('DIRECTORS', one), 'bankruptOn'),
      )
      return [sighting([directorId], {}, [counted, ...days, limitFact(minBankruptcies)])]
    })
    return found
  },
})
