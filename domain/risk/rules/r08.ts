import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachLine } from '../walk.ts'

/** R08: the number and country of an A1 stand on the forms of several persons. Facts: A1 forms. */
export const r08 = personRule({
  code: 'R08',
  version: 1,
  kind: 'HARD',
  severity: 'CRITICAL',
  needs: ['A1'],
  ground: ['Regulation (EC) 987/2009 art. 5', 'S132'],
  parameters: {
    /** So many persons may have one number: each form is of one person. */
    maxPersons: parameter('COUNT', 1, [1, 10]),
  },
  find: (context, { maxPersons }) =>
    eachLine(context, outside(context.facts, 'A1'), (form) => {
      const line = outsideLine('A1', form.id)
      const persons = new Set([context.facts.person.id, ...form.sharedWith]).size
      const counted = () => fact('persons', 'number', persons, line, 'number')
      if (persons <= maxPersons) {
        clear(context, 'WITHIN_LIMIT', counted)
        return null
      }
      return sighting([form.country, form.number], {}, [
        fact('a1Number', 'text', form.number, line, 'number'),
        fact('a1Country', 'country', form.country, line, 'country'),
        counted(),
        limitFact(maxPersons),
      ])
    }),
})
