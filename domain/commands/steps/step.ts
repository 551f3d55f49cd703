/**
 * A step: a command that moves one track of a dossier along its transition table. What all steps
 * share stands here: who may, what the officer saw, dates, reason, the entry in the timeline. The
 * files beside it say what is special about each step.
 */
import * as v from 'valibot'
import type { LocalDate } from '../../calendar/local-date.ts'
import {
  RESIDENCE_STATES,
  SCOPES,
  WORK_STATES,
  type DossierEventType,
  type Ground,
  type MandateOutcome,
  type ResidenceState,
  type Track,
  type WorkState,
} from '../../contract/codes.ts'
import { Id, LocalDateText, type DossierBody, type RecordRef } from '../../contract/records.ts'
import { withoutStale } from '../../dossier/requests.ts'
import {
  isStepFrom,
  overallOf,
  takeResidenceStep,
  takeWorkStep,
  type Stated,
} from '../../dossier/tracks.ts'
import { tablesId, isTableBody, type OwnTables } from '../../reference/own-rows.ts'
import { stepBasis, type StepSubject } from '../../reference/step-bases.ts'
import { checkReason } from '../words.ts'
import { asItStands, stepConflict } from './step-conflict.ts'
import { sinceOf, stateOf } from './track-state.ts'
import { maySteer } from '../../rights/tracks.ts'
import {
  accept,
  refuse,
  type Command,
  type CommandContext,
  type RecordLookup,
  type RecordWrite,
  type Refusal,
} from '../command.ts'

/** Shortest reason where the law wants one, in characters: a click is not a reason. */
export const STEP_REASON_MIN_LENGTH = 10
/** Longest reason, question or answer, in characters. */
export const STEP_TEXT_MAX_LENGTH = 8000

/** Text that an officer types in a step; its length is checked by `decide`, in words. */
export const StepText = v.string()

const State = v.picklist([...new Set([...WORK_STATES, ...RESIDENCE_STATES])])

interface Common {
  dossierId: string
  track: Track
  /** Day of the legal effect: the day of the act, or the day of the letter that is entered. */
  on: LocalDate
  /** State that the officer saw: a colleague may have moved the track meanwhile. */
  from: WorkState | ResidenceState
  /** Why; empty where the step needs no reason. */
  reason: string
}

/** The arguments of a step with these fields. */
export type StepArgs<F extends v.ObjectEntries> = Common &
  v.InferOutput<v.StrictObjectSchema<F, undefined>>

/** What stands on the matter of a step, in its fields, as far as the dossier tells. */
export type Standing<F extends v.ObjectEntries> = { readonly [K in keyof F | 'reason']?: unknown }

/** What is special about one step. `args` are checked for shape before any of these is called. */
export interface StepSpec<Name extends string, F extends v.ObjectEntries> {
  name: Name
  /** The tracks on which it exists. */
  tracks: readonly [Track, ...Track[]]
  /** What the officer states beyond day and reason. */
  fields: F
  /** Events of the transition table that it may be; `event` chooses where there are several. */
  events: readonly [string, ...string[]]
  event?(args: StepArgs<F>, body: DossierBody): string
  timeline: DossierEventType | ((args: StepArgs<F>, body: DossierBody) => DossierEventType)
  subject: StepSubject
  /** The law or good order wants a reason in words. */
  needsReason?: boolean
  /** False where the step can never be of use on a dossier: then it is not offered. */
  suits?(body: DossierBody): boolean
  /** What the step states that clocks rest on. `body`: the dossier as it was. */
  stated?(args: StepArgs<F>, body: DossierBody): Stated
  /** Days, beside that of the last step of its own track, before which it cannot have its effect. */
  restsOn?(body: DossierBody): readonly LocalDate[]
  /** Records beside the dossier that `check` reads. */
  reads?(args: StepArgs<F>): RecordRef[]
  /** Refuses what the table alone does not: guards of domain facts 1.12. */
  check?(
    body: DossierBody,
    args: StepArgs<F>,
    context: CommandContext,
    records: RecordLookup,
  ): Refusal | null
  /**
   * What others wrote on the same matter, as the dossier stands, in the fields of this step: an officer
   * whose step was refused reads it beside what they wanted. Absent or null: nothing.
   */
  stands?(body: DossierBody, args: StepArgs<F>): Standing<F> | null
  /** True where `stands` is what is open now: when the step was filled in, there was none. */
  opens?: boolean
  /** Grounds to keep with the step. */
  grounds?(args: StepArgs<F>): Ground[]
  /** Whether who filed had a mandate, to keep with the step. `before`: the dossier as it was. */
  mandate?(before: DossierBody, args: StepArgs<F>, records: RecordLookup): MandateOutcome
  /** Records that come of it beside the dossier. `before`: the dossier as it was. */
  also?(before: DossierBody, args: StepArgs<F>, context: CommandContext): RecordWrite[]
  /** What changes beside state, clocks and timeline. Gets the dossier after the move. */
  change?(
    after: DossierBody,
    args: StepArgs<F>,
    context: CommandContext,
    records: RecordLookup,
  ): DossierBody
}

