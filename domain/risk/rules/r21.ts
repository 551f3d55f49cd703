import { unlisted } from '../enterprise-walk.ts'
import { apartFact } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'
import { sharersOf } from '../screens.ts'

/**
 * R21: one liaison person for many enterprises. Facts: e-mail addresses of liaison persons in
 * declarations; professional liaison services stand on the dated list of a region and are passed over;
 * enterprises with a director in common count once.
 */
export const r21 = enterpriseRule({
  code: 'R21',
  version: 3,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['LIAISONS'],
  ground: ['Act of 5 March 2002 art. 7/2'],
  parameters: { maxEmployers: parameter('COUNT', 25, [3, 500]) },
  screens: [
    { measure: () => 0, mayFire: (_, { maxEmployers }, asked) => sharersOf(asked) > maxEmployers },
  ],
  find(context, { maxEmployers }) {
    const { enterprise } = context.facts
    const liaisons = unlisted(context.facts, context.today).filter(({ kind }) => kind === 'EMAIL')
    if (liaisons.length === 0) return clear(context, 'NO_RECORD')
    const found = liaisons.flatMap((liaison) => {
      const { value, enterprises } = liaison
      const counted = fact('enterprises', 'number', enterprises.length, enterprise, 'liaison.email')
      if (enterprises.length <= maxEmployers) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      const apart = apartFact(context, liaison)
      if (apart.value <= maxEmployers) {
        clear(context, 'WITHIN_LIMIT', () => apart)
        return []
      }
      return [
        sighting([value], {}, [
          fact('handle', 'text', value, enterprise, 'liaison.email'),
          counted,
          apart,
          limitFact(maxEmployers),
        ]),
      ]
    })
    return found.length > 0 ? found : []
  },
})
