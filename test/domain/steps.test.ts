/**
 * Steps on the tracks of a dossier: every step in every state (generated from the tables), the guards
 * of the law, two people for every decision, and random working days that keep the invariants of
 * domain facts 1.12.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import {
  CATEGORIES,
  DOCUMENT_TYPES,
  OPINIONS,
  PROCEDURES,
  RESIDENCE_STATES,
  WORK_STATES,
  type Adviser,
  type DossierEventType,
  type OverallClock,
  type Procedure,
  type ResidenceState,
  type Track,
  type WorkState,
} from '../../domain/contract/codes.ts'
import { ERROR_CODES } from '../../domain/contract/errors.ts'
import { DossierBody, type AnyRecord } from '../../domain/contract/records.ts'
import * as v from 'valibot'
import { addDays } from '../../domain/calendar/local-date.ts'
import { blockedBy, conflictOf, resolveConflict, wordsIn } from '../../domain/commands/conflict.ts'
import { COMMANDS, decideCommand } from '../../domain/commands/index.ts'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { advisersFor } from '../../domain/commands/steps/examination.ts'
import { possibleSteps } from '../../domain/commands/steps/possible.ts'
import { STEP_TEXT_MAX_LENGTH, type StepCommand } from '../../domain/commands/steps/step.ts'
import { requiredDocuments } from '../../domain/reference/required-documents.ts'
import { adviceDeadline } from '../../domain/reference/advice-terms.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { stepBasis } from '../../domain/reference/step-bases.ts'
import { authorisedSpan } from '../../domain/dossier/authorised.ts'
import { combinedOutcome } from '../../domain/dossier/outcome.ts'
import { clockViews } from '../../domain/dossier/clocks.ts'
import { idleDays, visaHold } from '../../domain/dossier/waiting.ts'
import {
  openAdviceRequest,
  openInfoRequest,
  openProposalPlace,
} from '../../domain/dossier/requests.ts'
import {
  isClosed,
  overallOf,
  RESIDENCE_TRANSITIONS,
  takeWorkStep,
  WORK_TRANSITIONS,
} from '../../domain/dossier/tracks.ts'
import {
  residenceHistory,
  withoutDetours,
  workHistory,
} from '../../domain/dossier/track-history.ts'
import { occasions } from '../../domain/letters/templates.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { residenceSteps, workSteps } from '../../renderer/dossier/track-steps.ts'
import { NOTE_OF_STEP } from '../../gateway/practice/world/histories.ts'
import { ANTWERP, BRUSSELS, dossier, enterprise, LIEGE, person } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const JORIS: Actor = { id: 'vl-joris', name: 'Joris', role: 'REGION_OFFICER', region: 'FL' }
const TOM: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const EVA: Actor = { id: 'dvz-eva', name: 'Eva', role: 'DVZ_CLERK', region: null }
const WALLOON: Actor = { id: 'wa-luc', name: 'Luc', role: 'REGION_OFFICER', region: 'WA' }

const SUBMITTED = '2026-06-01'
const ON = '2026-06-20'

const contextOf = (actor: Actor, today = ON): CommandContext => ({
  actor,
  today,
  at: `${today}T10:00:00.000Z`,
  colleagues: [],
})

/** The dossier, and a granted renewal of the same person. */
const lookupOf = (body: DossierBody): RecordLookup =>
  ((kind: string, id: string) => {
    if (kind !== 'dossier') return null
    if (id === 'd1') return { kind, id, version: 1, body } as AnyRecord
    const { procedure } = body
    const renewal = { applicationType: 'RENEWAL' as const, procedure, submittedOn: '2026-06-05' }
    return id === 'd2' ? dossier(renewal, 'd2') : null
  }) as RecordLookup

function run(body: DossierBody, name: string, args: object, context: CommandContext): Decision {
  const checked = name === 'proposeWork' || name === 'proposeResidence' ? checkedIn(body) : {}
  return decideCommand(name, { dossierId: 'd1', ...checked, ...args }, lookupOf(body), context)
}

/** What the checks of a proposal on this dossier are told. */
const checkedIn = ({ personId, region, category }: DossierBody) => ({
  personId,
  threshold: { region, category },
  mandateId: null,
  signals: [],
})

