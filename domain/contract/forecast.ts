/** The forecast of a queue: what comes of working on its dossiers in some orders. */
import * as v from 'valibot'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/** Lengths that somebody supposes instead of the usual ones; absent: as usual. Calendar days. */
export const AssumedLengths = v.strictObject({
  work: v.optional(whole(0, 730)),
  residence: v.optional(whole(0, 730)),
  answer: v.optional(whole(0, 365)),
})

/** People, and what one of them does on a working day, in units of work. */
export const LineCapacity = v.strictObject({
  officers: whole(1, 1000),
  unitsPerDay: whole(1, 1000),
})

/** Both ways of handling the dossiers with two tracks. */
export const StockOutcome = v.strictObject({
  simulated: Count,
  suspended: Count,
  serial: v.strictObject({ missed: Count, daysLate: Count, idleDays: Count }),
  parallel: v.strictObject({ missed: Count, daysLate: Count, idleDays: Count }),
  savedDays: v.pipe(v.number(), v.integer()),
})
