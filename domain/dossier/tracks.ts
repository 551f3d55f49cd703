/**
 * The two tracks of a dossier as transition tables (domain facts 1.12 and 2.2): data, so that a
 * screen, a command and a test read the same law. Clock effects name the clock and what happens to
 * it; OVERALL is C3A or C3B by the day of submission.
 */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import {
  OVERALL_CLOCKS,
  PROCEDURES,
  type ClockEventKind,
  type ClockId,
  type DossierEventType,
  type OverallClock,
  type Procedure,
  type ResidenceState,
  type Track,
  type WorkState,
} from '../contract/codes.ts'
import type { ClockEvent, DossierBody, Period } from '../contract/records.ts'
import { clockViews, endOfTerm, renewalWindow } from './clocks.ts'
import {
  clockTerm,
  EXTENSION,
  isFastLane,
  lawfulTerm,
  overallClockIn,
  type LawfulTerm,
  type TermFile,
} from '../reference/clocks.ts'
import { NO_TABLES, ownAmount, type OwnTables } from '../reference/own-rows.ts'

export interface ClockEffect {
  /** REMEDY: the term to contest what was decided on the track. */
  clock: ClockId | 'OVERALL' | 'ALL' | 'REMEDY'
  effect: ClockEventKind
  /** The clock starts on the day of submission instead of the day of the event (C3B only). */
  backDated?: boolean
  /** The officer states the last day in the act: the adviser's term. */
  stated?: boolean
  /** The clock starts on the day on which the employment ended, whenever that is noted. */
  withEmployment?: boolean
}

type Read = Pick<DossierBody, 'clockEvents'> & Partial<Pick<DossierBody, 'events'>>

export interface Transition<State extends string> {
  id: string
  from: readonly State[]
  event: string
  /** Condition in words; the command that takes the step checks it. Null: none. */
  guard: string | null
  /** The same, where the step comes of an act on the other track: nobody else asks. */
  holds?(dossier: Read): boolean
  /** The possible outcomes, one for most events. */
  to: readonly State[]
  /** Which of several it is on a dossier. */
  leads?(dossier: Read): State
  clocks: readonly ClockEffect[]
  /** Event that the same act is for the other track. */
  otherTrack: string | null
  /** The procedures that know the step. */
  procedures: readonly Procedure[]
}

const OPEN_WORK = [
  'AT_COUNTER',
  'RECEIVED',
  'COMPLETENESS_CHECK',
  'AWAITING_COMPLETION',
  'ADMISSIBLE',
  'IN_EXAM',
  'INFO_REQUESTED',
  'ADVICE_REQUESTED',
  'ECONOMIC_ADVICE',
  'DRAFT_DECISION',
] as const satisfies readonly WorkState[]

const OPEN_RESIDENCE = [
  'NOT_TRANSMITTED',
  'TRANSMITTED',
  'PRE_ASSESSMENT',
  'INFO_REQUESTED',
  'READY_POSITIVE',
  'READY_NEGATIVE',
  'AWAITING_WORK',
] as const satisfies readonly ResidenceState[]

/** The stay was granted and is on its way or there: it ends with the authorisation to work. */
const AFTER_GRANT = [
  'GRANTED',
  'VISA_PENDING',
  'VISA_HELD',
  'REGISTRATION_PENDING',
  'CARD_ISSUED',
] as const satisfies readonly ResidenceState[]

type Options<S extends string> = Partial<
  Pick<Transition<S>, 'guard' | 'holds' | 'leads' | 'clocks' | 'otherTrack' | 'procedures'>
>

/**
 * One row of a table; what is left out has no guard, no clock effect and no meaning for the other
 * track, and is for every procedure.
 */
function row<S extends string>(
  id: string,
  from: readonly S[],
  event: string,
  to: readonly S[],
  {
    guard = null,
    clocks = [],
    otherTrack = null,
    procedures = PROCEDURES,
    holds,
    leads,
  }: Options<S> = {},
): Transition<S> {
  const base = { id, from, event, guard, to, clocks, otherTrack, procedures }
  return { ...base, ...(holds && { holds }), ...(leads && { leads }) }
}

/** Rows of a step that leaves the track where it is, one for each state. */
function staying<S extends string>(
  id: string,
  states: readonly S[],
  event: string,
  options: Options<S> = {},
): Transition<S>[] {
  return states.map((state, i) =>
    row(`${id}${String.fromCodePoint(A + i)}`, [state], event, [state], options),
  )
}
const A = 'a'.codePointAt(0)!

const SINGLE = ['SINGLE_PERMIT'] as const satisfies readonly Procedure[]
/** No residence track: the work card, and the professional card, whose stay has a procedure of its own. */
const WORK_ONLY = ['WORK_CARD', 'PROFESSIONAL_CARD'] as const satisfies readonly Procedure[]
const CARD = ['PROFESSIONAL_CARD'] as const satisfies readonly Procedure[]
/** Whose appeals are decided without the council that advises on professional cards. */
const NO_COUNCIL = ['SINGLE_PERMIT', 'WORK_CARD'] as const satisfies readonly Procedure[]

const effect = (clock: ClockEffect['clock'], kind: ClockEventKind): ClockEffect => ({
  clock,
  effect: kind,
})
/**
 * C3B counts from the submission of the complete application: from the submission where nothing was
 * missing, else from the day on which the last items came in.
 */
