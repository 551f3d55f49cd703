import type { TandemRecord } from '../../contract/records.ts'
import {
  daysOf,
  eachTask,
  type Row,
  rowsOf,
  type Stay,
  staysOf,
  workersIn,
} from '../../limosa/replacements.ts'
import { POSTING_DURATION } from '../../reference/limosa.ts'
import { parameter } from '../parameters.ts'
import { longestOfEach, sameMatter } from '../posting-stretches.ts'
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

/**
 * R17: workers follow each other on one task at one address, each for less than the limit and together
 * for more: durations of replacements are added up. Who works beside another replaces nobody: a crew of
 * several is as many rows. R15 tells of the worker with whom the months are over, where nobody notified it.
 * Facts: declarations of the sender.
 */
export const r17 = enterpriseRule({
  code: 'R17',
  version: 4,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['IDENTITY', 'SITES'],
  ground: ['Act of 5 March 2002', 'Act of 12 June 2020', 'S64'],
  parameters: {
    months: parameter('MONTHS', 12, [6, 24], { source: 'S64', confidence: 'MEDIUM' }),
    /** A gap of this many days or more is a new posting. */
    maxGap: parameter('DAYS', POSTING_DURATION.interruptionDays, [1, 90]),
    /** So many days one who leaves and one who comes may work side by side. */
    maxOverlap: parameter('DAYS', POSTING_DURATION.handoverDays, [0, 30]),
  },
  // Who shares a task is looked up at each pass.
  screens: [{ measure: () => 0, mayFire: (_, _values, { facts }) => facts.sameTask.length > 0 }],
  find(context, { months, maxGap, maxOverlap }) {
    const { sameTask } = context.facts
    if (sameTask.length === 0) return clear(context, 'NO_RECORD')
    const found = eachTask(sameTask).flatMap((onTask) =>
      rowsOf(shortStays(context, staysOf(onTask, maxGap), months), { maxGap, maxOverlap }).flatMap(
        (row) => rotation(context, row, months) ?? [],
      ),
    )
    return found.length > 0 ? longestOfEach(found).map(({ seen }) => seen) : NOTHING
  },
})

const isLonger = (row: Row, months: number): boolean => daysOf(row).longerThan(months)

/** Stays within the limit: who alone is there for longer is a matter of R15 and R16. */
function shortStays(context: EnterpriseContext, all: readonly Stay[], months: number): Stay[] {
  const stays = all.filter((stay) => !isLonger([stay], months))
  if (stays.length === 0) {
    const [longest] = all.toSorted((a, b) => b.days - a.days)
    const { days, of } = longest!
    clear(context, 'OTHER_MATTER', () => fact('days', 'number', days, of[0]!.record, 'period'))
  }
  return stays
}

interface Rotation {
  first: TandemRecord<'declaration'>
  days: number
  seen: Sighting
}

/** A row of workers, each after the other, that together lasts too long. */
function rotation(context: EnterpriseContext, row: Row, months: number): Rotation | null {
  const declarations = row.flatMap(({ of }) => of.map(({ record }) => record))
  const { days } = daysOf(row)
  const workers = workersIn(row)
  const [first, last] = [declarations[0]!, declarations.at(-1)!]
  if (workers < 2) {
    clear(context, 'OTHER_MATTER', () => fact('workers', 'number', workers, last, 'worker'))
    return null
  }
  const counted = fact('days', 'number', days, last, 'period')
  if (!isLonger(row, months)) {
    clear(context, 'WITHIN_LIMIT', () => counted)
    return null
  }
  const { clients, places } = first.body
  const place = places[0]?.address?.municipality ?? null
  const seen = sighting([first.id], { declaration: last }, [
    clients[0] ? fact('client', 'text', clients[0].name, first, 'clients.0.name') : null,
    fact('declaredPlace', 'municipality', place, first, 'places.0.address'),
    fact('workers', 'number', workers, last, 'worker'),
    counted,
    limitFact(months),
    sameMatter('R15', last),
  ])
  return { first, days, seen }
}
