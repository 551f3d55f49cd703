import { addMonths } from '../../calendar/local-date.ts'
import type { MonthOfFilings } from '../enterprise-facts.ts'
import { addressLine } from '../../linking/places.ts'
import { intermediariesOn } from '../../reference/intermediaries.ts'
import { knownAs } from '../enterprise-walk.ts'
import { normsOf } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'
import { both, bothOf, largest, LEAST } from '../screens.ts'

const monthOf = (date: string) => date.slice(0, 7)

/** A month as a number that grows by one with each. */
const numberOf = (month: string) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7))

/** Fewest applications of a burst that may be asked for. */
const FEWEST = 3
/** Fewest and most months ago that a burst may be recent. */
const RECENT = [1, 24] as const

/** Mean and standard deviation of numbers. */
function spread(counts: readonly number[]): { mean: number; deviation: number } {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length
  return { mean, deviation: Math.sqrt(variance) }
}

/**
 * R39: a month with far more applications of one employer or filer than the months before it, more
 * also than what all others file more. Of a consular post nothing is counted: who applies there comes from
 * one part of the world, and so many from there at once says nothing of any of them (Charter art. 21); a
 * project shows at its employer. A known intermediary that takes on
 * a client files for many at once: it stands on the dated list of a region. Facts: days of filing of its
 * dossiers, and of all.
 */
export const r39 = enterpriseRule({
  code: 'R39',
  version: 4,
  kind: 'SOFT',
  severity: 'MEDIUM',
  ground: ['S10'],
  parameters: {
    deviations: parameter('DEVIATIONS', 3, [1, 10]),
    baseMonths: parameter('MONTHS', 24, [6, 60]),
    /** Fewer in a month are no burst, however quiet it was before. */
    minApplications: parameter('COUNT', 8, [FEWEST, 100]),
    /** Bursts longer ago are over. */
    recentMonths: parameter('MONTHS', 6, RECENT),
  },
  screens: [
    {
      measure: ({ facts }) => {
        const many = facts.filings.filter(({ count }) => count >= FEWEST)
        if (many.length === 0) return LEAST
        const last = largest(many, ({ month }) => numberOf(month))
        // Whenever the last one is recent, none of longer before it is.
        const near = many.filter(({ month }) => numberOf(month) >= last - RECENT[1])
        return both(
          largest(near, ({ count }) => count),
          last,
        )
      },
      mayFire(measure, { minApplications, recentMonths }, { today }) {
        const [most, last] = bothOf(measure)
        // A day to come says nothing of how long ago the others were.
        if (last > numberOf(today)) return true
        return most >= minApplications && last >= numberOf(addMonths(today, -recentMonths))
      },
    },
  ],
  find(context, { deviations, baseMonths, minApplications, recentMonths }) {
    const { enterprise, filings, allFilings } = context.facts
    if (filings.length === 0) return clear(context, 'NO_DOSSIER')
    const { name, address } = enterprise.body
    const isListed = intermediariesOn(normsOf(context.facts), context.today)
    if (isListed([name, addressLine(address), ...knownAs(context.facts)])) {
      return clear(context, 'OTHER_MATTER', () => fact('filer', 'text', name, enterprise, 'name'))
    }
    const since = monthOf(addMonths(context.today, -recentMonths))
    const recent = filings.filter(({ month }) => month >= since)
    const bursts = recent.filter(({ count }) => count >= minApplications)
    // Of nearly everybody there is none: months are only compared where there is one.
    const [own, all] = bursts.length === 0 ? [NONE, NONE] : [filings, allFilings].map(countsOf)
    const others = (month: string) => (all!.get(month) ?? 0) - (own!.get(month) ?? 0)
    const found = bursts.flatMap(({ month, count }) => {
      const now = others(month)
      // As many in each earlier month as it would have been had all others filed then as now.
      const base = Array.from({ length: baseMonths }, (_, i) => {
        const before = monthOf(addMonths(`${month}-01`, -1 - i))
        const then = others(before)
        const grown = then > 0 && now > 0 ? Math.max(1, now / then) : 1
        return (own!.get(before) ?? 0) * grown
      })
      const { mean, deviation } = spread(base)
      // A perfectly even base has no deviation: one application a month is then the least.
      if ((count - mean) / Math.max(deviation, 1) <= deviations) return []
      return [
        sighting([month], {}, [
          fact('burstMonth', 'text', month, enterprise, 'dossiers'),
          fact('applications', 'number', count, enterprise, 'dossiers'),
          fact('monthlyMean', 'number', Math.round(mean * 10) / 10, enterprise, 'dossiers'),
          limitFact(deviations),
        ]),
      ]
    })
    if (found.length > 0) return found
    return clear(context, 'WITHIN_LIMIT', () => {
      const most = Math.max(0, ...recent.map(({ count }) => count))
      return fact('applications', 'number', most, enterprise, 'dossiers')
    })
  },
})

const NONE: ReadonlyMap<string, number> = new Map()

const countsOf = (filings: readonly MonthOfFilings[]): ReadonlyMap<string, number> =>
  new Map(filings.map(({ month, count }) => [month, count]))