const admissible = (backDated: boolean): readonly ClockEffect[] => [
  effect('C2', 'START'),
  { ...effect('OVERALL', 'START'), ...(backDated && { backDated }) },
  effect('C4', 'START'),
]

/** What an appeal on work that fails leaves standing: the decision that was contested. */
function contestedWork({ clockEvents, events = [] }: Read): WorkState {
  const last = events.findLast(({ type }) => type === 'WORK_REFUSED' || type === 'WITHDRAWN')
  if (last) return last.type === 'WITHDRAWN' ? 'WITHDRAWN' : 'REFUSED'
  // A timeline that tells of neither: what started the term to appeal does.
  const term = clockEvents.findLast(
    ({ clock, kind, reason }) => clock === 'C5' && kind === 'START' && reason !== 'NOTIFIED',
  )
  return term?.reason === 'WITHDRAW' ? 'WITHDRAWN' : 'REFUSED'
}
const STANDS: readonly WorkState[] = ['REFUSED', 'WITHDRAWN']

/**
 * Work track. W1 and W0 have no state before them: the platform files, or the counter does. W2b
 * (another region is competent) keeps state and clocks: re-routing never resets a clock. W0 and the
 * rows P come from domain facts 2.2 (professional card); W7b is the way of the procedures that have
 * no residence track, where no copy goes to anybody (2.1).
 */
