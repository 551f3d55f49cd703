/**
 * What other services know of the people of the world: A1 forms of posted workers, employments in
 * Dimona of those on a single permit, field controls, and how far the desks hold the two extracts. In
 * ordinary life all of it is in order; a story says in `PersonPlan.papers` what differs.
 */
import {
  EXTRACT_SOURCES,
  REGIONS,
  type ControlService,
  type ExtractSource,
  type Region,
} from '../../../domain/contract/codes.ts'
import { toDay } from '../../../domain/calendar/local-date.ts'
import type { BodyOf, ControlSigns } from '../../../domain/contract/records.ts'
import { issuesA1 } from '../../../domain/reference/countries.ts'
import { PRACTICE_PEOPLE } from '../people.ts'
import { type DayPeriod, dayText, instantText, periodText } from './days.ts'
import type { DeclarationPlan, DossierPlan, PersonPlan, ToldSigns } from './drafts.ts'
import type { Enterprises } from './enterprises.ts'
import type { Stage } from './histories.ts'
import type { Identity } from './identity.ts'
import { l1Number } from './ids.ts'
import { Random } from './random.ts'

const FORM_STREAM = 75
const JOB_STREAM = 76
const CONTROL_STREAM = 77

/** So many days back the desks hold each source, and under which name it comes. */
export const HELD_DAYS = {
  A1: 180,
  DIMONA: 400,
  PRESENCES: 400,
  HOME_ACTIVITY: 400,
  STAFF: 400,
  SANCTIONS: 2_000,
  DIRECTORS: 4_000,
  ACCOUNTS: 400,
  WORKS: 400,
  DMFA: 400,
  NOTIFICATIONS: 2_000,
  CHAIN_FILES: 400,
  PAYMENTS: 400,
  CARD_ACTIVITY: 400,
} as const satisfies Record<ExtractSource, number>
const NAMES: Readonly<Record<ExtractSource, string>> = {
  A1: 'A1-register',
  DIMONA: 'Dimona',
  PRESENCES: 'Checkin@Work',
  HOME_ACTIVITY: 'IMI',
  STAFF: 'DmfA en jaarrekening',
  SANCTIONS: 'Sancties',
  DIRECTORS: 'KBO en insolventie',
  ACCOUNTS: 'Retributies',
  WORKS: 'Aangifte van werken',
  DMFA: 'DmfA',
  NOTIFICATIONS: 'Gemotiveerde kennisgevingen',
  CHAIN_FILES: 'Dossiers van aannemers',
  PAYMENTS: 'Loonbetalingen',
  CARD_ACTIVITY: 'RSVZ en btw',
}
/** Extracts come every night: they speak up to yesterday. */
const HELD_UNTIL = 1
/** One control for so many presences. */
export const PRESENCES_PER_CONTROL = 150

export interface ExtractContext {
  seed: number
  today: number
  enterprises: Enterprises
}

// ---------------------------------------------------------------- A1 forms

export interface FormPlan {
  /** Null of whoever works on their own account. */
  employer: number | null
  period: DayPeriod
  /** Declarations that it covers, the first of them the one with which it was shown. */
  declarations: DeclarationPlan[]
}

/**
 * One form for each employer that posts the person in the days that are held, and one for work on their own
 * account, from where they come; the story may leave it out.
 */
export function formsOf(
  { today, enterprises }: ExtractContext,
  plan: PersonPlan,
  { origin }: Pick<Identity, 'origin'>,
): FormPlan[] {
  if (plan.papers?.a1 === 'NONE') return []
  const forms = new Map<number | null, FormPlan>()
  for (const declaration of plan.declarations) {
    const { employer, period, status } = declaration
    if (status !== 'ACTIVE' || period.to < today - HELD_DAYS.A1) continue
    const country = employer === null ? origin.country : enterprises.plan(employer).country
    if (!issuesA1(country, dayText(period.from))) continue
    const known = forms.get(employer)
    if (known) {
      known.declarations.push(declaration)
      known.period.from = Math.min(known.period.from, period.from)
      known.period.to = Math.max(known.period.to, period.to)
    } else {
      forms.set(employer, { employer, period: { ...period }, declarations: [declaration] })
    }
  }
  return [...forms.values()]
}

type A1 = BodyOf<'a1'>

/** What the story of a form changes in it. */
function told(plan: PersonPlan, form: FormPlan, body: A1, today: number): A1 {
  const { from } = form.period
  switch (plan.papers?.a1) {
    case 'SHORT':
      return { ...body, period: periodText({ from, to: from + 8 }) }
    case 'OF_ANOTHER':
      return { ...body, employer: { ...body.employer, name: 'Zenobia Trading', vatNumber: null } }
    case 'WITHDRAWN':
    case 'FALSE':
      return { ...body, state: plan.papers.a1, endedOn: dayText(today - 5) }
    case 'REQUESTED':
      return { ...body, state: 'REQUESTED', number: null }
    case 'AFTERWARDS':
      return { ...body, on: dayText(today - 3) }
    default:
      return body
  }
}

