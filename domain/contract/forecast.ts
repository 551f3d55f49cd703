/** The forecast of a queue: what comes of working on its dossiers in some orders. */
import * as v from 'valibot'
import { LocalDateText } from './local-date-text.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/** What somebody supposes instead of the usual; absent: as usual. Lengths in calendar days. */
export const AssumedLengths = v.strictObject({
  work: v.optional(whole(0, 730)),
  residence: v.optional(whole(0, 730)),
  answer: v.optional(whole(0, 365)),
  /** When the copies go to the Immigration Office that have not gone yet. */
  handOver: v.optional(
    v.union([v.strictObject({ afterDays: whole(0, 365) }), v.strictObject({ on: LocalDateText })]),
  ),
})

/** People, and what one of them does on a working day, in units of work. */
export const LineCapacity = v.strictObject({
  officers: whole(1, 1000),
  unitsPerDay: whole(1, 1000),
})

const Way = v.strictObject({
  missed: Count,
  daysLate: Count,
  idleDays: Count,
  endDays: Count,
  lastEnd: v.nullable(LocalDateText),
})

/** Both ways of handling the dossiers with two tracks (domain/dossier/stock.ts). */
export const StockOutcome = v.strictObject({
  simulated: Count,
  suspended: Count,
  copies: v.strictObject({ toSend: Count, missed: Count, daysLate: Count }),
  serial: Way,
  parallel: Way,
  savedDays: v.pipe(v.number(), v.integer()),
})
