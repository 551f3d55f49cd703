import { daysBetween } from '../../calendar/local-date.ts'
import { foremostClient } from '../client-share.ts'
import { lastSeen, seenAt } from '../control-signs.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

/**
 * R23: marks of prohibited hiring-out: nearly all the time for one client, nothing but labour, led by the
 * client, for long. All together. What nobody saw says nothing. Facts: declarations, what an inspector noted
 * at a control in the declared period.
 */
export const r23 = personRule({
  code: 'R23',
  version: 3,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['CONTROL_SIGNS'],
  ground: ['Act of 24 July 1987 art. 31', 'S131'],
  parameters: {
    minShare: parameter('PERCENT', 80, [50, 100]),
    minDays: parameter('DAYS', 90, [10, 365]),
  },
  screens: [
    anyOf(
      ({ facts }) =>
        seenAt(facts).filter(
          ({ body: { signs } }) => signs.ledByClient === 'YES' && signs.onlyLabour === 'YES',
        ).length,
    ),
  ],
  find: (context, { minShare, minDays }) =>
    eachDeclaration(context, (declaration) => {
      const { clients, period } = declaration.body
      const control = lastSeen(context.facts, declaration.body)
      const most = foremostClient(context, declaration.body)
      if (!control || !most) {
        clear(context, 'NO_RECORD')
        return null
      }
      const [client, share] = most
      const days = daysBetween(period.from, period.to) + 1
      const counted = () => fact('share', 'number', share, declaration, 'clients')
      if (share <= minShare || days < minDays) {
        clear(context, 'WITHIN_LIMIT', counted)
        return null
      }
      const { ledByClient, onlyLabour } = control.body.signs
      const said = () => [
        fact('ledByClient', 'code', `seenAnswer.${ledByClient}`, control, 'signs.ledByClient'),
        fact('onlyLabour', 'code', `seenAnswer.${onlyLabour}`, control, 'signs.onlyLabour'),
      ]
      if (ledByClient !== 'YES' || onlyLabour !== 'YES') {
        for (const one of said()) clear(context, 'AGREES', () => one)
        return null
      }
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        fact('client', 'text', client.name, declaration, `clients.${clients.indexOf(client)}.name`),
        counted(),
        fact('days', 'number', days, declaration, 'period'),
        ...said(),
        limitFact(minShare),
      ])
    }),
})
