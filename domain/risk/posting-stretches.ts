/**
 * Postings of one worker by one employer for one task at one place, added up: what the limits of 12
 * and 18 months count (Act of 5 March 2002, as changed on 12 June 2020). Which task is the same, what
 * begins anew and when a month is full is told where the screen reads it (limosa/counting.ts).
 */
import { addMonths, daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { FindingFact } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import { fullAfter, islands, lengthOf, postingLines } from '../limosa/counting.ts'
import { taskKey } from '../limosa/same-task.ts'
import { fact, type RuleContext } from './rule.ts'
import { sendersOf } from './senders.ts'

type Declaration = TandemRecord<'declaration'>

export interface Stretch {
  employerName: string
  first: Declaration
  last: Declaration
  from: LocalDate
  days: number
  /** The last day of so many months as the days count; null: they are not full. */
  fullOn(months: number): LocalDate | null
  /** True when the added days are more than so many months from the first day. */
  longerThan(months: number): boolean
}

const NONE: readonly Declaration[] = []
const DAYS_OF_YEAR = 365

/** Fewest days that so many months in a row have, or fewer: February may be among the first of them. */
export const fewestDays = (months: number): number => Math.floor((months * DAYS_OF_YEAR) / 12) - 3

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
  const counted = islands(line.map(({ body }) => body.period))
  const first = line[0]!
  const { from } = first.body.period
  const days = counted.reduce((sum, span) => sum + lengthOf(span), 0)
  return {
    employerName: first.body.employer!.name,
    first,
    last: line.at(-1)!,
    from,
    days,
    fullOn: (months) => fullAfter(counted, months),
    longerThan: (months) => days > daysBetween(from, addMonths(from, months)),
  }
}

/**
 * Stretches of active declarations, each as long as no interruption begins anew; the days of shorter ones
 * do not count. Those that cannot be longer than so many months may be left out.
 */
export function postingStretches(context: RuleContext, months: number): Stretch[] {
  const declarations = longEnough(context, months)
  if (declarations.length === 0) return []
  const senderOf = sendersOf(declarations)
  const taskOf = (declaration: Declaration): string | null => {
    const [sender, task] = [senderOf(declaration), taskKey(declaration.body)]
    return sender === null || task === null ? null : `${sender}|${task}`
  }
  return [...Map.groupBy(declarations, taskOf)].flatMap(([task, group]) =>
    task === null ? [] : postingLines(group, ({ body }) => body.period).map(stretchOf),
  )
}

/** Employer, first day and days of a stretch; the days come last. */
export function stretchFacts({ first, last, employerName, from, days }: Stretch): FindingFact[] {
  const place = first.body.places[0]?.address?.municipality ?? null
  return [
    fact('declaredEmployer', 'text', employerName, first, 'employer.name'),
    fact('declaredPlace', 'municipality', place, first, 'places.0.address'),
    fact('firstPosting', 'date', from, first, 'period'),
    fact('days', 'number', days, last, 'period'),
  ]
}
