/**
 * A step that was refused beside the dossier as it stands: where the track went meanwhile and by which
 * acts, what the step rested on, and what it would have written beside what others wrote.
 */
import type * as v from 'valibot'
import type { ResidenceState, Track, WorkState } from '../../contract/codes.ts'
import type { ConflictField, Lines, Said } from '../../contract/conflict.ts'
import type { DossierBody, DossierEvent } from '../../contract/records.ts'
import { historyOf } from '../../dossier/facts.ts'
import { openProposalPlace } from '../../dossier/requests.ts'
import { takeResidenceStep, takeWorkStep } from '../../dossier/tracks.ts'
import type { RecordLookup } from '../command.ts'
import { codeOf, employerOf, proposalOf, textOf, workerOf } from '../said.ts'
import { NOT_SAID, saidOf, STEP_FIELDS } from './fields.ts'
import type { StepArgs, StepSpec } from './step.ts'
import { sinceOf, stateOf } from './track-state.ts'

type Spec<F extends v.ObjectEntries> = StepSpec<string, F>
/** Arguments that name what was seen, where the step has them. */
interface Seen {
  track: Track
  from: WorkState | ResidenceState
  employerId?: string | null
  personId?: string
  proposal?: number | null
}

/** What the step and the dossier disagree on; empty when nobody changed what it is about. */
export function stepConflict<F extends v.ObjectEntries>(
  spec: Spec<F>,
  body: DossierBody,
  args: StepArgs<F>,
  records: RecordLookup,
): ConflictField[] {
  const asked = [
    ...stateConflict(spec, body, args),
    ...employerConflict(body, args, records),
    ...workerConflict(body, args, records),
    ...proposalConflict(body, args),
  ]
  const stands = spec.stands?.(body, args) ?? null
  if (asked.length === 0 && !(spec.opens && stands)) return []
  return [...asked, ...actsShown(spec, body, args), ...contentShown(spec, body, args, records)]
}

/** The arguments that say what was seen, as it stands now. */
export function asItStands(body: DossierBody, args: Seen): Partial<Seen> {
  return {
    from: stateOf(body, args.track),
    ...('employerId' in args && { employerId: body.employerId }),
    ...('personId' in args && { personId: body.personId }),
    ...('proposal' in args && { proposal: openProposalPlace(body, args.track) }),
  }
}

const lastOn = (body: DossierBody, track: Track): DossierEvent | undefined =>
  body.events.findLast(({ step }) => step?.track === track)

const whoDid = (event: Pick<DossierEvent, 'by' | 'at'> | undefined) => ({
  by: event?.by ?? null,
  at: event?.at ?? null,
})

/** The dossier as the officer saw it, as far as the table of transitions looks at it. */
function asSeen(body: DossierBody, { track, from }: Seen): DossierBody {
  const state = { state: from, since: sinceOf(body, track) } as never
  return track === 'WORK' ? { ...body, work: state } : { ...body, residence: state }
}

/** Where the track stands now, where the step would have led, and who moved it. */
function stateConflict<F extends v.ObjectEntries>(
  spec: Spec<F>,
  body: DossierBody,
  args: StepArgs<F>,
): ConflictField[] {
  const { track, from } = args
  const theirs = stateOf(body, track)
  if (theirs === from) return []
  const seen = asSeen(body, args)
  const event = spec.event?.(args, seen) ?? spec.events[0]
  // Where it leads hangs on no day; the stated one may be none that the calendar has.
  const step = { on: sinceOf(body, track), by: null }
  const moved = (track === 'WORK' ? takeWorkStep : takeResidenceStep)(seen, event, step)
  const code = (state: string) => `${track === 'WORK' ? 'workState' : 'residenceState'}.${state}`
  return [
    {
      field: 'state',
      type: 'code',
      base: code(from),
      mine: moved && code(stateOf(moved, track)),
      theirs: code(theirs),
      ...whoDid(lastOn(body, track)),
    },
  ]
}

/** Another employer than the one that the step looked at. */
function employerConflict(
  body: DossierBody,
  { employerId }: Seen,
  records: RecordLookup,
): ConflictField[] {
  if (employerId === undefined || employerId === body.employerId) return []
  const seen = employerOf(employerId, records)
  const theirs = employerOf(body.employerId, records)
  const last = historyOf(body, 'EMPLOYER').at(-1)
  return [basis('employer', seen, theirs, whoDid(last))]
}

