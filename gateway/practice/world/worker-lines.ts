/**
 * What other sources say of the workers of the world: wages in DmfA, notifications of long postings, files of
 * contractors, payments of wages, activity under professional cards. In ordinary life those of some are
 * told, and all of it is in order; a story says in `PersonPlan.papers` what differs.
 */
import { accountKeyOf } from '../../../domain/identifiers/iban.ts'
import type { BodyOf, TandemRecord } from '../../../domain/contract/records.ts'
import { toDay } from '../../../domain/calendar/local-date.ts'
import { ordinaryMonth } from '../../../domain/reference/thresholds.ts'
import { dayText } from './days.ts'
import type { DeclarationPlan, DossierPlan, PersonPlan } from './drafts.ts'
import type { EnterprisePlan } from './enterprises.ts'
import { type ExtractContext, type JobPlan, jobsOf } from './extracts.ts'
import type { Identity } from './identity.ts'
import { l1Number } from './ids.ts'
import { mix, Random } from './random.ts'

const LINE_STREAM = 95
const ACCOUNT_STREAM = 96
/** Share of those of whom something could be told in ordinary life. */
const TOLD = 0.1

type Line = BodyOf<'workerLine'>

const EMPTY = { wage: null, notification: null, papers: null, payment: null, activity: null }

const named = ({
  name,
  country,
  vatNumber,
  enterpriseNumber,
}: EnterprisePlan): Line['employer'] => ({
  name,
  country,
  vatNumber,
  enterpriseNumber,
})

/** Whom the lines are about, and what is drawn for them. */
interface Of {
  context: ExtractContext
  plan: PersonPlan
  worker: Line['worker']
  random: Random
}

const QUARTERS = [
  ['01-01', '03-31'],
  ['04-01', '06-30'],
  ['07-01', '09-30'],
  ['10-01', '12-31'],
] as const

/** The last quarter that is over, from its first to its last day. */
function lastQuarter(today: number): { from: number; to: number } {
  const year = Number(dayText(today).slice(0, 4))
  const ended = [year - 1, year].flatMap((of) =>
    QUARTERS.map(([from, to]) => ({ from: toDay(`${of}-${from}`), to: toDay(`${of}-${to}`) })),
  )
  return ended.findLast(({ to }) => to < today)!
}

const MONTHS_OF_QUARTER = 3
const DAYS_OF_QUARTER = 65

/** The permit on which somebody had a job all through a quarter; undefined: on none. */
const permitOf = ({ plan }: Of, job: JobPlan, quarter: { from: number; to: number }) =>
  plan.dossiers.find(
    ({ employer, authorised, procedure }) =>
      procedure === 'SINGLE_PERMIT' &&
      employer === job.employer &&
      authorised !== null &&
      authorised.from <= quarter.from &&
      authorised.to >= quarter.to,
  )

/** Wages of the last quarter: as promised, or as the story says. */
function wages(of: Of, dossierOf: (plan: DossierPlan) => TandemRecord<'dossier'>): Line[] {
  const { context, plan, random } = of
  const story = plan.papers?.wage
  const quarter = lastQuarter(context.today)
  const whole = jobsOf(context, plan).filter(
    ({ from, to }) => from <= quarter.from && (to ?? quarter.to) >= quarter.to,
  )
  return whole.flatMap((job) => {
    const permit = permitOf(of, job, quarter)
    const pay = permit && dossierOf(permit).body.job
    if (!pay || pay.payCents === null) return []
    const days = story === 'FEW_DAYS' ? 10 : random.between(60, DAYS_OF_QUARTER)
    const fraction = story === 'HALF_TIME' || story === 'AS_AGREED' ? 50 : 100
    const paid = story === 'LESS' || story === 'FEW_DAYS' ? 0.62 : 1 + random.next() * 0.04
    const due =
      (ordinaryMonth(pay.payCents, pay.payUnit) * MONTHS_OF_QUARTER * days) / DAYS_OF_QUARTER
    const wageCents = Math.ceil((due * paid * fraction) / 100)
    const span = { from: dayText(quarter.from), to: dayText(quarter.to) }
    return [
      line(of, 'DMFA', span.to, {
        employer: named(context.enterprises.plan(job.employer)),
        wage: { ...span, wageCents, days, fraction },
      }),
    ]
  })
}

function line({ worker }: Of, source: Line['source'], on: string, part: Partial<Line>): Line {
  return { source, on, worker, employer: null, ...EMPTY, ...part }
}

/** That a posting lasts longer than 12 months, so many days after its first day. */
function notifications(of: Of): Line[] {
  const { context, plan } = of
  const after = plan.papers?.notifiedAfter
  const first = plan.declarations[0]
  if (after === undefined || !first || first.employer === null) return []
  return [
    line(of, 'NOTIFICATIONS', dayText(first.period.from + after), {
      employer: named(context.enterprises.plan(first.employer)),
      notification: { reason: null },
    }),
  ]
}