/** A step command, with what a form needs to know of it. */
export interface StepCommand<Name extends string = string> extends Command<Name> {
  step: {
    tracks: readonly Track[]
    /** Names of the fields beyond day and reason, in the order of the form. */
    fields: readonly string[]
    needsReason: boolean
    /** True when the table allows it from where the track stands; guards are checked by `decide`. */
    isPossible(track: Track, body: DossierBody): boolean
  }
}

/** Makes the command of a step. */
export function step<Name extends string, F extends v.ObjectEntries>(
  spec: StepSpec<Name, F>,
): StepCommand<Name> {
  const args = v.strictObject({
    dossierId: Id,
    track: v.picklist(spec.tracks as readonly [Track, ...Track[]]),
    on: LocalDateText,
    from: State,
    reason: StepText,
    ...spec.fields,
  })
  return {
    name: spec.name,
    args: args as v.GenericSchema<unknown, unknown>,
    step: {
      tracks: spec.tracks,
      fields: Object.keys(spec.fields),
      needsReason: spec.needsReason ?? false,
      isPossible: (track, body) =>
        (spec.tracks as readonly Track[]).includes(track) &&
        (spec.suits?.(body) ?? true) &&
        spec.events.some((event) => isStepFrom(track, body, event)),
    },
    needs: (given) => [
      { kind: 'dossier', id: (given as Common).dossierId },
      ...(spec.reads?.(given as StepArgs<F>) ?? []),
      ...TABLE_REFS,
    ],
    lane: (given) => ({ kind: 'dossier', id: (given as Common).dossierId }),
    words: [
      {
        field: 'reason' as never,
        min: spec.needsReason ? STEP_REASON_MIN_LENGTH : 0,
        max: STEP_TEXT_MAX_LENGTH,
      },
      ...('text' in spec.fields
        ? [{ field: 'text' as never, min: 1, max: STEP_TEXT_MAX_LENGTH }]
        : []),
    ],
    blocked(given, records) {
      const { dossierId, track } = given as Common
      const body = records('dossier', dossierId)?.body
      if (!body) return refuse('NOT_FOUND')
      const possible = spec.events.some((event) => isStepFrom(track, body, event))
      return possible && (spec.suits?.(body) ?? true)
        ? null
        : refuse('STEP_NOT_POSSIBLE', { track, state: stateOf(body, track) })
    },
    conflict: (given, records) => {
      const stated = given as StepArgs<F>
      const body = records('dossier', stated.dossierId)?.body
      return body ? stepConflict(spec, body, stated, records) : []
    },
    resolve(given, choice, records) {
      const stated = given as StepArgs<F>
      const body = records('dossier', stated.dossierId)?.body
      if (!body) return given
      // A step is one act: it is done on what stands now, or not at all.
      const left = stepConflict(spec, body, stated, records).some(
        ({ kind, field }) => kind !== 'SHOWN' && choice(field) === 'THEIRS',
      )
      return left ? null : { ...stated, ...asItStands(body, stated) }
    },
    decide(records, given, context) {
      const stated = given as StepArgs<F>
      const dossier = records('dossier', stated.dossierId)
      if (!dossier) return refuse('NOT_FOUND')
      const decided = take(spec, dossier.body, stated, context, records)
      if ('code' in decided) return decided
      const also = spec.also?.(dossier.body, stated, context) ?? []
      return accept({ kind: 'dossier', id: stated.dossierId, body: decided }, ...also)
    },
  }
}

