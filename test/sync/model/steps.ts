/** What may happen in a run, in the words that a failure is told in. */
import fc from 'fast-check'
import { COMMANDS, type CommandName } from '../../../domain/commands/index.ts'
import type { Choice } from '../../../domain/contract/conflict.ts'
import type { Scope } from '../../../domain/contract/codes.ts'
import type { RecordRef } from '../../../domain/contract/records.ts'
import { COMMIT_POINTS, type CommitPoint } from './commit-points.ts'
import type { Break, Via } from './gateways.ts'
import {
  ASSIGNEES,
  DOSSIERS,
  FINDINGS,
  MOVABLE,
  PLACES,
  SEATS,
  STAGED,
  type Seat,
} from './world.ts'

/** A command that an officer gives. `seen`: on what the desk shows, not on what it once showed. */
export type Act =
  | { name: 'assign'; dossier: string; to: string | null; seen: boolean }
  | { name: 'note'; dossier: string; text: string; shared: boolean }
  | {
      name: 'judge'
      finding: string
      about: [person: string, dossier: string | null]
      status: 'OPEN' | 'EXPLAINED' | 'CONFIRMED'
      reason: string
      seen: boolean
    }
  /** A step on a track; `seen` as above. */
  | { name: 'step'; step: (typeof STEPS)[number]; dossier: string; seen: boolean }
  /** Any command at all, with arguments made from its schema. */
  | { name: 'any'; command: CommandName; dossier: string; salt: number; seen: boolean }
  /** A command that the role may run, on what the desk shows and so that the desk takes it. */
  | { name: 'fit'; pick: number; salt: number }
  /** A document is put on a dossier, as `fit` does. */
  | { name: 'paper'; salt: number }
  /** A dossier is given to another region. */
  | { name: 'leave'; dossier: string; salt: number }

/** Steps of both services; one may follow the other. */
export const STEPS = ['openCheck', 'askMissingItems', 'desist', 'startPreAssessment'] as const

const fieldsOf = (name: CommandName): object =>
  (COMMANDS[name].args as { entries?: object }).entries ?? {}

/**
 * Every command. What a new one needs stands in world.ts or matters.ts, what its officer sees in
 * known-args.ts, and whom a new kind of record is for in truth.ts.
 */
export const FITTING = Object.keys(COMMANDS) as CommandName[]

/** The same, more often those for which few places of the world fit. */
export const PICKED: readonly CommandName[] = [
  ...FITTING,
  ...(
    [
      'askAdvice',
      'declareInadmissible',
      'recordEnterpriseNumber',
      'recordEntry',
      'removeView',
      'reroute',
      'shadowRule',
      'signResidence',
      'withdrawDocument',
    ] as const
  ).flatMap((name) => [name, name]),
]

/** Every command on a dossier. */
export const ANY = FITTING.filter((name) => 'dossierId' in fieldsOf(name))

/** What goes wrong with a request before the gateway has it, or at the gateway. */
export type GoingFault =
  | { at: 'GOING'; fault: 'LOST' | 'LATE' | 'TWICE' | 'HANG' }
  | { at: 'GOING'; fault: 'TOGETHER'; with: number }
  | { at: 'GOING'; fault: 'DATABASE'; break: Break }
/** What goes wrong with an answer after the gateway has committed. */
export interface ComingFault {
  at: 'COMING'
  fault: 'LOST' | 'CUT' | 'SHORT' | 'HTML' | 'HANG'
}
export type Fault = GoingFault | ComingFault

export type Step =
  | { type: 'act'; desk: number; act: Act }
  /** An act that waits on the desk for a moment, and can be taken back. */
  | { type: 'wait'; desk: number; act: Act }
  /** Several acts in one go. */
  | { type: 'bulk'; desk: number; acts: readonly Act[] }
  /** The last act that waits is taken back, or goes out with the others that wait. */
  | { type: 'back' | 'release'; desk: number }
  /** A refused act is decided upon and what comes of it sent. */
  | { type: 'again'; desk: number; pick: number; choice: Choice }
  /** A document is put on a dossier and does not come through while other acts follow it. */
  | { type: 'stuck'; desk: number; paper: Act; acts: readonly Act[] }
  /** The desk acts, or not, and gets that far; then the next thing that can be hit is. */
  | { type: 'go'; desk: number; act: Act | null; stages: number; via: Via; fault: Fault | null }
  /** A request with commands arrives once more, or at last. */
  | { type: 'late'; which: number; via: Via }
  /** The process of the desk is killed at a commit point to come, or at once. */
  | { type: 'kill'; desk: number; at: KillPoint | null }
  /** The officer looks at somebody, which is noted for the access log. */
  | { type: 'look'; desk: number }
  | { type: 'hint'; desk: number }
  | { type: 'deaf'; desk: number }
  /** Somebody gives a record to other services. */
  | { type: 'move'; ref: RecordRef; scopes: readonly Scope[] }
  /** Another role in the token, or the old one again: the cache must be filled anew. */
  | { type: 'role'; desk: number }