export const WORK_TRANSITIONS: readonly Transition<WorkState>[] = [
  row('W1', [], 'SUBMIT', ['RECEIVED'], {
    guard: 'filed by the employer, by its mandatary or by the person',
  }),
  row('P0', [], 'SUBMIT_AT_COUNTER', ['AT_COUNTER'], {
    guard: 'the applicant holds a valid residence title',
    clocks: [effect('P1', 'START')],
    procedures: CARD,
  }),
  row('W0', ['AT_COUNTER'], 'FORWARD', ['RECEIVED'], {
    guard: 'the counter forwards within 5 days',
    clocks: [effect('P1', 'STOP')],
    procedures: CARD,
  }),
  row('W2', ['RECEIVED'], 'OPEN_CHECK', ['COMPLETENESS_CHECK'], {
    guard: 'the own service is the competent authority',
  }),
  row('W2b', ['RECEIVED'], 'REROUTE', ['RECEIVED'], { guard: 'another region is competent' }),
  row('W3', ['COMPLETENESS_CHECK'], 'MISSING_ITEMS', ['AWAITING_COMPLETION'], {
    guard: 'at least one mandatory item is missing, and all that are missing are asked',
    clocks: [effect('C1', 'START')],
  }),
  // What fell out after the question was never asked: nobody fails to send it, and it has a term of its own.
  row('W3b', ['AWAITING_COMPLETION'], 'MISSING_ITEMS', ['AWAITING_COMPLETION'], {
    guard: 'a mandatory item is missing that nobody asked for',
    clocks: [effect('C1', 'START')],
  }),
  row('W4', ['AWAITING_COMPLETION'], 'ITEMS_RECEIVED', ['ADMISSIBLE'], {
    guard: 'all items are present',
    clocks: [effect('C1', 'STOP'), ...admissible(false)],
  }),
  row('W5', ['AWAITING_COMPLETION'], 'C1_EXPIRED', ['INADMISSIBLE'], {
    guard: 'an item that was asked is not present',
    clocks: [effect('C1', 'STOP'), effect('C7', 'START')],
    otherTrack: 'INADMISSIBLE',
  }),
  row('W6', ['COMPLETENESS_CHECK'], 'COMPLETE', ['ADMISSIBLE'], {
    guard: 'all items are present',
    clocks: admissible(true),
  }),
  row('W7', ['ADMISSIBLE'], 'TRANSMIT', ['IN_EXAM'], {
    guard: 'a copy goes to the Immigration Office',
    clocks: [effect('C2', 'STOP')],
    otherTrack: 'COPY_RECEIVED',
    procedures: SINGLE,
  }),
  row('W7b', ['ADMISSIBLE'], 'START_EXAM', ['IN_EXAM'], { procedures: WORK_ONLY }),
  row('W8', ['IN_EXAM'], 'ASK_INFO', ['INFO_REQUESTED'], {
    guard: 'reasoned letter with a deadline',
    clocks: [effect('OVERALL', 'SUSPEND')],
  }),
  row('W9', ['INFO_REQUESTED'], 'INFO_RECEIVED', ['IN_EXAM'], {
    clocks: [effect('OVERALL', 'RESUME')],
  }),
  row('W9b', ['INFO_REQUESTED'], 'DEADLINE', ['IN_EXAM'], {
    guard: 'the deadline has passed: may be refused',
    clocks: [effect('OVERALL', 'RESUME')],
  }),
  row('W10', ['IN_EXAM'], 'ASK_ADVICE', ['ADVICE_REQUESTED']),
  row('W11', ['ADVICE_REQUESTED'], 'ADVICE_RECEIVED', ['IN_EXAM']),
  row('P2', ['IN_EXAM'], 'ASK_ECONOMIC_ADVICE', ['ECONOMIC_ADVICE'], {
    guard: 'VLAIO or FIT is asked, with a term',
    clocks: [{ clock: 'P2', effect: 'START', stated: true }],
    procedures: CARD,
  }),
  row('P2b', ['ECONOMIC_ADVICE'], 'ADVICE_RECEIVED', ['IN_EXAM'], {
    clocks: [effect('P2', 'STOP')],
    procedures: CARD,
  }),
  row('W12', ['IN_EXAM'], 'EXTEND', ['IN_EXAM'], {
    guard: 'complex file, once, reasons sent; only under C3B',
    clocks: [effect('C3B', 'EXTEND')],
    procedures: SINGLE,
  }),
  row('W13', ['IN_EXAM'], 'PROPOSE', ['DRAFT_DECISION'], {
    guard: 'the proposer is not the examiner who signs',
  }),
  row('W13b', ['DRAFT_DECISION'], 'RETURN', ['IN_EXAM'], {
    guard: 'the second person states what is wrong',
  }),
  row('W13c', ['DRAFT_DECISION'], 'FACTS_CHANGED', ['IN_EXAM'], {
    guard: 'a fact on which the proposal rests has changed',
  }),
  row('W14', ['DRAFT_DECISION'], 'SIGN_GRANT', ['GRANTED'], {
    guard: 'threshold and labour-market checks attached; second person signs',
    clocks: [effect('C4', 'STOP'), effect('C8', 'START')],
    otherTrack: 'WORK_GRANTED',
  }),
  row('W15', ['DRAFT_DECISION'], 'SIGN_REFUSE', ['REFUSED'], {
    guard: 'ground and motivation; second person signs',
    clocks: [effect('OVERALL', 'STOP'), effect('C4', 'STOP'), effect('C5', 'START')],
    otherTrack: 'WORK_REFUSED',
  }),
  // The term to contest begins when the parties are told (domain facts 1.6); until then it is reckoned
  // from the decision, at the earliest, and refuses nobody.
  ...staying('W15n-', ['REFUSED', 'WITHDRAWN', 'INADMISSIBLE'], 'NOTIFIED', {
    guard: 'a term to contest the decision is open',
    clocks: [effect('REMEDY', 'START')],
  }),
  row('W16', OPEN_WORK, 'DESIST', ['DESISTED'], {
    guard: 'request of the employer',
    clocks: [effect('ALL', 'STOP')],
    otherTrack: 'DESISTED',
  }),
  row('W16b', ['GRANTED'], 'DESIST', ['DESISTED'], {
    guard: 'request of the employer, before the Immigration Office decided',
    clocks: [effect('ALL', 'STOP')],
    otherTrack: 'DESISTED',
    procedures: SINGLE,
  }),
  row('W17', ['REFUSED', 'WITHDRAWN'], 'APPEAL', ['APPEAL_PENDING'], {
    guard: 'within C5 from the notification; after it with the reason why it counts',
    clocks: [effect('C5', 'STOP')],
  }),
  row('W18', ['APPEAL_PENDING'], 'UPHELD', STANDS, {
    guard: 'the refusal or the withdrawal that was contested stands',
    leads: contestedWork,
    clocks: [effect('C7', 'START')],
    procedures: NO_COUNCIL,
  }),
  row('W18b', ['APPEAL_PENDING'], 'REFORMED', ['GRANTED'], {
    guard: 'what is authorised is stated',
    clocks: [effect('C7', 'START'), effect('C8', 'START')],
    otherTrack: 'WORK_REFORMED',
    procedures: NO_COUNCIL,
  }),
  row('P3', ['APPEAL_PENDING'], 'ASK_REOV', ['REOV_ADVICE'], {
    guard: 'the council for economic investigation advises within 4 months',
    clocks: [effect('P3', 'START')],
    procedures: CARD,
  }),
  row('P3b', ['REOV_ADVICE'], 'ADVICE_RECEIVED', ['MINISTER_DECISION'], {
    guard: 'the advice came, or its term ran out without one',
    clocks: [effect('P3', 'STOP'), effect('P4', 'START')],
    procedures: CARD,
  }),
  row('P4', ['MINISTER_DECISION'], 'UPHELD', STANDS, {
    guard: 'the minister decides within 2 months',
    leads: contestedWork,
    clocks: [effect('P4', 'STOP'), effect('C7', 'START')],
    procedures: CARD,
  }),
  row('P4b', ['MINISTER_DECISION'], 'REFORMED', ['GRANTED'], {
    guard: 'the minister decides within 2 months; what is authorised is stated',
    clocks: [effect('P4', 'STOP'), effect('C7', 'START')],
    otherTrack: 'WORK_REFORMED',
    procedures: CARD,
  }),
  row('P4c', ['MINISTER_DECISION'], 'SILENCE_REFUSES', STANDS, {
    leads: contestedWork,
    guard:
      'the minister was silent for 2 months: a negative advice stands, without advice the appeal is dismissed',
    clocks: [effect('P4', 'STOP'), effect('C7', 'START')],
    procedures: CARD,
  }),
  row('P4d', ['MINISTER_DECISION'], 'SILENCE_GRANTS', ['GRANTED'], {
    guard:
      'the minister was silent for 2 months: a positive advice stands; what is authorised is stated',
    clocks: [effect('P4', 'STOP')],
    otherTrack: 'WORK_REFORMED',
    procedures: CARD,
  }),
  row('W19', ['GRANTED'], 'WITHDRAW', ['WITHDRAWN'], {
    guard: 'ground stated and the parties heard',
    clocks: [effect('C8', 'STOP'), effect('C5', 'START')],
    otherTrack: 'WORK_WITHDRAWN',
  }),
  row('W20', ['GRANTED'], 'END_DATE', ['EXPIRED'], {
    guard: 'no renewal',
    otherTrack: 'WORK_ENDED',
  }),
  // Also once the end is noted: the renewal may be granted out of sight of who noted it.
  row('W21', ['GRANTED', 'EXPIRED'], 'NEW_PERMIT', ['SUPERSEDED'], {
    guard: 'renewal or change granted; the dossiers are linked',
    clocks: [effect('C8', 'STOP'), effect('C10', 'STOP')],
    otherTrack: 'WORK_ENDED',
  }),
]

