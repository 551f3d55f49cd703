import * as v from 'valibot'
import { Id } from '../contract/records.ts'
import { accept, refuse, type Command } from './command.ts'

/** Longest note, in characters. */
export const NOTE_MAX_LENGTH = 8000

const Args = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same note. */
  noteId: Id,
  dossierId: Id,
  text: v.string(),
})

/** Adds a note to a dossier for everyone who may see it. */
export const addNote: Command<'addNote', v.InferOutput<typeof Args>> = {
  name: 'addNote',
  args: Args,
  needs: ({ noteId, dossierId }) => [
    { kind: 'dossier', id: dossierId },
    { kind: 'note', id: noteId },
  ],
  lane: () => null,
  words: [{ field: 'text', min: 1, max: NOTE_MAX_LENGTH }],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { noteId, dossierId, text }, { actor, at }) {
    const trimmed = text.trim()
    if (!records('dossier', dossierId)) return refuse('NOT_FOUND')
    if (trimmed === '') return refuse('TEXT_REQUIRED')
    if (trimmed.length > NOTE_MAX_LENGTH) return refuse('TEXT_TOO_LONG', { max: NOTE_MAX_LENGTH })
    if (records('note', noteId)) return refuse('ALREADY_SO')
    return accept({
      kind: 'note',
      id: noteId,
      body: { dossierId, text: trimmed, by: actor.id, byName: actor.name, at },
    })
  },
}
