import { unlisted } from '../enterprise-walk.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'

/**
 * R40: a phone, e-mail, address or bank account that several enterprises give as theirs. Facts: handles
 * in declarations and registers; social secretariats and business centres stand on a dated list and are
 * passed over.
 */
export const r40 = enterpriseRule({
  code: 'R40',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  ground: ['S10', 'S133'],
  parameters: { minEmployers: parameter('COUNT', 3, [2, 50]) },
  find(context, { minEmployers }) {
    const { enterprise, handles } = context.facts
    const theirs = unlisted(handles, context.today)
    if (theirs.length === 0) return clear(context, 'NO_RECORD')
    const found = theirs.flatMap(({ kind, value, enterprises }) => {
      const counted = fact('enterprises', 'number', enterprises.length, enterprise, 'handles')
      if (enterprises.length < minEmployers) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      return [
        sighting([kind, value], {}, [
          fact('handleKind', 'code', `handleKind.${kind}`, enterprise, 'handles'),
          fact('handle', 'text', value, enterprise, 'handles'),
          counted,
          limitFact(minEmployers),
        ]),
      ]
    })
    return found
  },
})
