import { addDays, toDay } from '../../calendar/local-date.ts'
import { holds, toSpan } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { isArrived } from '../../dossier/arrived.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { activeEmployments } from '../employments.ts'
import { permitEmployerFact, workStateFacts, ownAccessFact } from '../evidence.ts'
import { heldFact, unreadFact, heldOf, isHeldOn, notHeld } from '../holdings.ts'
import { parameter } from '../parameters.ts'
import type { PersonFacts } from '../person-facts.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { heldSince, largest, LEAST } from '../screens.ts'
import { eachDossier } from '../walk.ts'

type Dossier = TandemRecord<'dossier'>

/** The number of the employer of a permit; null when it is not known. */
function numberOf({ enterprises }: PersonFacts, { body: { employerId } }: Dossier): string | null {
  const employer = employerId === null ? undefined : enterprises.get(employerId)
  return parseEnterpriseNumber(employer?.body.enterpriseNumber ?? '')
}

/** The employment that the employer of the permit declared since the arrival. */
function jobOf(facts: PersonFacts, dossier: Dossier): TandemRecord<'employment'> | undefined {
  const number = numberOf(facts, dossier)
  const { since } = dossier.body.residence
  return activeEmployments(facts).find(
    ({ body: { employer, period } }) =>
      parseEnterpriseNumber(employer.enterpriseNumber ?? '') === number &&
      (period.to === null || period.to >= since),
  )
}

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
  screens: [
    {
      measure: ({ facts }) =>
        largest(facts.dossiers, (dossier) =>
          isArrived(dossier.body) && numberOf(facts, dossier) !== null && !jobOf(facts, dossier)
            ? toDay(dossier.body.residence.since)
            : LEAST,
        ),
      mayFire: (since, _, asked) => since >= heldSince(asked, 'DIMONA'),
    },
  ],
  find: (context, { maxDays }) =>
    eachDossier(context, (dossier) => {
      const { residence } = dossier.body
      if (!isArrived(dossier.body)) {
        clear(context, 'OTHER_MATTER', () => workStateFacts(dossier)[0]!)
        return null
      }
      // Made when it is shown: up to which day a dossier speaks, its whole history tells.
      const arrived = () => fact('arrivedOn', 'date', residence.since, dossier, 'residence.since')
      const last = addDays(residence.since, maxDays)
      if (last >= context.today) {
        clear(context, 'WITHIN_LIMIT', arrived)
        return null
      }
      const access = context.facts.person.body.unlimitedAccess
      if (access !== null && holds(toSpan(access), last)) {
        clear(context, 'NOT_BOUND', () => ownAccessFact(context))
        return null
      }
      if (numberOf(context.facts, dossier) === null) {
        clear(context, 'NO_RECORD')
        return null
      }
      const job = jobOf(context.facts, dossier)
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
        arrived(),
        permitEmployerFact(context, dossier),
        heldFact(held),
        unreadFact(held),
        limitFact(maxDays),
      ])
    }),
})
