/**
 * The last day of a clock found by brute force: one day after the other, with a calendar of its own.
 * Nothing is shared with domain/dossier/clocks.ts but the dated table of lengths.
 */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ClockEvent } from '../../domain/contract/records.ts'
import { clockTerm, type Term } from '../../domain/reference/clocks.ts'

const DAY_MS = 86_400_000

/** Easter Sundays as printed in calendars. */
const EASTERS = `2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17
  2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13
  2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10`.split(
  /\s+/,
)
const FIXED = new Set(['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'])

const next = (day: Date, days = 1): Date => new Date(day.getTime() + days * DAY_MS)
const text = (day: Date): LocalDate => day.toISOString().slice(0, 10)

const MOVABLE = new Set(
  EASTERS.flatMap((easter) => [1, 39, 50].map((days) => text(next(new Date(easter), days)))),
)

function isOfficeDay(day: Date): boolean {
  if (day.getUTCDay() === 0 || day.getUTCDay() === 6) return false
  return !FIXED.has(text(day).slice(5)) && !MOVABLE.has(text(day))
}

/** Nights from a start to the end of a term, counted one by one. */
function nightsOf(start: Date, term: Term): number {
  if (term.unit === 'DAYS') return term.length
  let nights = 0
  let months = 0
  let day = start
  while (months < term.length || !closesMonth(start, day)) {
    day = next(day)
    nights += 1
    if (day.getUTCDate() === 1) months += 1
  }
  return term.counting === 'SAME_DATE' ? nights : nights - 1
}

/** True on the date of the start, or on the last day of a month that is too short for it. */
function closesMonth(start: Date, day: Date): boolean {
  const isLast = next(day).getUTCDate() === 1
  return (
    day.getUTCDate() === start.getUTCDate() || (isLast && day.getUTCDate() < start.getUTCDate())
  )
}

export interface Walked {
  /** Null when a question is open after the last event. */
  due: LocalDate | null
  /** The first day on which every day of the length was used; null as `due`. */
  usedUp: LocalDate | null
  /** Null as `due`. */
  suspendedDays: number | null
}

/** Walks the last run of one clock: `events` are those of that clock, in the order they were noted. */
export function walkClock(events: readonly ClockEvent[]): Walked {
  const run = events.slice(events.findLastIndex(({ kind }) => kind === 'START'))
  const stop = run.findIndex(({ kind }) => kind === 'STOP')
  return walkRun(stop === -1 ? run : run.slice(0, stop))
}

function walkRun([first, ...acts]: readonly ClockEvent[]): Walked {
  const start = new Date(first!.at)
  const { term, movesToWorkingDay } = clockTerm(first!.clock, first!.at)
  let length = first!.days ?? nightsOf(start, term)
  let [used, open, suspendedDays] = [0, 0, 0]
  let usedUp: Date | null = null
  const lastAct = acts.reduce((last, { at }) => (at > last ? at : last), first!.at)
  for (let day = start; ; day = next(day)) {
    const today = text(day)
    for (const { at, kind, days } of acts) {
      if (at !== today) continue
      if (kind === 'SUSPEND') open += 1
      if (kind === 'RESUME' && open > 0) open -= 1
      if (kind === 'EXTEND') length += days ?? 0
    }
    if (open > 0 && today >= lastAct) return { due: null, usedUp: null, suspendedDays: null }
    usedUp = used < length ? null : (usedUp ?? day)
    const ends = usedUp !== null && open === 0 && (!movesToWorkingDay || isOfficeDay(day))
    if (ends) return { due: today, usedUp: text(usedUp!), suspendedDays }
    // The night to the next day counts unless the clock stands still in it.
    if (open > 0) suspendedDays += 1
    else used += 1
  }
}
