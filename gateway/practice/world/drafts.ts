/**
 * Building blocks of plans: dossiers and declarations with nothing unusual about them, and the days
 * that fit a stage. Shared by ordinary life and by the stories.
 */
import type {
  ApplicationType,
  Category,
  Procedure,
  Region,
} from '../../../domain/contract/codes.ts'
import { overallClock } from '../../../domain/reference/clocks.ts'
import { dayText, type DayPeriod } from './days.ts'
import type { Enterprises } from './enterprises.ts'
import { municipalityIn } from './geography.ts'
import { GRANTED_STAGES, type Stage } from './histories.ts'
import { CATEGORY_PLANS, type Job, type PostingSector, POSTING_SECTORS } from './jobs.ts'
import { draw, type Random, weighted, type Weighted } from './random.ts'
import type { PersonRole, StorySlot } from './roles.ts'

/** How a dossier was filed: by the employer, by a mandatary with a valid mandate, or as a story says. */
export type Filing = { by: 'EMPLOYER' } | { by: 'MANDATARY' } | { by: 'ENTERPRISE'; index: number }

export interface DossierPlan {
  /** Number of the dossier in the world. */
  index: number
  person: number
  region: Region
  procedure: Procedure
  category: Category
  type: ApplicationType
  stage: Stage
  submitted: number
  pivot: number
  authorised: DayPeriod | null
  /** Last day before an authorisation ended by expiry, withdrawal or a new permit. */
  end: number | null
  /** The one that took its place; absent: none did. */
  successor?: DossierPlan
  employer: number | null
  job: Job
  /** Municipalities of the workplaces, the main one first. */
  workplaces: readonly string[]
  filing: Filing
  /** Pay as a multiple of the threshold, for stories; null: as usual. */
  payFactor: number | null
  /** Day of an Annex 49, when the municipality gave one. */
  annex49: number | null
  /** Hours a week of the contract, for stories; absent: not told. */
  weeklyHours?: number
  /** Weeks for which its vacancy was open before it was filed, for stories; absent: nobody noted one. */
  vacancyWeeks?: number
  /** What the officer found of who gave the diploma, for stories; absent: nobody noted it. */
  diplomaIs?: 'RECOGNISED' | 'NOT_RECOGNISED'
  /** Number of the diploma that is filed with it, for stories; absent: as all have it. */
  diploma?: number
}

/** Papers of the Vander Elst conditions. */
export type Proof =
  | 'NONE'
  | 'COMPLETE'
  | 'LAPSED'
  /** The residence permit, or the passport, ends before the work does. */
  | 'STAY_ENDS'
  | 'PASSPORT_ENDS'
  /** All of them end on the last day of the work. */
  | 'TO_THE_DAY'
  /** Hired ten days before the posting, or thirty. */
  | 'FRESH'
  | 'MONTH_OLD'

/** What a story says of a declaration that ordinary ones do not have. */
export interface Oddities {
  /** Filed so many days after the first day; negative: before. */
  filedAfter?: number
  /** Cancelled so many days after the first day. */
  cancelledAfter?: number
  /** The street of every place; null: none is told. */
  street?: string | null
  /** The one client. */
  client?: number
  /** Works at its place were declared, of this value; absent in a story: none were. */
  worksEuro?: number
  /** Nobody registers there in ordinary life. */
  unseen?: true
  /** An agency without a number of approval. */
  unapproved?: true
}

export interface DeclarationPlan {
  index: number
  person: number
  period: DayPeriod
  kind: 'EMPLOYEE' | 'SELF_EMPLOYED' | 'TRAINEE'
  status: 'ACTIVE' | 'CANCELLED' | 'REPLACED'
  /** Day of the cancellation, for stories; null: some day after filing. */
  cancelled: number | null
  /** The declaration before this one of the same person, when this one replaces it. */
  replaces: number | null
  employer: number | null
  sector: PostingSector
  job: Job
  region: Region
  /** Municipality that must be declared; null: places are drawn. */
  place: string | null
  proof: Proof
  /** OTHER: a valid number that is not the person's. BROKEN: one that cannot exist. */
  identify: 'USUAL' | 'BOTH' | 'ALIAS' | 'OTHER' | 'BROKEN'
  odd: Oddities
  /** Short stay for meetings instead of the sector's work. */
  visit: boolean
  /** Told in a story: no noise. */
  story: boolean
}

export interface PresencePlan {
  /** Enterprise that registered it. */
  employer: number
  day: number
  place: string
}

