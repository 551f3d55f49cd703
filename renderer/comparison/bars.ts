/** Bars of the time line: closed stretches of days, their lanes and what is not covered. Pure. */
import { toDay, type DayNumber } from '../../domain/calendar/local-date.ts'
import type { Period } from '../../domain/contract/records.ts'
import type { TimeScale } from './time-scale.ts'

/** Days `from` to `to`, both included; `to` is Infinity for an open end. */
export interface Stretch {
  from: DayNumber
  to: DayNumber
}

/** Where a stretch is drawn; null when it lies outside the drawing. */
export interface Box {
  x: number
  width: number
  /** The stretch goes on beyond the left or right edge of the drawing, or has no end. */
  cutLeft: boolean
  cutRight: boolean
}

/** Narrowest bar that can still be seen and hit, in pixels. */
export const MIN_BAR_WIDTH = 4

/** A period of the records as days; an open end becomes Infinity. */
export function stretchOf(period: Period): Stretch {
  return { from: toDay(period.from), to: period.to === null ? Infinity : toDay(period.to) }
}

/** Places a stretch on the scale, cut at the edges, never narrower than MIN_BAR_WIDTH. */
export function boxOf(stretch: Stretch, scale: TimeScale): Box | null {
  const left = scale.x(stretch.from)
  const right = stretch.to === Infinity ? Infinity : scale.x(stretch.to + 1)
  if (right <= 0 || left >= scale.width) return null
  const x = Math.max(0, left)
  const width = Math.max(MIN_BAR_WIDTH, Math.min(scale.width, right) - x)
  return {
    x: Math.min(x, scale.width - MIN_BAR_WIDTH),
    width,
    cutLeft: left < 0,
    cutRight: right > scale.width,
  }
}

/** Joins stretches that overlap or touch; the result is in order. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = []
  for (const next of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && next.from <= last.to + 1) last.to = Math.max(last.to, next.to)
    else out.push({ ...next })
  }
  return out
}

/** The parts of `stretch` that none of `covers` covers. */
export function uncovered(stretch: Stretch, covers: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = []
  let from = stretch.from
  for (const cover of union(covers)) {
    if (cover.to < from) continue
    if (cover.from > stretch.to) break
    if (cover.from > from) out.push({ from, to: cover.from - 1 })
    from = cover.to + 1
  }
  if (from <= stretch.to) out.push({ from, to: stretch.to })
  return out
}

/** Days that two stretches share; null when none. */
export function shared(a: Stretch, b: Stretch): Stretch | null {
  const from = Math.max(a.from, b.from)
  const to = Math.min(a.to, b.to)
  return from <= to ? { from, to } : null
}

/** The lane of each stretch, so that those in one lane never overlap; earliest free lane first. */
export function packLanes(stretches: readonly Stretch[]): number[] {
  const lanes: DayNumber[] = []
  const result = stretches.map(() => 0)
  const order = stretches.map((_, index) => index)
  order.sort((a, b) => stretches[a]!.from - stretches[b]!.from || a - b)
  for (const index of order) {
    const { from, to } = stretches[index]!
    const free = lanes.findIndex((end) => end < from)
    const lane = free === -1 ? lanes.length : free
    lanes[lane] = to
    result[index] = lane
  }
  return result
}