const NO_PAPERS = {
  passport: null,
  residence: null,
  l1: null,
  a1: null,
  belgianStay: null,
  workAuthorisation: null,
  dimona: null,
}

/** What the contractor of a posted worker holds of them: everything to the last day, but for what a story leaves out. */
function chainFile(of: Of, declared: DeclarationPlan): Line[] {
  const { context, plan } = of
  if (declared.employer === null) return []
  const to = dayText(declared.period.to + 30)
  const told = plan.papers?.chain
  const papers = {
    ...NO_PAPERS,
    passport: to,
    residence: told === 'STAY_ENDED' ? dayText(declared.period.from + 10) : to,
    l1: dayText(declared.period.to),
    a1: told === 'NO_A1' ? null : to,
  }
  const worker = { ...of.worker, l1Number: l1Number(context.seed, declared.index) }
  return [
    line(
      { ...of, worker },
      'CHAIN_FILES',
      dayText(Math.max(declared.period.from, context.today - 60)),
      {
        employer: named(context.enterprises.plan(declared.employer)),
        papers,
      },
    ),
  ]
}

/** The same of somebody whom a subcontractor employs here on a permit. */
function chainFileHere(of: Of, permit: DossierPlan): Line[] {
  const { context, plan } = of
  const { employer, authorised } = permit
  if (employer === null || authorised === null) return []
  const to = dayText(authorised.to)
  const dimona = plan.papers?.chain === 'NO_DIMONA' ? null : to
  const papers = { ...NO_PAPERS, passport: to, belgianStay: to, workAuthorisation: to, dimona }
  return [
    line(of, 'CHAIN_FILES', dayText(context.today - 15), {
      employer: named(context.enterprises.plan(employer)),
      papers,
    }),
  ]
}

/** Accounts of workers: each has their own, but for those of whom a story says that one was for all. */
function accountOf({ context: { seed }, plan }: Of): string {
  const owner = plan.papers?.payment === 'ONE_ACCOUNT' ? plan.slot!.persons[0]! : plan.person
  const text = mix(seed, ACCOUNT_STREAM, owner).toString(36)
  return accountKeyOf(`pay-${text}-${owner.toString(36)}`, String(1000 + (owner % 9000)))
}

/** How the wage of the last two months was paid. */
function payments(of: Of, employer: number): Line[] {
  const { context, plan, random } = of
  const wageCents = random.between(1_900, 2_800) * 100
  const share = plan.papers?.payment === 'HELD_BACK' ? 0.35 : random.next() * 0.15
  return [35, 5].map((ago) =>
    line(of, 'PAYMENTS', dayText(context.today - ago), {
      employer: named(context.enterprises.plan(employer)),
      payment: {
        wageCents,
        deductedCents: Math.floor(wageCents * share),
        account: accountOf(of),
      },
    }),
  )
}

/** What is known of the activity under a professional card, as of yesterday. */
function activity(of: Of): Line[] {
  const { plan, context } = of
  const isActive = plan.papers?.card !== 'NO_ACTIVITY'
  return [
    line(of, 'CARD_ACTIVITY', dayText(context.today - 1), {
      activity: { vatActive: isActive, contributionsPaid: isActive },
    }),
  ]
}

const isCard = ({ procedure, authorised }: DossierPlan) =>
  procedure === 'PROFESSIONAL_CARD' && authorised !== null

/** True for somebody of whom a line may be told: others need not be looked at. */
export function isToldOf({ seed }: Pick<ExtractContext, 'seed'>, plan: PersonPlan): boolean {
  if (plan.slot) return plan.papers !== undefined
  return new Random(seed, LINE_STREAM, plan.person).chance(TOLD)
}

/** The lines of a person whom something is told of. */
export function workerLines(
  context: ExtractContext,
  plan: PersonPlan,
  { insz }: Identity,
  dossierOf: (plan: DossierPlan) => TandemRecord<'dossier'>,
): Line[] {
  if (insz === null || !isToldOf(context, plan)) return []
  const random = new Random(context.seed, LINE_STREAM, plan.person + 0x10000000)
  const of: Of = { context, plan, random, worker: { insz, l1Number: null } }
  const told = plan.papers
  const tells = (part: unknown) => (plan.slot ? part !== undefined : true)
  const permit = plan.dossiers.findLast(({ stage }) => stage === 'CARD')
  const payer = permit?.employer ?? null
  const declared = plan.declarations.at(-1)
  const isHere = plan.slot !== null && declared === undefined
  return [
    ...(tells(told?.wage) ? wages(of, dossierOf) : []),
    ...notifications(of),
    ...(plan.slot && told?.chain && declared ? chainFile(of, declared) : []),
    ...(told?.chain && isHere && permit ? chainFileHere(of, permit) : []),
    ...(told?.payment && payer !== null ? payments(of, payer) : []),
    ...(tells(told?.card) && plan.dossiers.some(isCard) ? activity(of) : []),
  ]
}