/** A decision on residence may be prepared, and signed once work is granted. */
const READY = [
  'READY_POSITIVE',
  'READY_NEGATIVE',
  'AWAITING_WORK',
] as const satisfies readonly ResidenceState[]
const BEFORE_SIGNATURE = [
  'TRANSMITTED',
  'PRE_ASSESSMENT',
  'INFO_REQUESTED',
  ...READY,
] as const satisfies readonly ResidenceState[]

/** What DVZ itself last noted of the stay: after a grant, only the withdrawal of work ends it. */
const SAID_BY_DVZ: ReadonlySet<string> = new Set<DossierEventType>([
  'RESIDENCE_GRANTED',
  'RESIDENCE_REFUSED',
  'RESIDENCE_ENDED',
])

function endedWithWork({ clockEvents, events = [] }: Read): boolean {
  const last = events.findLast(({ type }) => SAID_BY_DVZ.has(type))
  if (last) return last.type === 'RESIDENCE_GRANTED'
  // A timeline that tells nothing of the stay: its clocks do.
  return !clockEvents.some(
    ({ clock, reason }) => clock === 'C6' && (reason === 'END_STAY' || reason === 'SIGN_REFUSE'),
  )
}

/** Residence track. A residence decision is signed only after the grant of work (R7). */
export const RESIDENCE_TRANSITIONS: readonly Transition<ResidenceState>[] = [
  row('R1', ['NOT_TRANSMITTED'], 'COPY_RECEIVED', ['TRANSMITTED']),
  row('R2', ['TRANSMITTED'], 'START_PRE', ['PRE_ASSESSMENT'], { guard: 'parallel handling' }),
  // Who waited examines once work is decided, or before: an appeal that grants work leads here too.
  row('R2b', ['AWAITING_WORK'], 'START_PRE', ['PRE_ASSESSMENT'], {
    guard: 'nothing that was proposed waits to be signed',
  }),
  row('R3', ['TRANSMITTED'], 'WAIT', ['AWAITING_WORK'], { guard: 'serial handling' }),
  row('R4', ['PRE_ASSESSMENT'], 'ASK_INFO', ['INFO_REQUESTED'], {
    clocks: [effect('OVERALL', 'SUSPEND')],
  }),
  row('R5', ['INFO_REQUESTED'], 'INFO_RECEIVED', ['PRE_ASSESSMENT'], {
    clocks: [effect('OVERALL', 'RESUME')],
  }),
  row('R5b', ['INFO_REQUESTED'], 'DEADLINE', ['PRE_ASSESSMENT'], {
    guard: 'the deadline has passed: may be refused',
    clocks: [effect('OVERALL', 'RESUME')],
  }),
  // Also after the grant of work: the region may be first, and an annulment (R16b) leads back here.
  row('R6', ['PRE_ASSESSMENT'], 'PRE_OK', ['READY_POSITIVE'], {
    guard: 'work is pending or GRANTED',
  }),
  row('R6b', ['PRE_ASSESSMENT'], 'PRE_NOK', ['READY_NEGATIVE'], {
    guard: 'work is pending or GRANTED',
  }),
  // A proposal waits beside the track: it moves with the signature only.
  ...staying('R6-', READY, 'PROPOSE'),
  ...staying('R6r-', READY, 'RETURN', { guard: 'the second person states what is wrong' }),
  row('R6f', ['READY_POSITIVE', 'READY_NEGATIVE'], 'FACTS_CHANGED', ['PRE_ASSESSMENT'], {
    guard: 'pay, hours, period or employer have changed: means and duration rest on them',
  }),
  // Renewal or change: regional approval and Annex 49 are enough to go on working (1.10).
  ...staying('R17', BEFORE_SIGNATURE, 'ANNEX_49', {
    guard: 'renewal or change, and work is GRANTED',
  }),
  row('R7', READY, 'SIGN_GRANT', ['GRANTED'], {
    guard: 'work is GRANTED; second person signs',
    clocks: [effect('OVERALL', 'STOP')],
  }),
  row('R7b', READY, 'SIGN_REFUSE', ['REFUSED'], {
    guard: 'work is GRANTED; second person signs',
    clocks: [effect('OVERALL', 'STOP'), effect('C8', 'STOP'), effect('C6', 'START')],
  }),
  ...staying('R7n-', ['REFUSED', 'ENDED'], 'NOTIFIED', {
    guard: 'a term to contest the decision is open',
    clocks: [effect('REMEDY', 'START')],
  }),
  row('R8', OPEN_RESIDENCE, 'WORK_REFUSED', ['NO_OBJECT'], { clocks: [effect('OVERALL', 'STOP')] }),
  row('R8b', OPEN_RESIDENCE, 'INADMISSIBLE', ['NO_OBJECT'], {
    clocks: [effect('OVERALL', 'STOP')],
  }),
  row('R8c', OPEN_RESIDENCE, 'DESISTED', ['NO_OBJECT'], { clocks: [effect('OVERALL', 'STOP')] }),
  row('R8d', OPEN_RESIDENCE, 'WORK_WITHDRAWN', ['NO_OBJECT'], {
    clocks: [effect('OVERALL', 'STOP')],
  }),
  // Work is over, or another dossier took its place: DVZ has nothing left to decide here.
  row('R8f', OPEN_RESIDENCE, 'WORK_ENDED', ['NO_OBJECT'], { clocks: [effect('OVERALL', 'STOP')] }),
  // The refusal that took its object away is no more: DVZ decides now that work is granted.
  row('R8e', ['NO_OBJECT'], 'WORK_REFORMED', ['AWAITING_WORK']),
  row('R9', ['GRANTED'], 'ABROAD', ['VISA_PENDING'], { guard: 'a diplomatic post is named' }),
  row('R10', ['VISA_PENDING'], 'POST_HOLDS', ['VISA_HELD'], {
    guard: 'cause and reason stated; both services told the same day',
  }),
  row('R10b', ['VISA_HELD'], 'POST_RELEASES', ['VISA_PENDING']),
  row('R11', ['VISA_PENDING', 'GRANTED'], 'ENTRY', ['REGISTRATION_PENDING'], {
    clocks: [effect('C9', 'START')],
  }),
  row('R12', ['REGISTRATION_PENDING'], 'REGISTERED', ['CARD_ISSUED'], {
    guard: 'it is attested that the residence check is in order',
    clocks: [effect('C9', 'STOP')],
  }),
  // No decision of DVZ, and no letter of it: C6 does not run.
  row('R13', AFTER_GRANT, 'WORK_WITHDRAWN', ['ENDED'], {
    clocks: [effect('C9', 'STOP'), effect('C10', 'STOP')],
  }),
  // The withdrawal that ended it is no more: DVZ decides anew. Without employment (C10) nothing revives.
  row('R13c', ['ENDED', 'APPEAL_PENDING', 'REFUSED'], 'WORK_REFORMED', ['AWAITING_WORK'], {
    guard: 'the stay ended with the withdrawal, not with the employment or a refusal',
    holds: endedWithWork,
    clocks: [effect('C6', 'STOP'), effect('C8', 'START')],
  }),
  // The permit holder has C10 to find other work; only after it may the stay end (domain facts R13).
  row('R13b', ['CARD_ISSUED'], 'EMPLOYMENT_END', ['CARD_ISSUED'], {
    guard: 'the time to find other work does not run yet',
    clocks: [effect('C8', 'STOP'), { clock: 'C10', effect: 'START', withEmployment: true }],
  }),
  row('R13d', ['CARD_ISSUED'], 'END_STAY', ['ENDED'], {
    guard: 'the time to find other work is over',
    clocks: [effect('C10', 'STOP'), effect('C6', 'START')],
  }),
  row('R14', ['REFUSED', 'ENDED'], 'APPEAL', ['APPEAL_PENDING'], {
    guard: 'within C6 from the notification; after it with the reason why it counts',
    clocks: [effect('C6', 'STOP')],
  }),
  row('R15', ['CARD_ISSUED'], 'END_DATE', ['EXPIRED'], { clocks: [effect('C10', 'STOP')] }),
  row('R16', ['APPEAL_PENDING'], 'UPHELD', ['REFUSED'], { clocks: [effect('C7', 'START')] }),
  row('R16b', ['APPEAL_PENDING'], 'REFORMED', ['PRE_ASSESSMENT'], {
    guard: 'the decision was annulled: DVZ decides anew',
    clocks: [effect('C8', 'START')],
  }),
]

