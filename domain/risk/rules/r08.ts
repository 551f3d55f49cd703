import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { eachLine } from '../walk.ts'

/**
 * R08: the number and country of an A1 stand on the forms of several persons. A request has no number
 * yet. Facts: A1 forms.
 */
export const r08 = personRule({
  code: 'R08',
  version: 2,
  kind: 'HARD',
  severity: 'CRITICAL',
  needs: ['A1'],
  sees: ['IDENTITY'],
  ground: ['Regulation (EC) 987/2009 art. 5', 'S132'],
  parameters: {
    /** So many persons may have one number: each form is of one person. */
    maxPersons: parameter('COUNT', 1, [1, 10]),
  },
  screens: [
    {
      measure: ({ facts }) => facts.a1?.filter(({ body }) => body.number !== null).length ?? 0,
      mayFire: (numbered, _, { facts }) => numbered > 0 && (facts.sameA1?.length ?? 0) > 0,
    },
  ],
  find: (context, { maxPersons }) =>
    eachLine(context, context.facts.a1 ?? [], (form) => {
      const { number, country } = form.body
      if (number === null) {
        clear(context, 'NO_RECORD')
        return null
      }
      const others = (context.facts.sameA1 ?? []).filter(
        (one) => one.number === number && one.country === country,
      )
      const persons = new Set(others.map(({ worker }) => worker)).size + 1
      const counted = () => fact('persons', 'number', persons, form, 'number')
      if (persons <= maxPersons) {
        clear(context, 'WITHIN_LIMIT', counted)
        return null
      }
      return sighting([country, number], {}, [
        fact('a1Number', 'text', number, form, 'number'),
        fact('a1Country', 'country', country, form, 'country'),
        counted(),
        limitFact(maxPersons),
      ])
    }),
})
