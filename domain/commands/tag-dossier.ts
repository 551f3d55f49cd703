import * as v from 'valibot'
import { TAGS } from '../contract/codes.ts'
import { Id } from '../contract/records.ts'
import { isForService } from '../rights/tracks.ts'
import { accept, refuse, type Command } from './command.ts'

const Tags = v.array(v.picklist(TAGS))
const Args = v.strictObject({ dossierId: Id, add: Tags, remove: Tags })

/** Puts tags on a dossier and takes others off; two who tag at once both have their way. */
export const tagDossier: Command<'tagDossier', v.InferOutput<typeof Args>> = {
  name: 'tagDossier',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  lane: () => null,
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { dossierId, add, remove }, { actor }) {
    const dossier = records('dossier', dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    if (!isForService(actor, dossier.body)) return refuse('FORBIDDEN')
    const before = dossier.body.tags ?? []
    const wanted = (tag: (typeof TAGS)[number]) =>
      (before.includes(tag) || add.includes(tag)) && !remove.includes(tag)
    const tags = TAGS.filter(wanted)
    if (tags.length === before.length && tags.every((tag) => before.includes(tag))) {
      return refuse('ALREADY_SO')
    }
    return accept({ kind: 'dossier', id: dossierId, body: { ...dossier.body, tags } })
  },
}