const PENDING_WORK: ReadonlySet<WorkState> = new Set<WorkState>(OPEN_WORK)
const ENDED_WORK: ReadonlySet<WorkState> = new Set<WorkState>([
  'INADMISSIBLE',
  'REFUSED',
  'DESISTED',
  'WITHDRAWN',
  'EXPIRED',
  'SUPERSEDED',
])
const ENDED_RESIDENCE: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  'NO_TRACK',
  'REFUSED',
  'NO_OBJECT',
  'CARD_ISSUED',
  'ENDED',
  'EXPIRED',
])

/** The states in which something is awaited that no other state knows. */
const ANSWER_AWAITED: ReadonlySet<string> = new Set<WorkState & ResidenceState>(['INFO_REQUESTED'])
const ADVICE_AWAITED: ReadonlySet<WorkState> = new Set<WorkState>([
  'ADVICE_REQUESTED',
  'ECONOMIC_ADVICE',
  'REOV_ADVICE',
])
const SIGNATURE_AWAITED: ReadonlySet<string> = new Set<WorkState | ResidenceState>([
  'DRAFT_DECISION',
  ...READY,
])

type States = Pick<DossierBody, 'work' | 'residence'>
const stateOn = ({ work, residence }: States, track: Track): WorkState | ResidenceState =>
  track === 'WORK' ? work.state : residence.state

