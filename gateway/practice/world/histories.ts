/**
 * Histories of dossiers: each ends at a stage, and the way there is walked through the transition
 * tables of domain/dossier/tracks.ts, which move states and clocks. Nothing here knows a rule of
 * law: a step that the tables do not allow is an error.
 */
import type {
  AnnexType,
  Category,
  DossierEventType,
  Procedure,
  Region,
  ResidenceState,
  WorkState,
} from '../../../domain/contract/codes.ts'
import type { ClockEvent, DossierBody, DossierEvent } from '../../../domain/contract/records.ts'
import {
  isClosed,
  overallOf,
  takeResidenceStep,
  takeWorkStep,
} from '../../../domain/dossier/tracks.ts'
import { NO_TABLES } from '../../../domain/reference/own-rows.ts'
import { stepBasis, type StepSubject } from '../../../domain/reference/step-bases.ts'
import { overallClock } from '../../../domain/reference/clocks.ts'
import { dayText } from './days.ts'
import { draw, type Random, weighted, type Weighted } from './random.ts'

/** Where a dossier stands. The first group is open work, the second is closed. */
export type Stage =
  | 'COUNTER'
  | 'RECEIVED'
  | 'CHECK'
  | 'AWAITING'
  | 'ADMISSIBLE'
  | 'EXAM'
  | 'INFO'
  | 'RES_INFO'
  | 'ADVICE'
  | 'ECONOMIC'
  | 'DRAFT'
  | 'WORK_GRANTED'
  | 'GRANTED'
  | 'VISA'
  | 'VISA_HELD'
  | 'REGISTRATION'
  | 'WORK_APPEAL'
  | 'REOV'
  | 'MINISTER'
  | 'RES_APPEAL'
  | 'CARD'
  | 'EXPIRED'
  | 'SUPERSEDED'
  | 'REFUSED'
  | 'UPHELD'
  | 'INADMISSIBLE'
  | 'DESISTED'
  | 'WITHDRAWN'
  | 'RES_REFUSED'
  | 'LEFT'

/** Open stages by how often they occur, with and without a residence track. */
const OPEN_STAGES: Weighted<Stage> = weighted([
  ['RECEIVED', 6],
  ['CHECK', 7],
  ['AWAITING', 9],
  ['ADMISSIBLE', 7],
  ['EXAM', 29],
  ['INFO', 8],
  ['RES_INFO', 4],
  ['ADVICE', 4],
  ['DRAFT', 5],
  ['WORK_GRANTED', 7],
  ['GRANTED', 2],
  ['VISA', 4],
  ['VISA_HELD', 1],
  ['REGISTRATION', 5],
  ['WORK_APPEAL', 1.5],
  ['RES_APPEAL', 0.5],
])
/** Of a professional card the economic side is asked about, and its appeals pass a council. */
const OPEN_STAGES_CARD: Weighted<Stage> = weighted([
  ['COUNTER', 12],
  ['RECEIVED', 9],
  ['CHECK', 10],
  ['AWAITING', 12],
  ['ADMISSIBLE', 8],
  ['EXAM', 22],
  ['INFO', 8],
  ['ADVICE', 2],
  ['ECONOMIC', 9],
  ['DRAFT', 7],
  ['WORK_APPEAL', 2],
  ['REOV', 3],
  ['MINISTER', 2],
])
const OPEN_STAGES_WORK_ONLY: Weighted<Stage> = weighted([
  ['RECEIVED', 10],
  ['CHECK', 12],
  ['AWAITING', 14],
  ['ADMISSIBLE', 8],
  ['EXAM', 30],
  ['INFO', 9],
  ['ADVICE', 6],
  ['DRAFT', 8],
  ['WORK_APPEAL', 3],
])

/** An open stage for a procedure; a professional card may still lie at the counter. */
export function openStage(random: Random, procedure: Procedure): Stage {
  if (procedure === 'PROFESSIONAL_CARD') return draw(random, OPEN_STAGES_CARD)
  return draw(random, procedure === 'SINGLE_PERMIT' ? OPEN_STAGES : OPEN_STAGES_WORK_ONLY)
}

