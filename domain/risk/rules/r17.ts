import { daysBetween, type LocalDate } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { taskKey } from '../../limosa/same-task.ts'
import { byWorker } from '../../limosa/same-worker.ts'
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
 * for more: durations of replacements are added up. Who works beside another replaces nobody: a crew of
 * several is as many rows. Facts: declarations of the sender.
 */
export const r17 = enterpriseRule({
  code: 'R17',
  version: 3,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['SITES'],
  ground: ['Act of 5 March 2002', 'Act of 12 June 2020', 'S64'],
  parameters: {
    months: parameter('MONTHS', 12, [6, 24], { source: 'S64', confidence: 'MEDIUM' }),
    /** A gap of this many days or more is a new posting. */
    maxGap: parameter('DAYS', 14, [1, 90]),
    /** So many days one who leaves and one who comes may work side by side. */
    maxOverlap: parameter('DAYS', 7, [0, 30]),
  },
  // Who shares a task is looked up at each pass.
  screens: [{ measure: () => 0, mayFire: (_, _values, { facts }) => facts.sameTask.length > 0 }],
  find(context, { months, maxGap, maxOverlap }) {
    const { sameTask } = context.facts
    if (sameTask.length === 0) return clear(context, 'NO_RECORD')
    const limit = months * DAYS_PER_MONTH
    const tasks = Map.groupBy(sameTask, ({ body }) => taskKey(body))
    const found = [...tasks.values()].flatMap((group) => {
      // Who alone is there for longer is a matter of R15 and R16.
      const all = staysOf(group, maxGap)
      const stays = all.filter(({ days }) => days <= limit)
      if (stays.length === 0) {
        const [longest] = all.toSorted((a, b) => b.days - a.days)
        const { days, declarations } = longest!
        clear(context, 'OTHER_MATTER', () =>
          fact('days', 'number', days, declarations[0]!, 'period'),
        )
      }
      return rowsOf(stays, maxGap, maxOverlap).flatMap(
        (row) => rotation(context, row, months) ?? [],
      )
    })
    return found.length > 0 ? found : NOTHING
  },
})

/** What one worker was declared for without a gap that begins anew. */
interface Stay {
  worker: number
  from: LocalDate
  to: LocalDate
  days: number
  declarations: Declaration[]
}

/** A row of workers, each after the other, that together lasts too long. */
function rotation(
  context: EnterpriseContext,
  row: readonly Stay[],
  months: number,
): Sighting | null {
  const declarations = row.flatMap((stay) => stay.declarations)
  const days = unionDays(row)
  const workers = new Set(row.map(({ worker }) => worker)).size
  const [first, last] = [declarations[0]!, declarations.at(-1)!]
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

const byStart = <T>(list: readonly T[], startOf: (one: T) => LocalDate): T[] =>
  list.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0))

/** Days between the end of one and the start of the next; less than nothing when they share days. */
const gapTo = (from: LocalDate, before: Stay): number => daysBetween(before.to, from) - 1

/** The stays of each worker, in order of their start. */
function staysOf(group: readonly Declaration[], maxGap: number): Stay[] {
  const workers = byWorker(group, ({ body }) => body)
  const stays: Stay[] = []
  const open = new Map<number, Stay>()
  for (const declaration of byStart(group, ({ body }) => body.period.from)) {
    const { from, to } = declaration.body.period
    const worker = workers.get(declaration)!
    const known = open.get(worker)
    if (known && gapTo(from, known) < maxGap) {
      known.declarations.push(declaration)
      if (to > known.to) known.to = to
    } else {
      const stay = { worker, from, to, days: 0, declarations: [declaration] }
      open.set(worker, stay)
      stays.push(stay)
    }
  }
  for (const stay of stays) stay.days = unionDays(stay.declarations.map(({ body }) => body.period))
  return stays
}

/**
 * Stays in rows: each joins the one that ended last before it began and that it outlasts, of another
 * worker; who replaces nobody begins a row.
 */
function rowsOf(stays: readonly Stay[], maxGap: number, maxOverlap: number): Stay[][] {
  const rows: Stay[][] = []
  for (const stay of byStart(stays, ({ from }) => from)) {
    const follows = (row: readonly Stay[]) => {
      const before = row.at(-1)!
      const gap = gapTo(stay.from, before)
      const isNext = gap < maxGap && -gap <= maxOverlap && stay.to > before.to
      return isNext && before.worker !== stay.worker
    }
    const row = rows
      .filter(follows)
      .reduce<Stay[] | null>(
        (last, one) => (last && last.at(-1)!.to >= one.at(-1)!.to ? last : one),
        null,
      )
    if (row) row.push(stay)
    else rows.push([stay])
  }
  return rows
}