/** True while a service waits on this track for the applicant's answer. */
export const awaitsAnswer = (body: States, track: Track): boolean =>
  ANSWER_AWAITED.has(stateOn(body, track))

/** True while the region waits for advice. */
export const awaitsAdvice = ({ work }: Pick<States, 'work'>): boolean =>
  ADVICE_AWAITED.has(work.state)

/** True while a proposal on this track may be signed or sent back. */
export const awaitsSignature = (body: States, track: Track): boolean =>
  SIGNATURE_AWAITED.has(stateOn(body, track))

/** A decision on work is contested: with the region, the council or the minister. */
const CONTESTED: ReadonlySet<WorkState> = new Set<WorkState>([
  'APPEAL_PENDING',
  'REOV_ADVICE',
  'MINISTER_DECISION',
])

/** True while an appeal against the decision on work is not decided. */
export function isContested(state: WorkState): boolean {
  return CONTESTED.has(state)
}

/** True while the work track waits for its decision. */
export function isWorkPending({ state }: Pick<DossierBody['work'], 'state'>): boolean {
  return PENDING_WORK.has(state)
}

const PENDING_RESIDENCE: ReadonlySet<ResidenceState> = new Set<ResidenceState>(OPEN_RESIDENCE)

/** True while the residence track waits for its decision. */
export function isStayPending({ state }: Pick<DossierBody['residence'], 'state'>): boolean {
  return PENDING_RESIDENCE.has(state)
}

/** True when nobody has to act any more: one track ended the dossier, or both are through. */
export function isClosed({
  work,
  residence,
}: {
  work: Pick<DossierBody['work'], 'state'>
  residence: Pick<DossierBody['residence'], 'state'>
}): boolean {
  if (residence.state === 'APPEAL_PENDING') return false
  if (ENDED_WORK.has(work.state)) return true
  return work.state === 'GRANTED' && ENDED_RESIDENCE.has(residence.state)
}

/**
 * True when nothing can happen to the dossier any more. A closed one whose authorisation stands is not
 * through: it may be withdrawn after a hearing, end or be replaced (W19 to W21, R13, R15), and papers on
 * that come to somebody.
 */
export function isThrough(body: Parameters<typeof isClosed>[0]): boolean {
  return isClosed(body) && body.work.state !== 'GRANTED'
}

/** What a step on a track looks at. */
export type Tracks = Pick<
  DossierBody,
  'procedure' | 'region' | 'category' | 'submittedOn' | 'work' | 'residence' | 'clockEvents'
> &
  Partial<Pick<DossierBody, 'heldSince' | 'authorised' | 'events'>>

/** What an act states that clocks rest on. */
export interface Stated {
  /** The last day that it sets. */
  until?: LocalDate | undefined
  /** Since when the worker holds a single permit. */
  heldSince?: LocalDate | undefined
  /** The last day of the employment; absent: the day of the act. */
  employmentEndedOn?: LocalDate | undefined
  /** The period that it grants. */
  authorises?: Period | null | undefined
  /** The first day on which a clock that stood still runs again; absent: the day of the act. */
  runsAgainOn?: LocalDate | undefined
}

/** A step that is taken: on which day, by whom, and what it states. */
export interface Act extends Stated {
  on: LocalDate
  by: string | null
  /** The tables of the regions; absent: what comes with the program holds. */
  tables?: OwnTables
}

/** A step on the track on which it is taken. */
interface Taken extends Act {
  track: Track
}

/** The clocks of the dossier that run or are suspended. */
function openClocks(events: readonly ClockEvent[]): ClockId[] {
  const open = new Set<ClockId>()
  for (const { clock, kind } of events) {
    if (kind === 'START') open.add(clock)
    if (kind === 'STOP') open.delete(clock)
  }
  return [...open]
}

const REMEDIES: Readonly<Record<Track, readonly ClockId[]>> = {
  WORK: ['C5', 'C7'],
  RESIDENCE: ['C6', 'C7'],
}

/** True while the worker whose employment ended has time to find other work, also when that is over. */
export const isLookingForWork = ({ clockEvents }: Pick<DossierBody, 'clockEvents'>): boolean =>
  openClocks(clockEvents).includes('C10')

/** The clock in which what was decided on a track can be contested; null: none is open. */
export function openRemedy(
  { clockEvents }: Pick<DossierBody, 'clockEvents'>,
  track: Track,
): ClockId | null {
  const open = openClocks(clockEvents)
  return REMEDIES[track].find((clock) => open.includes(clock)) ?? null
}

/** The day from which a clock counts because the parties were told; null: that was not noted. */
export function notifiedOn(clockEvents: readonly ClockEvent[], clock: ClockId): LocalDate | null {
  const start = clockEvents.findLast((one) => one.clock === clock && one.kind === 'START')
  return start?.reason === 'NOTIFIED' ? start.at : null
}

/**
 * Clocks that exist only where a residence track does: the copy for, and the term shared with, DVZ, and
 * the renewal of what both gave.
 */
const SHARED_CLOCKS: ReadonlySet<ClockId> = new Set<ClockId>(['C2', 'C3A', 'C3B', 'C8'])

