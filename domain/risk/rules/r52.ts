import { latest, outside, type Payment } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { hasLines } from '../worker-facts.ts'

/**
 * R52: the wage goes to an account that other workers share, or a large part of it is held back as
 * cost. Facts: payments.
 */
export const r52 = personRule({
  code: 'R52',
  version: 3,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['PAYMENTS'],
  sees: ['IDENTITY', 'WORKER_FILES'],
  ground: ['Act of 12 April 1965 art. 23', 'S141'],
  parameters: {
    maxDeduction: parameter('PERCENT', 20, [1, 80], { source: 'Act of 12 April 1965' }),
    /** A couple is paid on one account, whatever name each of them has. */
    maxSharers: parameter('COUNT', 1, [0, 10]),
  },
  screens: [hasLines('PAYMENTS')],
  find(context, { maxDeduction, maxSharers }) {
    const share = ({ deductedCents, wageCents }: Payment) =>
      Math.round((100 * deductedCents) / Math.max(1, wageCents))
    const line = (payment: Payment) => outsideLine('PAYMENTS', payment)
    const held = (payment: Payment) =>
      fact('share', 'number', share(payment), line(payment), 'deductedCents')
    const payments = outside(context.facts, 'PAYMENTS')
    if (payments.length === 0) return clear(context, 'NO_RECORD')
    const odd = payments.filter(
      (one) => share(one) > maxDeduction || one.accountSharedWith > maxSharers,
    )
    // What is paid month after month the same way is one signal of an employer, by its last payment.
    const found = [...Map.groupBy(odd, ({ employerName }) => employerName)].map(([name, same]) => {
      const payment = latest(same)!
      const { on, accountSharedWith } = payment
      const isHeld = share(payment) > maxDeduction
      return sighting([name ?? ''], {}, [
        name === null ? null : fact('payer', 'text', name, line(payment), 'employer'),
        fact('paidOn', 'date', on, line(payment), 'on'),
        fact('payments', 'number', same.length, line(payment), 'on'),
        isHeld ? held(payment) : null,
        isHeld ? limitFact(maxDeduction) : null,
        accountSharedWith > maxSharers
          ? fact('workers', 'number', accountSharedWith, line(payment), 'account')
          : null,
      ])
    })
    return found.length > 0 ? found : clear(context, 'WITHIN_LIMIT', () => held(latest(payments)!))
  },
})
