import type { LocalDate } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { rowOn } from '../../reference/dated.ts'
import { FULL_TIME } from '../../reference/full-time.ts'
import { permitEmployerFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, periodValue, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'
import { hasLines } from '../worker-facts.ts'

/** Hours of the contract as a percentage of full time. */
function contracted(weeklyHours: number, day: LocalDate): number {
  const hours = rowOn(FULL_TIME, day)?.hours
  return hours === undefined ? 100 : Math.min(100, (100 * weeklyHours) / hours)
}

const hoursFact = (dossier: TandemRecord<'dossier'>) =>
  fact('weeklyHours', 'number', dossier.body.job.weeklyHours ?? null, dossier, 'job.weeklyHours')

/**
 * R46: in a quarter after the grant and before its end, working time in DmfA below that of the contract by
 * more than a margin. A file that does not tell the hours may be of a contract of any. Facts: DmfA, number of
 * the employer, hours of the contract.
 */
export const r46 = personRule({
  code: 'R46',
  version: 4,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['DMFA'],
  sees: ['IDENTITY', 'WORKER_WAGES'],
  ground: ['BVR of 7 December 2018'],
  parameters: { minFraction: parameter('PERCENT', 95, [10, 100]) },
  screens: [hasLines('DMFA')],
  find: (context, { minFraction }) =>
    eachDossier(context, (dossier) => {
      const { employerId, authorised } = dossier.body
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const number = parseEnterpriseNumber(employer?.body.enterpriseNumber ?? '')
      const quarters = outside(context.facts, 'DMFA').filter(
        (one) =>
          authorised !== null &&
          number !== null &&
          parseEnterpriseNumber(one.enterpriseNumber) === number &&
          one.from >= authorised.from &&
          (authorised.to === null || one.to <= authorised.to),
      )
      const quarter = quarters.toSorted(
        (a, b) => a.fraction - b.fraction || (a.from < b.from ? -1 : 1),
      )[0]
      if (!quarter) {
        clear(context, 'NO_RECORD')
        return null
      }
      const shown = fact(
        'fraction',
        'number',
        quarter.fraction,
        outsideLine('DMFA', quarter),
        'fraction',
      )
      const { weeklyHours = null } = dossier.body.job
      if (weeklyHours === null && quarter.fraction < minFraction) {
        clear(context, 'NOT_CERTAIN', () => hoursFact(dossier))
        return null
      }
      const least = (contracted(weeklyHours ?? Infinity, quarter.from) * minFraction) / 100
      if (quarter.fraction >= least) {
        clear(context, 'WITHIN_LIMIT', () => shown)
        return null
      }
      const facts = [
        permitEmployerFact(context, dossier),
        hoursFact(dossier),
        fact('quarter', 'period', periodValue(quarter), outsideLine('DMFA', quarter), 'wage'),
        shown,
        limitFact(minFraction),
      ]
      return sighting([dossier.id], { dossier }, facts)
    }),
})
