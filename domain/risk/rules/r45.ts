import type { DossierBody } from '../../contract/records.ts'
import { ordinaryMonth } from '../../reference/thresholds.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { permitEmployerFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, periodValue, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'
import { hasLines } from '../worker-facts.ts'

/** Working days of a year, five days a week. */
const DAYS_PER_YEAR = 260
const MONTHS = 12

/** What an ordinary month pays for a day, in cents. */
function promisedPerDay(payCents: number, unit: DossierBody['job']['payUnit']): number {
  return (ordinaryMonth(payCents, unit) * MONTHS) / DAYS_PER_YEAR
}

/**
 * R45: the wage per day in DmfA lies below the promised pay by more than a margin. Quarters with few
 * days say nothing. Facts: promised pay, DmfA, number of the employer.
 */
export const r45 = personRule({
  code: 'R45',
  version: 2,
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
      const promised = promisedPerDay(job.payCents, job.payUnit)
      for (const quarter of outside(context.facts, 'DMFA')) {
        if (parseEnterpriseNumber(quarter.enterpriseNumber) !== number) continue
        if (quarter.from < authorised.from || quarter.days < minDays) continue
        if (authorised.to !== null && quarter.to > authorised.to) continue
        const paid = (quarter.wageCents / quarter.days) * (100 / quarter.fraction)
        const line = outsideLine('DMFA', quarter)
        const shown = fact('paidPerDay', 'money', Math.round(paid), line, 'wageCents')
        if (paid >= promised * (1 - margin / 100)) {
          clear(context, 'WITHIN_LIMIT', () => shown)
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
