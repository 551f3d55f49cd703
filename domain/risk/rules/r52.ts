import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachLine } from '../walk.ts'

/**
 * R52: the wage goes to an account that other workers share, or a large part of it is held back as
 * cost. Facts: payments.
 */
export const r52 = personRule({
  code: 'R52',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['PAYMENTS'],
  ground: ['Act of 12 April 1965 art. 23', 'S141'],
  parameters: {
    maxDeduction: parameter('PERCENT', 20, [1, 80], { source: 'Act of 12 April 1965' }),
    maxSharers: parameter('COUNT', 0, [0, 10]),
  },
  find: (context, { maxDeduction, maxSharers }) =>
    eachLine(context, outside(context.facts, 'PAYMENTS'), (payment) => {
      const line = outsideLine('PAYMENTS', payment)
      const share = Math.round((100 * payment.deductedCents) / Math.max(1, payment.wageCents))
      const held = fact('share', 'number', share, line, 'deductedCents')
      const sharers = fact('workers', 'number', payment.accountSharedWith, line, 'account')
      const shared = payment.accountSharedWith > maxSharers
      if (share <= maxDeduction && !shared) {
        clear(context, 'WITHIN_LIMIT', () => held)
        return null
      }
      return sighting([payment.id], {}, [
        fact('paidOn', 'date', payment.on, line, 'on'),
        share > maxDeduction ? held : null,
        share > maxDeduction ? limitFact(maxDeduction) : null,
        shared ? sharers : null,
      ])
    }),
})
