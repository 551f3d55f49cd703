import { overlaps, toSpan } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { buildingSite } from '../../limosa/building-site.ts'
import { islands } from '../../limosa/counting.ts'
import { areApart } from '../../linking/places.ts'
import type { EnterpriseFacts } from '../enterprise-facts.ts'
import { workersOn } from '../../limosa/same-worker.ts'
import { knownAs } from '../enterprise-walk.ts'
import { heldFact, heldOf, isHeldOn, notHeld, regionsAt, unreadFact } from '../holdings.ts'
import { outside, type Works } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import {
  clear,
  type EnterpriseContext,
  enterpriseRule,
  fact,
  limitFact,
  outsideLine,
  type Sighting,
  sighting,
} from '../rule.ts'

type Declaration = TandemRecord<'declaration'>

/** The municipality with which the line of a site begins. */
const municipalityOf = (site: string): string => site.slice(0, site.indexOf(' '))

/**
 * Works of which one may be meant: those at the very place, whoever builds there, and those in the
 * municipality in which the client has a part, whose place another may have typed otherwise: not those that
 * stand in another street at another number.
 */
function worksAt(facts: EnterpriseFacts, site: string): Works[] {
  const own = knownAs(facts)
  return outside(facts, 'WORKS').filter(
    ({ place, municipality, parties }) =>
      place === site ||
      (municipality === municipalityOf(site) &&
        parties.some((key) => own.includes(key)) &&
        (place === null || !areApart(place, site))),
  )
}

/** Those of the time without a break in which most workers were declared: who came years apart built nothing together. */
function atOnce(list: readonly Declaration[]): readonly Declaration[] {
  const times = islands(list.map(({ body }) => body.period)).map((time) =>
    list.filter(({ body }) => overlaps(time, body.period)),
  )
  return times.reduce(
    (most, one) => (workersOn(one) > workersOn(most) ? one : most),
    times[0] ?? [],
  )
}

function look(
  context: EnterpriseContext,
  site: string,
  all: readonly Declaration[],
  minWorkers: number,
): Sighting | null {
  const most = atOnce(all)
  const isFew = workersOn(most) < minWorkers
  // So few are no signal whatever was declared: works are looked up for whoever asks why.
  if (isFew && context.why === null) return null
  const works = worksAt(context.facts, site)
  const isDeclared = ({ body }: Declaration) =>
    works.find(({ period }) => overlaps(toSpan(period), body.period))
  const declared = all.map(isDeclared).find((one) => one !== undefined)
  if (declared) {
    const line = outsideLine('WORKS', declared)
    clear(context, 'COVERED', () => fact('worksNumber', 'text', declared.number, line, 'number'))
    return null
  }
  if (isFew) {
    clear(context, 'WITHIN_LIMIT', () =>
      fact('workers', 'number', workersOn(most), most[0]!, 'worker'),
    )
    return null
  }
  const held = heldOf(context.facts, 'WORKS', regionsAt(municipalityOf(site)))
  const known = atOnce(all.filter(({ body }) => isHeldOn(held, body.period.from)))
  if (workersOn(known) < minWorkers) {
    notHeld(context, held)
    return null
  }
  const first = known[0]!
  return sighting([site], { declaration: first }, [
    fact('declaredPlace', 'municipality', municipalityOf(site), first, 'places.0.address'),
    fact('workers', 'number', workersOn(known), first, 'worker'),
    heldFact(held),
    unreadFact(held),
    limitFact(minWorkers),
  ])
}

/**
 * R27: several workers are declared for a client at one building site at a time, and no works were declared there,
 * of which the desk holds the declarations. Facts: declarations of the client, declarations of works (art. 30bis).
 */
export const r27 = enterpriseRule({
  code: 'R27',
  version: 4,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['WORKS'],
  sees: ['SITES', 'FIRM_WORKS'],
  ground: ['Act of 27 June 1969 art. 30bis'],
  parameters: { minWorkers: parameter('COUNT', 3, [2, 50]) },
  // Who is sent to one site is looked up at each pass.
  screens: [{ measure: () => 0, mayFire: (_, _values, { facts }) => facts.atOneSite.length > 0 }],
  find(context, { minWorkers }) {
    const { atOneSite } = context.facts
    if (atOneSite.length === 0) return clear(context, 'OTHER_MATTER')
    const sites = Map.groupBy(atOneSite, ({ body }) => buildingSite(body))
    const found = [...sites].flatMap(([site, all]) =>
      site === null ? [] : (look(context, site, all, minWorkers) ?? []),
    )
    return found
  },
})
