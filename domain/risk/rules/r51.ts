import { parameter } from '../parameters.ts'
import type { Lodger } from '../enterprise-facts.ts'
import { lodgersOn } from '../enterprise-walk.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'
import { largest } from '../screens.ts'

const housesOf = (lodgers: readonly Lodger[]): Map<string, Lodger[]> =>
  Map.groupBy(lodgers, ({ address, municipality }) => `${municipality} ${address}`)

/**
 * R51: many workers of one employer live at one address. A sign that they may need protection: offer
 * the protocol on trafficking, do not threaten. What is deducted from a wage for lodging no source tells
 * apart from other deductions: R52 asks about all of them. Who never came or has left lives there no more. Facts:
 * addresses of the workers who are here on its dossiers.
 */
export const r51 = enterpriseRule({
  code: 'R51',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['WORKER_ADDRESSES'],
  ground: ['Criminal Code art. 433quinquies', 'S141'],
  parameters: { minWorkers: parameter('COUNT', 6, [3, 50]) },
  screens: [
    {
      measure: ({ facts }) =>
        largest([...housesOf(facts.lodgers).values()], ({ length }) => length),
      mayFire: (most, { minWorkers }) => most >= minWorkers,
    },
  ],
  find(context, { minWorkers }) {
    const lodgers = lodgersOn(context.facts, context.today)
    if (lodgers.length === 0) return clear(context, 'NO_RECORD')
    const found = [...housesOf(lodgers)].flatMap(([house, workers]) => {
      const { address, municipality, personId } = workers[0]!
      const at = { kind: 'person', id: personId }
      const counted = fact('workers', 'number', workers.length, at, 'address')
      if (workers.length < minWorkers) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      return [
        sighting([house], {}, [
          fact('address', 'text', address, at, 'address.street'),
          fact('livesIn', 'municipality', municipality, at, 'address.municipality'),
          counted,
          limitFact(minWorkers),
        ]),
      ]
    })
    return found
  },
})
