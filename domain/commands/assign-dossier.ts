import * as v from 'valibot'
import { BULK_REASON_MAX } from '../contract/bulk.ts'
import type { Colleague } from '../contract/actor.ts'
import { Id } from '../contract/records.ts'
import { isThrough } from '../dossier/tracks.ts'
import { isForService } from '../rights/tracks.ts'
import { accept, refuse, type Command } from './command.ts'

/**
 * A dossier has one assignee while region and immigration office both work on it: neither takes it
 * from the other. Whoever no service knows any more holds nothing back.
 */
function isOfAnotherService(holder: string | null, colleagues: readonly Colleague[]): boolean {
  return colleagues.some(({ id, assignable }) => id === holder && !assignable)
}

const Args = v.strictObject({
  dossierId: Id,
  /** Who handles it from now on; null releases it. */
  assignee: v.nullable(Id),
  /** Who handled it when the officer acted: a colleague may have taken it meanwhile. */
  from: v.nullable(Id),
  /** Why; must be told where it is taken from a colleague together with others. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(BULK_REASON_MAX))),
})

/** Gives a dossier to a person of the service, or releases it: one that is through has nobody to act. */
export const assignDossier: Command<'assignDossier', v.InferOutput<typeof Args>> = {
  name: 'assignDossier',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  lane: ({ dossierId }) => ({ kind: 'dossier', id: dossierId }),
  words: [{ field: 'reason', min: 0, max: BULK_REASON_MAX }],
  conflict({ dossierId, assignee, from }, records) {
    const body = records('dossier', dossierId)?.body
    if (!body || body.assignee === from) return []
    const last = body.events.findLast(({ type }) => type === 'ASSIGNED' || type === 'RELEASED')
    return [
      {
        field: 'assignee',
        type: 'person',
        base: from,
        mine: assignee,
        theirs: body.assignee,
        by: last?.by ?? null,
        at: last?.at ?? null,
      },
    ]
  },
  resolve(args, choice, records) {
    if (choice('assignee') === 'THEIRS') return null
    return { ...args, from: records('dossier', args.dossierId)?.body.assignee ?? null }
  },
  decide(records, { dossierId, assignee, from, reason }, { actor, at, colleagues }) {
    const dossier = records('dossier', dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    const current = dossier.body.assignee
    if (current === assignee) return refuse('ALREADY_SO')
    if (current !== from) return refuse('STALE', { mine: assignee, theirs: current, base: from })
    if (isOfAnotherService(current, colleagues)) return refuse('FORBIDDEN')
    if (assignee !== null && !isForService(actor, dossier.body)) return refuse('FORBIDDEN')
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
    const body = { ...dossier.body, assignee, events: [...dossier.body.events, event] }
    return accept({ kind: 'dossier', id: dossierId, body })
  },
}
