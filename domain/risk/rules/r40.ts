import type { MaskedSource, OutsideSource } from '../../contract/codes.ts'
import type { EnterpriseFacts, SharedHandle } from '../enterprise-facts.ts'
import { unlisted } from '../enterprise-walk.ts'
import { holdsAll, withheldOf } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import {
  clear,
  type EnterpriseContext,
  enterpriseRule,
  fact,
  limitFact,
  sighting,
} from '../rule.ts'
import { sharersOf } from '../screens.ts'

const isFee = ({ kind }: SharedHandle): boolean => kind === 'FEE_ACCOUNT'

/** Which of what it reads is not shown to this person, or not held on this desk. */
const unseenBy = (facts: EnterpriseFacts): readonly (MaskedSource | OutsideSource)[] => {
  const masked = withheldOf(['LIAISONS', 'FIRM_ACCOUNTS'], facts)
  const isMissing = !masked.includes('FIRM_ACCOUNTS') && !holdsAll(['ACCOUNTS'], facts)
  return isMissing ? [...masked, 'ACCOUNTS'] : masked
}

/** Says what was not looked at, and who else's fee was paid from the same account. */
function say(context: EnterpriseContext): void {
  const { enterprise, handles } = context.facts
  for (const part of unseenBy(context.facts)) {
    const value = `outsideSource.${part}`
    clear(context, 'PART_NOT_SEEN', () => fact('unseenPart', 'code', value, enterprise, 'handles'))
  }
  for (const { enterprises } of handles.filter(isFee)) {
    const { length } = enterprises
    if (length < 2) continue
    clear(context, 'OTHER_MATTER', () =>
      fact('feeEnterprises', 'number', length, enterprise, 'handles'),
    )
  }
}

/**
 * R40: a phone, e-mail, address or bank account that several enterprises give as theirs. Facts: handles
 * in declarations and registers, accounts of application forms; social secretariats and business centres
 * stand on a dated list and are passed over. The account from which a fee was paid is the payer's, and no
 * list could pass over it: it never flags.
 */
export const r40 = enterpriseRule({
  code: 'R40',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  ground: ['S10', 'S133'],
  parameters: { minEmployers: parameter('COUNT', 3, [2, 50]) },
  screens: [
    { measure: () => 0, mayFire: (_, { minEmployers }, asked) => sharersOf(asked) >= minEmployers },
  ],
  find(context, { minEmployers }) {
    const { enterprise, handles } = context.facts
    if (context.why) say(context)
    const theirs = unlisted(handles, context.today).filter((one) => !isFee(one))
    if (theirs.length === 0) return clear(context, 'NO_RECORD')
    return theirs.flatMap(({ kind, value, key = value, enterprises }) => {
      const counted = fact('enterprises', 'number', enterprises.length, enterprise, 'handles')
      if (enterprises.length < minEmployers) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      return [
        sighting([kind, key], {}, [
          fact('handleKind', 'code', `handleKind.${kind}`, enterprise, 'handles'),
          fact('handle', 'text', value, enterprise, 'handles'),
          counted,
          limitFact(minEmployers),
        ]),
      ]
    })
  },
})
