import type { DossierBody } from '../../contract/records.ts'
import { ordinaryMonth } from '../../reference/thresholds.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { permitEmployerFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, periodValue, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'
import { hasLines } from '../worker-facts.ts'

const WEEKS_PER_YEAR = 52
const MONTHS = 12
/** Days of a week where the source does not tell: more than MOST_DAYS in a quarter are not counted so. */
const USUAL_DAYS = 5
/** Working days of the longest quarter, five a week. */
const MOST_DAYS = 66

/** What an ordinary month pays for a day, in cents. */
function promisedPerDay(
  payCents: number,
  unit: DossierBody['job']['payUnit'],
  daysPerWeek: number,
): number {
  return (ordinaryMonth(payCents, unit) * MONTHS) / (WEEKS_PER_YEAR * daysPerWeek)
}

/**
 * R45: the wage per day in DmfA lies below the promised pay by more than a margin. Quarters with few
 * days say nothing, nor do days of a regime that is not told. Facts: promised pay, DmfA, number of the employer.
 */
export const r45 = personRule({
  code: 'R45',
  version: 3,
  kind: 'HARD',
  severity: 'HIGH',
  needs: ['DMFA'],
  sees: ['IDENTITY', 'WORKER_WAGES'],
  ground: ['Act of 12 April 1965', 'BVR of 7 December 2018'],
  parameters: {
    margin: parameter('PERCENT', 5, [0, 50]),
    minDays: parameter('DAYS', 20, [1, 65]),
  },
  screens: [hasLines('DMFA')],
  find: (context, { margin, minDays }) =>
    eachDossier(context, (dossier) => {
      const { job, employerId, authorised } = dossier.body
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const number = parseEnterpriseNumber(employer?.body.enterpriseNumber ?? '')
      if (job.payCents === null || number === null || authorised === null) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      for (const quarter of outside(context.facts, 'DMFA')) {
        if (parseEnterpriseNumber(quarter.enterpriseNumber) !== number) continue
        if (quarter.from < authorised.from || quarter.days < minDays) continue
        if (authorised.to !== null && quarter.to > authorised.to) continue
        const { daysPerWeek } = quarter
        const promised = promisedPerDay(job.payCents, job.payUnit, daysPerWeek ?? USUAL_DAYS)
        const paid = (quarter.wageCents / quarter.days) * (100 / quarter.fraction)
        const line = outsideLine('DMFA', quarter)
        const shown = fact('paidPerDay', 'money', Math.round(paid), line, 'wageCents')
        if (paid >= promised * (1 - margin / 100)) {
          clear(context, 'WITHIN_LIMIT', () => shown)
          continue
        }
        if (daysPerWeek === undefined && quarter.days > MOST_DAYS) {
          clear(context, 'NOT_CERTAIN', () => fact('days', 'number', quarter.days, line, 'wage'))
          continue
        }
        return sighting([dossier.id], { dossier }, [
          permitEmployerFact(context, dossier),
          fact('quarter', 'period', periodValue(quarter), line, 'wage'),
          fact('promisedPerDay', 'money', Math.round(promised), dossier, 'job.payCents'),
          shown,
          limitFact(margin),
        ])
      }
      return null
    }),
})