/** Reason of a start that the law dates back to the submission: nobody's act of that day. */
export const BACK_DATED = 'SUBMISSION'

/** True when a file has this clock at all. */
function hasClock(dossier: Tracks, clock: ClockId): boolean {
  if (clock === 'C4') return isFastLane(dossier)
  return dossier.residence.state !== 'NO_TRACK' || !SHARED_CLOCKS.has(clock)
}

/**
 * Calendar days that a clock of this file gets instead of its usual length; none: the usual. What the
 * region's own table says on the day of the start stays with the clock: a later row counts for clocks
 * that start later.
 */
function ownDays(dossier: Tracks, clock: ClockId, effect: ClockEffect, at: LocalDate, act: Taken) {
  const { tables = NO_TABLES } = act
  if (effect.effect === 'EXTEND') {
    return { days: ownAmount(tables, dossier.region, 'EXTENSION', at) ?? EXTENSION.days }
  }
  if (effect.effect !== 'START') return {}
  if (effect.stated && act.until) return { days: daysBetween(act.on, act.until) }
  const { track, heldSince = dossier.heldSince } = act
  return ownStartDays({ ...dossier, track, heldSince }, clock, at, tables)
}

/** The same for a clock that starts on a day, whoever starts it. */
export function ownStartDays(
  file: TermFile,
  clock: ClockId,
  at: LocalDate,
  tables: OwnTables,
): { days?: number } {
  const { term, isUsual } = lawfulTerm(tables, file, clock, at)
  if (isUsual) return {}
  return { days: term.unit === 'DAYS' ? term.length : daysBetween(at, endOfTerm(at, term)) }
}

/**
 * The term of a clock of a dossier that starts on a day. One that started keeps its own, whatever row
 * was approved since: then it is told in days, as the event has it.
 */
export function termOf(
  dossier: TermFile & Pick<Tracks, 'clockEvents'>,
  clock: ClockId,
  on: LocalDate,
  tables: OwnTables,
): LawfulTerm {
  const law = lawfulTerm(tables, dossier, clock, on)
  const started = dossier.clockEvents.findLast(
    (one) => one.clock === clock && one.kind === 'START' && one.at === on,
  )
  if (!started) return law
  const usual = clockTerm(clock, on)
  const length = started.days ?? daysBetween(on, endOfTerm(on, usual.term))
  if (length === daysBetween(on, endOfTerm(on, law.term))) return law
  if (started.days === undefined) return { ...usual, isUsual: true, isDoubtful: false }
  const term = { unit: 'DAYS', length } as const
  return { ...law, term, confidence: 'UNVERIFIED', isUsual: false, isDoubtful: false }
}

/** The overall clock that a file runs, or would run by the tables. */
export function overallOf(
  { region, submittedOn, clockEvents }: Pick<Tracks, 'region' | 'submittedOn' | 'clockEvents'>,
  tables: OwnTables,
): OverallClock {
  const started = clockEvents.map(({ clock }) => clock)
  return (
    OVERALL_CLOCKS.findLast((one) => started.includes(one)) ??
    overallClockIn(tables, { region, submittedOn })
  )
}

/** Which clocks an effect is about: a file starts one overall clock, and goes on with that one. */
function namedIn(dossier: Tracks, { clock, effect }: ClockEffect, act: Taken): readonly ClockId[] {
  const open = openClocks(dossier.clockEvents)
  if (clock === 'ALL') return open
  if (clock === 'REMEDY') {
    const remedy = openRemedy(dossier, act.track)
    return remedy === null ? [] : [remedy]
  }
  if (clock !== 'OVERALL') return [clock]
  if (effect === 'START') return [overallClockIn(act.tables ?? NO_TABLES, dossier)]
  return OVERALL_CLOCKS.filter((one) => open.includes(one))
}

type Stay = Pick<DossierBody['residence'], 'state'>

/** True where the stay was refused, also while that is contested. */
export const isStayRefused = ({ state }: Stay): boolean =>
  state === 'REFUSED' || state === 'APPEAL_PENDING'

/** True where nothing is to be renewed: the stay was refused or ended, also while that is contested. */
export const isStayLost = (stay: Stay): boolean => isStayRefused(stay) || stay.state === 'ENDED'

const STAY_GRANTED: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  ...AFTER_GRANT,
  'ENDED',
  'EXPIRED',
])

/** True in the states to which only a granted stay comes. */
export const isStayGranted = (state: ResidenceState): boolean => STAY_GRANTED.has(state)

/** Work and stay are renewed together: what grants the one opens the window where the other stands. */
const isRenewable = ({ work, residence }: Tracks, granted: Track): boolean =>
  granted === 'WORK' ? !isStayLost(residence) : work.state === 'GRANTED'

/** C8 begins and ends on days that the authorised period gives: none where nobody renews it. */
function windowStart(dossier: Tracks, act: Taken & { reason: string }): ClockEvent[] {
  const period = act.authorises ?? dossier.authorised ?? null
  const window = period && renewalWindow(dossier, period, act.tables ?? NO_TABLES)
  if (!window || !hasClock(dossier, 'C8') || !isRenewable(dossier, act.track)) return []
  const { opens: at, closes } = window
  const { reason, by } = act
  return [{ clock: 'C8', kind: 'START', at, days: daysBetween(at, closes), reason, by }]
}