/** The tables of all keepers: whose file it is stands in the dossier. */
const TABLE_REFS: readonly RecordRef[] = SCOPES.map((keeper) => ({
  kind: 'norm',
  id: tablesId(keeper),
  shared: true,
}))

/** The tables that regions and Immigration Office keep, among the records of a command. */
export function tablesIn(records: RecordLookup): OwnTables {
  return (keeper) => {
    const body = records('norm', tablesId(keeper))?.body
    return body && isTableBody(body) ? body : null
  }
}

const moveOf = (track: Track) => (track === 'WORK' ? takeWorkStep : takeResidenceStep)

/** The dossier after the step, or why it is not possible. */
function take<F extends v.ObjectEntries>(
  spec: StepSpec<string, F>,
  body: DossierBody,
  args: StepArgs<F>,
  context: CommandContext,
  records: RecordLookup,
): DossierBody | Refusal {
  if (!maySteer(context.actor, args.track, body)) return refuse('FORBIDDEN')
  if (args.on > context.today) return refuse('DATE_IN_FUTURE', { date: args.on })
  const event = spec.event?.(args, body) ?? spec.events[0]
  const before = stateOf(body, args.track)
  const tables = tablesIn(records)
  const act = { on: args.on, by: context.actor.id, tables, ...spec.stated?.(args, body) }
  const after = moveOf(args.track)(body, event, act)
  if (before !== args.from) {
    const mine = after ? stateOf(after, args.track) : null
    return refuse('STALE', { base: args.from, mine, theirs: before })
  }
  if (!after) return refuse('STEP_NOT_POSSIBLE', { track: args.track, state: before })
  const refused =
    checkDay(spec.restsOn?.(body) ?? [], body, args) ??
    checkLength(args.reason, spec.needsReason ? STEP_REASON_MIN_LENGTH : 0) ??
    spec.check?.(body, args, context, records)
  if (refused) return refused
  const changed = spec.change?.(after, args, context, records) ?? after
  const settled = withoutStale(changed, { on: args.on, by: context.actor.id })
  return noted(spec, body, settled, args, context, records)
}

/** Refuses a day on which the step cannot have had its effect. */
function checkDay(restsOn: readonly LocalDate[], body: DossierBody, { on, track }: Common) {
  if (on < body.submittedOn) {
    return refuse('DATE_BEFORE_SUBMISSION', { date: on, submitted: body.submittedOn })
  }
  const last = restsOn.reduce((a, b) => (a < b ? b : a), sinceOf(body, track))
  return on < last ? refuse('DATE_BEFORE_LAST_STEP', { date: on, last }) : null
}

/** Refuses a text that is too long to keep, or shorter than this. */
export function checkLength(text: string, min = 0): Refusal | null {
  return checkReason(text, { min, max: STEP_TEXT_MAX_LENGTH })
}

/** Appends to the timeline who did what, why, and on which ground. */
function noted<F extends v.ObjectEntries>(
  { timeline, subject, grounds, mandate }: StepSpec<string, F>,
  before: DossierBody,
  after: DossierBody,
  args: StepArgs<F>,
  { actor, at }: CommandContext,
  records: RecordLookup,
): DossierBody {
  const { track, on } = args
  const tables = tablesIn(records)
  const other = track === 'WORK' ? 'RESIDENCE' : 'WORK'
  const [was, is] = [stateOf(before, other), stateOf(after, other)]
  const event = {
    at,
    type: typeof timeline === 'string' ? timeline : timeline(args, before),
    by: actor.id,
    text: null,
    step: {
      track,
      from: stateOf(before, track),
      to: stateOf(after, track),
      on,
      basis: stepBasis(subject, { ...before, overall: overallOf(before, tables) }, on, track),
      reason: args.reason.trim() || null,
      ...(grounds && { grounds: grounds(args) }),
      ...(mandate && { mandate: mandate(before, args, records) }),
      ...(was !== is && { other: { from: was, to: is } }),
    },
  }
  return { ...after, events: [...after.events, event] }
}
