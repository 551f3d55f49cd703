import { addDays } from '../../calendar/local-date.ts'
import { addWorkingDays } from '../../calendar/holidays.ts'
import { declarationFacts } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDeclaration } from '../walk.ts'

/**
 * R26: declared for a site with a duty of registration, and never registered there in the first
 * working days. Facts: declarations, works, presences.
 */
export const r26 = personRule({
  code: 'R26',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['WORKS'],
  ground: ['Act of 4 August 1996 art. 31bis-31septies', 'S128'],
  parameters: {
    minValue: parameter('EURO', 500_000, [0, 5_000_000], {
      validFrom: '2016-03-01',
      source: 'S129',
      confidence: 'MEDIUM',
    }),
    workingDays: parameter('DAYS', 10, [1, 60]),
  },
  find: (context, { minValue, workingDays }) =>
    eachDeclaration(context, (declaration) => {
      const { period, places, l1Number } = declaration.body
      const site = outside(context.facts, 'WORKS').find(
        (works) =>
          works.valueEuro >= minValue &&
          places.some(({ address }) => address?.municipality === works.municipality),
      )
      if (!site) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const until = addWorkingDays(addDays(period.from, -1), workingDays)
      if (until >= context.today) {
        clear(context, 'WITHIN_LIMIT', () =>
          fact('declaredPeriod', 'period', `${period.from}/${period.to}`, declaration, 'period'),
        )
        return null
      }
      const present = context.facts.presences.find(
        ({ body }) => body.l1Number === l1Number && body.date <= until,
      )
      if (present) {
        clear(context, 'AGREES', () =>
          fact('presenceFirst', 'date', present.body.date, present, 'date'),
        )
        return null
      }
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        fact('worksValue', 'number', site.valueEuro, outsideLine('WORKS', site), 'valueEuro'),
        limitFact(workingDays),
      ])
    }),
})
