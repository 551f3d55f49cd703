import { MONTHS_PER_YEAR } from '../../reference/thresholds.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { permitEmployerFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'

/** Working days of a full quarter in DmfA, five days a week. */
const DAYS_PER_YEAR = 260

/**
 * R45: the wage per day in DmfA lies below the promised pay by more than a margin. Quarters with few
 * days say nothing. Facts: promised pay, DmfA, number of the employer.
 */
export const r45 = personRule({
  code: 'R45',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  needs: ['DMFA'],
  ground: ['Act of 12 April 1965', 'BVR of 7 December 2018'],
  parameters: {
    margin: parameter('PERCENT', 5, [0, 50]),
    minDays: parameter('DAYS', 20, [1, 65]),
  },
  find: (context, { margin, minDays }) =>
    eachDossier(context, (dossier) => {
      const { job, employerId, authorised } = dossier.body
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const number = parseEnterpriseNumber(employer?.body.enterpriseNumber ?? '')
      if (job.payCents === null || number === null || authorised === null) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const perYear = job.payUnit === 'YEAR' ? job.payCents : job.payCents * MONTHS_PER_YEAR.factor
      const promised = perYear / DAYS_PER_YEAR
      for (const quarter of outside(context.facts, 'DMFA')) {
        if (parseEnterpriseNumber(quarter.enterpriseNumber) !== number) continue
        if (quarter.from < authorised.from || quarter.days < minDays) continue
        const paid = (quarter.wageCents / quarter.days) * (100 / quarter.fraction)
        const line = outsideLine('DMFA', quarter)
        const shown = fact('paidPerDay', 'money', Math.round(paid), line, 'wageCents')
        if (paid >= promised * (1 - margin / 100)) {
          clear(context, 'WITHIN_LIMIT', () => shown)
          continue
        }
        return sighting([dossier.id], { dossier }, [
          permitEmployerFact(context, dossier),
          fact('promisedPerDay', 'money', Math.round(promised), dossier, 'job.payCents'),
          shown,
          limitFact(margin),
        ])
      }
      return null
    }),
})
