/**
 * Postings by one employer for one task at one place, added up: what the limits of 12 and 18 months count (Act
 * of 5 March 2002, as changed on 12 June 2020). Those of one worker, and those of workers who replaced each
 * other. Which task is the same, what begins anew, who replaces whom and when a month is full is told where the
 * screen reads it (limosa/counting.ts, limosa/replacements.ts).
 */
import { addMonths, daysBetween } from '../calendar/local-date.ts'
import type { FindingFact } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import { type Counted, countedDays, postingLines } from '../limosa/counting.ts'
import {
  daysOf,
  eachTaskOfSender,
  passesWith,
  type Row,
  rowsOf,
  staysOf,
  TURNS,
  workersIn,
} from '../limosa/replacements.ts'
import { taskKeys } from '../limosa/same-task.ts'
import type { Notification } from './outside-facts.ts'
import { fact, type RuleContext } from './rule.ts'
import { sendersOf } from './senders.ts'

type Declaration = TandemRecord<'declaration'>

export interface Stretch extends Counted {
  employerName: string
  first: Declaration
  last: Declaration
  /** How many workers replaced each other. */
  workers: number
  /** What was notified of the posting of another of them. */
  notified: readonly Notification[]
}

const NONE: readonly Declaration[] = []
const DAYS_OF_YEAR = 365

/** Fewest days that so many months in a row have, or fewer: February may be among the first of them. */
export const fewestDays = (months: number): number => Math.floor((months * DAYS_OF_YEAR) / 12) - 3

/** Fewest months that the limit of a rule about them may be. */
export const LEAST_MONTHS = 6

/** What several declarations of one task have fewer days than is too short for any rule about them. */
export const LEAST_SHARED_DAYS = fewestDays(LEAST_MONTHS)

/** From the first day to the last there are more than so many months. */
function isSpread(active: readonly Declaration[], months: number): boolean {
  let { from, to } = active[0]!.body.period
  for (const {
    body: { period },
  } of active) {
    if (period.from < from) from = period.from
    if (period.to > to) to = period.to
  }
  return addMonths(from, months) <= to
}

/** Those of senders whose declarations together are longer; all when somebody asks why there is nothing. */
function longEnough({ active, why }: RuleContext, months: number): readonly Declaration[] {
  if (why !== null) return active
  if (active.length === 0 || !isSpread(active, months)) return NONE
  const limit = fewestDays(months)
  const days = active.map(({ body: { period } }) => daysBetween(period.from, period.to) + 1)
  // Who sends takes longer to tell than how long all of them did.
  if (days.reduce((sum, one) => sum + one, 0) <= limit) return NONE
  const senders = active.map(sendersOf(active))
  const bySender = new Map<string | null, number>()
  for (const [i, sender] of senders.entries()) {
    bySender.set(sender, (bySender.get(sender) ?? 0) + days[i]!)
  }
  return active.filter((_, i) => bySender.get(senders[i]!)! > limit)
}

function stretchOf(line: readonly Declaration[]): Stretch {
  const first = line[0]!
  return {
    ...countedDays(line.map(({ body }) => body.period)),
    employerName: first.body.employer!.name,
    first,
    last: line.at(-1)!,
    workers: 1,
    notified: [],
  }
}

/** One of those that begin with the same declaration: the longest. A declaration may be of several tasks. */
export function longestOfEach<T extends Pick<Stretch, 'first' | 'days'>>(all: readonly T[]): T[] {
  const longest = new Map<string, T>()
  for (const one of all) {
    const known = longest.get(one.first.id)
    if (!known || one.days > known.days) longest.set(one.first.id, one)
  }
  return [...longest.values()]
}

/**
 * Stretches of active declarations, each as long as no interruption begins anew; the days of shorter ones
 * do not count. Those that cannot be longer than so many months may be left out.
 */
export function postingStretches(context: RuleContext, months: number): Stretch[] {
  const declarations = longEnough(context, months)
  if (declarations.length === 0) return []
  const senderOf = sendersOf(declarations)
  const tasks = declarations.flatMap((declaration) => {
    const sender = senderOf(declaration)
    if (sender === null) return []
    return taskKeys(declaration.body).map((key) => ({ task: `${sender}|${key}`, declaration }))
  })
  const stretches = [...Map.groupBy(tasks, ({ task }) => task).values()].flatMap((group) =>
    postingLines(group, ({ declaration }) => declaration.body.period).map((line) =>
      stretchOf(line.map(({ declaration }) => declaration)),
    ),
  )
  return longestOfEach(stretches)
}

/** The stays of a row until it is longer than so many months, as one stretch; the last is told by its own declarations. */
function rowStretch(row: Row): Stretch {
  const all = row.flatMap(({ of }) => of)
  const first = all[0]!.record
  return {
    ...daysOf(row),
    employerName: first.body.employer!.name,
    first,
    last: all.at(-1)!.record,
    workers: workersIn(row),
    notified: all.flatMap(({ notified }) => notified),
  }
}

/**
 * Stretches of several workers who replaced each other and of whom this person is the one with whom they are
 * longer than so many months. Who alone is there for longer than that is told by a stretch of their own.
 */
export function replacementStretches(
  { facts: { person, sameTask = [] }, active }: RuleContext,
  months: number,
): Stretch[] {
  if (sameTask.length === 0 || active.length === 0) return []
  const own = new Set(active.map(({ id }) => id))
  const rows = eachTaskOfSender(sameTask).flatMap((onTask) =>
    rowsOf(staysOf(onTask, TURNS.maxGap), TURNS),
  )
  const found = rows.flatMap((row) => {
    const count = passesWith(row, months)
    if (count === null) return []
    const passing = row.slice(0, count)
    const last = passing.at(-1)!
    if (!last.of.some((one) => one.personId === person.id || own.has(one.record.id))) return []
    return workersIn(passing) < 2 || daysOf([last]).longerThan(months) ? [] : [rowStretch(passing)]
  })
  return longestOfEach(found)
}

/** Employer, first day, workers who replaced each other and days of a stretch; the days come last. */
export function stretchFacts({
  first,
  last,
  employerName,
  from,
  days,
  workers,
}: Stretch): FindingFact[] {
  const place = first.body.places[0]?.address?.municipality ?? null
  const replaced = workers > 1 ? [fact('workers', 'number', workers, last, 'worker')] : []
  return [
    fact('declaredEmployer', 'text', employerName, first, 'employer.name'),
    fact('declaredPlace', 'municipality', place, first, 'places.0.address'),
    fact('firstPosting', 'date', from, first, 'period'),
    ...replaced,
    fact('days', 'number', days, last, 'period'),
  ]
}

/** That the same replacements are looked at under another rule too: one matter, not two. */
export const sameMatter = (code: 'R15' | 'R17', declaration: Declaration): FindingFact =>
  fact('sameMatter', 'code', `postingRule.${code}`, declaration, 'period')
