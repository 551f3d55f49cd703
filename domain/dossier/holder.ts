import type { LocalDate } from '../calendar/local-date.ts'
import {
  HOLDERS,
  RESIDENCE_STATES,
  WORK_STATES,
  type Holder,
  type ResidenceState,
  type WorkState,
} from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { awaitedUntil } from './requests.ts'
import { isClosed } from './tracks.ts'

const HOLDER_OF_WORK: { readonly [S in WorkState]?: Holder } = {
  AT_COUNTER: 'COUNTER',
  RECEIVED: 'REGION',
  COMPLETENESS_CHECK: 'REGION',
  AWAITING_COMPLETION: 'APPLICANT',
  ADMISSIBLE: 'REGION',
  IN_EXAM: 'REGION',
  INFO_REQUESTED: 'APPLICANT',
  ADVICE_REQUESTED: 'ADVISER',
  DRAFT_DECISION: 'REGION',
  APPEAL_PENDING: 'REGION',
  ECONOMIC_ADVICE: 'ADVISER',
  REOV_ADVICE: 'ADVISER',
  MINISTER_DECISION: 'MINISTER',
}

const HOLDER_OF_RESIDENCE: { readonly [S in ResidenceState]?: Holder } = {
  NOT_TRANSMITTED: 'REGION',
  TRANSMITTED: 'DVZ',
  PRE_ASSESSMENT: 'DVZ',
  INFO_REQUESTED: 'APPLICANT',
  READY_POSITIVE: 'DVZ',
  READY_NEGATIVE: 'DVZ',
  AWAITING_WORK: 'DVZ',
  GRANTED: 'APPLICANT',
  VISA_PENDING: 'POST',
  VISA_HELD: 'POST',
  REGISTRATION_PENDING: 'MUNICIPALITY',
  APPEAL_PENDING: 'DVZ',
}

/** On these the Immigration Office waits for the decision on work; on all others it goes on beside it. */
const WAITS_FOR_WORK: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  'NOT_TRANSMITTED',
  'READY_POSITIVE',
  'READY_NEGATIVE',
  'AWAITING_WORK',
])

/** What each track waits for is over: its last day passed without an answer or advice. */
export interface Over {
  work: boolean
  residence: boolean
}

const afterWait = (holder: Holder | undefined, isOver: boolean, own: Holder): Holder | null =>
  (isOver && holder !== undefined ? own : holder) ?? null

function holdersIn(
  work: WorkState,
  residence: ResidenceState,
  over: Over,
): { work: Holder | null; residence: Holder | null } {
  if (isClosed({ work: { state: work }, residence: { state: residence } })) {
    return { work: null, residence: null }
  }
  const onWork = afterWait(HOLDER_OF_WORK[work], over.work, 'REGION')
  const goesOn = onWork === null || !WAITS_FOR_WORK.has(residence)
  const onResidence = afterWait(HOLDER_OF_RESIDENCE[residence], over.residence, 'DVZ')
  return { work: onWork, residence: goesOn ? onResidence : null }
}

function overOn(body: DossierBody, today: LocalDate): Over {
  const { work, residence } = awaitedUntil(body)
  return {
    work: work !== null && today > work,
    residence: residence !== null && today > residence,
  }
}

/** Who has to act on each track on a day; null: nobody, or it waits for the other. */
export function holdersOf(
  body: DossierBody,
  today: LocalDate,
): { work: Holder | null; residence: Holder | null } {
  return holdersIn(body.work.state, body.residence.state, overOn(body, today))
}

/** Who acts on work, with the Immigration Office acting on residence at the same time. */
const BESIDE_DVZ: { readonly [H in Holder]?: Holder } = {
  REGION: 'BOTH',
  APPLICANT: 'APPLICANT_DVZ',
  ADVISER: 'ADVISER_DVZ',
}

/**
 * Who has to act now: whoever acts on work and the Immigration Office where each has to on its own
 * track (from the copy on both may be examined at once, SWA 2 February 2018; what the region asks or
 * waits for stops nobody there). Else the work track leads until work is decided, because the region's
 * decision comes first; after a grant the residence track does.
 */
export function holderOf(body: DossierBody, today: LocalDate): Holder {
  return holderIn(body.work.state, body.residence.state, overOn(body, today))
}

/** The same where the states and what is over are known. */
function holderIn(workState: WorkState, residenceState: ResidenceState, over: Over): Holder {
  const { work, residence } = holdersIn(workState, residenceState, over)
  const both = work !== null && residence === 'DVZ' ? BESIDE_DVZ[work] : undefined
  return both ?? work ?? residence ?? 'NOBODY'
}

const NO_YES = [false, true] as const
const POSITIONS: readonly number[] = WORK_STATES.flatMap((work) =>
  RESIDENCE_STATES.flatMap((residence) =>
    NO_YES.flatMap((overWork) =>
      NO_YES.map((overResidence) =>
        HOLDERS.indexOf(holderIn(work, residence, { work: overWork, residence: overResidence })),
      ),
    ),
  ),
)

/** The position of the holder in HOLDERS, from the positions of both states. */
export function holderAt(work: number, residence: number, over: Over): number {
  const states = work * RESIDENCE_STATES.length + residence
  return POSITIONS[states * 4 + Number(over.work) * 2 + Number(over.residence)]!
}

const WORK_OF_BOTH = new Map(
  Object.entries(BESIDE_DVZ).map(([work, both]) => [both, work as Holder] as const),
)

/** Under whom a dossier is found that is held so: one that two hold under each, and as such. */
export function foundUnder(holder: Holder): readonly Holder[] {
  const work = WORK_OF_BOTH.get(holder)
  return work === undefined ? [holder] : [work, 'DVZ', holder]
}

/** Whether a service has to act, alone or beside the other. */
export const isHeldBy = (holder: Holder, service: 'REGION' | 'DVZ'): boolean =>
  foundUnder(holder).includes(service)
