import { daysBetween } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'
import { senderOf, unionDays } from '../walk.ts'

type Declaration = TandemRecord<'declaration'>

/** Days of a year over twelve months: a sum of stretches has no calendar months of its own. */
const DAYS_PER_MONTH = 365 / 12

/** The worker as declared, where nothing better is known: enough to tell two of them apart. */
const workerOf = ({ body: { worker } }: Declaration) =>
  worker.insz ?? worker.passport?.number ?? `${worker.familyName} ${worker.birthDate}`

/** Sender, client, address and task of a declaration; null when one is not told. */
function taskOf({ body }: Declaration): string | null {
  const [client, place] = [body.clients[0], body.places[0]?.address]
  const sender = senderOf(body)
  if (sender === null || !client || !place?.street || body.isco === null) return null
  const who = client.enterpriseNumber ?? client.name
  return [sender, who, place.municipality, place.street.toLowerCase(), body.isco].join('|')
}

/**
 * R17: workers follow each other on one task at one address, each for less than the limit and together
 * for more: durations of replacements are added up. Facts: declarations of the sender.
 */
export const r17 = enterpriseRule({
  code: 'R17',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  ground: ['Act of 5 March 2002', 'Act of 12 June 2020', 'S64'],
  parameters: {
    months: parameter('MONTHS', 12, [6, 24], { source: 'S64', confidence: 'MEDIUM' }),
    /** A gap of this many days or more is a new posting. */
    maxGap: parameter('DAYS', 14, [1, 90]),
  },
  find(context, { months, maxGap }) {
    const { enterprise, declarations } = context.facts
    const numbers = [enterprise.body.enterpriseNumber, enterprise.body.vatNumber]
    const own = declarations.filter(
      ({ body }) => body.status === 'ACTIVE' && numbers.includes(senderOf(body)),
    )
    if (own.length === 0) return clear(context, 'NO_DECLARATION')
    const tasks = Map.groupBy(own, taskOf)
    const found = [...tasks].flatMap(([task, group]) => {
      if (task === null) return []
      const rows = rowsOf(group, maxGap)
      return rows.flatMap((row) => {
        const days = unionDays(row.map(({ body }) => body.period))
        const workers = new Set(row.map(workerOf)).size
        const [first, last] = [row[0]!, row.at(-1)!]
        const counted = () => fact('days', 'number', days, last, 'period')
        if (workers < 2 || days <= months * DAYS_PER_MONTH) {
          if (workers >= 2) clear(context, 'WITHIN_LIMIT', counted)
          return []
        }
        const place = first.body.places[0]!.address!
        return [
          sighting([first.id], { declaration: last }, [
            fact('client', 'text', first.body.clients[0]!.name, first, 'clients.0.name'),
            fact('declaredPlace', 'municipality', place.municipality, first, 'places.0.address'),
            fact('workers', 'number', workers, last, 'worker'),
            counted(),
            limitFact(months),
          ]),
        ]
      })
    })
    return found.length > 0 ? found : clear(context, 'OTHER_MATTER')
  },
})

/** Declarations in order of their start, cut where a gap is too long. */
function rowsOf(group: readonly Declaration[], maxGap: number): Declaration[][] {
  const sorted = group.toSorted((a, b) => (a.body.period.from < b.body.period.from ? -1 : 1))
  const rows: Declaration[][] = []
  let until = ''
  for (const declaration of sorted) {
    const { from, to } = declaration.body.period
    if (until === '' || daysBetween(until, from) - 1 >= maxGap) rows.push([])
    rows.at(-1)!.push(declaration)
    if (to > until) until = to
  }
  return rows
}
