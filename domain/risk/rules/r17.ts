import { daysBetween } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { taskKey } from '../../limosa/same-task.ts'
import { declaredWorker } from '../enterprise-walk.ts'
import { parameter } from '../parameters.ts'
import {
  clear,
  type EnterpriseContext,
  enterpriseRule,
  fact,
  limitFact,
  sighting,
  type Sighting,
  NOTHING,
} from '../rule.ts'
import { unionDays } from '../walk.ts'

type Declaration = TandemRecord<'declaration'>

/** Days of a year over twelve months: a sum of stretches has no calendar months of its own. */
const DAYS_PER_MONTH = 365 / 12

/**
 * R17: workers follow each other on one task at one address, each for less than the limit and together
 * for more: durations of replacements are added up. Facts: declarations of the sender.
 */
export const r17 = enterpriseRule({
  code: 'R17',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['SITES'],
  ground: ['Act of 5 March 2002', 'Act of 12 June 2020', 'S64'],
  parameters: {
    months: parameter('MONTHS', 12, [6, 24], { source: 'S64', confidence: 'MEDIUM' }),
    /** A gap of this many days or more is a new posting. */
    maxGap: parameter('DAYS', 14, [1, 90]),
  },
  // Who shares a task is looked up at each pass.
  screens: [{ measure: () => 0, mayFire: (_, _values, { facts }) => facts.sameTask.length > 0 }],
  find(context, { months, maxGap }) {
    const { sameTask } = context.facts
    if (sameTask.length === 0) return clear(context, 'NO_RECORD')
    const tasks = Map.groupBy(sameTask, ({ body }) => taskKey(body))
    const found = [...tasks.values()].flatMap((group) =>
      rowsOf(group, maxGap).flatMap((row) => rotation(context, row, months) ?? []),
    )
    return found.length > 0 ? found : NOTHING
  },
})

/** A row of declarations of several workers that together lasts too long. */
function rotation(
  context: EnterpriseContext,
  row: readonly Declaration[],
  months: number,
): Sighting | null {
  const days = unionDays(row.map(({ body }) => body.period))
  const workers = new Set(row.map(declaredWorker)).size
  const [first, last] = [row[0]!, row.at(-1)!]
  if (workers < 2) {
    clear(context, 'OTHER_MATTER', () => fact('workers', 'number', workers, last, 'worker'))
    return null
  }
  const counted = fact('days', 'number', days, last, 'period')
  if (days <= months * DAYS_PER_MONTH) {
    clear(context, 'WITHIN_LIMIT', () => counted)
    return null
  }
  const { clients, places } = first.body
  const place = places[0]?.address?.municipality ?? null
  return sighting([first.id], { declaration: last }, [
    clients[0] ? fact('client', 'text', clients[0].name, first, 'clients.0.name') : null,
    fact('declaredPlace', 'municipality', place, first, 'places.0.address'),
    fact('workers', 'number', workers, last, 'worker'),
    counted,
    limitFact(months),
  ])
}

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