function clockEventsOf(
  dossier: Tracks,
  clockEffect: ClockEffect,
  act: Taken & { reason: string },
): ClockEvent[] {
  const { effect: kind, backDated, withEmployment } = clockEffect
  const own =
    (withEmployment && act.employmentEndedOn) || (kind === 'RESUME' && act.runsAgainOn) || act.on
  if (clockEffect.clock === 'C8' && kind === 'START') return windowStart(dossier, act)
  const open = openClocks(dossier.clockEvents)
  const touched = namedIn(dossier, clockEffect, act).filter((id) =>
    kind === 'START'
      ? hasClock(dossier, id)
      : open.includes(id) && (kind !== 'SUSPEND' || !isOver(dossier, id, act.on)),
  )
  return touched.map((id) => {
    const back = backDated && id === 'C3B'
    const at = back ? dossier.submittedOn : own
    return {
      clock: id,
      kind,
      ...ownDays(dossier, id, clockEffect, at, act),
      ...(back ? { at, reason: BACK_DATED, by: null } : { at, reason: act.reason, by: act.by }),
    }
  })
}

/** A question that comes after the last day suspends nothing: the term is over already. */
function isOver({ clockEvents }: Tracks, clock: ClockId, on: LocalDate): boolean {
  const due = clockViews(clockEvents, on).find(({ id }) => id === clock)?.due
  return due !== null && due !== undefined && on > due
}

/** The steps that a procedure knows from a state of a track. */
export function stepsFrom<S extends string>(
  table: readonly Transition<S>[],
  procedure: Procedure,
  state: S,
): Transition<S>[] {
  return table.filter((step) => step.from.includes(state) && step.procedures.includes(procedure))
}

function stepOn<S extends string>(
  table: readonly Transition<S>[],
  procedure: Procedure,
  state: S,
  event: string,
): Transition<S> | undefined {
  return table.find(
    (step) =>
      step.event === event && step.from.includes(state) && step.procedures.includes(procedure),
  )
}

/** The event that a move of the work track is for the residence track; null: it is none. */
export function eventForResidence(
  procedure: Procedure,
  from: WorkState,
  to: WorkState,
): string | null {
  const steps = stepsFrom(WORK_TRANSITIONS, procedure, from).filter((step) => step.to.includes(to))
  return steps.find(({ otherTrack }) => otherTrack !== null)?.otherTrack ?? null
}

/**
 * The state to which an event leads the residence track; null where the table does not know it, or
 * where that hangs on more than the state.
 */
export function residenceAfter(
  procedure: Procedure,
  state: ResidenceState,
  event: string,
): ResidenceState | null {
  const step = stepOn(RESIDENCE_TRANSITIONS, procedure, state, event)
  return step && !step.holds ? step.to[0]! : null
}

/** A step that stays in its state (an extension, a proposal) does not begin it anew. */
function movedTo<S extends string>(
  before: { state: S; since: LocalDate },
  state: S,
  on: LocalDate,
): { state: S; since: LocalDate } {
  return before.state === state ? before : { state, since: on }
}

/** True when the table knows an event from where a dossier stands. */
export function isStepFrom(
  track: Track,
  { procedure, work, residence }: Pick<DossierBody, 'procedure' | 'work' | 'residence'>,
  event: string,
): boolean {
  return track === 'WORK'
    ? stepOn(WORK_TRANSITIONS, procedure, work.state, event) !== undefined
    : stepOn(RESIDENCE_TRANSITIONS, procedure, residence.state, event) !== undefined
}

/**
 * The dossier after an event of the work track, with the event that this is for the residence
 * track and the clock events appended; null when the event is not possible in this state. Guards
 * are for the caller.
 */
export function takeWorkStep<D extends Tracks>(dossier: D, event: string, act: Act): D | null {
  const step = stepOn(WORK_TRANSITIONS, dossier.procedure, dossier.work.state, event)
  if (!step) return null
  const after = appendClockEvents(dossier, step, { ...act, track: 'WORK' })
  after.work = movedTo(dossier.work, step.leads?.(dossier) ?? step.to[0]!, act.on)
  return step.otherTrack === null
    ? after
    : (takeResidenceStep(after, step.otherTrack, act) ?? after)
}

/** The same for an event of the residence track. Null also for a residence grant before work is granted. */
export function takeResidenceStep<D extends Tracks>(dossier: D, event: string, act: Act): D | null {
  const step = stepOn(RESIDENCE_TRANSITIONS, dossier.procedure, dossier.residence.state, event)
  if (!step || step.holds?.(dossier) === false) return null
  if (step.event === 'SIGN_GRANT' && dossier.work.state !== 'GRANTED') return null
  const after = appendClockEvents(dossier, step, { ...act, track: 'RESIDENCE' })
  after.residence = movedTo(dossier.residence, step.to[0]!, act.on)
  return after
}

function appendClockEvents<D extends Tracks>(dossier: D, step: Transition<string>, act: Taken): D {
  let clockEvents = dossier.clockEvents
  for (const clockEffect of step.clocks) {
    const reason = step.event
    const appended = clockEventsOf({ ...dossier, clockEvents }, clockEffect, { ...act, reason })
    clockEvents = [...clockEvents, ...appended]
  }
  return { ...dossier, clockEvents }
}
