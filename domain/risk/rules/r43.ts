import { addMonths } from '../../calendar/local-date.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'

/**
 * R43: somebody who directs this enterprise directed several that went bankrupt within five years.
 * Facts: directors and bankruptcies; curators are passed over.
 */
export const r43 = enterpriseRule({
  code: 'R43',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['DIRECTORS'],
  ground: ['Code of Economic Law book XX', 'S136'],
  parameters: {
    minBankruptcies: parameter('COUNT', 2, [1, 10]),
    years: parameter('YEARS', 5, [1, 15]),
  },
  find(context, { minBankruptcies, years }) {
    const { filings } = context.facts
    const since = addMonths(context.today, -12 * years)
    const recent = outside(context.facts, 'DIRECTORS').filter(
      ({ on, asCurator }) => on >= since && !asCurator,
    )
    if (filings.length === 0) return clear(context, 'NO_DOSSIER')
    if (recent.length === 0) return clear(context, 'NO_RECORD')
    const byDirector = Map.groupBy(recent, ({ directorId }) => directorId)
    const found = [...byDirector].flatMap(([directorId, lines]) => {
      const firms = new Set(lines.map(({ enterpriseId }) => enterpriseId)).size
      const line = outsideLine('DIRECTORS', lines[0]!.id)
      const counted = fact('bankruptcies', 'number', firms, line, 'enterpriseId')
      if (firms < minBankruptcies) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      return [sighting([directorId], {}, [counted, limitFact(minBankruptcies)])]
    })
    return found
  },
})