/** In whose name a form is: the employer's, or their own. */
function senderOf(enterprises: Enterprises, { name, origin }: Identity, form: FormPlan) {
  if (form.employer !== null) return enterprises.plan(form.employer)
  const own = `${name.given} ${name.family}`
  return { name: own, country: origin.country, vatNumber: null, enterpriseNumber: null }
}

/** The form of a person; `place` tells it from their others. */
export function formBody(
  { seed, today, enterprises }: ExtractContext,
  plan: PersonPlan,
  who: Identity,
  form: FormPlan,
  place: number,
): A1 {
  const random = new Random(seed, FORM_STREAM, plan.person * 16 + place)
  const employer = senderOf(enterprises, who, form)
  const requested = !plan.slot && random.chance(0.03)
  const passport = who.passports.at(-1)
  const number = `${random.digits(4)}${String(plan.person * 16 + place).padStart(8, '0')}`
  return told(
    plan,
    form,
    {
      state: requested ? 'REQUESTED' : 'ISSUED',
      number: requested ? null : (plan.papers?.a1Number ?? number),
      country: employer.country,
      on: dayText(Math.min(today - 1, form.period.from - random.between(2, 30))),
      endedOn: null,
      worker: {
        insz: plan.slot || random.chance(0.8) ? who.insz : null,
        familyName: who.name.family,
        givenNames: who.name.given,
        birthDate: dayText(who.birthDay),
        passport: passport ? { number: passport.number, country: passport.country } : null,
      },
      l1Number: l1Number(seed, form.declarations[0]!.index),
      employer: {
        name: employer.name,
        country: employer.country,
        vatNumber: employer.vatNumber,
        enterpriseNumber: employer.enterpriseNumber,
      },
      period: periodText(form.period),
    },
    today,
  )
}

// ---------------------------------------------------------------- employments

export interface JobPlan {
  employer: number
  from: number
  to: number | null
  place: string
}

/** Stages of a single permit in which its worker began to work. */
const WORKED: ReadonlySet<Stage> = new Set<Stage>([
  'REGISTRATION',
  'CARD',
  'EXPIRED',
  'SUPERSEDED',
  'WITHDRAWN',
  'LEFT',
])

function jobOf({ seed, today }: ExtractContext, plan: PersonPlan, dossier: DossierPlan) {
  const { authorised, employer, end, stage } = dossier
  if (employer === null || authorised === null || authorised.from > today) return null
  const temporary = new Random(seed, JOB_STREAM, dossier.index).chance(0.4)
  const to = end ?? (temporary && stage === 'CARD' ? authorised.to : null)
  const from = authorised.from - (plan.papers?.startsBefore ?? 0)
  return { employer, from, to, place: dossier.workplaces[0]! }
}

/** True for a renewal on which the worker goes on meanwhile (annex 49). */
const goesOn = ({ annex49, type }: DossierPlan) => annex49 !== null && type === 'RENEWAL'

/** Jobs of one employer that join are one; one that a renewal carries on has no end. */
function joined(jobs: readonly JobPlan[], goingOn: ReadonlySet<number | null>): JobPlan[] {
  const list: JobPlan[] = []
  for (const job of jobs.toSorted((a, b) => a.from - b.from)) {
    const last = list.findLast(({ employer }) => employer === job.employer)
    if (last && (last.to === null || last.to >= job.from - 1)) {
      last.to = last.to === null || job.to === null ? null : Math.max(last.to, job.to)
    } else {
      list.push({ ...job })
    }
  }
  for (const { employer } of jobs.filter((job) => goingOn.has(job.employer))) {
    const last = list.findLast((job) => job.employer === employer)
    if (last) last.to = null
  }
  return list
}

/** A job without the days on which the worker is posted by somebody else. */
function apart(job: JobPlan, postings: readonly DeclarationPlan[]): JobPlan[] {
  const parts: JobPlan[] = []
  let from = job.from
  for (const { period, status } of postings) {
    if (status !== 'ACTIVE' || period.to < from) continue
    if (job.to !== null && period.from > job.to) break
    if (period.from > from) parts.push({ ...job, from, to: period.from - 1 })
    from = period.to + 1
  }
  return job.to !== null && from > job.to ? parts : [...parts, { ...job, from }]
}

