import { toDay } from '../../calendar/local-date.ts'
import { OPEN_END } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { isWorkPending } from '../../dossier/tracks.ts'
import { permitEmployerFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import type { PersonFacts } from '../person-facts.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { largest, LEAST } from '../screens.ts'
import { eachDossier } from '../walk.ts'

/** Legal situations in which nobody can go on employing. A firm in reorganisation may go on. */
const ENDED: ReadonlySet<string> = new Set(['BANKRUPTCY', 'LIQUIDATION', 'STRUCK_OFF'])

/** Last day, as a number of days, of a permit or application of an employer that cannot go on. */
function runsUnderEnded({ enterprises }: PersonFacts, { body }: TandemRecord<'dossier'>): number {
  const { work, employerId, authorised } = body
  const employer = employerId === null ? undefined : enterprises.get(employerId)
  if (!employer || !ENDED.has(employer.body.legalSituation)) return LEAST
  if (isWorkPending(work)) return toDay(OPEN_END)
  return work.state === 'GRANTED' ? toDay(authorised?.to ?? OPEN_END) : LEAST
}

/**
 * R37: the employer of an application or of a permit in force is insolvent, struck off, or in debt
 * above a limit. Facts: dossiers, legal situation of the employer, debts where they are known.
 */
export const r37 = personRule({
  code: 'R37',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  ground: ['BVR of 7 December 2018', 'S87'],
  parameters: { maxDebt: parameter('EURO', 10_000, [0, 1_000_000]) },
  screens: [
    {
      measure: ({ facts }) => largest(facts.dossiers, (dossier) => runsUnderEnded(facts, dossier)),
      mayFire: (until, _, { facts, today }) =>
        until >= toDay(today) || outside(facts, 'STAFF').length > 0,
    },
  ],
  find: (context, { maxDebt }) =>
    eachDossier(context, (dossier) => {
      const { work, employerId, authorised } = dossier.body
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const runs = work.state === 'GRANTED' && (authorised?.to ?? context.today) >= context.today
      if (!employer || !(isWorkPending(work) || runs)) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const { legalSituation } = employer.body
      const situation = fact(
        'legalSituation',
        'code',
        `legalSituation.${legalSituation}`,
        employer,
        'legalSituation',
      )
      const staff = outside(context.facts, 'STAFF').find(({ id }) => id === employer.id)
      const debt = Math.round((staff?.socialDebtCents ?? 0) / 100)
      if (!ENDED.has(legalSituation) && debt <= maxDebt) {
        clear(context, 'AGREES', () => situation)
        return null
      }
      return sighting([dossier.id], { dossier }, [
        permitEmployerFact(context, dossier),
        situation,
        debt > maxDebt
          ? fact('socialDebt', 'number', debt, outsideLine('STAFF', employer), 'socialDebtCents')
          : null,
        debt > maxDebt ? limitFact(maxDebt) : null,
      ])
    }),
})
