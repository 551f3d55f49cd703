import { addWorkingDays } from '../../calendar/holidays.ts'
import { addDays, daysBetween, type LocalDate } from '../../calendar/local-date.ts'
import { overlaps, toSpan } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { buildingSite } from '../../limosa/building-site.ts'
import { declarationFacts } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import type { PersonFacts } from '../person-facts.ts'
import { chainOf } from '../replaced.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { largest, LEAST, MOST } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

/**
 * The first registration from a day on, with the declaration or one that it replaced, or by the worker's own
 * number alone.
 */
function firstPresence(
  facts: PersonFacts,
  declaration: TandemRecord<'declaration'>,
  from: LocalDate,
): TandemRecord<'presence'> | undefined {
  const numbers = chainOf(facts, declaration).map(({ body }) => body.l1Number)
  return facts.presences
    .filter(
      ({ body }) =>
        body.date >= from && (body.l1Number === null || numbers.includes(body.l1Number)),
    )
    .toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))[0]
}

/** So many days after the declared start somebody registered first. */
function delay(facts: PersonFacts, declaration: TandemRecord<'declaration'>): number {
  const { body } = declaration
  if (buildingSite(body) === null) return LEAST
  const { from } = body.period
  const first = firstPresence(facts, declaration, from)
  return first ? daysBetween(from, first.body.date) : MOST
}

/**
 * R26: declared for a site with a duty of registration, and never registered in the first working days.
 * Facts: declarations, works declared at their place, presences.
 */
export const r26 = personRule({
  code: 'R26',
  version: 3,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['WORKS'],
  sees: ['IDENTITY', 'SITES', 'FIRM_WORKS'],
  ground: ['Act of 4 August 1996 art. 31bis-31septies', 'S128'],
  parameters: {
    minValue: parameter('EURO', 500_000, [0, 5_000_000], {
      validFrom: '2016-03-01',
      source: 'S129',
      confidence: 'MEDIUM',
    }),
    workingDays: parameter('DAYS', 10, [1, 60]),
  },
  screens: [
    {
      measure: ({ facts, active }) => largest(active, (declaration) => delay(facts, declaration)),
      mayFire: (days, { workingDays, minValue }, { facts }) =>
        days >= workingDays && outside(facts, 'WORKS').some((one) => one.valueEuro >= minValue),
    },
  ],
  find: (context, { minValue, workingDays }) =>
    eachDeclaration(context, (declaration) => {
      const { body } = declaration
      const site = buildingSite(body)
      const works =
        site === null
          ? undefined
          : outside(context.facts, 'WORKS').find(
              ({ place, valueEuro, period }) =>
                place === site && valueEuro >= minValue && overlaps(toSpan(period), body.period),
            )
      if (!works) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const { from } = works.period.from > body.period.from ? works.period : body.period
      const until = addWorkingDays(addDays(from, -1), workingDays)
      if (until >= context.today) {
        clear(context, 'WITHIN_LIMIT', () =>
          fact(
            'declaredPeriod',
            'period',
            `${body.period.from}/${body.period.to}`,
            declaration,
            'period',
          ),
        )
        return null
      }
      const present = firstPresence(context.facts, declaration, body.period.from)
      if (present && present.body.date <= until) {
        clear(context, 'AGREES', () =>
          fact('presenceFirst', 'date', present.body.date, present, 'date'),
        )
        return null
      }
      const line = outsideLine('WORKS', works)
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        fact('worksNumber', 'text', works.number, line, 'number'),
        fact('worksValue', 'number', works.valueEuro, line, 'valueCents'),
        limitFact(workingDays),
      ])
    }),
})
