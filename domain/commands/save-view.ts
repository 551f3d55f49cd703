import * as v from 'valibot'
import { SavedQuery } from '../contract/queue.ts'
import { Id, VIEW_NAME_MAX_LENGTH } from '../contract/records.ts'
import { mayChangeView, serviceOf } from '../rights/service.ts'
import { accept, refuse, type Command } from './command.ts'

const Args = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same view. */
  viewId: Id,
  name: v.string(),
  query: SavedQuery,
  /** For the whole service; else for its owner alone. */
  shared: v.boolean(),
  /** Version that the officer saw; 0: there was none. */
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** Keeps a view of the queue, or renames, shares and replaces one. Its owner stays who made it. */
export const saveView: Command<'saveView', v.InferOutput<typeof Args>> = {
  name: 'saveView',
  args: Args,
  needs: ({ viewId }) => [{ kind: 'savedView', id: viewId }],
  lane: ({ viewId }) => ({ kind: 'savedView', id: viewId }),
  words: [{ field: 'name', min: 1, max: VIEW_NAME_MAX_LENGTH }],
  conflict({ viewId, name, from }, records) {
    const stored = records('savedView', viewId)
    if (!stored || stored.version === from) return []
    const { body } = stored
    return [
      {
        field: 'name',
        type: 'text',
        base: null,
        mine: name,
        theirs: body.removed ? null : body.name,
        by: null,
        at: body.at,
      },
    ]
  },
  resolve(args, choice, records) {
    if (choice('name') === 'THEIRS') return null
    return { ...args, from: records('savedView', args.viewId)?.version ?? 0 }
  },
  decide(records, { viewId, name, query, shared, from }, { actor, at }) {
    const trimmed = name.trim()
    const service = serviceOf(actor)
    const stored = records('savedView', viewId)
    if (service === null) return refuse('FORBIDDEN')
    if (stored && !mayChangeView(actor, stored.body)) return refuse('FORBIDDEN')
    if (trimmed === '') return refuse('TEXT_REQUIRED')
    if (trimmed.length > VIEW_NAME_MAX_LENGTH) {
      return refuse('TEXT_TOO_LONG', { max: VIEW_NAME_MAX_LENGTH })
    }
    if ((stored?.version ?? 0) !== from) {
      return refuse('STALE', { mine: trimmed, theirs: stored?.body.name ?? null, base: null })
    }
    const { owner, ownerName } = stored?.body ?? { owner: actor.id, ownerName: actor.name }
    const body = { name: trimmed, owner, ownerName, service, shared, removed: false, query, at }
    return accept({ kind: 'savedView', id: viewId, body })
  },
}