/** The n-th commit point from now: of all, or of this kind. */
export interface KillPoint {
  n: number
  kind: CommitPoint | null
}

/** A desk and how its first fill goes. */
export interface Start {
  seat: Seat
  /** Where it is killed during the first fill; null: nowhere. */
  kill: KillPoint | null
  fault: { after: number; fault: Fault } | null
  /** Stages of its first fill before anything else happens; null: all of them. */
  stages: number | null
}

export interface Scenario {
  starts: readonly Start[]
  steps: readonly Step[]
}

const desk = fc.nat({ max: 2 })
const via = fc.constantFrom<Via>(0, 1)
const seen = fc.constantFrom(true, true, true, false)

/** Mostly what may be accepted; a desk refuses the rest at once. */
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constant('assign' as const),
      dossier: fc.constantFrom('d1', 'd2', 'd3', ...DOSSIERS),
      to: fc.constantFrom('vl-an', 'vl-an', 'vl-joris', 'vl-joris', ...ASSIGNEES),
      seen,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constant('note' as const),
      dossier: fc.constantFrom('d1', 'd1', 'd2', 'd3', ...DOSSIERS),
      text: fc.constantFrom(...Array.from({ length: 9 }, (_, n) => `Telefoon ${n}.`), '  '),
      shared: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('judge' as const),
      finding: fc.constantFrom(...FINDINGS),
      about: fc.constantFrom<[string, string | null]>(
        ['p1', 'd1'],
        ['p1', 'd1'],
        ['p1', null],
        ['p1', null],
        ['p2', 'd3'],
        ['p3', null],
        ['p2', 'd1'],
      ),
      status: fc.constantFrom('OPEN' as const, 'EXPLAINED' as const, 'CONFIRMED' as const),
      reason: fc.constantFrom(
        ...Array.from({ length: 6 }, (_, n) => `Kaart F gezien op ${n + 1} maart.`),
        'kort',
      ),
      seen,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constant('step' as const),
      step: fc.constantFrom(...STEPS),
      dossier: fc.constantFrom('d2', 'd2', 'd3', ...DOSSIERS),
      seen,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      name: fc.constant('any' as const),
      command: fc.constantFrom(...ANY),
      dossier: fc.constantFrom(...DOSSIERS),
      salt: fc.nat(),
      seen,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      name: fc.constant('fit' as const),
      pick: fc.nat({ max: 999 }),
      salt: fc.nat(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ name: fc.constant('paper' as const), salt: fc.nat() }),
  },
)

/** The last words on a dossier, and it leaves in the same push. */
const lastWords: fc.Arbitrary<Act[]> = fc
  .record({ dossier: fc.constantFrom('d1', 'd2', 'd4', ...STAGED.slice(-2)), salt: fc.nat() })
  .map(({ dossier, salt }) => [
    { name: 'note', dossier, text: 'Hun dossier.', shared: false },
    { name: 'leave', dossier, salt },
  ])

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    at: fc.constant('GOING' as const),
    fault: fc.constantFrom('LOST' as const, 'LATE' as const, 'TWICE' as const, 'HANG' as const),
  }),
  fc.record({
    at: fc.constant('GOING' as const),
    fault: fc.constant('TOGETHER' as const),
    with: desk,
  }),
  fc.record({
    at: fc.constant('GOING' as const),
    fault: fc.constant('DATABASE' as const),
    break: fc.constantFrom(
      'IN_TRANSACTION' as const,
      'BEFORE_COMMIT' as const,
      'AFTER_COMMIT' as const,
    ),
  }),
  fc.record({
    at: fc.constant('COMING' as const),
    fault: fc.constantFrom(
      'LOST' as const,
      'CUT' as const,
      'SHORT' as const,
      'HTML' as const,
      'HANG' as const,
    ),
  }),
)

const killPoint = (kinds: readonly CommitPoint[]): fc.Arbitrary<KillPoint> =>
  fc.oneof(
    fc.record({ n: fc.integer({ min: 1, max: 9 }), kind: fc.constant(null) }),
    fc.record({ n: fc.constantFrom(1, 1, 1, 2, 3), kind: fc.constantFrom(...kinds) }),
  )