/** What a story says that an inspector saw of how somebody works. */
export type ToldSigns = 'LED' | 'OWN_FOREMAN' | 'CREW_HOURS'

/** What a story says of the papers of other services; absent: as in ordinary life. */
export interface Papers {
  /** The A1 forms. NONE: nobody asked for one. AFTERWARDS: issued when the work had begun. */
  a1?:
    | 'NONE'
    | 'SHORT'
    | 'OF_ANOTHER'
    | 'WITHDRAWN'
    | 'FALSE'
    | 'REQUESTED'
    | 'AFTERWARDS'
    | 'USUAL'
  a1Number?: string
  /** False: the employer of the permit declared no employment. */
  employed?: false
  /** Employments beside those of the permits. */
  jobs?: readonly { employer: number; from: number; to: number | null; place: string }[]
  /** The employment starts so many days before the authorised period. */
  startsBefore?: number
  /** The wage of the last quarter in DmfA. AS_AGREED: of a contract of half time. */
  wage?: 'USUAL' | 'LESS' | 'FEW_DAYS' | 'HALF_TIME' | 'AS_AGREED'
  /** A motivated notification, so many days after the first day of the first posting. */
  notifiedAfter?: number
  /** The file that a contractor holds of the worker of its subcontractor. */
  chain?: 'COMPLETE' | 'NO_A1' | 'STAY_ENDED' | 'NO_DIMONA'
  /** How wages were paid; ONE_ACCOUNT: to that of the first who tells the story. */
  payment?: 'USUAL' | 'ONE_ACCOUNT' | 'HELD_BACK'
  /** What an inspector saw at a control in the declared period. */
  control?: ToldSigns
  /** What became of a professional card. */
  card?: 'ACTIVE' | 'NO_ACTIVITY'
}

export interface PersonPlan {
  person: number
  role: PersonRole
  slot: StorySlot | null
  region: Region
  dossiers: DossierPlan[]
  declarations: DeclarationPlan[]
  /** Presences of a story; those of ordinary life follow from the declarations. */
  presences: PresencePlan[]
  papers?: Papers
}

/** What a plan is made from. */
export interface PlanContext {
  seed: number
  today: number
  enterprises: Enterprises
  /** Chance that the last dossier of a chain is open work. */
  openChance: number
}

/** How far open work has run, as a share of the overall clock: most is comfortable, some is late. */
const ELAPSED: Weighted<readonly [number, number]> = weighted([
  [[0.05, 0.5], 52],
  [[0.5, 0.75], 22],
  [[0.75, 0.9], 11],
  [[0.9, 1], 8],
  [[1, 1.3], 7],
])

export interface DossierDraft {
  region: Region
  category: Category
  employer: number | null
  job: Job
  workplaces: readonly string[]
}

/** A dossier with nothing unusual about it; the caller sets stage, days and period. */
export function draftDossier(person: number, draft: DossierDraft): DossierPlan {
  return {
    index: 0,
    person,
    region: draft.region,
    procedure: CATEGORY_PLANS[draft.category].procedure,
    category: draft.category,
    type: 'FIRST',
    stage: 'CARD',
    submitted: 0,
    pivot: 0,
    authorised: null,
    end: null,
    employer: draft.employer,
    job: draft.job,
    workplaces: draft.workplaces,
    filing: { by: 'EMPLOYER' },
    payFactor: null,
    annex49: null,
  }
}

/** Workplaces in a region: nearly always one, often at the seat of the employer. */
export function workplacesIn(
  random: Random,
  region: Region,
  enterprises: Enterprises,
  employer: number | null,
): string[] {
  const drawn = municipalityIn(random, region).code
  const seat = employer === null ? null : enterprises.plan(employer).seat
  const main = seat && random.chance(0.6) ? seat.code : drawn
  if (random.chance(0.9)) return [main]
  const second = municipalityIn(random, region).code
  return second === main ? [main] : [main, second]
}

/** Days from filing to the decision on work, and from that to the first authorised day. */
export const HANDLING = [45, 100] as const

/** Puts a grant into a dossier: it was filed and decided before its first authorised day. */
export function grant(
  random: Random,
  dossier: DossierPlan,
  authorised: DayPeriod,
  today: number,
): void {
  dossier.authorised = authorised
  dossier.pivot = Math.min(today, authorised.from - random.between(4, 20))
  dossier.submitted = dossier.pivot - random.between(HANDLING[0], HANDLING[1])
}