/** The dossier that a decision writes; a refusal fails by its code. */
function bodyOf(decision: Decision): DossierBody {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`)
  return decision.writes[0]!.body as DossierBody
}

const STEPS = Object.values(COMMANDS).filter(
  (command): command is (typeof COMMANDS)[keyof typeof COMMANDS] & StepCommand => 'step' in command,
)

const RENEWAL = { submittedOn: SUBMITTED, applicationType: 'RENEWAL' as const }
const completeFor = (procedure: Procedure) =>
  requiredDocuments({ ...dossier().body, ...RENEWAL, procedure }).map(({ type }, i) => ({
    id: `doc-${i}`,
    type,
    status: 'RECEIVED' as const,
    receivedOn: SUBMITTED,
  }))
const complete = completeFor('SINGLE_PERMIT')

/** A dossier in any pair of states, with what each state leans on. */
function inStates(
  work: WorkState,
  residence: ResidenceState,
  procedure: Procedure = 'SINGLE_PERMIT',
): DossierBody {
  const papers = completeFor(procedure)
  const proposal = (track: Track) => ({
    track,
    decision: 'GRANT' as const,
    grounds: [],
    reason: '',
    period: track === 'WORK' ? { from: '2026-07-01', to: '2027-06-30' } : null,
    by: track === 'WORK' ? AN.id : TOM.id,
    on: SUBMITTED,
    state: 'OPEN' as const,
    closedBy: null,
  })
  return dossier({
    ...RENEWAL,
    clockEvents:
      work === 'AT_COUNTER'
        ? [{ clock: 'P1', kind: 'START', at: SUBMITTED, reason: 'SUBMIT_AT_COUNTER', by: null }]
        : [],
    work: { state: work, since: SUBMITTED },
    residence: { state: residence, since: SUBMITTED },
    procedure,
    // Over before the day of the step, so that its end can be recorded.
    authorised: work === 'GRANTED' ? { from: '2026-06-02', to: '2026-06-10' } : null,
    ...(work === 'AWAITING_COMPLETION'
      ? {
          documents: papers.slice(1),
          itemsAsked: [{ on: SUBMITTED, documents: [papers[0]!.type] }],
        }
      : { documents: papers }),
    proposals: [
      ...(work === 'DRAFT_DECISION' ? [proposal('WORK')] : []),
      // On residence a proposal is there once work is granted; before that it may be made.
      ...(work === 'GRANTED' ? [proposal('RESIDENCE')] : []),
    ],
  }).body
}

/** Fields that satisfy every guard of every step. */
const GOOD_FIELDS: Readonly<Record<string, unknown>> = {
  documents: ['APPLICATION_FORM'],
  text: 'Which diploma does the worker hold?',
  deadline: '2026-07-10',
  adviser: 'VDAB',
  opinion: 'POSITIVE',
  decision: 'GRANT',
  grounds: ['SALARY_BELOW_THRESHOLD'],
  period: { from: '2026-07-01', to: '2026-09-15' },
  successor: 'd2',
  heard: true,
  result: 'POSITIVE',
  post: 'Istanbul',
  region: 'WA',
  employerId: 'e1',
  personId: 'p1',
  cause: 'OTHER',
  checked: true,
  renewal: null,
  departureId: 'left-1',
  heldSince: '2025-06-01',
  employmentEndedOn: '2026-06-02',
}

function goodArgs(command: StepCommand, track: Track, body: DossierBody): object {
  const fields = Object.fromEntries(command.step.fields.map((field) => [field, GOOD_FIELDS[field]]))
  if (command.name === 'decideAppeal') fields['result'] = 'UPHELD'
  if ('adviser' in fields) Object.assign(fields, askedOf(body, ON))
  if ('proposal' in fields) fields['proposal'] = openProposalPlace(body, track)
  if ('threshold' in fields) Object.assign(fields, checkedIn(body))
  const from = track === 'WORK' ? body.work.state : body.residence.state
  return { track, on: ON, from, reason: 'As the file shows.', ...fields }
}

/** Whom one asks on a day, and until when: the council's last day is the law's. */
function askedOf(body: DossierBody, on: string): object {
  const adviser = adviserOf(body)
  return {
    adviser,
    ...(adviser === 'REOV' && { deadline: adviceDeadline(adviser, on, body, NO_TABLES) }),
  }
}

/** Whom one asks on this dossier: on a professional card the economic agency. */
function adviserOf(body: DossierBody): Adviser {
  const may = advisersFor(body)
  const economic = body.procedure === 'PROFESSIONAL_CARD' && may.includes('VLAIO')
  return economic ? 'VLAIO' : (may[0] ?? 'VDAB')
}

/** Steps that the tables know from a state, by any event. */
const possibleFrom = (track: Track, state: string, procedure: Procedure): boolean =>
  (track === 'WORK' ? WORK_TRANSITIONS : RESIDENCE_TRANSITIONS).some(
    ({ from, procedures }) =>
      (from as readonly string[]).includes(state) && procedures.includes(procedure),
  )

const THE_90_DAYS: DossierBody['clockEvents'] = [
  { clock: 'C3B', kind: 'START', at: SUBMITTED, reason: 'COMPLETE', by: null },
]

const NO_WORK_FOUND: DossierBody['clockEvents'] = [
  { clock: 'C10', kind: 'START', at: '2026-03-01', reason: 'EMPLOYMENT_END', by: TOM.id },
]
const REMEDIES: DossierBody['clockEvents'] = (['C5', 'C6'] as const).map((clock) => ({
  clock,
  kind: 'START',
  at: SUBMITTED,
  reason: 'SIGN_REFUSE',
  by: JORIS.id,
}))

/** Another region is competent where the work lies elsewhere; extended or told of is what runs. */
function placed({ name }: StepCommand, body: DossierBody): DossierBody {
  if (name === 'extendTerm') return { ...body, clockEvents: THE_90_DAYS }
  if (name === 'endResidence') return { ...body, clockEvents: NO_WORK_FOUND }
  if (name === 'recordNotification') return { ...body, clockEvents: REMEDIES }
  if (name === 'askMissingItems') return { ...body, documents: body.documents.slice(1) }
  return name === 'reroute'
    ? { ...body, workplaces: [{ ...body.workplaces[0]!, municipality: LIEGE }] }
    : body
}

interface Outcome {
  where: string
  done: boolean
  /** What is wrong with it, in words. */
  wrong: string[]
}

/** Every pair of states of every procedure. */
const EVERYWHERE: readonly DossierBody[] = PROCEDURES.flatMap((procedure) =>
  WORK_STATES.flatMap((work) =>
    RESIDENCE_STATES.map((residence) => inStates(work, residence, procedure)),
  ),
)

/** Tries a step with good fields from every pair of states. */
function inEveryState(command: StepCommand, track: Track): (Outcome & { body: DossierBody })[] {
  const signer = contextOf(track === 'WORK' ? JORIS : EVA)
  return EVERYWHERE.map((anywhere) => {
    const body = placed(command, anywhere)
    const decision = run(body, command.name, goodArgs(command, track, body), signer)
    const wrong = decision.ok
      ? wrongWith(body, decision.writes[0]!.body as DossierBody, track)
      : wrongCode(decision.code)
    const { procedure, work, residence } = body
    const where = `${procedure} ${work.state}/${residence.state}`
    return { body, where, done: decision.ok, wrong }
  })
}

function wrongWith(before: DossierBody, after: DossierBody, track: Track): string[] {
  const state = track === 'WORK' ? before.work.state : before.residence.state
  const step = after.events.at(-1)?.step
  const noted = step?.track === track && step.from === state && step.on === ON
  return [
    ...(v.is(DossierBody, after) ? [] : ['writes a dossier that does not fit its schema']),
    ...(possibleFrom(track, state, before.procedure) ? [] : ['is no step of the table']),
    ...(noted ? [] : ['is not in the timeline']),
    ...(residenceFollowsWork(before, after) ? [] : ['grants residence before work']),
  ]
}

const wrongCode = (code: string): string[] =>
  code === 'BAD_REQUEST' || !(ERROR_CODES as readonly string[]).includes(code) ? [code] : []

describe('every step in every state', () => {
  for (const command of STEPS) {
    for (const track of command.step.tracks) {
      it(`${command.name} on ${track} is done or refused with a code`, () => {
        const outcomes = inEveryState(command, track)
        expect(outcomes.filter(({ wrong }) => wrong.length > 0)).toEqual([])
        expect(outcomes.filter(({ done }) => done).length, 'possible somewhere').toBeGreaterThan(0)
      })
    }
  }

  it('every event of the tables that people cause has a step', () => {
    // The platform files; what a change of facts causes has a test of its own.
    const byItself = new Set(['SUBMIT', 'SUBMIT_AT_COUNTER', 'FACTS_CHANGED'])
    const ofOther = new Set(WORK_TRANSITIONS.map(({ otherTrack }) => otherTrack))
    const caused = new Set(CAUSED().map(({ move }) => move))
    const missing = [
      ...WORK_TRANSITIONS.map(({ event }) => ['WORK', event] as const),
      ...RESIDENCE_TRANSITIONS.filter(({ event }) => !ofOther.has(event)).map(
        ({ event }) => ['RESIDENCE', event] as const,
      ),
    ].filter(([track, event]) => !byItself.has(event) && !caused.has(`${track} ${event}`))
    expect(missing).toEqual([])
  })

  it('the practice world notes what the commands would note', () => {
    const unlike = Object.entries(NOTE_OF_STEP).filter(([key, [type, subject]]) => {
      const track = key.startsWith('W:') ? 'WORK' : 'RESIDENCE'
      const move = `${track} ${key.slice(2)}`
      return !CAUSED().some(
        (one) =>
          one.move === move &&
          one.type === type &&
          one.basis === stepBasis(subject, one.file, ON, track),
      )
    })
    expect(unlike.map(([key]) => key)).toEqual([])
  })
})

interface Choice {
  decision?: string
  result?: string
  adviser?: string
  /** The council advised in favour. */
  council?: boolean
}
const CHOICES: readonly Choice[] = [
  {},
  { decision: 'REFUSE' },
  { result: 'NEGATIVE' },
  { result: 'REFORMED' },
  { adviser: 'VDAB' },
  { council: true },
]
const COUNCIL = {
  adviser: 'REOV' as const,
  askedOn: SUBMITTED,
  due: ON,
  text: 'The appeal.',
  by: AN.id,
  closedOn: ON,
  opinion: 'POSITIVE' as const,
  answer: null,
}

interface Caused {
  /** Track and event of the table. */
  move: string
  /** What stands in the timeline. */
  type: DossierEventType
  basis: string
  file: Pick<DossierBody, 'region' | 'procedure'> & { overall: OverallClock }
}

let known: Caused[] | null = null
/** All moves that the steps make, found once. */
const CAUSED = (): Caused[] => (known ??= STEPS.flatMap((command) => causedBy(command)))

/** Moves of the tables that a step makes, whatever is chosen in it. */
function causedBy(command: StepCommand): Caused[] {
  return command.step.tracks.flatMap((track) =>
    CHOICES.flatMap((choice) =>
      EVERYWHERE.flatMap((states) => movesOf(command, track, choice, states)),
    ),
  )
}

function movesOf(
  command: StepCommand,
  track: Track,
  choice: Choice,
  states: DossierBody,
): Caused[] {
  const refusing = states.proposals!.map((one) => ({ ...one, decision: 'REFUSE' as const }))
  const body = placed(command, {
    ...states,
    ...(choice.decision && { proposals: refusing }),
    ...(choice.council && { adviceRequests: [COUNCIL] }),
  })
  const args = { ...goodArgs(command, track, body), ...only(choice, command) }
  const signer = contextOf(track === 'WORK' ? JORIS : EVA)
  const decision = run(body, command.name, args, signer)
  if (!decision.ok) return []
  const { type, step } = (decision.writes[0]!.body as DossierBody).events.at(-1)!
  const { from, to, basis } = step!
  const table = track === 'WORK' ? WORK_TRANSITIONS : RESIDENCE_TRANSITIONS
  const file = { ...body, overall: overallOf(body, NO_TABLES) }
  return table
    .filter((one) => isIn(one.from, from) && isIn(one.to, to))
    .map(({ event }) => ({ move: `${track} ${event}`, type, basis, file }))
}

const isIn = (list: readonly string[], state: string): boolean => list.includes(state)

function only(choice: object, command: StepCommand): object {
  return Object.fromEntries(
    Object.entries(choice).filter(([field, value]) =>
      command.name === 'decideAppeal'
        ? value === 'REFORMED'
        : command.step.fields.includes(field) && value !== 'REFORMED',
    ),
  )
}

/** Args that hold a text longer than any record keeps, one text at a time. */
function withLongTexts(good: object): object[] {
  const long = 'x'.repeat(STEP_TEXT_MAX_LENGTH + 1)
  const texts = ['reason', 'text', 'post'].filter((field) => field in good)
  const opinions = 'opinion' in good ? OPINIONS.map((opinion) => ({ opinion })) : [{}]
  return texts.flatMap((field) => opinions.map((one) => ({ ...good, ...one, [field]: long })))
}

describe('a text without end', () => {
  const steps = STEPS.flatMap((command) =>
    command.step.tracks.map((track) => [command.name, track, command] as const),
  )

  it.each(steps)('is kept by no %s on %s', (name, track, command) => {
    const bodies =
      track === 'WORK'
        ? WORK_STATES.map((state) => inStates(state, 'PRE_ASSESSMENT'))
        : RESIDENCE_STATES.map((state) => inStates('GRANTED', state))
    const kept = bodies.flatMap((body) =>
      withLongTexts(goodArgs(command, track, body))
        .map((args) => run(body, name, args, contextOf(track === 'WORK' ? JORIS : EVA)))
        .filter(({ ok }) => ok),
    )
    expect(kept).toEqual([])
  })
})

describe('possible steps', () => {
  it('are those of the own service that the table knows from here', () => {
    const body = {
      ...inStates('IN_EXAM', 'PRE_ASSESSMENT'),
      applicationType: 'FIRST' as const,
    }
    expect(possibleSteps(AN, body)).toEqual([
      'askInformation',
      'askAdvice',
      'extendTerm',
      'proposeWork',
      'desist',
    ])
    expect(possibleSteps(TOM, body)).toEqual(['askInformation', 'concludePreAssessment'])
    expect(possibleSteps(WALLOON, body)).toEqual([])
    expect(possibleSteps({ ...AN, role: 'AUDITOR', region: null }, body)).toEqual([])
  })

  it('begin with noting the end once the authorised period is over', () => {
    const authorised = { from: '2026-07-01', to: '2027-06-30' }
    const body = { ...inStates('GRANTED', 'CARD_ISSUED'), authorised }
    expect(possibleSteps(AN, body, '2027-06-30')[0]).toBe('withdraw')
    expect(possibleSteps(AN, body, '2027-07-01')[0]).toBe('recordExpiry')
    expect(possibleSteps(TOM, body, '2027-07-01')[0]).toBe('recordExpiry')
    const open = { ...body, authorised: { ...authorised, to: null } }
    expect(possibleSteps(AN, open, '2027-07-01')).not.toContain('recordExpiry')
  })

  it('leave out nothing that would be done', () => {
    for (const command of STEPS) {
      for (const track of command.step.tracks) {
        const done = inEveryState(command, track).filter((outcome) => outcome.done)
        const hidden = done.filter(({ body }) => !command.step.isPossible(track, body))
        expect(hidden, command.name).toEqual([])
      }
    }
  })
})

describe('what all steps share', () => {
  const body = inStates('COMPLETENESS_CHECK', 'NOT_TRANSMITTED')
  const args = { track: 'WORK', on: ON, from: 'COMPLETENESS_CHECK', reason: '', personId: 'p1' }
  const code = (change: object, context = contextOf(AN), of = body) => {
    const decision = run(of, 'declareComplete', { ...args, ...change }, context)
    return decision.ok ? 'OK' : decision.code
  }

  it('are for the region that handles the dossier', () => {
    expect(code({})).toBe('OK')
    expect(code({}, contextOf(WALLOON))).toBe('FORBIDDEN')
    expect(code({}, contextOf(TOM))).toBe('FORBIDDEN')
    expect(mayRun(TOM, 'declareComplete')).toBe(false)
    expect(mayRun(AN, 'signResidence')).toBe(false)
  })

  it('meet a colleague who was faster with what stands now', () => {
    expect(
      run(inStates('ADMISSIBLE', 'NOT_TRANSMITTED'), 'declareComplete', args, contextOf(AN)),
    ).toMatchObject({
      code: 'STALE',
      details: { base: 'COMPLETENESS_CHECK', theirs: 'ADMISSIBLE' },
    })
  })

  it('have their effect on a day that can be', () => {
    expect(code({ on: '2026-06-21' })).toBe('DATE_IN_FUTURE')
    expect(code({ on: '2026-05-31' })).toBe('DATE_BEFORE_SUBMISSION')
    const later = { ...body, work: { state: 'COMPLETENESS_CHECK' as const, since: '2026-06-10' } }
    expect(code({ on: '2026-06-09' }, contextOf(AN), later)).toBe('DATE_BEFORE_LAST_STEP')
    expect(code({ on: '2026-06-10' }, contextOf(AN), later)).toBe('OK')
  })

  it('declare a file complete without the record that is not asked of a minor', () => {
    const record = { documents: complete.filter(({ type }) => type !== 'CRIMINAL_RECORD') }
    const lacking = { ...body, ...record }
    const born = (birthDate: string | null, personId = 'p1') => {
      const worker = person({ birthDate }, 'p1')
      const records = ((kind: string, id: string) =>
        kind === 'person' && id === 'p1'
          ? worker
          : lookupOf(lacking)(kind as 'dossier', id)) as RecordLookup
      const decision = decideCommand(
        'declareComplete',
        { dossierId: 'd1', ...args, personId },
        records,
        contextOf(AN),
      )
      return decision.ok ? 'OK' : decision.code
    }
    expect(born('2009-03-01')).toBe('OK')
    expect(born('2001-03-01')).toBe('ITEMS_MISSING')
    expect(born(null)).toBe('ITEMS_MISSING')
    expect(born('2009-03-01', 'p2'), 'the worker is another one').toBe('STALE')
  })

  it('say what is missing by number and first document', () => {
    const lacking = { ...body, documents: complete.slice(2) }
    expect(run(lacking, 'declareComplete', args, contextOf(AN))).toMatchObject({
      code: 'ITEMS_MISSING',
      details: { count: 2, first: complete[0]!.type },
    })
  })
})

describe('guards of single steps', () => {
  it('a document that is asked for twice is awaited once', () => {
    const body = inStates('COMPLETENESS_CHECK', 'NOT_TRANSMITTED')
    body.documents = body.documents.slice(1)
    const documents = ['APPLICATION_FORM', 'ORGANISATION_CHART', 'ORGANISATION_CHART']
    const from = 'COMPLETENESS_CHECK'
    const args = { track: 'WORK', on: ON, from, reason: '', documents, personId: 'p1' }
    const asked = bodyOf(run(body, 'askMissingItems', args, contextOf(AN)))
    expect(asked.documents.filter(({ type }) => type === 'ORGANISATION_CHART')).toHaveLength(1)
  })

  it('nothing is asked of a complete file: it goes on instead of being parked', () => {
    const args = {
      track: 'WORK',
      on: ON,
      from: 'COMPLETENESS_CHECK',
      reason: '',
      documents: ['APPLICATION_FORM'],
      personId: 'p1',
    }
    const body = inStates('COMPLETENESS_CHECK', 'NOT_TRANSMITTED')
    expect(run(body, 'askMissingItems', args, contextOf(AN))).toMatchObject({
      code: 'NOTHING_MISSING',
    })
    const lacking = { ...body, documents: body.documents.slice(1) }
    expect(run(lacking, 'askMissingItems', args, contextOf(AN)).ok).toBe(true)
  })

  it('employment ends, the stay goes on for the time to find other work, and ends only after it', () => {
    const body = { ...inStates('GRANTED', 'CARD_ISSUED'), proposals: [] }
    const take = (
      of: DossierBody,
      name: 'recordEmploymentEnd' | 'endResidence',
      fields: object,
    ) => {
      const command = COMMANDS[name] as unknown as StepCommand
      const args = { ...goodArgs(command, 'RESIDENCE', of), ...fields }
      return run(of, name, args, contextOf(TOM, '2026-12-31'))
    }
    const told = { on: ON, employmentEndedOn: '2026-06-05', heldSince: '2025-06-01' }
    const looking = bodyOf(take(body, 'recordEmploymentEnd', told))
    expect([looking.residence, looking.heldSince]).toEqual([body.residence, '2025-06-01'])
    const running = (of: DossierBody) =>
      clockViews(of.clockEvents, ON).flatMap(({ id, startedOn, due, stopped }) =>
        stopped ? [] : [[id, startedOn, due]],
      )
    // Three months from the end of the employment, whenever it was noted; nothing to contest yet.
    expect(running(looking)).toEqual([['C10', '2026-06-05', '2026-09-05']])
    expect(take(looking, 'endResidence', { on: '2026-09-05' })).toMatchObject({
      code: 'TERM_STILL_RUNS',
      details: { clock: 'C10', due: '2026-09-05', days: 1 },
    })
    const ended = bodyOf(take(looking, 'endResidence', { on: '2026-09-06' }))
    expect(ended.residence).toEqual({ state: 'ENDED', since: '2026-09-06' })
    expect(running(ended)).toEqual([['C6', '2026-09-06', '2026-10-06']])
    expect(possibleSteps(TOM, body)).not.toContain('endResidence')
    expect(possibleSteps(TOM, looking)).not.toContain('recordEmploymentEnd')
    expect(take(body, 'endResidence', { on: ON })).toMatchObject({ code: 'STEP_NOT_POSSIBLE' })
    expect(take(looking, 'recordEmploymentEnd', told)).toMatchObject({ code: 'STEP_NOT_POSSIBLE' })
    const code = (fields: object) => {
      const decision = take(body, 'recordEmploymentEnd', { ...told, ...fields })
      return decision.ok ? 'OK' : decision.code
    }
    expect(code({ employmentEndedOn: '2026-06-21' })).toBe('DATE_IN_FUTURE')
    expect(code({ employmentEndedOn: '2026-05-31' })).toBe('DATE_BEFORE_SUBMISSION')
    expect(code({ heldSince: '1926-06-01' })).toBe('DATE_TOO_EARLY')
  })

  it('each procedure and overall clock has its own ground of law', () => {
    const of = (subject: 'TERM' | 'HANDLING', procedure: Procedure, overall?: OverallClock) =>
      stepBasis(subject, { region: 'FL', procedure, ...(overall && { overall }) }, '2026-09-01')
    expect(of('TERM', 'SINGLE_PERMIT', 'C3B')).toBe('DIRECTIVE_2024_1233_5')
    expect(of('TERM', 'SINGLE_PERMIT', 'C3A')).toBe('SWA_2018_24_33')
    expect(of('TERM', 'WORK_CARD', 'C3B')).toBe('BVR_2018_FL')
    expect(of('HANDLING', 'WORK_CARD')).toBe('BVR_2018_FL')
    expect(of('TERM', 'PROFESSIONAL_CARD', 'C3B')).toBe('PROFESSIONAL_CARD_FL')
  })

  it('a file is inadmissible only after the last day of C1, and only when something is missing', () => {
    const asked = run(
      { ...inStates('COMPLETENESS_CHECK', 'NOT_TRANSMITTED'), documents: complete.slice(1) },
      'askMissingItems',
      {
        track: 'WORK',
        on: '2026-06-03',
        from: 'COMPLETENESS_CHECK',
        reason: '',
        documents: [complete[0]!.type],
        personId: 'p1',
      },
      contextOf(AN),
    )
    const body = bodyOf(asked)
    const due = clockViews(body.clockEvents, ON).find(({ id }) => id === 'C1')!.due!
    const declare = (on: string, of = body) => {
      const reason = 'Nothing came in.'
      const args = { track: 'WORK', on, from: 'AWAITING_COMPLETION', reason, personId: 'p1' }
      const decision = run(of, 'declareInadmissible', args, contextOf(AN, '2026-12-01'))
      return decision.ok ? 'OK' : decision.code
    }
    expect(declare(due)).toBe('TERM_STILL_RUNS')
    expect(declare(addDays(due, 1))).toBe('OK')
    expect(declare(addDays(due, 1), { ...body, documents: complete })).toBe('NOTHING_MISSING')
  })

  it('signing is offered where something was proposed, and on residence once work is granted', () => {
    const draft = inStates('DRAFT_DECISION', 'PRE_ASSESSMENT')
    expect(possibleSteps(JORIS, draft)).toContain('signWork')
    expect(possibleSteps(JORIS, { ...draft, proposals: [] })).not.toContain('signWork')
    const granted = inStates('GRANTED', 'READY_POSITIVE')
    expect(possibleSteps(EVA, granted)).toContain('signResidence')
    expect(possibleSteps(EVA, { ...granted, proposals: [] })).not.toContain('signResidence')
    const pending = { ...granted, work: { state: 'IN_EXAM' as const, since: SUBMITTED } }
    expect(possibleSteps(EVA, pending)).not.toContain('signResidence')
  })

  it('a refused step that the state of now excludes says so; another may be tried again', () => {
    const args = { dossierId: 'd1', track: 'WORK', on: ON, from: 'IN_EXAM', reason: '' }
    const question = { ...args, text: 'Why?', documents: [], deadline: '2026-07-10' }
    const blocked = (body: DossierBody) =>
      blockedBy('askInformation', question, lookupOf(body))?.code ?? null
    expect(blocked(inStates('IN_EXAM', 'PRE_ASSESSMENT'))).toBeNull()
    expect(blocked(inStates('GRANTED', 'PRE_ASSESSMENT'))).toBe('STEP_NOT_POSSIBLE')
  })

  it('nobody signs what they proposed', () => {
    const sign = (actor: Actor) => {
      const body = inStates('DRAFT_DECISION', 'PRE_ASSESSMENT')
      const args = { track: 'WORK', on: ON, from: 'DRAFT_DECISION', reason: '', proposal: 0 }
      const decision = run(body, 'signWork', args, contextOf(actor))
      return decision.ok ? (decision.writes[0]!.body as DossierBody).authorised : decision.code
    }
    expect(sign(AN)).toBe('FOUR_EYES')
    expect(sign(JORIS)).toEqual({ from: '2026-07-01', to: '2027-06-30' })
  })

  it('a signal, even a confirmed one, never blocks a favourable decision by itself', () => {
    const body = inStates('DRAFT_DECISION', 'PRE_ASSESSMENT')
    const args = { track: 'WORK', on: ON, from: 'DRAFT_DECISION', reason: '', proposal: 0 }
    const asked: string[] = []
    const found = lookupOf(body)
    // Whatever a step asks for, a judgement on a signal is not among it.
    const records: RecordLookup = (kind, id) => {
      asked.push(kind)
      return found(kind, id)
    }
    const command = { ...args, dossierId: 'd1' }
    const decision = decideCommand('signWork', command, records, contextOf(JORIS))
    expect(decision).toMatchObject({ ok: true })
    expect(asked).not.toContain('findingJudgement')
    const kinds = COMMANDS.signWork.needs(command as never).map(({ kind }) => kind)
    expect(kinds).not.toContain('findingJudgement')
  })

  it('nobody signs or sends back a proposal that they have not seen', () => {
    const seen = inStates('DRAFT_DECISION', 'PRE_ASSESSMENT')
    const base = { track: 'WORK', on: ON, reason: 'The period is too long.' }
    const back = { ...base, from: 'DRAFT_DECISION', proposal: 0 }
    const returned = bodyOf(run(seen, 'returnWork', back, contextOf(JORIS)))
    const anew = { ...base, from: 'IN_EXAM', decision: 'GRANT', grounds: [] }
    const period = { from: '2026-07-01', to: '2026-12-31' }
    const now = bodyOf(run(returned, 'proposeWork', { ...anew, period }, contextOf(AN)))
    const answer = (name: string, proposal: number | null) => {
      const decision = run(now, name, { ...back, proposal }, contextOf(JORIS))
      return decision.ok ? 'OK' : decision.code
    }
    for (const name of ['signWork', 'returnWork']) {
      expect(answer(name, 0), name).toBe('PROPOSAL_CHANGED')
      expect(answer(name, null), name).toBe('PROPOSAL_CHANGED')
      expect(answer(name, 1), name).toBe('OK')
    }
  })

  it('nobody signs a proposal on residence that they have not seen', () => {
    const { from } = RESIDENCE_TRANSITIONS.find(({ event }) => event === 'SIGN_GRANT')!
    const body = inStates('GRANTED', from[0] as ResidenceState)
    const answer = (proposal: number | null) => {
      const args = { track: 'RESIDENCE', on: ON, from: from[0], reason: '', proposal }
      const decision = run(body, 'signResidence', args, contextOf(EVA))
      return decision.ok ? 'OK' : decision.code
    }
    expect([answer(null), answer(1), answer(0)]).toEqual([
      'PROPOSAL_CHANGED',
      'PROPOSAL_CHANGED',
      'OK',
    ])
  })

  const onResidence = (body: DossierBody, name: string, fields: object, actor = EVA) =>
    run(
      body,
      name,
      { track: 'RESIDENCE', on: ON, from: body.residence.state, reason: 'Means.', ...fields },
      contextOf(actor),
    )

  it('DVZ signs, sends back and notes a temporary stay from the day on which that rests', () => {
    const body = inStates('GRANTED', 'READY_POSITIVE')
    const code = (name: string, on: string, change: Partial<DossierBody> = {}) => {
      const decision = onResidence({ ...body, ...change }, name, { ...GIVEN[name], on })
      return decision.ok ? 'OK' : decision.code
    }
    const GIVEN: Readonly<Record<string, object>> = {
      signResidence: { proposal: 0 },
      returnResidence: { proposal: 0, reason: 'The means are not shown.' },
      recordTemporaryStay: {},
    }
    const granted = { work: { state: 'GRANTED' as const, since: '2026-06-12' } }
    const proposals = body.proposals!.map((one) => ({ ...one, on: '2026-06-15' }))
    for (const name of ['signResidence', 'recordTemporaryStay']) {
      expect(code(name, '2026-06-11', granted), name).toBe('DATE_BEFORE_LAST_STEP')
      expect(code(name, '2026-06-12', granted), name).toBe('OK')
    }
    for (const name of ['signResidence', 'returnResidence']) {
      expect(code(name, '2026-06-14', { proposals }), name).toBe('DATE_BEFORE_LAST_STEP')
      expect(code(name, '2026-06-15', { proposals }), name).toBe('OK')
    }
  })

  it('a second clerk who disagrees on residence sends back, and another proposal can be signed', () => {
    const body = inStates('GRANTED', 'READY_POSITIVE')
    const back = { proposal: 0, reason: 'The means are not shown for the whole stay.' }
    expect(possibleSteps(EVA, body)).toContain('returnResidence')
    expect(possibleSteps(EVA, body)).not.toContain('proposeResidence')
    expect(possibleSteps(EVA, { ...body, proposals: [] })).not.toContain('returnResidence')
    expect(onResidence(body, 'returnResidence', { proposal: 0, reason: 'No.' })).toMatchObject({
      code: 'REASON_REQUIRED',
    })
    const returned = bodyOf(onResidence(body, 'returnResidence', back))
    expect(returned.proposals).toMatchObject([{ state: 'RETURNED', closedBy: EVA.id }])
    expect(returned.residence).toEqual(body.residence)
    expect(returned.events.at(-1)).toMatchObject({ type: 'PROPOSAL_RETURNED' })
    const refusal = { decision: 'REFUSE', grounds: ['MEANS_INSUFFICIENT'], reason: back.reason }
    const anew = bodyOf(onResidence(returned, 'proposeResidence', refusal, TOM))
    expect(onResidence(anew, 'signResidence', { proposal: 0 })).toMatchObject({
      code: 'PROPOSAL_CHANGED',
    })
    const signed = bodyOf(onResidence(anew, 'signResidence', { proposal: 1 }))
    expect(signed.residence.state).toBe('REFUSED')
  })

  it('a proposal on residence lapses when residence has no object, and is not signed after an appeal', () => {
    const pending = inStates('DRAFT_DECISION', 'READY_POSITIVE')
    const open = inStates('GRANTED', 'READY_POSITIVE').proposals!
    const refuse = { ...pending.proposals![0]!, decision: 'REFUSE' as const }
    const body = { ...pending, proposals: [...open, refuse] }
    const args = { track: 'WORK', on: ON, from: 'DRAFT_DECISION', reason: '', proposal: 1 }
    const refused = bodyOf(run(body, 'signWork', args, contextOf(JORIS)))
    expect(refused.residence.state).toBe('NO_OBJECT')
    expect(refused.proposals).toMatchObject([{ state: 'LAPSED' }, { state: 'SIGNED' }])
    const granted = { ...refused, work: { state: 'GRANTED' as const, since: ON } }
    const again = { ...granted, residence: { state: 'AWAITING_WORK' as const, since: ON } }
    expect(onResidence(again, 'signResidence', { proposal: 0 })).toMatchObject({
      code: 'PROPOSAL_REQUIRED',
    })
  })

  const asked = (body: DossierBody, track: Track) => {
    const args = { text: 'Which means?', documents: [], deadline: '2026-06-25', reason: '' }
    const from = track === 'WORK' ? body.work.state : body.residence.state
    const actor = track === 'WORK' ? AN : TOM
    return bodyOf(
      run(body, 'askInformation', { ...args, track, on: ON, from }, contextOf(actor, ON)),
    )
  }
  const running: DossierBody['clockEvents'] = [
    { clock: 'C3B', kind: 'START', at: SUBMITTED, reason: 'COMPLETE', by: AN.id },
  ]
  const dueOf = (body: DossierBody) =>
    clockViews(body.clockEvents, '2026-07-01').find(({ id }) => id === 'C3B')?.due

  it('the Immigration Office goes on without an answer after the last day, and the term runs again', () => {
    const exam = { ...inStates('IN_EXAM', 'PRE_ASSESSMENT'), clockEvents: running }
    const body = asked(exam, 'RESIDENCE')
    expect(dueOf(body)).toBeNull()
    const close = (on: string) =>
      run(
        body,
        'closeInformation',
        { track: 'RESIDENCE', on, from: 'INFO_REQUESTED', reason: '' },
        contextOf(TOM, '2026-07-01'),
      )
    expect(possibleSteps(TOM, body)).toContain('closeInformation')
    expect(close('2026-06-25')).toMatchObject({ code: 'DEADLINE_STILL_RUNS' })
    const closed = bodyOf(close('2026-06-26'))
    expect(closed.residence.state).toBe('PRE_ASSESSMENT')
    expect(closed.infoRequests).toMatchObject([{ closedOn: '2026-06-26' }])
    expect(closed.events.at(-1)).toMatchObject({ type: 'INFO_TERM_PASSED' })
    expect(dueOf(closed)).not.toBeNull()
    // Days for which nobody looked at it are no days of suspension, nor is a late answer one.
    expect(dueOf(bodyOf(close('2026-07-01')))).toBe(dueOf(closed))
    const answer = { track: 'RESIDENCE', from: 'INFO_REQUESTED', reason: '', documents: [] }
    const answered = (on: string) =>
      bodyOf(run(body, 'receiveInformation', { ...answer, on }, contextOf(TOM, '2026-07-01')))
    expect(dueOf(answered('2026-06-30'))).toBe(dueOf(closed))
    expect(dueOf(answered('2026-06-20'))).not.toBe(dueOf(closed))
  })

  it('no question stays open on a track that ended', () => {
    const both = asked(asked(inStates('IN_EXAM', 'PRE_ASSESSMENT'), 'RESIDENCE'), 'WORK')
    expect(both.infoRequests).toMatchObject([{ closedOn: null }, { closedOn: null }])
    const args = { track: 'WORK', on: ON, from: 'INFO_REQUESTED', reason: 'Given up by letter.' }
    const ended = bodyOf(run(both, 'desist', args, contextOf(AN)))
    expect(ended.infoRequests).toMatchObject([{ closedOn: ON }, { closedOn: ON }])
    expect(openInfoRequest(ended, 'RESIDENCE')).toBeNull()
  })

  it('an employer gives the application up until DVZ decided too, and nothing stays authorised', () => {
    const pending = new Set<string>(['NOT_TRANSMITTED', 'TRANSMITTED', 'PRE_ASSESSMENT'])
    for (const state of ['INFO_REQUESTED', 'READY_POSITIVE', 'READY_NEGATIVE', 'AWAITING_WORK']) {
      pending.add(state)
    }
    const args = { track: 'WORK', on: ON, from: 'GRANTED', reason: 'Given up by letter.' }
    for (const residence of RESIDENCE_STATES) {
      const body = inStates('GRANTED', residence)
      const decision = run(body, 'desist', args, contextOf(AN))
      const isOffered = possibleSteps(AN, body).includes('desist')
      expect([decision.ok, isOffered], residence).toEqual([
        pending.has(residence),
        pending.has(residence),
      ])
      const code = decision.ok ? null : decision.code
      expect(code, residence).toBe(pending.has(residence) ? null : 'DECISION_TAKEN')
      const after = decision.ok ? bodyOf(decision) : null
      const outcome = after && [after.work.state, after.residence.state, after.authorised]
      expect(outcome).toEqual(pending.has(residence) ? ['DESISTED', 'NO_OBJECT', null] : null)
      const open = (after?.proposals ?? []).filter((one) => one.state === 'OPEN')
      expect(open, 'nothing waits to be signed').toEqual([])
      const running = clockViews(after?.clockEvents ?? [], ON).filter(({ stopped }) => !stopped)
      expect(running).toEqual([])
    }
    const card = inStates('GRANTED', 'NO_TRACK', 'WORK_CARD')
    expect(run(card, 'desist', args, contextOf(AN))).toMatchObject({ code: 'STEP_NOT_POSSIBLE' })
  })

  it('a refusal needs a ground and words, a grant a period that can be', () => {
    const body = inStates('IN_EXAM', 'PRE_ASSESSMENT')
    const propose = (change: object) => {
      const args = {
        track: 'WORK',
        on: ON,
        from: 'IN_EXAM',
        reason: 'The pay is below the norm.',
        decision: 'REFUSE',
        grounds: ['SALARY_BELOW_THRESHOLD'],
        period: null,
        ...change,
      }
      const decision = run(body, 'proposeWork', args, contextOf(AN))
      return decision.ok ? 'OK' : decision.code
    }
    expect(propose({})).toBe('OK')
    expect(propose({ grounds: [] })).toBe('GROUND_REQUIRED')
    expect(propose({ reason: 'No.' })).toBe('REASON_REQUIRED')
    const grant = (period: object | null) => propose({ decision: 'GRANT', period })
    expect(grant(null)).toBe('PERIOD_REQUIRED')
    expect(grant({ from: '2026-07-01', to: '2026-06-30' })).toBe('PERIOD_ENDS_BEFORE_START')
    expect(grant({ from: '2026-07-01', to: '2062-06-30' })).toBe('PERIOD_TOO_LONG')
    expect(grant({ from: '2026-07-01', to: null })).toBe('PERIOD_END_REQUIRED')
  })

  it('only the category of unlimited duration under a single permit is granted without end', () => {
    const period = { from: '2026-07-01', to: null }
    const args = { track: 'WORK', on: ON, from: 'IN_EXAM', reason: '', decision: 'GRANT' }
    const proposed = PROCEDURES.flatMap((procedure) =>
      CATEGORIES.map((category) => {
        const body = { ...inStates('IN_EXAM', 'PRE_ASSESSMENT', procedure), category }
        const decision = run(body, 'proposeWork', { ...args, grounds: [], period }, contextOf(AN))
        return { of: `${procedure} ${category}`, code: decision.ok ? 'OK' : decision.code }
      }),
    )
    const others = proposed.filter(({ of }) => of !== 'SINGLE_PERMIT UNLIMITED_DURATION')
    expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['PERIOD_END_REQUIRED']))
    expect(proposed.filter(({ code }) => code === 'OK')).toHaveLength(1)
  })

  it('the term is extended once, under the 90 days alone, and not after its end', () => {
    const exam = (submittedOn: string): DossierBody => {
      const body = { ...inStates('COMPLETENESS_CHECK', 'NOT_TRANSMITTED'), submittedOn }
      const acts = [
        ['declareComplete', { from: 'COMPLETENESS_CHECK', personId: 'p1' }],
        ['transmit', { from: 'ADMISSIBLE' }],
      ] as const
      return acts.reduce((now, [name, fields]) => after(now, name, { ...fields, reason: '' }), body)
    }
    const after = (body: DossierBody, name: string, change: object) => {
      const args = {
        track: 'WORK',
        on: '2026-06-05',
        reason: 'Complex group structure.',
        ...change,
      }
      return bodyOf(run(body, name, args, contextOf(AN, '2026-12-01')))
    }
    const code = (body: DossierBody, on: string) => {
      const args = { track: 'WORK', from: 'IN_EXAM', on, reason: 'Complex group structure.' }
      const decision = run(body, 'extendTerm', args, contextOf(AN, '2026-12-01'))
      return decision.ok ? 'OK' : decision.code
    }
    expect(code(exam('2026-05-15'), '2026-06-10')).toBe('EXTENSION_NOT_POSSIBLE')
    const body = exam(SUBMITTED)
    expect(code(body, '2026-09-20')).toBe('TERM_OVER')
    const extended = after(body, 'extendTerm', { from: 'IN_EXAM' })
    expect(clockViews(extended.clockEvents, ON).find(({ id }) => id === 'C3B')).toMatchObject({
      extendedDays: 30,
    })
    expect(code(extended, '2026-06-10')).toBe('ALREADY_EXTENDED')
  })

  it('what is extended has one extension more, and nothing is where no 90 days run', () => {
    const extensions = ({ clockEvents }: DossierBody) =>
      clockEvents.filter(({ kind }) => kind === 'EXTEND').length
    const started = (body: DossierBody) => ({ ...body, clockEvents: THE_90_DAYS })
    const args = { track: 'WORK', from: 'IN_EXAM', on: ON, reason: 'Complex group structure.' }
    const extend = (body: DossierBody) => run(body, 'extendTerm', args, contextOf(AN))
    const permit = inStates('IN_EXAM', 'PRE_ASSESSMENT')
    expect(extensions(bodyOf(extend(started(permit))))).toBe(1)
    expect(extend(permit)).toMatchObject({ code: 'EXTENSION_NOT_POSSIBLE' })
    for (const procedure of ['WORK_CARD', 'PROFESSIONAL_CARD'] as const) {
      const card = inStates('IN_EXAM', 'NO_TRACK', procedure)
      expect(possibleSteps(AN, card), procedure).not.toContain('extendTerm')
      expect(extend(card)).toMatchObject({ code: 'STEP_NOT_POSSIBLE' })
    }
  })

  it('VLAIO and FIT advise on single permits and work cards as well', () => {
    for (const procedure of ['SINGLE_PERMIT', 'WORK_CARD'] as const) {
      const residence = procedure === 'WORK_CARD' ? 'NO_TRACK' : 'PRE_ASSESSMENT'
      for (const adviser of ['VLAIO', 'FIT'] as const) {
        const asks = { adviser, text: 'Which investments?', deadline: '2026-07-10', reason: '' }
        const args = { track: 'WORK', on: ON, from: 'IN_EXAM', ...asks }
        const body = inStates('IN_EXAM', residence, procedure)
        const asked = bodyOf(run(body, 'askAdvice', args, contextOf(AN)))
        // The economic side of a professional card alone has a state and a clock of its own.
        expect([asked.work.state, asked.clockEvents]).toEqual(['ADVICE_REQUESTED', []])
      }
    }
  })

  it('the council has its four months, whoever asks it', () => {
    const body = inStates('APPEAL_PENDING', 'NO_TRACK', 'PROFESSIONAL_CARD')
    const ask = (deadline: string) => {
      const asks = { adviser: 'REOV', text: 'The appeal.', deadline, reason: '' }
      const args = { track: 'WORK', on: '2026-06-15', from: 'APPEAL_PENDING', ...asks }
      return run(body, 'askAdvice', args, contextOf(AN, '2026-12-01'))
    }
    const due = '2026-10-15'
    expect(ask('2026-06-16')).toMatchObject({ code: 'TERM_IS_LAW', details: { due } })
    const asked = bodyOf(ask(due))
    expect(asked.adviceRequests).toMatchObject([{ adviser: 'REOV', due }])
    const none = (of: DossierBody, on: string) => {
      const args = { track: 'WORK', on, from: 'REOV_ADVICE', reason: '', opinion: 'NONE', text: '' }
      return run(of, 'receiveAdvice', args, contextOf(AN, '2026-12-01'))
    }
    // What a request says beside the law's term does not count.
    const short = {
      ...asked,
      adviceRequests: [{ ...asked.adviceRequests![0]!, due: '2026-06-16' }],
    }
    for (const of of [asked, short]) {
      expect(none(of, due)).toMatchObject({ code: 'DEADLINE_STILL_RUNS' })
      expect(bodyOf(none(of, '2026-10-16')).work.state).toBe('MINISTER_DECISION')
    }
  })

  it('the Immigration Office that waited for work begins to examine and asks what it needs', () => {
    const body = { ...inStates('GRANTED', 'AWAITING_WORK'), proposals: [] }
    const start = { track: 'RESIDENCE', on: ON, from: 'AWAITING_WORK', reason: '' }
    expect(possibleSteps(TOM, body)).toContain('startPreAssessment')
    const examined = bodyOf(run(body, 'startPreAssessment', start, contextOf(TOM)))
    expect(examined.residence.state).toBe('PRE_ASSESSMENT')
    expect(possibleSteps(TOM, examined)).toContain('askInformation')
    const proposed = inStates('GRANTED', 'AWAITING_WORK')
    expect(possibleSteps(TOM, proposed), 'a proposal is open').not.toContain('startPreAssessment')
  })

  it('an appeal comes within its term', () => {
    const refused = run(
      {
        ...inStates('DRAFT_DECISION', 'PRE_ASSESSMENT'),
        proposals: inStates('DRAFT_DECISION', 'PRE_ASSESSMENT').proposals!.map((one) => ({
          ...one,
          decision: 'REFUSE' as const,
        })),
      },
      'signWork',
      { track: 'WORK', on: '2026-06-15', from: 'DRAFT_DECISION', reason: '', proposal: 0 },
      contextOf(JORIS),
    )
    const body = bodyOf(refused)
    const dueOf = (of: DossierBody) =>
      clockViews(of.clockEvents, ON).find(({ id }) => id === 'C5')?.due
    const notified = (of: DossierBody, on: string) => {
      const args = { track: 'WORK', on, from: 'REFUSED', reason: '' }
      return run(of, 'recordNotification', args, contextOf(AN, '2026-12-01'))
    }
    const appeal = (of: DossierBody, on: string, reason = '') => {
      const args = { track: 'WORK', on, from: 'REFUSED', reason }
      const decision = run(of, 'recordAppeal', args, contextOf(AN, '2026-12-01'))
      return decision.ok ? 'OK' : decision.code
    }
    // Until the parties are told no term runs that anybody could miss.
    expect(appeal(body, '2026-08-20')).toBe('OK')
    const told = bodyOf(notified(body, '2026-06-22'))
    expect([dueOf(body), dueOf(told)]).toEqual(['2026-07-15', '2026-07-22'])
    expect([told.work, told.events.at(-1)?.type]).toEqual([body.work, 'NOTIFIED'])
    expect(possibleSteps(AN, body)).toEqual(['recordNotification', 'recordAppeal'])
    expect(possibleSteps(AN, told), 'what is noted may only be put right').toEqual([
      'recordAppeal',
      'recordNotification',
    ])
    expect(appeal(told, '2026-07-22')).toBe('OK')
    expect(appeal(told, '2026-07-23')).toBe('APPEAL_LATE')
    expect(appeal(told, '2026-07-23', 'Posted on 22 July, as the stamp shows.')).toBe('OK')
    expect(notified(told, '2026-06-22')).toMatchObject({ code: 'ALREADY_SO' })
    expect(dueOf(bodyOf(notified(told, '2026-06-24'))), 'put right').toBe('2026-07-24')
    expect(notified(body, '2026-06-14')).toMatchObject({ code: 'DATE_BEFORE_LAST_STEP' })
  })

  it('each service notes on its own track that the parties were told, while a term is open', () => {
    const start = (clock: 'C6' | 'C7', reason: string) =>
      ({ clock, kind: 'START', at: SUBMITTED, reason, by: TOM.id }) as const
    const told = (body: DossierBody, track: Track) => {
      const from = track === 'WORK' ? body.work.state : body.residence.state
      const args = { track, on: ON, from, reason: '' }
      const decision = run(body, 'recordNotification', args, contextOf(track === 'WORK' ? AN : TOM))
      if (!decision.ok) return decision.code
      const { clock, at, reason } = bodyOf(decision).clockEvents.at(-1)!
      return [clock, at, reason]
    }
    const refused = { ...inStates('GRANTED', 'REFUSED'), clockEvents: [start('C6', 'SIGN_REFUSE')] }
    expect(told(refused, 'RESIDENCE')).toEqual(['C6', ON, 'NOTIFIED'])
    const inadmissible = inStates('INADMISSIBLE', 'NO_OBJECT')
    expect(told(inadmissible, 'WORK'), 'no term is open').toBe('STEP_NOT_POSSIBLE')
    expect(told({ ...inadmissible, clockEvents: [start('C7', 'C1_EXPIRED')] }, 'WORK')).toEqual([
      'C7',
      ON,
      'NOTIFIED',
    ])
  })

  it('what an appeal left standing is not appealed again within the first term', () => {
    const running = (clock: 'C5' | 'C6'): DossierBody['clockEvents'] => [
      { clock, kind: 'START', at: '2026-06-10', reason: 'SIGN_REFUSE', by: AN.id },
    ]
    const appealed = (body: DossierBody, track: Track, on: string) => {
      const from = track === 'WORK' ? body.work.state : body.residence.state
      const actor = contextOf(track === 'WORK' ? AN : TOM)
      return run(body, 'recordAppeal', { track, on, from, reason: '' }, actor)
    }
    const cases = [
      ['WORK', { ...inStates('REFUSED', 'NO_OBJECT'), clockEvents: running('C5') }],
      ['RESIDENCE', { ...inStates('GRANTED', 'REFUSED'), clockEvents: running('C6') }],
    ] as const
    for (const [track, body] of cases) {
      const pending = bodyOf(appealed(body, track, '2026-06-12'))
      const decide = {
        track,
        on: '2026-06-14',
        from: 'APPEAL_PENDING',
        reason: 'The appeal is dismissed.',
        result: 'UPHELD',
        period: null,
      }
      const actor = contextOf(track === 'WORK' ? AN : TOM)
      const upheld = bodyOf(run(pending, 'decideAppeal', decide, actor))
      expect(appealed(upheld, track, '2026-06-16'), track).toMatchObject({
        code: 'ALREADY_APPEALED',
      })
    }
  })

  it('a withdrawal that an appeal leaves standing stays one, and the days before it stay authorised', () => {
    const authorised = { from: '2026-06-02', to: '2027-06-01' }
    const act = (body: DossierBody, name: string, on: string, fields: object = {}) => {
      const command = COMMANDS[name as keyof typeof COMMANDS] as unknown as StepCommand
      const args = { ...goodArgs(command, 'WORK', body), on, ...fields }
      return bodyOf(run(body, name, args, contextOf(AN)))
    }
    for (const procedure of ['SINGLE_PERMIT', 'PROFESSIONAL_CARD'] as const) {
      const stay = procedure === 'SINGLE_PERMIT' ? 'CARD_ISSUED' : 'NO_TRACK'
      const granted = { ...inStates('GRANTED', stay, procedure), authorised, proposals: [] }
      const withdrawn = act(granted, 'withdraw', '2026-06-12')
      const pending = act(withdrawn, 'recordAppeal', '2026-06-14')
      const last = { from: '2026-06-02', to: '2026-06-11' }
      const minister = { work: { state: 'MINISTER_DECISION' as const, since: '2026-06-15' } }
      const ends =
        procedure === 'SINGLE_PERMIT'
          ? [act(pending, 'decideAppeal', ON, { period: null })]
          : [
              act({ ...pending, ...minister }, 'decideAppeal', ON, { period: null }),
              act({ ...pending, ...minister }, 'closeSilentAppeal', ON, { period: null }),
            ]
      for (const after of ends) {
        expect(after.work, procedure).toEqual({ state: 'WITHDRAWN', since: ON })
        expect(combinedOutcome(after, ON)).toBe('WITHDRAWN')
        expect(authorisedSpan(after)).toEqual(last)
        expect(workHistory(after).at(-1)?.state).toBe('WITHDRAWN')
      }
    }
  })

  it('on a professional card the council advises first, and after its term silence has decided', () => {
    const decide = (state: WorkState, on = ON, change: Partial<DossierBody> = {}) => {
      const body = { ...inStates(state, 'NO_TRACK', 'PROFESSIONAL_CARD'), ...change }
      const fields = { result: 'UPHELD', period: null, reason: 'The appeal is dismissed.' }
      const args = { track: 'WORK', on, from: state, ...fields }
      const decision = run(body, 'decideAppeal', args, contextOf(AN, '2026-12-01'))
      return decision.ok ? 'OK' : decision.code
    }
    expect(decide('APPEAL_PENDING')).toBe('STEP_NOT_POSSIBLE')
    const clockEvents: DossierBody['clockEvents'] = [
      { clock: 'P4', kind: 'START', at: '2026-06-10', reason: 'ADVICE_RECEIVED', by: AN.id },
    ]
    const due = clockViews(clockEvents, ON)[0]!.due!
    expect(decide('MINISTER_DECISION', due, { clockEvents })).toBe('OK')
    expect(decide('MINISTER_DECISION', addDays(due, 1), { clockEvents })).toBe('TERM_OVER')
  })

  it('only a later permit of the same procedure takes the place of another', () => {
    const body = inStates('GRANTED', 'CARD_ISSUED')
    const replaced = (next: Partial<DossierBody>) => {
      const renewal = { ...body, applicationType: 'RENEWAL' as const, submittedOn: '2026-06-05' }
      const other = dossier({ ...renewal, ...next }, 'd2')
      const records = ((kind: string, id: string) =>
        id === 'd2' ? other : lookupOf(body)(kind as 'dossier', id)) as RecordLookup
      const step = { track: 'WORK', on: ON, from: 'GRANTED', reason: '', successor: 'd2' }
      const decision = decideCommand(
        'supersede',
        { dossierId: 'd1', ...step },
        records,
        contextOf(AN),
      )
      return decision.ok ? 'OK' : decision.code
    }
    expect(replaced({})).toBe('OK')
    expect(replaced({ submittedOn: '2026-01-05' }), 'an older one').toBe('NOT_A_SUCCESSOR')
    expect(replaced({ procedure: 'WORK_CARD' }), 'another procedure').toBe('NOT_A_SUCCESSOR')
  })

  const reform = (body: DossierBody, change: object = {}) =>
    run(
      body,
      'decideAppeal',
      {
        track: 'WORK',
        on: ON,
        from: body.work.state,
        reason: 'The minister grants the appeal.',
        result: 'REFORMED',
        period: { from: '2026-07-01', to: '2027-06-30' },
        ...change,
      },
      contextOf(AN),
    )

  it('an appeal that grants work says what is authorised, and residence has an object again', () => {
    for (const state of ['APPEAL_PENDING', 'MINISTER_DECISION'] as const) {
      const card = state === 'MINISTER_DECISION'
      const body = card
        ? inStates(state, 'NO_TRACK', 'PROFESSIONAL_CARD')
        : inStates(state, 'NO_OBJECT')
      const codeOf = (change: object) => {
        const decision = reform(body, change)
        return decision.ok ? 'OK' : decision.code
      }
      expect(codeOf({ period: null }), state).toBe('PERIOD_REQUIRED')
      expect(codeOf({ period: { from: '2026-07-01', to: '2026-06-30' } }), state).toBe(
        'PERIOD_ENDS_BEFORE_START',
      )
      const granted = bodyOf(reform(body))
      expect(granted.work.state).toBe('GRANTED')
      expect(granted.authorised).toEqual({ from: '2026-07-01', to: '2027-06-30' })
      expect(authorisedSpan(granted)).toEqual({ from: '2026-07-01', to: '2027-06-30' })
      expect(granted.residence.state).toBe(card ? 'NO_TRACK' : 'AWAITING_WORK')
      expect(combinedOutcome(granted, ON)).toBe(card ? 'GRANTED' : 'GRANTED_WORK')
      const upheld = bodyOf(reform(body, { result: 'UPHELD', period: null }))
      expect([upheld.work.state, upheld.authorised, upheld.residence.state]).toEqual([
        'REFUSED',
        null,
        body.residence.state,
      ])
    }
  })

  it('after an appeal that grants work DVZ can decide on residence', () => {
    const granted = bodyOf(reform(inStates('APPEAL_PENDING', 'NO_OBJECT')))
    const propose = {
      track: 'RESIDENCE',
      on: ON,
      from: 'AWAITING_WORK',
      reason: '',
      decision: 'GRANT',
      grounds: [],
    }
    const proposed = bodyOf(run(granted, 'proposeResidence', propose, contextOf(TOM)))
    const sign = { track: 'RESIDENCE', on: ON, from: 'AWAITING_WORK', reason: '', proposal: 0 }
    const signed = bodyOf(run(proposed, 'signResidence', sign, contextOf(EVA)))
    expect(combinedOutcome(signed, ON)).toBe('GRANTED')
  })

  it('a withdrawal that an appeal undoes leaves what was authorised, unless another period is stated', () => {
    const authorised = { from: '2026-06-02', to: '2027-06-01' }
    const body = { ...inStates('APPEAL_PENDING', 'ENDED'), authorised }
    expect(bodyOf(reform(body, { period: null })).authorised).toEqual(authorised)
    const other = { from: '2026-07-01', to: '2027-06-01' }
    expect(bodyOf(reform(body, { period: other })).authorised).toEqual(other)
  })

  it('and DVZ takes the stay up again that ended with it, not one that ended with the employment', () => {
    const authorised = { from: '2026-06-02', to: '2027-06-01' }
    const card = { ...inStates('GRANTED', 'CARD_ISSUED'), authorised, proposals: [] }
    const step = (body: DossierBody, name: string, fields: object = {}) => {
      const track = name === 'endResidence' ? 'RESIDENCE' : 'WORK'
      const command = COMMANDS[name as keyof typeof COMMANDS] as unknown as StepCommand
      const args = { ...goodArgs(command, track, body), ...fields }
      return bodyOf(run(body, name, args, contextOf(track === 'WORK' ? AN : TOM)))
    }
    const undone = (body: DossierBody) =>
      bodyOf(reform(step(step(body, 'withdraw'), 'recordAppeal'), { period: null }))
    const again = undone(card)
    expect([again.work.state, again.residence.state]).toEqual(['GRANTED', 'AWAITING_WORK'])
    expect(isClosed(again), 'DVZ has to act').toBe(false)
    expect(again.events.at(-1)?.step?.other).toEqual({ from: 'ENDED', to: 'AWAITING_WORK' })
    const grant = { decision: 'GRANT', grounds: [] }
    const proposed = bodyOf(onResidence(again, 'proposeResidence', grant, TOM))
    const signed = bodyOf(onResidence(proposed, 'signResidence', { proposal: 0 }))
    expect(combinedOutcome(signed, ON)).toBe('GRANTED')
    const jobless = undone(step(placed(COMMANDS.endResidence, card), 'endResidence'))
    expect([jobless.work.state, jobless.residence.state]).toEqual(['GRANTED', 'ENDED'])
  })

  it('takes up again a stay that was contested with the withdrawal, never one that DVZ itself refused', () => {
    const authorised = { from: '2026-06-02', to: '2027-06-01' }
    const said = (type: DossierEventType) => ({
      at: `${ON}T08:00:00.000Z`,
      type,
      by: TOM.id,
      text: null,
    })
    const withdrawnFrom = (residence: ResidenceState, type: DossierEventType) => {
      const body = {
        ...inStates('GRANTED', residence),
        authorised,
        proposals: [],
        events: [said(type)],
      }
      const withdrawn = run(
        body,
        'withdraw',
        goodArgs(COMMANDS.withdraw, 'WORK', body),
        contextOf(AN),
      )
      return bodyOf(withdrawn)
    }
    const take = (body: DossierBody, name: string, track: Track, fields: object = {}) => {
      const from = track === 'WORK' ? body.work.state : body.residence.state
      const args = { track, on: ON, from, reason: 'Told by letter of today.', ...fields }
      return bodyOf(run(body, name, args, contextOf(track === 'WORK' ? AN : TOM)))
    }
    const ended = withdrawnFrom('CARD_ISSUED', 'RESIDENCE_GRANTED')
    const both = take(take(ended, 'recordAppeal', 'WORK'), 'recordAppeal', 'RESIDENCE')
    const upheld = take(both, 'decideAppeal', 'RESIDENCE', { result: 'UPHELD', period: null })
    for (const contested of [both, upheld]) {
      const after = bodyOf(reform(contested, { period: null }))
      const from = contested.residence.state
      expect([after.work.state, after.residence.state], from).toEqual(['GRANTED', 'AWAITING_WORK'])
      expect(isClosed(after), from).toBe(false)
      expect(residenceHistory(after).at(-1)?.state, from).toBe('AWAITING_WORK')
      const running = clockViews(after.clockEvents, ON).filter(({ stopped }) => !stopped)
      expect(running.map(({ id }) => id).toSorted(), 'and the minister’s decision').toEqual([
        'C7',
        'C8',
      ])
    }
    const refused = withdrawnFrom('REFUSED', 'RESIDENCE_REFUSED')
    const still = bodyOf(reform(take(refused, 'recordAppeal', 'WORK'), { period: null }))
    expect(still.residence.state, 'refused by DVZ').toBe('REFUSED')
    expect(residenceHistory(still).at(-1)?.state, 'and its history says so').toBe('REFUSED')
    expect(
      clockViews(still.clockEvents, ON).some(({ id }) => id === 'C8'),
      'no renewal',
    ).toBe(false)
  })

  it('a withdrawal of work starts no term against a decision that DVZ did not take', () => {
    const card = { ...inStates('GRANTED', 'CARD_ISSUED'), proposals: [] }
    const ended = bodyOf(
      run(card, 'withdraw', goodArgs(COMMANDS.withdraw, 'WORK', card), contextOf(AN)),
    )
    expect(clockViews(ended.clockEvents, ON).map(({ id }) => id)).toEqual(['C5'])
    const late = { track: 'RESIDENCE', on: '2026-09-01', from: 'ENDED', reason: '' }
    expect(run(ended, 'recordAppeal', late, contextOf(TOM, '2026-09-01'))).toMatchObject({
      ok: true,
    })
  })

  it('the pre-assessment is concluded before or after the grant of work, never on what has ended', () => {
    const conclude = (body: DossierBody) => {
      const decision = onResidence(body, 'concludePreAssessment', { result: 'POSITIVE' }, TOM)
      return decision.ok ? 'OK' : decision.code
    }
    expect(conclude(inStates('IN_EXAM', 'PRE_ASSESSMENT'))).toBe('OK')
    expect(conclude(inStates('GRANTED', 'PRE_ASSESSMENT'))).toBe('OK')
    const annulled = { track: 'RESIDENCE', from: 'APPEAL_PENDING', result: 'REFORMED' }
    const appealed = inStates('GRANTED', 'APPEAL_PENDING')
    const anew = onResidence(appealed, 'decideAppeal', {
      ...annulled,
      reason: 'The council annuls the refusal.',
      period: null,
    })
    expect(conclude(bodyOf(anew)), 'after an annulment work is granted').toBe('OK')
    for (const ended of ['WITHDRAWN', 'REFUSED', 'EXPIRED', 'SUPERSEDED'] as const) {
      expect(conclude(inStates(ended, 'PRE_ASSESSMENT')), ended).toBe('STEP_NOT_POSSIBLE')
    }
  })

  it('a hold of the visa says why, and its days count over all holds', () => {
    const hold = (body: DossierBody, name: string, on: string, fields: object = {}) =>
      bodyOf(
        run(
          body,
          name,
          {
            track: 'RESIDENCE',
            on,
            from: body.residence.state,
            reason: 'Told by the post.',
            ...fields,
          },
          contextOf(TOM, '2026-08-01'),
        ),
      )
    const pending = { ...inStates('GRANTED', 'VISA_PENDING'), proposals: [] }
    const doubt = { cause: 'IDENTITY_DOUBT' }
    const held = hold(pending, 'holdVisa', '2026-06-10', doubt)
    expect(visaHold(held, '2026-06-20')).toMatchObject({
      last: { cause: 'IDENTITY_DOUBT', releasedOn: null },
      days: 10,
      total: 10,
    })
    const released = hold(held, 'releaseVisa', '2026-06-15')
    const again = hold(released, 'holdVisa', '2026-07-01', { cause: 'SECURITY_CHECK' })
    expect(visaHold(again, '2026-07-11')).toMatchObject({ days: 10, total: 15 })
    const args = { ...doubt, track: 'RESIDENCE', on: ON, from: 'VISA_PENDING', reason: 'No.' }
    expect(run(pending, 'holdVisa', args, contextOf(TOM))).toMatchObject({
      code: 'REASON_REQUIRED',
    })
    expect(run(pending, 'holdVisa', { ...args, cause: 'X' }, contextOf(TOM))).toMatchObject({
      code: 'BAD_REQUEST',
    })
    const withdrawn = bodyOf(
      run(
        again,
        'withdraw',
        { ...goodArgs(COMMANDS.withdraw, 'WORK', again), on: '2026-07-20' },
        contextOf(AN, '2026-08-01'),
      ),
    )
    expect(visaHold(withdrawn, '2026-12-01'), 'no hold of a stay that ended').toMatchObject({
      days: 19,
    })
  })

  it('a hold from before causes were noted has its days, without a cause, beside the later ones', () => {
    const told = (type: DossierEventType, day: string) =>
      ({ at: `${day}T08:00:00.000Z`, type, by: TOM.id, text: null }) as const
    const body = {
      ...inStates('GRANTED', 'VISA_HELD'),
      residence: { state: 'VISA_HELD', since: '2026-06-10' },
      events: [told('VISA_REQUESTED', '2026-06-05'), told('VISA_HELD', '2026-06-10')],
    } satisfies DossierBody
    const last = { on: '2026-06-10', releasedOn: null, cause: null }
    expect(visaHold(body, '2026-06-20')).toEqual({ last, days: 10, total: 10 })
    expect(visaHold({ ...body, events: [] }, '2026-06-20'), 'no timeline').toEqual({
      last,
      days: 10,
      total: 10,
    })
    const released: DossierBody = {
      ...body,
      residence: { state: 'VISA_PENDING', since: '2026-06-15' },
      events: [...body.events, told('VISA_RELEASED', '2026-06-15')],
    }
    const was = { on: '2026-06-10', releasedOn: '2026-06-15', cause: null }
    expect(visaHold(released, '2026-08-01')).toEqual({ last: was, days: 5, total: 5 })
    const noted = {
      cause: 'IDENTITY_DOUBT',
      on: '2026-07-01',
      releasedOn: null,
      by: TOM.id,
    } as const
    const again: DossierBody = {
      ...released,
      residence: { state: 'VISA_HELD', since: noted.on },
      events: [...released.events, told('VISA_HELD', noted.on)],
      visaHolds: [noted],
    }
    expect(visaHold(again, '2026-07-11')).toEqual({ last: noted, days: 10, total: 15 })
  })

  it('an end that was noted first can still be linked to the renewal that was granted', () => {
    const body = inStates('EXPIRED', 'EXPIRED')
    const args = { track: 'WORK', on: ON, from: 'EXPIRED', reason: '', successor: 'd2' }
    const linked = bodyOf(run(body, 'supersede', args, contextOf(AN)))
    expect([linked.work.state, linked.successorId]).toEqual(['SUPERSEDED', 'd2'])
  })

  it('a card is noted once the check of the residence is attested', () => {
    const body = inStates('GRANTED', 'REGISTRATION_PENDING')
    const code = (checked: boolean) => onResidence(body, 'recordRegistration', { checked }, TOM)
    expect(code(false)).toMatchObject({ code: 'RESIDENCE_CHECK_REQUIRED' })
    expect(code(true)).toMatchObject({ ok: true })
  })

  it('an authorisation does not end on work while a renewal of it runs or was granted', () => {
    const body = inStates('GRANTED', 'CARD_ISSUED')
    const end = (next: Partial<DossierBody>, renewal: string | null = 'd2', track = 'WORK') => {
      const renewed = dossier(
        { ...body, applicationType: 'RENEWAL', submittedOn: '2026-06-05', ...next },
        'd2',
      )
      const records = ((kind: string, id: string) =>
        id === 'd2' ? renewed : lookupOf(body)(kind as 'dossier', id)) as RecordLookup
      const from = track === 'WORK' ? 'GRANTED' : 'CARD_ISSUED'
      const args = { dossierId: 'd1', track, on: ON, from, reason: '', renewal }
      const actor = track === 'WORK' ? AN : TOM
      const decision = decideCommand('recordExpiry', args, records, contextOf(actor))
      return decision.ok ? 'OK' : decision.code
    }
    const on = (state: WorkState) => ({ work: { state, since: ON } })
    for (const state of ['RECEIVED', 'IN_EXAM', 'APPEAL_PENDING', 'GRANTED'] as const) {
      expect(end(on(state)), state).toBe('RENEWAL_RUNS')
    }
    for (const state of ['REFUSED', 'DESISTED', 'INADMISSIBLE', 'WITHDRAWN'] as const) {
      expect(end(on(state)), state).toBe('OK')
    }
    expect(end({ ...on('IN_EXAM'), personId: 'p9' }), 'of somebody else').toBe('OK')
    expect(end({ ...on('IN_EXAM'), submittedOn: '2025-01-01' }), 'an earlier one').toBe('OK')
    expect(end(on('IN_EXAM'), null), 'none is known').toBe('OK')
    expect(end(on('IN_EXAM'), 'd9'), 'none that the officer may see').toBe('NOT_FOUND')
    expect(end(on('IN_EXAM'), 'd1'), 'itself').toBe('NOT_FOUND')
    expect(end(on('IN_EXAM'), 'd2', 'RESIDENCE'), 'the card itself is over').toBe('OK')
  })

  it('the minister’s silence that grants a professional card says what is authorised', () => {
    const body = {
      ...inStates('MINISTER_DECISION', 'NO_TRACK', 'PROFESSIONAL_CARD'),
      adviceRequests: [COUNCIL],
    }
    const silence = (period: object | null, of = body) => {
      const args = { track: 'WORK', on: ON, from: 'MINISTER_DECISION', reason: '', period }
      return run(of, 'closeSilentAppeal', args, contextOf(AN))
    }
    expect(silence(null)).toMatchObject({ ok: false, code: 'PERIOD_REQUIRED' })
    const period = { from: '2026-07-01', to: '2027-06-30' }
    expect(bodyOf(silence(period))).toMatchObject({
      work: { state: 'GRANTED' },
      authorised: period,
    })
    const against = { ...body, adviceRequests: [] }
    expect(bodyOf(silence(null, against)).authorised).toBeNull()
  })
})

// ---------------------------------------------------------------- random working days

/** What an officer may choose to state; what a step does not ask for is left out. */
const anyFields = fc.record({
  documents: fc.subarray([...DOCUMENT_TYPES], { minLength: 1, maxLength: 3 }),
  decision: fc.constantFrom('GRANT', 'REFUSE'),
  opinion: fc.constantFrom('POSITIVE', 'NEGATIVE', 'NONE'),
  heard: fc.boolean(),
  /** Of an appeal. */
  reformed: fc.boolean(),
})
const anyDay = fc.record({
  choice: fc.nat(),
  gap: fc.nat({ max: 20 }),
  /** So many days ago DVZ signed or saw what is noted today. */
  ago: fc.nat({ max: 12 }),
  fields: anyFields,
})
/** What DVZ may note later than it happened. */
const NOTED_LATER: ReadonlySet<string> = new Set(['signResidence', 'recordTemporaryStay'])

/** How an application of each procedure comes in, and how it lies before the first signature. */
const anyStart = fc.constantFrom<Parameters<typeof inStates>[]>(
  ['RECEIVED', 'NOT_TRANSMITTED', 'SINGLE_PERMIT'],
  ['RECEIVED', 'NOT_TRANSMITTED', 'SINGLE_PERMIT'],
  ['RECEIVED', 'NO_TRACK', 'WORK_CARD'],
  ['AT_COUNTER', 'NO_TRACK', 'PROFESSIONAL_CARD'],
  ['DRAFT_DECISION', 'READY_POSITIVE', 'SINGLE_PERMIT'],
  ['DRAFT_DECISION', 'AWAITING_WORK', 'SINGLE_PERMIT'],
  ['DRAFT_DECISION', 'NO_TRACK', 'WORK_CARD'],
  ['DRAFT_DECISION', 'NO_TRACK', 'PROFESSIONAL_CARD'],
)

interface Done {
  name: string
  body: DossierBody
}

/** Every step that somebody of either service can take today. */
function possibleToday(
  body: DossierBody,
  today: string,
  ago: number,
  fields: { reformed: boolean },
): Done[] {
  return STEPS.flatMap((command) =>
    command.step.tracks.flatMap((track) =>
      [track === 'WORK' ? AN : TOM, track === 'WORK' ? JORIS : EVA].flatMap((actor): Done[] => {
        const stated = Object.entries(fields).filter(([field]) =>
          command.step.fields.includes(field),
        )
        const deadline = command.step.fields.includes('deadline')
          ? {
              deadline: addDays(today, 15),
              ...(command.name === 'askAdvice' && askedOf(body, today)),
            }
          : {}
        const args = {
          ...goodArgs(command, track, body),
          ...Object.fromEntries(stated),
          ...(command.name === 'decideAppeal' && fields.reformed && { result: 'REFORMED' }),
          on: NOTED_LATER.has(command.name) ? addDays(today, -ago) : today,
          ...deadline,
        }
        const decision = run(body, command.name, args, contextOf(actor, today))
        return decision.ok
          ? [
              {
                name: `${command.name} by ${actor.id}`,
                body: decision.writes[0]!.body as DossierBody,
              },
            ]
          : []
      }),
    ),
  )
}

/** An application that the platform just handed over. */
const filed = (body: DossierBody): DossierBody => ({
  ...body,
  events: [{ at: `${SUBMITTED}T08:00:00.000Z`, type: 'SUBMITTED', by: null, text: null }],
})

describe('the timeline of what officers did', () => {
  type Act = readonly [name: string, track: Track, on: string, fields?: object]
  /** The dossier after acts that were all typed on one later day. */
  const after = (acts: readonly Act[]): DossierBody =>
    acts.reduce(
      (body, [name, track, on, fields = {}]) => {
        const command = COMMANDS[name as keyof typeof COMMANDS] as unknown as StepCommand
        const args = { ...goodArgs(command, track, body), on, ...fields }
        const first = track === 'WORK' ? AN : TOM
        const actor = name.startsWith('sign') ? (track === 'WORK' ? JORIS : EVA) : first
        return bodyOf(run(body, name, args, contextOf(actor, '2026-12-01')))
      },
      filed({ ...inStates('RECEIVED', 'NOT_TRANSMITTED'), documents: complete.slice(1) }),
    )
  const toExam: readonly Act[] = [
    ['openCheck', 'WORK', '2026-06-03'],
    ['askMissingItems', 'WORK', '2026-06-04', { documents: [complete[0]!.type] }],
    ['receiveItems', 'WORK', '2026-06-10', { documents: [complete[0]!.type] }],
    ['transmit', 'WORK', '2026-06-12'],
  ]
  const signed: readonly Act[] = [
    ...toExam,
    ['startPreAssessment', 'RESIDENCE', '2026-06-15'],
    ['askInformation', 'WORK', '2026-06-16'],
    ['receiveInformation', 'WORK', '2026-06-22'],
    ['concludePreAssessment', 'RESIDENCE', '2026-06-23'],
    ['proposeWork', 'WORK', '2026-06-24'],
    ['signWork', 'WORK', '2026-06-25'],
    ['proposeResidence', 'RESIDENCE', '2026-06-25'],
    ['signResidence', 'RESIDENCE', '2026-06-26'],
    ['recordEntry', 'RESIDENCE', '2026-07-02'],
  ]

  it('tells every state with its day of law, those too that the other service brought about', () => {
    const body = after([...signed, ['recordRegistration', 'RESIDENCE', '2026-07-20']])
    expect(withoutDetours(workHistory(body))).toEqual([
      { state: 'RECEIVED', on: SUBMITTED },
      { state: 'COMPLETENESS_CHECK', on: '2026-06-03' },
      { state: 'AWAITING_COMPLETION', on: '2026-06-04' },
      { state: 'ADMISSIBLE', on: '2026-06-10' },
      { state: 'IN_EXAM', on: '2026-06-12' },
      { state: 'DRAFT_DECISION', on: '2026-06-24' },
      { state: 'GRANTED', on: '2026-06-25' },
    ])
    // Ready on the 23rd, and the region decided on the 25th.
    expect(idleDays(body, '2026-12-01')).toBe(2)
    expect(residenceHistory(body)).toEqual([
      { state: 'NOT_TRANSMITTED', on: SUBMITTED },
      { state: 'TRANSMITTED', on: '2026-06-12' },
      { state: 'PRE_ASSESSMENT', on: '2026-06-15' },
      { state: 'READY_POSITIVE', on: '2026-06-23' },
      { state: 'GRANTED', on: '2026-06-26' },
      { state: 'REGISTRATION_PENDING', on: '2026-07-02' },
      { state: 'CARD_ISSUED', on: '2026-07-20' },
    ])
  })

  it('says how long DVZ waited for the decision on work, up to today while it waits', () => {
    const waiting = after([...toExam, ['waitForWork', 'RESIDENCE', '2026-06-15']])
    expect([idleDays(waiting, '2026-06-15'), idleDays(waiting, '2026-06-25')]).toEqual([0, 10])
    const early = after(toExam)
    expect(idleDays(early, '2026-12-01'), 'it did not begin').toBe(0)
  })

  it('is where the drawn steps and the letter that a file is admissible come from', () => {
    const completed = after(toExam.slice(0, 3))
    expect(workSteps(completed)).toMatchObject({
      current: { state: 'ADMISSIBLE', since: '2026-06-10' },
      done: [{}, {}, { state: 'AWAITING_COMPLETION', on: '2026-06-04' }],
    })
    const letter = occasions(completed).find(({ template }) => template === 'ADMISSIBLE')
    expect(letter, 'of a file that was completed after a request').toMatchObject({
      event: completed.events.length - 1,
    })
    const registered = residenceSteps(after(signed))
    expect(registered).toMatchObject({
      current: { state: 'REGISTRATION_PENDING', since: '2026-07-02' },
      done: [{}, {}, {}, { state: 'GRANTED', on: '2026-06-26' }],
      ahead: ['CARD_ISSUED'],
    })
  })
})

describe('random working days', () => {
  it('keep the invariants of the law', () => {
    let steps = 0
    fc.assert(
      fc.property(fc.array(anyDay, { minLength: 5, maxLength: 25 }), anyStart, (days, start) => {
        let body = filed(inStates(...start))
        const isNew = body.proposals!.length === 0
        let today = SUBMITTED
        for (const { choice, gap, ago, fields } of days) {
          today = addDays(today, gap)
          // An employer seldom gives up: else most histories would end on their first days.
          const possible = possibleToday(body, today, ago, fields).filter(
            ({ name }) => choice % 10 === 0 || !name.startsWith('desist'),
          )
          if (possible.length === 0) return
          const next = possible[choice % possible.length]!
          const untruths = isNew ? untold(next.body) : []
          expect([...broken(body, next.body), ...untruths], next.name).toEqual([])
          body = next.body
          steps += 1
        }
      }),
      { numRuns: 200 },
    )
    expect(steps).toBeGreaterThan(1000)
  })
})

/** The tracks whose state the timeline does not lead to. */
function untold(body: DossierBody): string[] {
  const { work, residence } = body
  const told = [workHistory(body).at(-1)?.state, residenceHistory(body).at(-1)?.state]
  return [
    ...(told[0] === work.state ? [] : [`work: ${told[0]} for ${work.state}`]),
    ...(residence.state === 'NO_TRACK' || told[1] === residence.state
      ? []
      : [`residence: ${told[1]} for ${residence.state}`]),
  ]
}

/** What a step breaks of the invariants (a) to (g) of domain facts 1.12, in words. */
function broken(before: DossierBody, after: DossierBody): string[] {
  const kept = after.clockEvents.slice(0, before.clockEvents.length)
  const overall = clockViews(after.clockEvents, '2030-01-01').find(({ id }) => id === 'C3B')
  const asked = openInfoRequest(after, 'WORK') ?? openInfoRequest(after, 'RESIDENCE')
  // A question after the last day suspends nothing.
  const late = overall?.due !== null && asked !== null && asked.askedOn > (overall?.due ?? '')
  const proposals = after.proposals ?? []
  const laws: readonly [holds: boolean, words: string][] = [
    [residenceFollowsWork(before, after), '(a) residence is granted before work'],
    [
      !overall || overall.stopped || late || (overall.due === null) === (asked !== null),
      '(b) the overall clock stands still exactly while a question is open',
    ],
    [
      after.work.state !== 'INADMISSIBLE' || proposals.length === 0,
      '(c) an inadmissible file has a decision',
    ],
    [
      isPrefix(before.events, after.events) && saysAll(after),
      '(d) the timeline does not say who, when, from where to where and on which ground',
    ],
    [
      proposals.every(({ state, by, closedBy }) => state !== 'SIGNED' || by !== closedBy),
      '(e) somebody signed what they proposed',
    ],
    [
      after.work.state !== 'GRANTED' || after.authorised !== null,
      'work is granted and nobody said for which days',
    ],
    [waitsRightly(after), 'a question, a request or a proposal is open that nobody waits for'],
    [
      after.work.state !== 'GRANTED' || after.residence.state !== 'NO_OBJECT',
      'work is granted and residence has no object',
    ],
    [
      !isClosed(after) || overall === undefined || overall.stopped,
      'the dossier is closed and its overall clock runs',
    ],
    [proposals.length >= (before.proposals?.length ?? 0), '(f) a proposal disappeared'],
    [
      after.work.state !== 'WITHDRAWN' ||
        after.events.some(({ step: taken }) => taken?.track === 'WORK' && taken.to === 'GRANTED'),
      '(f) a withdrawal forgot the grant',
    ],
    [JSON.stringify(kept) === JSON.stringify(before.clockEvents), '(g) a clock was rewritten'],
    [
      JSON.stringify(rerouted(after)) === JSON.stringify(after.clockEvents),
      '(g) the way to another region reset a clock',
    ],
  ]
  return laws.flatMap(([holds, words]) => (holds ? [] : [words]))
}

/** True when what is open is what the state of its track waits for, and the other way round. */
function waitsRightly(body: DossierBody): boolean {
  const { work, residence } = body
  const ready = ['READY_POSITIVE', 'READY_NEGATIVE', 'AWAITING_WORK']
  const advice = ['ADVICE_REQUESTED', 'ECONOMIC_ADVICE', 'REOV_ADVICE']
  return (
    (openInfoRequest(body, 'WORK') !== null) === (work.state === 'INFO_REQUESTED') &&
    (openInfoRequest(body, 'RESIDENCE') !== null) === (residence.state === 'INFO_REQUESTED') &&
    (openAdviceRequest(body) !== null) === advice.includes(work.state) &&
    (openProposalPlace(body, 'WORK') !== null) === (work.state === 'DRAFT_DECISION') &&
    (openProposalPlace(body, 'RESIDENCE') === null || ready.includes(residence.state))
  )
}

const isPrefix = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  after.length === before.length + 1 &&
  JSON.stringify(after.slice(0, -1)) === JSON.stringify(before)

/** The last entry of the timeline names who, when, from where to where, and the ground of law. */
function saysAll({ events, work, residence }: DossierBody): boolean {
  const last = events.at(-1)
  const now = last?.step?.track === 'WORK' ? work.state : residence.state
  return (
    Boolean(last?.by && last.at && last.step?.basis && last.step.from) && last?.step?.to === now
  )
}

/** The clocks of a dossier that goes to another region; unchanged where it cannot go. */
function rerouted(body: DossierBody): DossierBody['clockEvents'] {
  return takeWorkStep(body, 'REROUTE', { on: ON, by: AN.id })?.clockEvents ?? body.clockEvents
}

/** Neither a grant of residence nor Annex 49 is of a day before the grant of work, or the proposal. */
function residenceFollowsWork(before: DossierBody, after: DossierBody): boolean {
  const { work, residence, annexes } = after
  const granted = before.residence.state !== 'GRANTED' && residence.state === 'GRANTED'
  const proposal = before.proposals?.findLast((one) => one.track === 'RESIDENCE')
  const given = annexes.slice(before.annexes.length)
  return (
    (!granted ||
      (work.state === 'GRANTED' &&
        work.since <= residence.since &&
        (proposal?.on ?? '') <= residence.since)) &&
    given.every(({ on }) => work.state === 'GRANTED' && work.since <= on)
  )
}

describe('a refused step', () => {
  const reason = 'The employer gives the application up.'
  const desist = { dossierId: 'd1', track: 'WORK', on: ON, from: 'RECEIVED', reason }
  const moved = {
    ...inStates('IN_EXAM', 'PRE_ASSESSMENT'),
    events: [
      {
        at: `${SUBMITTED}T10:00:00.000Z`,
        type: 'DECLARED_ADMISSIBLE' as const,
        by: JORIS.id,
        text: null,
        step: {
          track: 'WORK' as const,
          from: 'CHECKING' as never,
          to: 'IN_EXAM' as const,
          on: SUBMITTED,
          basis: null as never,
          reason: null,
        },
      },
    ],
  }

  it('says how an appeal would have ended in the words of its track', () => {
    const result = (track: Track) => {
      const states =
        track === 'WORK' ? inStates('REFUSED', 'NO_OBJECT') : inStates('GRANTED', 'REFUSED')
      const now = { ...states, events: moved.events }
      const period = { from: '2026-07-01', to: '2027-06-30' }
      const args = { track, on: ON, from: 'APPEAL_PENDING', reason, result: 'REFORMED', period }
      const given = { dossierId: 'd1', ...args }
      return conflictOf('decideAppeal', given, lookupOf(now)).find(
        ({ field }) => field === 'result',
      )
    }
    expect(result('WORK')?.mine).toEqual([[['code', 'appealResult.REFORMED']]])
    expect(result('RESIDENCE')?.mine).toEqual([[['code', 'appealResult.ANNULLED']]])
  })

  it('says who moved the track meanwhile and where it would have led', () => {
    expect(run(moved, 'desist', desist, contextOf(AN))).toMatchObject({ code: 'STALE' })
    const none = { base: null, by: null, at: null }
    expect(conflictOf('desist', desist, lookupOf(moved))).toEqual([
      {
        field: 'state',
        type: 'code',
        base: 'workState.RECEIVED',
        mine: 'workState.DESISTED',
        theirs: 'workState.IN_EXAM',
        by: JORIS.id,
        at: `${SUBMITTED}T10:00:00.000Z`,
      },
      {
        field: 'act',
        type: 'lines',
        kind: 'SHOWN',
        ...none,
        mine: [
          [
            ['act', 'desist'],
            ['date', desist.on],
          ],
        ],
        theirs: [
          [
            ['code', 'dossierEvent.DECLARED_ADMISSIBLE'],
            ['date', SUBMITTED],
            ['person', JORIS.id],
          ],
        ],
      },
    ])
    expect(conflictOf('desist', { ...desist, from: 'IN_EXAM' }, lookupOf(moved))).toEqual([])
  })

  it('goes out again from the state of now, with the words as edited, or stays as it is', () => {
    const decided = (choice: 'MINE' | 'THEIRS') => ({
      choices: { state: { choice, theirs: 'workState.IN_EXAM' } },
      words: { reason: `${reason} Confirmed by phone.` },
    })
    const sent = resolveConflict('desist', desist, decided('MINE'), lookupOf(moved))
    const args = 'args' in sent ? (sent.args as object) : {}
    expect(args).toEqual({
      ...desist,
      from: 'IN_EXAM',
      reason: `${reason} Confirmed by phone.`,
    })
    expect(bodyOf(run(moved, 'desist', args, contextOf(AN))).work.state).toBe('DESISTED')
    expect(resolveConflict('desist', desist, decided('THEIRS'), lookupOf(moved))).toEqual({
      outcome: 'LEAVE',
    })
  })

  it('keeps the reason and the question as own words', () => {
    const ask = { ...desist, text: 'Which site?', documents: [], deadline: '2026-07-20' }
    expect(wordsIn('askInformation', ask).map(({ field, text }) => [field, text])).toEqual([
      ['reason', reason],
      ['text', 'Which site?'],
    ])
    const quiet = { ...desist, reason: '' }
    expect(wordsIn('openCheck', quiet), 'nothing written, nothing wanted').toEqual([])
    expect(wordsIn('desist', quiet), 'wanted').toMatchObject([{ field: 'reason', min: 10 }])
  })
})

describe('a dossier goes to the region that is competent', () => {
  const place = (municipality: string, share = 1) => ({
    municipality,
    street: null,
    establishmentUnit: null,
    share,
  })
  const at = (...workplaces: ReturnType<typeof place>[]): DossierBody => ({
    ...inStates('RECEIVED', 'NOT_TRANSMITTED'),
    workplaces,
    assignee: AN.id,
  })
  const seat = enterprise('e1').body
  const send = (body: DossierBody, region: string, municipality: string | null = null) => {
    const address = { ...seat.address, municipality, country: municipality ? 'BE' : 'FR' }
    const records = ((kind: string, id: string) =>
      kind === 'enterprise'
        ? { kind, id, version: 1, body: { ...seat, address } }
        : lookupOf(body)(kind as 'dossier', id)) as RecordLookup
    const args = {
      dossierId: 'd1',
      track: 'WORK',
      on: ON,
      from: 'RECEIVED',
      region,
      departureId: 'l1',
    }
    const reason = 'The work lies elsewhere.'
    return decideCommand('reroute', { ...args, employerId: 'e1', reason }, records, contextOf(AN))
  }
  const code = (decision: Decision) => (decision.ok ? 'OK' : decision.code)

  it('where the places point to, with the ground of law, clocks as they were and nobody to handle it', () => {
    const before = at(place(LIEGE))
    const after = bodyOf(send(before, 'WA'))
    expect(after).toMatchObject({ region: 'WA', assignee: null, work: before.work })
    expect(after.clockEvents).toEqual(before.clockEvents)
    expect(after.events.at(-1)).toMatchObject({
      type: 'REROUTED',
      step: { basis: 'SWA_2018_7_8', reason: 'The work lies elsewhere.' },
    })
  })

  it('leaves a trace that names nobody of the file', () => {
    const decision = send(at(place(LIEGE)), 'WA')
    const [, trace] = decision.ok ? decision.writes : []
    expect(trace).toEqual({
      kind: 'departure',
      id: 'l1',
      body: {
        dossierId: 'd1',
        reference: expect.any(String) as string,
        from: 'FL',
        to: 'WA',
        on: ON,
        by: AN.id,
        byName: AN.name,
        at: contextOf(AN).at,
      },
    })
  })

  it('before anybody opens the check: only a competent region may', () => {
    const open = (body: DossierBody, employerId: string | null = 'e1') => {
      const records = ((kind: string, id: string) =>
        kind === 'enterprise'
          ? { kind, id, version: 1, body: seat }
          : lookupOf(body)(kind as 'dossier', id)) as RecordLookup
      const args = { dossierId: 'd1', track: 'WORK', on: ON, from: 'RECEIVED', reason: '' }
      return code(decideCommand('openCheck', { ...args, employerId }, records, contextOf(AN)))
    }
    expect(open(at(place(ANTWERP)))).toBe('OK')
    expect(open(at(place(LIEGE)))).toBe('OTHER_REGION_COMPETENT')
    expect(open(at(place(ANTWERP)), 'e2'), 'the employer is another one meanwhile').toBe('STALE')
  })

  it('never away from the competent region, nor to one that is not competent', () => {
    expect(code(send(at(place(ANTWERP)), 'WA'))).toBe('OWN_REGION_COMPETENT')
    expect(code(send(at(place(LIEGE)), 'BR'))).toBe('OTHER_REGION_COMPETENT')
    expect(code(send(at(place(LIEGE)), 'FL'))).toBe('ALREADY_SO')
  })

  it('by the seat where no place prevails, and by the officer’s reasons where nothing points', () => {
    const halves = at(place(LIEGE, 0.5), place(BRUSSELS, 0.5))
    expect(code(send(halves, 'WA', BRUSSELS))).toBe('OTHER_REGION_COMPETENT')
    expect(code(send(halves, 'BR', BRUSSELS))).toBe('OK')
    expect(code(send(halves, 'WA'))).toBe('OK')
  })
})