/** Points that few desks pass. */
const WITH_PAPERS = COMMIT_POINTS.flatMap((kind) =>
  kind.startsWith('CONTENT') ? [kind, kind, kind] : [],
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ type: fc.constant('act' as const), desk, act }) },
  {
    weight: 9,
    arbitrary: fc.record({
      type: fc.constant('go' as const),
      desk,
      act: fc.option(act, { freq: 3 }),
      stages: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3, 5, 8),
      via,
      fault: fc.option(fault, { freq: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('wait' as const), desk, act }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('bulk' as const),
      desk,
      acts: fc.oneof(fc.array(act, { minLength: 2, maxLength: 4 }), lastWords),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('back' as const, 'back' as const, 'release' as const),
      desk,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('again' as const),
      desk,
      pick: fc.nat({ max: 9 }),
      choice: fc.constantFrom<Choice>('MINE', 'MINE', 'THEIRS'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('stuck' as const),
      desk,
      paper: fc.record({ name: fc.constant('paper' as const), salt: fc.nat() }),
      acts: fc.array(act, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('late' as const), which: fc.nat({ max: 20 }), via }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('kill' as const),
      desk,
      at: fc.option(killPoint([...COMMIT_POINTS, ...WITH_PAPERS]), { freq: 6 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('look' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('hint' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('deaf' as const), desk }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('move' as const),
      ref: fc.constantFrom(...MOVABLE),
      scopes: fc.constantFrom(...PLACES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('role' as const), desk }) },
)

const isOfFill = (kind: CommitPoint): boolean => /^(FILL|RENAME|ME|IN_STEP)/.test(kind)

const start: fc.Arbitrary<Start> = fc.record({
  seat: fc.constantFrom('vl-an', 'vl-an', 'vl-joris', 'vl-joris', 'dvz-tom', 'dvz-tom', ...SEATS),
  kill: fc.option(killPoint(COMMIT_POINTS.filter(isOfFill)), { freq: 2 }),
  fault: fc.option(fc.record({ after: fc.nat({ max: 8 }), fault }), { freq: 1 }),
  stages: fc.option(fc.integer({ min: 2, max: 7 }), { freq: 1 }),
})

/** Two or three desks and what happens to them. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  starts: fc.array(start, { minLength: 2, maxLength: 3, size: 'max' }),
  steps: fc.array(step, { minLength: 4, maxLength: 40, size: 'max' }),
})

function actInWords(one: Act): string {
  const basis = 'seen' in one && !one.seen ? ', on an old view' : ''
  switch (one.name) {
    case 'assign':
      return `gives ${one.dossier} to ${one.to ?? 'nobody'}${basis}`
    case 'note':
      return `notes on ${one.dossier}: "${one.text}"${one.shared ? ', under an id that others use' : ''}`
    case 'judge':
      return (
        `judges ${one.finding} of ${one.about[0]} and ${one.about[1] ?? 'no dossier'}: ` +
        `${one.status}, "${one.reason}"${basis}`
      )
    case 'step':
      return `takes the step ${one.step} on ${one.dossier}${basis}`
    case 'any':
      return `runs ${one.command} on ${one.dossier} with the arguments of ${one.salt}${basis}`
    case 'fit':
      return `runs command ${one.pick} of their role as ${one.salt} makes it fit`
    case 'leave':
      return `gives ${one.dossier} to another region with the arguments of ${one.salt}`
    case 'paper':
      return `puts a document on a dossier as ${one.salt} makes it fit`
  }
}

function faultInWords(one: Fault): string {
  if (one.at === 'COMING') return `then an answer: ${one.fault}`
  if (one.fault === 'DATABASE') return `then the database connection ends ${one.break}`
  if (one.fault === 'TOGETHER') return `then a request together with one of desk ${one.with}`
  return `then a request: ${one.fault}`
}

function killInWords({ n, kind }: KillPoint): string {
  return kind ? `at ${kind}, number ${n} from now` : `at commit point ${n} from now`
}

export function stepInWords(one: Step): string {
  switch (one.type) {
    case 'act':
      return `desk ${one.desk} ${actInWords(one.act)}`
    case 'wait':
      return `desk ${one.desk} ${actInWords(one.act)}, which can still be taken back`
    case 'bulk':
      return `desk ${one.desk} in one go ${one.acts.map(actInWords).join('; ')}`
    case 'back':
      return `desk ${one.desk} takes back what still waits`
    case 'release':
      return `desk ${one.desk} lets go out what still waits`
    case 'again':
      return `desk ${one.desk} sends refused act ${one.pick} again: ${one.choice}`
    case 'stuck':
      return `desk ${one.desk} ${[one.paper, ...one.acts].map(actInWords).join('; ')}; no document comes through`
    case 'go':
      return (
        `desk ${one.desk} ${one.act ? `${actInWords(one.act)} and ` : ''}` +
        `gets ${one.stages} further over gateway ${one.via}` +
        (one.fault ? `, ${faultInWords(one.fault)}` : '')
      )
    case 'late':
      return `request ${one.which} with commands arrives again at gateway ${one.via}`
    case 'kill':
      return `desk ${one.desk} is killed ${one.at ? killInWords(one.at) : 'now'}`
    case 'look':
      return `the officer of desk ${one.desk} looks at somebody`
    case 'hint':
      return `desk ${one.desk} gets a hint`
    case 'deaf':
      return `desk ${one.desk} loses its hint stream`
    case 'move':
      return `${one.ref.kind} ${one.ref.id} moves to ${one.scopes.join('+') || 'nobody'}`
    case 'role':
      return `the person of desk ${one.desk} gets another role`
  }
}

export function startInWords({ seat, kill, fault: wrong, stages }: Start, index: number): string {
  return (
    `desk ${index}: ${seat} begins` +
    (kill ? `, is killed ${killInWords(kill)}` : '') +
    (wrong ? `, after ${wrong.after} stages ${faultInWords(wrong.fault)}` : '') +
    (stages === null ? '' : `, and stops after ${stages} stages of its first fill`)
  )
}
