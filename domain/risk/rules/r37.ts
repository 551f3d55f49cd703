import { toDay } from '../../calendar/local-date.ts'
import { OPEN_END } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { isWorkPending } from '../../dossier/tracks.ts'
import { permitEmployerFact, workStateFacts } from '../evidence.ts'
import { holdsAll, withheldOf } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import type { PersonFacts } from '../person-facts.ts'
import {
  clear,
  fact,
  limitFact,
  outsideLine,
  personRule,
  type RuleContext,
  sighting,
} from '../rule.ts'
import { largest, LEAST } from '../screens.ts'
import { eachDossier } from '../walk.ts'

/** Legal situations in which nobody can go on employing. A firm in reorganisation may go on. */
const ENDED: ReadonlySet<string> = new Set(['BANKRUPTCY', 'LIQUIDATION', 'STRUCK_OFF'])

/** Last day, as a number of days, of a permit or application under an employer of whom `isOf` holds. */
function runsUnder(
  { dossiers, enterprises }: PersonFacts,
  isOf: (employer: TandemRecord<'enterprise'>) => boolean,
): number {
  return largest(dossiers, ({ body: { work, employerId, authorised } }) => {
    const employer = employerId === null ? undefined : enterprises.get(employerId)
    if (!employer || !isOf(employer)) return LEAST
    if (isWorkPending(work)) return toDay(OPEN_END)
    return work.state === 'GRANTED' ? toDay(authorised?.to ?? OPEN_END) : LEAST
  })
}

/** Says of whose debts nothing was looked at, when somebody asks. */
function sayUnseen(context: RuleContext, employer: TandemRecord<'enterprise'>): void {
  const masked = withheldOf(['FIRM_FIGURES'], context.facts)
  const unseen = masked.length > 0 || holdsAll(['STAFF'], context.facts) ? masked : ['STAFF']
  for (const part of unseen) {
    const value = `outsideSource.${part}`
    clear(context, 'PART_NOT_SEEN', () => fact('unseenPart', 'code', value, employer, 'id'))
  }
}

/**
 * R37: the employer of an application or of a permit in force is insolvent or struck off, which is a
 * condition not met, or in debt above a limit, which is a sign alone. One in reorganisation may go on by
 * law and is protected to do so: that flags nobody. Facts: dossiers, legal situation of the employer,
 * debts where they are known.
 */
export const r37 = personRule({
  code: 'R37',
  version: 3,
  kind: 'HARD',
  seesSigns: true,
  severity: 'HIGH',
  ground: ['BVR of 7 December 2018', 'S87'],
  parameters: { maxDebt: parameter('EURO', 10_000, [0, 1_000_000]) },
  screens: [
    {
      measure: ({ facts }) => runsUnder(facts, ({ body }) => ENDED.has(body.legalSituation)),
      mayFire: (until, _, { today }) => until >= toDay(today),
    },
    {
      measure: ({ facts }) => runsUnder(facts, () => true),
      mayFire: (until, _, { facts, today }) =>
        until >= toDay(today) && (facts.debts?.length ?? 0) > 0,
    },
  ],
  find: (context, { maxDebt }) =>
    eachDossier(context, (dossier) => {
      const { work, employerId, authorised } = dossier.body
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const runs = work.state === 'GRANTED' && (authorised?.to ?? context.today) >= context.today
      if (!employer || !(isWorkPending(work) || runs)) {
        clear(context, 'OTHER_MATTER', () => workStateFacts(dossier)[0]!)
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
      const owed = context.facts.debts?.find((debt) => debt.employerId === employer.id)
      const debt = Math.round((owed?.socialDebtCents ?? 0) / 100)
      if (!ENDED.has(legalSituation) && debt <= maxDebt) {
        if (context.why) sayUnseen(context, employer)
        clear(context, 'AGREES', () => situation)
        return null
      }
      const owes =
        owed && debt > maxDebt
          ? fact('socialDebt', 'number', debt, outsideLine('STAFF', owed), 'socialDebtCents')
          : null
      const seen = sighting([dossier.id], { dossier }, [
        permitEmployerFact(context, dossier),
        situation,
        owes,
        owes && limitFact(maxDebt),
      ])
      return ENDED.has(legalSituation) ? seen : { ...seen, kind: 'SOFT' }
    }),
})
