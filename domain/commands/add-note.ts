import * as v from 'valibot'
import { FACT_FIELDS, NOTE_AUDIENCES } from '../contract/codes.ts'
import { Id } from '../contract/records.ts'
import { readFact } from '../dossier/facts.ts'
import { noteServiceOf } from '../rights/notes.ts'
import { accept, refuse, type Command } from './command.ts'

/** Longest note, in characters. */
export const NOTE_MAX_LENGTH = 8000

const Args = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same note. */
  noteId: Id,
  dossierId: Id,
  text: v.string(),
  /** Absent: for all who may see the dossier. */
  audience: v.optional(v.picklist(NOTE_AUDIENCES)),
  /** Fact of the dossier that is quoted, as it stands when the note is decided. */
  quote: v.optional(v.picklist(FACT_FIELDS)),
})

/**
 * Adds a note to a dossier: private, for the own service, or a signed remark to all on it. Of a remark
 * the dossier itself keeps that there is one, never its words: so the other service finds the dossier
 * among what changed, and one that was put aside comes back (domain facts 1.2).
 */
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
  decide(records, { noteId, dossierId, text, audience, quote }, { actor, at }) {
    const trimmed = text.trim()
    const dossier = records('dossier', dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    if (trimmed === '') return refuse('TEXT_REQUIRED')
    if (trimmed.length > NOTE_MAX_LENGTH) return refuse('TEXT_TOO_LONG', { max: NOTE_MAX_LENGTH })
    if (records('note', noteId)) return refuse('ALREADY_SO')
    const note = {
      kind: 'note' as const,
      id: noteId,
      body: {
        dossierId,
        text: trimmed,
        by: actor.id,
        byName: actor.name,
        at,
        ...(audience && { audience, service: noteServiceOf(actor) }),
        ...(quote && { quote: readFact(dossier.body, quote) }),
      },
    }
    if (audience !== 'REMARK') return accept(note)
    const event = { at, type: 'REMARKED' as const, by: actor.id, text: null }
    const body = { ...dossier.body, events: [...dossier.body.events, event] }
    return accept(note, { kind: 'dossier', id: dossierId, body })
  },
}