/** Stages after a grant of work: the dossier has an authorised period. */
export const GRANTED_STAGES: ReadonlySet<Stage> = new Set<Stage>([
  'WORK_GRANTED',
  'GRANTED',
  'VISA',
  'VISA_HELD',
  'REGISTRATION',
  'RES_APPEAL',
  'CARD',
  'EXPIRED',
  'SUPERSEDED',
  'WITHDRAWN',
  'RES_REFUSED',
  'LEFT',
])

interface Step {
  track: 'W' | 'R'
  event: string
  /** Days after the step before it, before fitting to the history's length. */
  gap: number
}

const w = (event: string, gap: number): Step => ({ track: 'W', event, gap })
const r = (event: string, gap: number): Step => ({ track: 'R', event, gap })

function intake(random: Random): Step[] {
  const open = w('OPEN_CHECK', random.between(1, 5))
  return random.chance(0.7)
    ? [open, w('COMPLETE', random.between(1, 7))]
    : [open, w('MISSING_ITEMS', random.between(1, 6)), w('ITEMS_RECEIVED', random.between(3, 14))]
}

/** Examination by the region, up to the draft. */
function exam(random: Random): Step[] {
  const steps: Step[] = []
  if (random.chance(0.25)) {
    steps.push(w('ASK_INFO', random.between(4, 20)), w('INFO_RECEIVED', random.between(6, 28)))
  }
  if (random.chance(0.15)) {
    steps.push(w('ASK_ADVICE', random.between(3, 12)), w('ADVICE_RECEIVED', random.between(7, 25)))
  }
  return steps
}

type Residence =
  | 'TRANSMITTED'
  | 'PRE_ASSESSMENT'
  | 'READY_POSITIVE'
  | 'READY_NEGATIVE'
  | 'AWAITING_WORK'

/** Examination by the Immigration Office beside it, up to a state. */
function preAssessment(random: Random, until: Residence): Step[] {
  if (until === 'TRANSMITTED') return []
  if (until === 'AWAITING_WORK') return [r('WAIT', random.between(1, 4))]
  const steps = [r('START_PRE', random.between(1, 8))]
  if (until === 'PRE_ASSESSMENT') return steps
  if (random.chance(0.1)) {
    steps.push(r('ASK_INFO', random.between(2, 9)), r('INFO_RECEIVED', random.between(6, 20)))
  }
  steps.push(r(until === 'READY_NEGATIVE' ? 'PRE_NOK' : 'PRE_OK', random.between(5, 25)))
  return steps
}

const PENDING_RESIDENCE: Weighted<Residence> = weighted([
  ['TRANSMITTED', 18],
  ['PRE_ASSESSMENT', 32],
  ['READY_POSITIVE', 26],
  ['READY_NEGATIVE', 5],
  ['AWAITING_WORK', 19],
])
const DECIDED_RESIDENCE: Weighted<Residence> = weighted([
  ['READY_POSITIVE', 60],
  ['AWAITING_WORK', 40],
])

const propose = (random: Random) => w('PROPOSE', random.between(8, 30))
const sign = (event: string, random: Random) => w(event, random.between(1, 5))

