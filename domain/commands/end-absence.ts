import * as v from 'valibot'
import { Id } from '../contract/records.ts'
import { maySetAbsence } from '../rights/service.ts'
import { accept, refuse, type Command } from './command.ts'

const Args = v.strictObject({ absenceId: Id })

/** Takes an absence away: the person works again, or it was entered by mistake. */
export const endAbsence: Command<'endAbsence', v.InferOutput<typeof Args>> = {
  name: 'endAbsence',
  args: Args,
  needs: ({ absenceId }) => [{ kind: 'absence', id: absenceId }],
  lane: ({ absenceId }) => ({ kind: 'absence', id: absenceId }),
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { absenceId }, { actor, at }) {
    const stored = records('absence', absenceId)
    if (!stored) return refuse('NOT_FOUND')
    const { body } = stored
    if (!maySetAbsence(actor, body.person, body.service)) return refuse('FORBIDDEN')
    if (body.removed) return refuse('ALREADY_SO')
    const ended = { ...body, removed: true, by: actor.id, at }
    return accept({ kind: 'absence', id: absenceId, body: ended })
  },
}
