import { toSpan, overlaps } from '../../calendar/spans.ts'
import { clientDeclarations } from '../enterprise-walk.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'

/**
 * R27: several workers are declared for a client in one municipality, and no works were declared
 * there. Facts: declarations of the client, declarations of works (art. 30bis).
 */
export const r27 = enterpriseRule({
  code: 'R27',
  version: 1,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['WORKS'],
  ground: ['Act of 27 June 1969 art. 30bis'],
  parameters: { minWorkers: parameter('COUNT', 3, [2, 50]) },
  find(context, { minWorkers }) {
    const works = outside(context.facts, 'WORKS')
    const building = clientDeclarations(context.facts).filter(
      ({ body }) => body.sector === 'CONSTRUCTION',
    )
    if (building.length === 0) return clear(context, 'NO_DECLARATION')
    const places = Map.groupBy(
      building,
      ({ body }) => body.places[0]?.address?.municipality ?? null,
    )
    const found = [...places].flatMap(([municipality, group]) => {
      if (municipality === null) return []
      const counted = fact('workers', 'number', group.length, group[0]!, 'worker')
      if (group.length < minWorkers) {
        clear(context, 'WITHIN_LIMIT', () => counted)
        return []
      }
      const known = works.some(
        (one) =>
          one.municipality === municipality &&
          (one.declared || one.exempt) &&
          group.some(({ body }) => overlaps(toSpan(one.period), body.period)),
      )
      if (known) {
        clear(context, 'COVERED')
        return []
      }
      return [
        sighting([municipality], { declaration: group[0]! }, [
          fact('declaredPlace', 'municipality', municipality, group[0]!, 'places.0.address'),
          counted,
          limitFact(minWorkers),
        ]),
      ]
    })
    return found
  },
})