/** What comes before, up to and with the decision on work. */
function toDecision(random: Random, stage: Stage, single: boolean, extensible: boolean): Step[] {
  const begin = intake(random)
  const transmit = w(single ? 'TRANSMIT' : 'START_EXAM', random.between(1, 13))
  const residence = (choice: Weighted<Residence>) =>
    single ? preAssessment(random, draw(random, choice)) : []
  switch (stage) {
    case 'COUNTER':
    case 'RECEIVED':
      return []
    case 'CHECK':
      return begin.slice(0, 1)
    case 'AWAITING':
      return [begin[0] as Step, w('MISSING_ITEMS', random.between(1, 6))]
    case 'ADMISSIBLE':
      return begin
    case 'INADMISSIBLE':
      return [
        begin[0] as Step,
        w('MISSING_ITEMS', random.between(1, 6)),
        w('C1_EXPIRED', random.between(16, 20)),
      ]
    case 'DESISTED':
      return random.chance(0.4)
        ? [...begin, w('DESIST', random.between(2, 10))]
        : [...begin, transmit, ...residence(PENDING_RESIDENCE), w('DESIST', random.between(5, 30))]
    case 'EXAM': {
      const extended = extensible && random.chance(0.1) ? [w('EXTEND', random.between(3, 9))] : []
      return [...begin, transmit, ...residence(PENDING_RESIDENCE), ...exam(random), ...extended]
    }
    case 'INFO':
      return [
        ...begin,
        transmit,
        ...residence(PENDING_RESIDENCE),
        w('ASK_INFO', random.between(4, 20)),
      ]
    case 'RES_INFO':
      return [
        ...begin,
        transmit,
        r('START_PRE', random.between(1, 6)),
        r('ASK_INFO', random.between(2, 9)),
      ]
    case 'ADVICE':
      return [
        ...begin,
        transmit,
        ...residence(PENDING_RESIDENCE),
        w('ASK_ADVICE', random.between(4, 20)),
      ]
    case 'ECONOMIC':
      return [...begin, transmit, w('ASK_ECONOMIC_ADVICE', random.between(4, 20))]
    case 'DRAFT':
      return [...begin, transmit, ...residence(PENDING_RESIDENCE), ...exam(random), propose(random)]
    case 'REFUSED':
    case 'UPHELD':
    case 'WORK_APPEAL':
    case 'REOV':
    case 'MINISTER':
      return [
        ...begin,
        transmit,
        ...residence(PENDING_RESIDENCE),
        ...exam(random),
        propose(random),
        sign('SIGN_REFUSE', random),
      ]
    default:
      return [
        ...begin,
        transmit,
        ...(stage === 'WORK_GRANTED' ? residence(PENDING_RESIDENCE) : residence(DECIDED_RESIDENCE)),
        ...exam(random),
        propose(random),
        sign('SIGN_GRANT', random),
      ]
  }
}

/** What follows the decision on work, as days after it. */
function afterDecision(random: Random, stage: Stage, procedure: Procedure): Step[] {
  const single = procedure === 'SINGLE_PERMIT'
  const appeal = w('APPEAL', random.between(5, 28))
  const council = w('ASK_REOV', random.between(2, 12))
  if (stage === 'WORK_APPEAL') return [appeal]
  if (stage === 'REOV') return [appeal, council]
  if (stage === 'MINISTER') return [appeal, council, w('ADVICE_RECEIVED', random.between(20, 90))]
  if (stage === 'UPHELD') {
    const [filed, decided] = [w('APPEAL', random.between(5, 28)), random.between(40, 90)]
    if (procedure !== 'PROFESSIONAL_CARD') return [filed, w('UPHELD', decided)]
    const advised = [w('ASK_REOV', 7), w('ADVICE_RECEIVED', decided - 20)]
    return [filed, ...advised, w('UPHELD', 13)]
  }
  if (!GRANTED_STAGES.has(stage) || !single || stage === 'WORK_GRANTED') return []
  if (stage === 'RES_REFUSED') return [r('SIGN_REFUSE', random.between(1, 9))]
  if (stage === 'RES_APPEAL') {
    return [r('SIGN_REFUSE', random.between(1, 9)), r('APPEAL', random.between(5, 28))]
  }
  const granted = r('SIGN_GRANT', random.between(0, 6))
  if (stage === 'GRANTED') return [granted]
  const abroad = stage === 'VISA' || stage === 'VISA_HELD' || random.chance(0.5)
  const visa = abroad ? [r('ABROAD', random.between(0, 3))] : []
  if (stage === 'VISA') return [granted, ...visa]
  if (stage === 'VISA_HELD') return [granted, ...visa, r('POST_HOLDS', random.between(3, 20))]
  const entry = r('ENTRY', abroad ? random.between(8, 30) : random.between(1, 4))
  if (stage === 'REGISTRATION') return [granted, ...visa, entry]
  return [granted, ...visa, entry, r('REGISTERED', random.between(4, 35))]
}

