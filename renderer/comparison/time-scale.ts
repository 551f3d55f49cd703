/**
 * The time line's scale: day numbers to pixels, the axis with its ticks, zoom and pan. Pure; the
 * drawing only reads what comes out of here.
 */
import {
  addMonths,
  fromDay,
  toDay,
  weekday,
  type DayNumber,
  type LocalDate,
} from '../../domain/calendar/local-date.ts'

/** Days shown, `to` not included. */
export interface TimeRange {
  from: DayNumber
  to: DayNumber
}

export interface TimeScale {
  range: TimeRange
  /** Width of the drawing in pixels. */
  width: number
  /** Left edge of a day in pixels; may lie outside the drawing. */
  x(day: DayNumber): number
}

export type TickUnit = 'YEAR' | 'QUARTER' | 'MONTH' | 'WEEK'

/** One mark of the axis: the first day of a year, quarter, month or week. */
export interface Tick {
  day: DayNumber
  date: LocalDate
  x: number
  unit: TickUnit
}

/** Least number of days that zooming in still shows. */
export const MIN_SPAN = 21
/** Most days that can be shown: thirty years. */
export const MAX_SPAN = 30 * 366

const MIN_TICK_GAP: Readonly<Record<TickUnit, number>> = {
  YEAR: 44,
  QUARTER: 40,
  MONTH: 34,
  WEEK: 44,
}

/** A linear scale over `range`. A width below one pixel counts as one. */
export function timeScale(range: TimeRange, width: number): TimeScale {
  const usable = Math.max(1, width)
  const perDay = usable / (range.to - range.from)
  return { range, width: usable, x: (day) => (day - range.from) * perDay }
}

/** The smallest range of whole months that shows all the days, with a month of air on both sides. */
export function fitRange(days: readonly DayNumber[], today: DayNumber): TimeRange {
  const all = [...days, today]
  const first = all.reduce((a, b) => Math.min(a, b))
  const last = all.reduce((a, b) => Math.max(a, b))
  const from = toDay(addMonths(firstOfMonth(fromDay(first)), -1))
  const to = toDay(addMonths(firstOfMonth(fromDay(last)), 2))
  return to - from > MAX_SPAN ? { from: to - MAX_SPAN, to } : { from, to }
}

/** Zooms around `anchor`, which keeps its place; a factor above 1 shows more detail. */
export function zoom(range: TimeRange, factor: number, anchor: DayNumber): TimeRange {
  const span = range.to - range.from
  const next = Math.round(Math.min(MAX_SPAN, Math.max(MIN_SPAN, span / factor)))
  const share = Math.min(1, Math.max(0, (anchor - range.from) / span))
  const from = Math.round(anchor - share * next)
  return { from, to: from + next }
}

/** Moves the range by a share of its span: 0.25 is a quarter later. */
export function pan(range: TimeRange, share: number): TimeRange {
  const by = Math.round((range.to - range.from) * share)
  return { from: range.from + by, to: range.to + by }
}

/** The range moved just enough to show the days `from` to `to` (or their start, when too long). */
export function reveal(range: TimeRange, from: DayNumber, to: DayNumber): TimeRange {
  const span = range.to - range.from
  const air = Math.round(span * 0.05)
  if (from >= range.from && to < range.to) return range
  if (to - from + 2 * air >= span || from < range.from) {
    return { from: from - air, to: from - air + span }
  }
  return { from: to + air - span, to: to + air }
}

/**
 * The axis: years (or months, zoomed in) as major ticks, and the finest unit whose ticks keep
 * their distance as minor ones.
 */
export function axis(scale: TimeScale): { major: Tick[]; minor: Tick[] } {
  const pixelsPerDay = scale.width / (scale.range.to - scale.range.from)
  const fits = (unit: TickUnit, days: number) => pixelsPerDay * days >= MIN_TICK_GAP[unit]
  if (fits('WEEK', 7)) return { major: ticks(scale, 'MONTH'), minor: ticks(scale, 'WEEK') }
  const major = ticks(scale, 'YEAR')
  if (fits('MONTH', 30)) return { major, minor: ticks(scale, 'MONTH') }
  if (fits('QUARTER', 91)) return { major, minor: ticks(scale, 'QUARTER') }
  return { major, minor: [] }
}

/** Ticks of one unit inside the range, in order. */
export function ticks(scale: TimeScale, unit: TickUnit): Tick[] {
  const out: Tick[] = []
  let date = firstTick(fromDay(scale.range.from), unit)
  for (let day = toDay(date); day < scale.range.to; day = toDay(date)) {
    if (day >= scale.range.from) out.push({ day, date, x: scale.x(day), unit })
    date = nextTick(date, unit)
  }
  return out
}

function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01`
}

function firstTick(date: LocalDate, unit: TickUnit): LocalDate {
  switch (unit) {
    case 'YEAR':
      return `${date.slice(0, 4)}-01-01`
    case 'QUARTER': {
      const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1
      return `${date.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
    }
    case 'MONTH':
      return firstOfMonth(date)
    case 'WEEK':
      return fromDay(toDay(date) - weekday(date) + 1)
  }
}

function nextTick(date: LocalDate, unit: TickUnit): LocalDate {
  if (unit === 'WEEK') return fromDay(toDay(date) + 7)
  return addMonths(date, unit === 'YEAR' ? 12 : unit === 'QUARTER' ? 3 : 1)
}
