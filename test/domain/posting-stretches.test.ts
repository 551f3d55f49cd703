import { expect, it } from 'vitest'
import { addDays, addMonths, daysBetween } from '../../domain/calendar/local-date.ts'
import { fewestDays } from '../../domain/risk/posting-stretches.ts'

/** Four years, a leap year among them. */
const DAYS = 4 * 365 + 1
const MONTHS_MAX = 36

it('no row of months has fewer days than the fewest, and hardly more', () => {
  for (let months = 1; months <= MONTHS_MAX; months += 1) {
    const lengths = Array.from({ length: DAYS }, (_, i) => {
      const from = addDays('2024-01-01', i)
      return daysBetween(from, addMonths(from, months))
    })
    const least = Math.min(...lengths)
    expect(fewestDays(months), `${months} months`).toBeLessThanOrEqual(least)
    expect(fewestDays(months), `${months} months`).toBeGreaterThan(least - 5)
  }
})
