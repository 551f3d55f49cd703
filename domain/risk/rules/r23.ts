import { daysBetween } from '../../calendar/local-date.ts'
import type { DeclarationBody, TandemRecord } from '../../contract/records.ts'
import { declarationFacts } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDeclaration, unionDays } from '../walk.ts'

type Client = DeclarationBody['clients'][number]

/** The client of a declaration for whom most of the declared days are, the first of equals, with their share in percent. */
function foremost(
  clients: readonly Client[],
  all: readonly TandemRecord<'declaration'>[],
): [Client, number] {
  const keyOf = ({ enterpriseNumber, name }: Client) => enterpriseNumber ?? name
  const daysFor = (of: (clients: readonly Client[]) => boolean) =>
    unionDays(all.flatMap(({ body }) => (of(body.clients) ? [body.period] : [])))
  const total = daysFor(() => true)
  const shares = clients.map((client): [Client, number] => {
    const days = daysFor((theirs) => theirs.some((one) => keyOf(one) === keyOf(client)))
    return [client, Math.round((100 * days) / total)]
  })
  return shares.reduce((best, one) => (one[1] > best[1] ? one : best))
}

/**
 * R23: marks of prohibited hiring-out: nearly all the time for one client, only labour invoiced, led
 * by the client, for long. All together. Facts: declarations, service contracts.
 */
export const r23 = personRule({
  code: 'R23',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['SERVICE_CONTRACTS'],
  ground: ['Act of 24 July 1987 art. 31', 'S131'],
  parameters: {
    minShare: parameter('PERCENT', 80, [50, 100]),
    minDays: parameter('DAYS', 90, [10, 365]),
  },
  find: (context, { minShare, minDays }) =>
    eachDeclaration(context, (declaration) => {
      const { clients, period, l1Number } = declaration.body
      const contract = outside(context.facts, 'SERVICE_CONTRACTS').find(
        (one) => one.l1Number === l1Number,
      )
      if (!contract || clients.length === 0) {
        clear(context, 'NO_RECORD')
        return null
      }
      const all = context.active.toSorted((a, b) =>
        a.body.period.from < b.body.period.from ? -1 : 1,
      )
      const [client, share] = foremost(clients, all)
      const days = daysBetween(period.from, period.to) + 1
      const counted = () => fact('share', 'number', share, declaration, 'clients')
      if (share <= minShare || days < minDays) {
        clear(context, 'WITHIN_LIMIT', counted)
        return null
      }
      if (!contract.onlyLabourInvoiced || !contract.ledByClient) {
        clear(context, 'AGREES', counted)
        return null
      }
      const line = outsideLine('SERVICE_CONTRACTS', contract)
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        fact('client', 'text', client.name, declaration, `clients.${clients.indexOf(client)}.name`),
        counted(),
        fact('days', 'number', days, declaration, 'period'),
        fact('ledByClient', 'code', 'yesNo.YES', line, 'ledByClient'),
        limitFact(minShare),
      ])
    }),
})
