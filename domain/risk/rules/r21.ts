import { unlisted } from '../enterprise-walk.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'
import { sharersOf } from '../screens.ts'

/**
 * R21: one liaison person for many enterprises. Facts: e-mail addresses of liaison persons in
 * declarations; professional liaison services stand on a dated list and are passed over.
 */
export const r21 = enterpriseRule({
  code: 'R21',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['LIAISONS'],
  ground: ['Act of 5 March 2002 art. 7/2'],
  parameters: { maxEmployers: parameter('COUNT', 25, [3, 500]) },
  screens: [
    { measure: () => 0, mayFire: (_, { maxEmployers }, asked) => sharersOf(asked) > maxEmployers },
  ],
  find(context, { maxEmployers }) {
    const { enterprise, handles } = context.facts
    const liaisons = unlisted(handles, context.today).filter(({ kind }) => kind === 'EMAIL')
    if (liaisons.length === 0) return clear(context, 'NO_RECORD')
    const found = liaisons.flatMap(({ value, enterprises }) => {
      const counted = fact('enterprises', 'number', enterprises.length, enterprise, 'liaison.email')
      if (enterprises.length <= maxEmployers) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      return [
        sighting([value], {}, [
          fact('handle', 'text', value, enterprise, 'liaison.email'),
          counted,
          limitFact(maxEmployers),
        ]),
      ]
    })
    return found.length > 0 ? found : []
  },
})