/** Days between filing and today for open work at a stage, and since its last step. */
function setOpenDays(random: Random, dossier: DossierPlan, today: number): void {
  const { stage } = dossier
  const dwell = (low: number, high: number) => random.between(low, high)
  const late = random.chance(0.1)
  switch (stage) {
    case 'COUNTER':
    case 'RECEIVED':
      dossier.submitted = today - dwell(0, 8)
      dossier.pivot = dossier.submitted
      return
    case 'CHECK':
      dossier.pivot = today - dwell(0, 9)
      dossier.submitted = dossier.pivot - dwell(1, 6)
      return
    case 'AWAITING':
      dossier.pivot = today - (late ? dwell(16, 25) : dwell(0, 15))
      dossier.submitted = dossier.pivot - dwell(3, 12)
      return
    case 'ADMISSIBLE':
      dossier.pivot = today - (late ? dwell(16, 24) : dwell(0, 14))
      dossier.submitted = dossier.pivot - dwell(4, 20)
      return
    case 'VISA':
    case 'VISA_HELD':
    case 'REGISTRATION':
      dossier.pivot = today - (stage === 'VISA' ? dwell(4, 40) : dwell(25, late ? 125 : 100))
      dossier.submitted = dossier.pivot - dwell(HANDLING[0], HANDLING[1])
      return
    case 'GRANTED':
    case 'WORK_APPEAL':
    case 'REOV':
    case 'MINISTER':
    case 'RES_APPEAL':
      dossier.pivot = today - (stage === 'GRANTED' ? dwell(1, 9) : dwell(35, 110))
      dossier.submitted = dossier.pivot - dwell(HANDLING[0], HANDLING[1])
      return
    default: {
      const [low, high] = draw(random, ELAPSED)
      const share = low + random.next() * (high - low)
      const recast = today - Math.round(share * 90)
      const underRecast = overallClock(dayText(recast)) === 'C3B'
      dossier.submitted = underRecast ? recast : today - 10 - Math.round(share * 120)
      const age = today - dossier.submitted
      dossier.pivot = today - Math.floor(age * random.next() * 0.4)
    }
  }
}

/** Makes a dossier open work at a stage. */
export function makeOpen(random: Random, dossier: DossierPlan, stage: Stage, today: number): void {
  dossier.stage = stage
  setOpenDays(random, dossier, today)
  if (GRANTED_STAGES.has(stage)) {
    const from = dossier.pivot + random.between(10, 30)
    dossier.authorised = { from, to: from + lengthOf(random, dossier.category) - 1 }
  }
}

/** Makes a dossier end without a grant. */
export function makeFailed(
  random: Random,
  dossier: DossierPlan,
  stage: Stage,
  pivot: number,
): void {
  dossier.stage = stage
  dossier.pivot = pivot
  dossier.submitted =
    pivot - (stage === 'INADMISSIBLE' ? random.between(20, 32) : random.between(40, 100))
}

/** Length in days of an authorisation in a category. */
export function lengthOf(random: Random, category: Category): number {
  return random.pick(CATEGORY_PLANS[category].days)
}

export interface PostingDraft {
  region: Region
  employer: number | null
  sector: PostingSector
  job: Job
}

/** A declaration with nothing unusual about it. */
export function draftDeclaration(
  person: number,
  draft: PostingDraft,
  period: DayPeriod,
  proof: Proof,
): DeclarationPlan {
  return {
    index: 0,
    person,
    period,
    kind: draft.employer === null ? 'SELF_EMPLOYED' : 'EMPLOYEE',
    status: 'ACTIVE',
    cancelled: null,
    replaces: null,
    employer: draft.employer,
    sector: draft.sector,
    job: draft.job,
    region: draft.region,
    place: null,
    proof,
    identify: 'USUAL',
    odd: {},
    visit: false,
    story: false,
  }
}

const INSTALLATION: PostingSector = POSTING_SECTORS.values.find(
  ({ sector }) => sector === 'OTHER',
) as PostingSector

/** A declaration that agrees with a permit in employer, place and job. */
export function coveredDeclaration(permit: DossierPlan, period: DayPeriod): DeclarationPlan {
  const declaration = draftDeclaration(
    permit.person,
    { region: permit.region, employer: permit.employer, sector: INSTALLATION, job: permit.job },
    period,
    'NONE',
  )
  declaration.place = permit.workplaces[0] as string
  return declaration
}
