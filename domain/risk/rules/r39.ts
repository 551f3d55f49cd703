import { addMonths } from '../../calendar/local-date.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, sighting } from '../rule.ts'

const monthOf = (date: string) => date.slice(0, 7)

/** Mean and standard deviation of numbers. */
function spread(counts: readonly number[]): { mean: number; deviation: number } {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length
  return { mean, deviation: Math.sqrt(variance) }
}

/**
 * R39: a month with far more applications of one employer or filer than the months before it. Facts:
 * days of filing of its dossiers.
 */
export const r39 = enterpriseRule({
  code: 'R39',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  ground: ['S10'],
  parameters: {
    deviations: parameter('DEVIATIONS', 3, [1, 10]),
    baseMonths: parameter('MONTHS', 24, [6, 60]),
    /** Fewer in a month are no burst, however quiet it was before. */
    minApplications: parameter('COUNT', 8, [3, 100]),
    /** Bursts longer ago are over. */
    recentMonths: parameter('MONTHS', 6, [1, 24]),
  },
  find(context, { deviations, baseMonths, minApplications, recentMonths }) {
    const { enterprise, dossiers } = context.facts
    if (dossiers.length === 0) return clear(context, 'NO_DOSSIER')
    const byMonth = Map.groupBy(dossiers, ({ body }) => monthOf(body.submittedOn))
    const first = monthOf(addMonths(context.today, -recentMonths))
    const months = [...byMonth.keys()].filter((month) => month >= first).toSorted()
    let most = 0
    const found = months.flatMap((month) => {
      const burst = byMonth.get(month)!
      most = Math.max(most, burst.length)
      if (burst.length < minApplications) return []
      const base = Array.from(
        { length: baseMonths },
        (_, i) => byMonth.get(monthOf(addMonths(`${month}-01`, -1 - i)))?.length ?? 0,
      )
      const { mean, deviation } = spread(base)
      // A perfectly even base has no deviation: one application a month is then the least.
      const score = (burst.length - mean) / Math.max(deviation, 1)
      if (score <= deviations) return []
      return [
        sighting([month], { dossier: burst[0]! }, [
          fact('burstMonth', 'text', month, enterprise, 'dossiers'),
          fact('applications', 'number', burst.length, burst[0]!, 'submittedOn'),
          fact('monthlyMean', 'number', Math.round(mean * 10) / 10, enterprise, 'dossiers'),
          limitFact(deviations),
        ]),
      ]
    })
    if (found.length > 0) return found
    return clear(context, 'WITHIN_LIMIT', () =>
      fact('applications', 'number', most, enterprise, 'dossiers'),
    )
  },
})
