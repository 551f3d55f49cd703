import { addDays } from '../../calendar/local-date.ts'
import type { ResidenceState } from '../../contract/codes.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { permitEmployerFact, workStateFacts } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'

/** The worker is in the country. */
const ARRIVED: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  'REGISTRATION_PENDING',
  'CARD_ISSUED',
])

/**
 * R29: arrived on a permit, and the employer of the permit declared no employment within weeks. Facts:
 * dossiers, their employers' numbers, Dimona.
 */
export const r29 = personRule({
  code: 'R29',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['DIMONA'],
  ground: ['S10', 'S136'],
  parameters: { maxDays: parameter('DAYS', 30, [7, 120]) },
  find: (context, { maxDays }) =>
    eachDossier(context, (dossier) => {
      const { residence, work, employerId } = dossier.body
      if (work.state !== 'GRANTED' || !ARRIVED.has(residence.state)) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const arrived = fact('arrivedOn', 'date', residence.since, dossier, 'residence.since')
      if (addDays(residence.since, maxDays) >= context.today) {
        clear(context, 'WITHIN_LIMIT', () => arrived)
        return null
      }
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const number = parseEnterpriseNumber(employer?.body.enterpriseNumber ?? '')
      if (number === null) {
        clear(context, 'NO_RECORD')
        return null
      }
      const job = outside(context.facts, 'DIMONA').find(
        ({ enterpriseNumber, period }) =>
          parseEnterpriseNumber(enterpriseNumber ?? '') === number &&
          (period.to === null || period.to >= residence.since),
      )
      if (job) {
        clear(context, 'AGREES', () =>
          fact('dimonaEmployer', 'text', job.employerName, outsideLine('DIMONA', job.id), 'period'),
        )
        return null
      }
      return sighting([dossier.id], { dossier }, [
        ...workStateFacts(dossier),
        arrived,
        permitEmployerFact(context, dossier),
        limitFact(maxDays),
      ])
    }),
})