/** How a finished authorisation ended, on the day after its last day. */
function ending(stage: Stage, single: boolean): Step[] {
  if (stage === 'WITHDRAWN') return [w('WITHDRAW', 0)]
  if (stage === 'SUPERSEDED') return [w('NEW_PERMIT', 0)]
  if (stage === 'LEFT') return [r('EMPLOYMENT_END', 0)]
  if (stage === 'EXPIRED') return single ? [w('END_DATE', 0), r('END_DATE', 0)] : [w('END_DATE', 0)]
  return []
}

/** What the command of each step writes into the timeline, and what it is about in law. */
export const NOTE_OF_STEP: Readonly<Record<string, readonly [DossierEventType, StepSubject]>> = {
  'W:FORWARD': ['FORWARDED', 'SUBMISSION'],
  'W:OPEN_CHECK': ['CHECK_OPENED', 'HANDLING'],
  'W:MISSING_ITEMS': ['ITEMS_ASKED', 'SUBMISSION'],
  'W:ITEMS_RECEIVED': ['ITEMS_RECEIVED', 'SUBMISSION'],
  'W:COMPLETE': ['DECLARED_ADMISSIBLE', 'HANDLING'],
  'W:C1_EXPIRED': ['DECLARED_INADMISSIBLE', 'HANDLING'],
  'W:TRANSMIT': ['TRANSMITTED', 'HANDLING'],
  'W:START_EXAM': ['EXAM_STARTED', 'HANDLING'],
  'W:ASK_ECONOMIC_ADVICE': ['ADVICE_ASKED', 'HANDLING'],
  'W:ASK_REOV': ['ADVICE_ASKED', 'HANDLING'],
  'W:ASK_INFO': ['INFO_ASKED', 'TERM'],
  'W:INFO_RECEIVED': ['INFO_RECEIVED', 'TERM'],
  'W:ASK_ADVICE': ['ADVICE_ASKED', 'HANDLING'],
  'W:ADVICE_RECEIVED': ['ADVICE_RECEIVED', 'HANDLING'],
  'W:EXTEND': ['EXTENDED', 'TERM'],
  'W:PROPOSE': ['DECISION_PROPOSED', 'WORK_DECISION'],
  'W:SIGN_GRANT': ['WORK_GRANTED', 'WORK_DECISION'],
  'W:SIGN_REFUSE': ['WORK_REFUSED', 'WORK_DECISION'],
  'W:NOTIFIED': ['NOTIFIED', 'APPEAL'],
  'W:DESIST': ['DESISTED', 'HANDLING'],
  'W:APPEAL': ['APPEALED', 'APPEAL'],
  'W:UPHELD': ['APPEAL_DECIDED', 'APPEAL'],
  'W:WITHDRAW': ['WITHDRAWN', 'WORK_DECISION'],
  'W:END_DATE': ['EXPIRED', 'HANDLING'],
  'W:NEW_PERMIT': ['SUPERSEDED', 'HANDLING'],
  'R:START_PRE': ['PRE_ASSESSMENT_STARTED', 'RESIDENCE_DECISION'],
  'R:WAIT': ['WAITING_FOR_WORK', 'RESIDENCE_DECISION'],
  'R:PRE_OK': ['PRE_ASSESSMENT_DONE', 'RESIDENCE_DECISION'],
  'R:PRE_NOK': ['PRE_ASSESSMENT_DONE', 'RESIDENCE_DECISION'],
  'R:ASK_INFO': ['INFO_ASKED', 'TERM'],
  'R:INFO_RECEIVED': ['INFO_RECEIVED', 'TERM'],
  'R:SIGN_GRANT': ['RESIDENCE_GRANTED', 'RESIDENCE_DECISION'],
  'R:SIGN_REFUSE': ['RESIDENCE_REFUSED', 'RESIDENCE_DECISION'],
  'R:NOTIFIED': ['NOTIFIED', 'APPEAL'],
  'R:ABROAD': ['VISA_REQUESTED', 'ARRIVAL'],
  'R:POST_HOLDS': ['VISA_HELD', 'ARRIVAL'],
  'R:ENTRY': ['ENTERED', 'ARRIVAL'],
  'R:REGISTERED': ['CARD_ISSUED', 'ARRIVAL'],
  'R:EMPLOYMENT_END': ['EMPLOYMENT_ENDED', 'RESIDENCE_DECISION'],
  'R:END_STAY': ['RESIDENCE_ENDED', 'RESIDENCE_DECISION'],
  'R:END_DATE': ['EXPIRED', 'HANDLING'],
  'R:APPEAL': ['APPEALED', 'APPEAL'],
}

