import * as v from 'valibot'
import { BULK_REASON_MAX } from '../contract/bulk.ts'
import { TRACKS } from '../contract/codes.ts'
import { Id } from '../contract/records.ts'
import { assigned, assigneeOf } from '../dossier/assignee.ts'
import { isThrough } from '../dossier/tracks.ts'
import { isForService, trackOf } from '../rights/tracks.ts'
import { accept, refuse, type Command } from './command.ts'

const Args = v.strictObject({
  dossierId: Id,
  /** The part that is given out: that of the person's own service. */
  track: v.optional(v.picklist(TRACKS), 'WORK'),
  /** Who handles it from now on; null releases it. */
  assignee: v.nullable(Id),
  /** Who handled it when the officer acted: a colleague may have taken it meanwhile. */
  from: v.nullable(Id),
  /** Why; must be told where it is taken from a colleague together with others. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(BULK_REASON_MAX))),
})

/** Gives the service's part of a dossier to a person of it, or releases it: one that is through has nobody to act. */
export const assignDossier: Command<'assignDossier', v.InferOutput<typeof Args>> = {
  name: 'assignDossier',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  lane: ({ dossierId }) => ({ kind: 'dossier', id: dossierId }),
  words: [{ field: 'reason', min: 0, max: BULK_REASON_MAX }],
  conflict({ dossierId, track, assignee, from }, records) {
    const body = records('dossier', dossierId)?.body
    const theirs = body ? assigneeOf(body, track) : null
    if (!body || theirs === from) return []
    const last = body.events.findLast(({ type }) => type === 'ASSIGNED' || type === 'RELEASED')
    return [
      {
        field: 'assignee',
        type: 'person',
        base: from,
        mine: assignee,
        theirs,
        by: last?.by ?? null,
        at: last?.at ?? null,
      },
    ]
  },
  resolve(args, choice, records) {
    if (choice('assignee') === 'THEIRS') return null
    const body = records('dossier', args.dossierId)?.body
    return { ...args, from: body ? assigneeOf(body, args.track) : null }
  },
  decide(records, { dossierId, track, assignee, from, reason }, { actor, at, colleagues }) {
    const dossier = records('dossier', dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    if (track !== trackOf(actor)) return refuse('FORBIDDEN')
    const current = assigneeOf(dossier.body, track)
    if (current === assignee) return refuse('ALREADY_SO')
    if (current !== from) return refuse('STALE', { mine: assignee, theirs: current, base: from })
    if (current !== actor.id && !isForService(actor, dossier.body)) return refuse('FORBIDDEN')
    if (assignee !== null && isThrough(dossier.body)) return refuse('DOSSIER_CLOSED')
    if (
      assignee !== null &&
      !colleagues.some(({ id, assignable }) => assignable && id === assignee)
    ) {
      return refuse('UNKNOWN_ASSIGNEE')
    }
    const event = {
      at,
      type: assignee === null ? ('RELEASED' as const) : ('ASSIGNED' as const),
      by: actor.id,
      text: assignee,
      ...(reason ? { reason } : {}),
    }
    const given = assigned(dossier.body, track, assignee)
    const body = { ...given, events: [...dossier.body.events, event] }
    return accept({ kind: 'dossier', id: dossierId, body })
  },
}