/** Another worker than the one whose age the step looked at. */
function workerConflict(
  body: DossierBody,
  { personId }: Seen,
  records: RecordLookup,
): ConflictField[] {
  if (personId === undefined || personId === body.personId) return []
  const nobody = { by: null, at: null }
  return [basis('worker', workerOf(personId, records), workerOf(body.personId, records), nobody)]
}

/** Another proposal than the one that the step answers, or none any more. */
function proposalConflict(body: DossierBody, { track, proposal }: Seen): ConflictField[] {
  if (proposal === undefined) return []
  const place = openProposalPlace(body, track)
  if (place === proposal) return []
  const at = (index: number | null): Lines => {
    const one = index === null ? undefined : body.proposals?.[index]
    return one ? proposalOf(one) : []
  }
  // Who proposed, and when, stands in the lines.
  return [basis('proposal', at(proposal), at(place), { by: null, at: null })]
}

const basis = (
  field: string,
  seen: Lines,
  theirs: Lines,
  who: Pick<ConflictField, 'by' | 'at'>,
): ConflictField => ({
  field,
  type: 'lines',
  kind: 'BASIS',
  base: seen,
  mine: seen,
  theirs,
  ...who,
})

/** How many acts of others stand beside one's own. */
const ACTS_SHOWN = 6

/** The act itself beside those that others took since the one that led to what the officer saw. */
function actsShown(
  { name }: Pick<Spec<v.ObjectEntries>, 'name'>,
  { events }: DossierBody,
  { track, from, on }: Seen & { on: string },
): ConflictField[] {
  const seen = events.findLastIndex(({ step }) => step?.track === track && step.to === from)
  const later = events.slice(seen + 1).filter(({ step, entry }) => step ?? entry)
  const since = later.length > 0 ? later : events.filter(({ step }) => step?.track === track)
  // Where nobody moved the track on, or how it came there is not told, the last act says enough.
  const theirs = since.slice(seen === -1 || later.length === 0 ? -1 : -ACTS_SHOWN)
  if (theirs.length === 0) return []
  return [
    {
      field: 'act',
      type: 'lines',
      kind: 'SHOWN',
      base: seen === -1 ? null : [actOf(events[seen]!)],
      mine: [
        [
          ['act', name],
          ['date', on],
        ],
      ],
      theirs: theirs.map(actOf),
      by: null,
      at: null,
    },
  ]
}

function actOf({ type, step, entry, by }: DossierEvent): Said[] {
  const day = step?.on ?? entry?.on
  return [
    codeOf('dossierEvent', type),
    ...(day ? [['date', day] satisfies Said] : []),
    ...(by ? [['person', by] satisfies Said] : []),
  ]
}

/** What the step would write, field by field, beside what stands on the same matter. */
function contentShown<F extends v.ObjectEntries>(
  spec: Spec<F>,
  body: DossierBody,
  args: StepArgs<F>,
  records: RecordLookup,
): ConflictField[] {
  const stands: Readonly<Record<string, unknown>> = spec.stands?.(body, args) ?? {}
  const last = lastOn(body, args.track)
  const hasMoved = stateOf(body, args.track) !== args.from
  const theirs = (field: string): Lines | null => {
    if (stands[field] !== undefined) return saidOf(field, stands[field], records, args.track)
    if (field === 'reason') return hasMoved ? textOf(last?.step?.reason) : []
    return spec.opens ? [] : null
  }
  const told = Object.keys(STEP_FIELDS).filter(
    (field) => field in args && field !== 'employerId' && !NOT_SAID.has(field),
  )
  return told.flatMap((field): ConflictField[] => {
    const mine = saidOf(field, args[field as keyof StepArgs<F>], records, args.track)
    const now = theirs(field)
    // Own words stand below to be edited: they are shown here beside those of a colleague alone.
    if (!now?.length && (mine.length === 0 || field === 'reason' || field === 'text')) return []
    const sides = { base: spec.opens ? [] : null, mine, theirs: now }
    const by = field in stands ? whoDid(last) : { by: null, at: null }
    return [{ field, type: 'lines', kind: 'SHOWN', ...sides, ...by }]
  })
}
