import * as v from 'valibot'
import { BULK_REASON_MAX } from '../contract/bulk.ts'
import { TAGS } from '../contract/codes.ts'
import { Id, type DossierEvent } from '../contract/records.ts'
import { isForService } from '../rights/tracks.ts'
import { accept, refuse, type Command, type CommandContext } from './command.ts'

const Tags = v.array(v.picklist(TAGS))
const Args = v.strictObject({
  dossierId: Id,
  add: Tags,
  remove: Tags,
  /** Why. Whoever tells it leaves it in the timeline. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(BULK_REASON_MAX))),
})
type Tag = (typeof TAGS)[number]
const without = (list: readonly Tag[], other: readonly Tag[]): Tag[] =>
  list.filter((tag) => !other.includes(tag))

/** What stays of a reason: tags without one are nothing that happened to the dossier. */
function tagged(
  type: 'TAGGED' | 'UNTAGGED',
  tags: readonly Tag[],
  reason: string,
  { actor, at, today }: CommandContext,
): DossierEvent[] {
  if (tags.length === 0 || reason === '') return []
  const entry = { on: today, text: null, codes: tags.map((tag) => `tag.${tag}`), about: null }
  return [{ at, type, by: actor.id, text: null, reason, entry }]
}

/** Puts tags on a dossier and takes others off; two who tag at once both have their way. */
export const tagDossier: Command<'tagDossier', v.InferOutput<typeof Args>> = {
  name: 'tagDossier',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  lane: () => null,
  words: [{ field: 'reason', min: 0, max: BULK_REASON_MAX }],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { dossierId, add, remove, reason = '' }, context) {
    const dossier = records('dossier', dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    if (!isForService(context.actor, dossier.body)) return refuse('FORBIDDEN')
    const before = dossier.body.tags ?? []
    const wanted = (tag: Tag) =>
      (before.includes(tag) || add.includes(tag)) && !remove.includes(tag)
    const tags = TAGS.filter(wanted)
    if (tags.length === before.length && tags.every((tag) => before.includes(tag))) {
      return refuse('ALREADY_SO')
    }
    const events = [
      ...dossier.body.events,
      ...tagged('TAGGED', without(tags, before), reason.trim(), context),
      ...tagged('UNTAGGED', without(before, tags), reason.trim(), context),
    ]
    return accept({ kind: 'dossier', id: dossierId, body: { ...dossier.body, tags, events } })
  },
}