const ANNEX_OF_STEP: Readonly<Record<string, AnnexType>> = {
  'R:SIGN_GRANT': 'ANNEX_46',
  'R:SIGN_REFUSE': 'ANNEX_47',
  'W:WITHDRAW': 'ANNEX_48',
}

/** When a history happens, in day numbers. */
export interface HistoryFrame {
  procedure: Procedure
  category: Category
  decides: Region
  stage: Stage
  submitted: number
  /** Day of the decision on work; for an undecided dossier the day of its last step. */
  pivot: number
  /** Last authorised day for dossiers whose authorisation is over. */
  end: number | null
  /** What is authorised once work is granted. */
  authorised: { from: string; to: string } | null
  today: number
  region: readonly string[]
  federal: readonly string[]
}

export interface HistoryEvent {
  day: number
  type: DossierEventType
  by: string | null
  /** Of a dossier that is open: what is closed came from a register that kept kind and day alone. */
  step?: DossierEvent['step']
}

export interface History {
  submittedOn: string
  work: { state: WorkState; since: string }
  residence: { state: ResidenceState; since: string }
  clockEvents: ClockEvent[]
  annexes: { type: AnnexType; on: string }[]
  events: HistoryEvent[]
}

/** Moves a weekend day to the Friday before it, unless that is too early. */
function officeDay(day: number, earliest: number): number {
  const weekday = (day + 3) % 7
  const moved = weekday < 5 ? day : day - (weekday - 4)
  return Math.max(moved, earliest)
}

interface DatedStep {
  step: Step
  day: number
}

function datedSteps(random: Random, frame: HistoryFrame, counter: boolean): DatedStep[] {
  const { stage, submitted, pivot, today } = frame
  const single = frame.procedure === 'SINGLE_PERMIT'
  const extensible = single && overallClock(dayText(submitted)) === 'C3B'
  const before = toDecision(random, stage, single, extensible)
  if (counter && stage !== 'COUNTER') before.unshift(w('FORWARD', random.between(1, 5)))
  const length = before.reduce((sum, { gap }) => sum + gap, 0)
  const scale = length === 0 ? 1 : (pivot - submitted) / length
  const dated: DatedStep[] = []
  let day = submitted
  let passed = 0
  for (const step of before) {
    passed += step.gap
    day = officeDay(submitted + Math.round(passed * scale), day)
    dated.push({ step, day })
  }
  const latest = Math.min(today, frame.end ?? today)
  for (const step of afterDecision(random, stage, frame.procedure)) {
    day = Math.max(day, Math.min(officeDay(day + step.gap, day), latest))
    dated.push({ step, day })
  }
  if (frame.end !== null) {
    for (const step of ending(stage, single))
      dated.push({ step, day: Math.max(day, frame.end + 1) })
  }
  const left = dated.at(-1)
  if (left?.step.event === 'EMPLOYMENT_END' && left.day + SEARCH_DAYS <= today) {
    dated.push({ step: r('END_STAY', 0), day: left.day + SEARCH_DAYS })
  }
  return withNotifications(dated, today)
}

/** Some days more than anybody in the practice world has to find other work. */
const SEARCH_DAYS = 195

/** What the parties are told by letter, after which they may contest it. */
const TOLD: ReadonlySet<string> = new Set(['C1_EXPIRED', 'SIGN_REFUSE', 'WITHDRAW', 'END_STAY'])
/** Days that a registered letter takes. */
const LETTER_DAYS = 3

