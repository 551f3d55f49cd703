import * as v from 'valibot'
import { Id } from '../contract/records.ts'
import { mayChangeView } from '../rights/service.ts'
import { accept, refuse, type Command } from './command.ts'

const Args = v.strictObject({ viewId: Id })

/** Takes a saved view away from everybody who had it. */
export const removeView: Command<'removeView', v.InferOutput<typeof Args>> = {
  name: 'removeView',
  args: Args,
  needs: ({ viewId }) => [{ kind: 'savedView', id: viewId }],
  lane: ({ viewId }) => ({ kind: 'savedView', id: viewId }),
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { viewId }, { actor, at }) {
    const stored = records('savedView', viewId)
    if (!stored) return refuse('NOT_FOUND')
    if (!mayChangeView(actor, stored.body)) return refuse('FORBIDDEN')
    if (stored.body.removed) return refuse('ALREADY_SO')
    return accept({ kind: 'savedView', id: viewId, body: { ...stored.body, removed: true, at } })
  },
}