/** The employments of a person that were in force in the days that are held. */
export function jobsOf(context: ExtractContext, plan: PersonPlan): JobPlan[] {
  const { today, enterprises } = context
  const worked =
    plan.papers?.employed === false
      ? []
      : plan.dossiers.filter(
          ({ procedure, stage, employer }) =>
            procedure === 'SINGLE_PERMIT' &&
            WORKED.has(stage) &&
            employer !== null &&
            enterprises.plan(employer).country === 'BE',
        )
  const jobs = worked.flatMap((dossier) => jobOf(context, plan, dossier) ?? [])
  const goingOn = new Set(plan.dossiers.filter(goesOn).map(({ employer }) => employer))
  const all = plan.slot
    ? [...joined(jobs, goingOn), ...(plan.papers?.jobs ?? [])]
    : joined(jobs, goingOn).flatMap((job) => apart(job, plan.declarations))
  return all.filter(({ from, to }) => from <= today && (to ?? today) >= today - HELD_DAYS.DIMONA)
}

/** An employment as the employer declared it; null of somebody without INSZ, whom Dimona does not know. */
export function jobBody(
  { enterprises }: ExtractContext,
  who: Identity,
  job: JobPlan,
): BodyOf<'employment'> | null {
  if (who.insz === null) return null
  const { name, enterpriseNumber } = enterprises.plan(job.employer)
  return {
    status: 'ACTIVE',
    insz: who.insz,
    employer: { name, enterpriseNumber },
    period: { from: dayText(job.from), to: job.to === null ? null : dayText(job.to) },
    municipality: job.place,
  }
}

// ---------------------------------------------------------------- controls and holdings

const REGIONAL: Readonly<Record<Region, ControlService>> = {
  FL: 'VSI',
  WA: 'WALLONIA',
  BR: 'BRUSSELS',
  DG: 'OSTBELGIEN',
}

/** A control that met whoever registered at work there on that day. */
export function controlBody(
  seed: number,
  index: number,
  { body }: { body: BodyOf<'presence'> },
  region: Region,
): BodyOf<'control'> {
  const random = new Random(seed, CONTROL_STREAM, index)
  const outcomes = ['IN_ORDER', 'IN_ORDER', 'IN_ORDER', 'WARNED', 'EXAMINED_FURTHER'] as const
  return {
    service: random.pick([REGIONAL[region], 'TSW', 'RSZ'] as const),
    date: body.date,
    municipality: body.municipality,
    siteName: body.siteName,
    enterprise: body.employer,
    met: [{ insz: body.insz, l1Number: body.l1Number }],
    outcome: random.pick(outcomes),
  }
}

/** What is seen where a story says nothing of it. */
const UNSEEN: ControlSigns = {
  ledByClient: 'NOT_SEEN',
  onlyLabour: 'NOT_SEEN',
  sameHours: 'NOT_SEEN',
  ownTools: 'NOT_SEEN',
}
const SIGNS: Readonly<Record<ToldSigns, ControlSigns>> = {
  LED: { ...UNSEEN, ledByClient: 'YES', onlyLabour: 'YES' },
  OWN_FOREMAN: { ...UNSEEN, ledByClient: 'NO', onlyLabour: 'YES' },
  CREW_HOURS: { ...UNSEEN, sameHours: 'YES', ownTools: 'NO' },
}

/** A control that met the worker of a declaration on its third day, with what a story says was seen. */
export function toldControl(
  { period, worker, l1Number: number, clients, places }: BodyOf<'declaration'>,
  saw: ToldSigns,
  region: Region,
): BodyOf<'control'> {
  const date = dayText(toDay(period.from) + 2)
  const { id: by, name: byName } = PRACTICE_PEOPLE.find(({ role }) => role === 'INSPECTOR')!
  const { name = '', enterpriseNumber = null } = clients[0] ?? {}
  return {
    service: REGIONAL[region],
    date,
    municipality: places[0]!.address!.municipality!,
    siteName: null,
    enterprise: { name, country: 'BE', enterpriseNumber },
    met: [{ insz: worker.insz, l1Number: number }],
    outcome: 'EXAMINED_FURTHER',
    signs: { ...SIGNS[saw], by, byName, at: `${date}T15:00:00.000Z` },
  }
}

/** What the desks of each region hold: everything since then, as its supervisor imported it last night. */
export function holdingItems(
  today: number,
): { id: string; region: Region; body: BodyOf<'holding'> }[] {
  return REGIONS.flatMap((region) => {
    const by = PRACTICE_PEOPLE.find((one) => one.role === 'SUPERVISOR' && one.region === region)!
    return EXTRACT_SOURCES.map((source) => ({
      id: `holding-${source}-${region}`,
      region,
      body: {
        source,
        region,
        from: dayText(today - HELD_DAYS[source]),
        asOf: dayText(today - HELD_UNTIL),
        name: NAMES[source],
        refused: 0,
        by: by.id,
        byName: by.name,
        at: instantText(today - HELD_UNTIL, 12 * 60),
      },
    }))
  })
}