function withNotifications(dated: readonly DatedStep[], today: number): DatedStep[] {
  return dated.flatMap((one, i) => {
    const { track, event } = one.step
    const next = dated[i + 1]?.day
    const day = Math.min(one.day + LETTER_DAYS, next ?? Infinity)
    const told = { step: { track, event: 'NOTIFIED', gap: 0 }, day }
    return TOLD.has(event) && day <= today ? [one, told] : [one]
  })
}

/** The platform starts the term of a counter when the application is filed there. */
const startOfCounter = (at: string): ClockEvent => ({
  clock: 'P1',
  at,
  kind: 'START',
  reason: 'SUBMIT_AT_COUNTER',
  by: null,
})

/** Walks a history. Throws when the transition tables do not allow it. */
export function walk(random: Random, frame: HistoryFrame): History {
  const { procedure, stage } = frame
  const counter = stage === 'COUNTER' || (procedure === 'PROFESSIONAL_CARD' && random.chance(0.5))
  const since = dayText(frame.submitted)
  let tracks = {
    procedure,
    category: frame.category,
    region: frame.decides,
    submittedOn: since,
    work: { state: (counter ? 'AT_COUNTER' : 'RECEIVED') as WorkState, since },
    residence: {
      state: (procedure === 'SINGLE_PERMIT' ? 'NOT_TRANSMITTED' : 'NO_TRACK') as ResidenceState,
      since,
    },
    clockEvents: counter ? [startOfCounter(since)] : [],
  }
  const annexes: History['annexes'] = []
  const events: HistoryEvent[] = [{ day: frame.submitted, type: 'SUBMITTED', by: null }]
  const officer = random.pick(frame.region)
  const signer = random.pick(frame.region)
  const clerk = random.pick(frame.federal)
  for (const { step, day } of datedSteps(random, frame, counter)) {
    const on = dayText(day)
    const by = step.track === 'R' ? clerk : step.event.startsWith('SIGN') ? signer : officer
    const take = step.track === 'W' ? takeWorkStep : takeResidenceStep
    const stated = { authorises: frame.authorised, heldSince: frame.authorised?.from }
    const after = take(tracks, step.event, { on, by, ...stated })
    if (!after) {
      throw new Error(
        `no step ${step.track}:${step.event} from ${tracks.work.state}/${tracks.residence.state}`,
      )
    }
    const before = tracks
    tracks = after
    const key = `${step.track}:${step.event}`
    const annex = ANNEX_OF_STEP[key]
    if (annex) annexes.push({ type: annex, on })
    const note = NOTE_OF_STEP[key]
    if (!note) throw new Error(`no event of the timeline for ${key}`)
    events.push({
      day,
      type: note[0],
      by,
      step: stepNoted(step.track, note[1], before, tracks, on),
    })
  }
  const { submittedOn, work, residence, clockEvents } = tracks
  const told = isClosed(tracks) ? events.map(({ day, type, by }) => ({ day, type, by })) : events
  return { submittedOn, work, residence, clockEvents, annexes, events: told }
}

type Walked = Pick<
  DossierBody,
  'region' | 'procedure' | 'work' | 'residence' | 'submittedOn' | 'clockEvents'
>

/** What the command of a step notes of it. */
function stepNoted(
  letter: Step['track'],
  subject: StepSubject,
  before: Walked,
  after: Walked,
  on: string,
): DossierEvent['step'] {
  const work = { from: before.work.state, to: after.work.state }
  const residence = { from: before.residence.state, to: after.residence.state }
  const [track, own, other] =
    letter === 'W'
      ? (['WORK', work, residence] as const)
      : (['RESIDENCE', residence, work] as const)
  const basis = stepBasis(subject, { ...before, overall: overallOf(before, NO_TABLES) }, on, track)
  const moved = other.from === other.to ? {} : { other }
  return { track, ...own, on, basis, reason: null, ...moved }
}
