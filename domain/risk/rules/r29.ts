import { addDays } from '../../calendar/local-date.ts'
import { holds, toSpan } from '../../calendar/spans.ts'
import type { ResidenceState } from '../../contract/codes.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { activeEmployments } from '../employments.ts'
import { permitEmployerFact, workStateFacts } from '../evidence.ts'
import { heldFact, unreadFact, heldOf, isHeldOn, notHeld } from '../holdings.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'

/** The worker is in the country. */
const ARRIVED: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  'REGISTRATION_PENDING',
  'CARD_ISSUED',
])

/**
 * R29: arrived on a permit, and the employer of the permit declared no employment within weeks, of
 * which the desk holds Dimona. Whoever has access to work of their own may work elsewhere. Facts:
 * dossiers, their employers' numbers, Dimona.
 */
export const r29 = personRule({
  code: 'R29',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['DIMONA'],
  sees: ['IDENTITY'],
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
      const last = addDays(residence.since, maxDays)
      if (last >= context.today) {
        clear(context, 'WITHIN_LIMIT', () => arrived)
        return null
      }
      const access = context.facts.person.body.unlimitedAccess
      if (access !== null && holds(toSpan(access), last)) {
        clear(context, 'NOT_BOUND')
        return null
      }
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const number = parseEnterpriseNumber(employer?.body.enterpriseNumber ?? '')
      if (number === null) {
        clear(context, 'NO_RECORD')
        return null
      }
      const job = activeEmployments(context.facts).find(
        ({ body: { employer: of, period } }) =>
          parseEnterpriseNumber(of.enterpriseNumber ?? '') === number &&
          (period.to === null || period.to >= residence.since),
      )
      if (job) {
        clear(context, 'AGREES', () =>
          fact('dimonaEmployer', 'text', job.body.employer.name, job, 'period'),
        )
        return null
      }
      const held = heldOf(context.facts, 'DIMONA', [dossier.body.region])
      if (!isHeldOn(held, residence.since) || !isHeldOn(held, last)) {
        notHeld(context, held)
        return null
      }
      return sighting([dossier.id], { dossier }, [
        ...workStateFacts(dossier),
        arrived,
        permitEmployerFact(context, dossier),
        heldFact(held),
        unreadFact(held),
        limitFact(maxDays),
      ])
    }),
})
