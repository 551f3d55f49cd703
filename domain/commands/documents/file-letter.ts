/** A letter of the service is filed on its dossier: as a version of its own, with its content by hash. */
import * as v from 'valibot'
import { FILE_LANGUAGES, LETTER_TEMPLATES, TRACKS } from '../../contract/codes.ts'
import { DocumentFile, Id, type DossierBody, type DossierDocument } from '../../contract/records.ts'
import { DOCUMENT_MB_MAX, notTaken } from '../../documents/content.ts'
import { otherLanguage, ownWords } from '../../letters/own-words.ts'
import {
  eventOf,
  letterId,
  mayMakeLetter,
  occasionFor,
  type LetterRef,
} from '../../letters/templates.ts'
import { fileLanguageRow } from '../../reference/file-languages.ts'
import { accept, refuse, type Command, type CommandContext, type Refusal } from '../command.ts'
import { DOCUMENT_REASON_MAX, DOCUMENT_REASON_MIN } from './change-document.ts'
import type { Lines } from '../../contract/conflict.ts'
import { textOf } from '../said.ts'
import { contentConflict, superseded } from './document.ts'

const Hash = DocumentFile.entries.hash

const Args = v.strictObject({
  dossierId: Id,
  template: v.picklist(LETTER_TEMPLATES),
  track: v.picklist(TRACKS),
  nth: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  language: v.picklist(FILE_LANGUAGES),
  file: v.omit(DocumentFile, ['version']),
  /** The version that was seen and gives way; null: there was none. */
  replaces: v.nullable(Hash),
  /** Why it gives way; empty for the first version. */
  reason: v.string(),
})
type Args = v.InferOutput<typeof Args>

const documentOf = (body: DossierBody, args: LetterRef) =>
  body.documents.find(({ id }) => id === letterId(args))

/**
 * Refuses a letter that there is no occasion to, that is another service's, or in a language that is
 * not the file's: a decision is never translated by a machine, and neither are the officer's words.
 */
export function letterRefusal(
  body: DossierBody,
  { language, ...ref }: LetterRef & Pick<Args, 'language'>,
  { actor, today }: Pick<CommandContext, 'actor' | 'today'>,
): Refusal | null {
  const occasion = occasionFor(body, ref)
  if (!occasion) return refuse('LETTER_NOT_POSSIBLE')
  if (!mayMakeLetter(actor, occasion, body)) return refuse('FORBIDDEN')
  const rule = fileLanguageRow(body.region, today)
  if (language !== body.language || !rule?.languages.includes(language)) {
    return refuse('LETTER_LANGUAGE', { language: body.language })
  }
  const words = ownWords(body, { ...occasion, event: eventOf(body, occasion) })
  const other = words && otherLanguage(words, language)
  return other ? refuse('LETTER_OTHER_LANGUAGE', { found: other, language }) : null
}

function versionRefusal(body: DossierBody, args: Args): Refusal | null {
  const { file, replaces, reason } = args
  if (file.claims !== 'PDF') return refuse('BAD_REQUEST')
  const untaken = notTaken(file.bytes)
  if (untaken) return refuse(untaken, { mb: DOCUMENT_MB_MAX })
  const now = documentOf(body, args)?.file?.hash ?? null
  if (now === file.hash) return refuse('ALREADY_SO')
  if (now !== replaces) return refuse('STALE')
  const { length } = reason.trim()
  if (now && length < DOCUMENT_REASON_MIN) {
    return refuse('REASON_REQUIRED', { min: DOCUMENT_REASON_MIN })
  }
  return length > DOCUMENT_REASON_MAX ? refuse('TEXT_TOO_LONG', { max: DOCUMENT_REASON_MAX }) : null
}

function filed(body: DossierBody, args: Args, { actor, at, today }: CommandContext): DossierBody {
  const { template, track, nth, language, file, reason } = args
  const id = letterId(args)
  const known = documentOf(body, args)
  const last = Math.max(
    known?.file?.version ?? 0,
    ...(known?.earlier ?? []).map((one) => one.file.version),
  )
  const fresh: DossierDocument = { id, type: 'LETTER', status: 'ACCEPTED', receivedOn: null }
  const next: DossierDocument = {
    ...superseded(known ?? fresh),
    receivedOn: today,
    file: { ...file, version: last + 1 },
    filed: { by: actor.id, at },
    letter: { template, language, track, nth, correction: reason.trim() || null },
  }
  const documents = known
    ? body.documents.map((one) => (one.id === id ? next : one))
    : [...body.documents, next]
  return { ...body, documents }
}

function conflictOn(body: DossierBody, args: Args) {
  const mine: Lines = [[['size', args.file.bytes]], ...textOf(args.reason)]
  return contentConflict(documentOf(body, args) ?? null, args.replaces, mine)
}

/** Files a letter; a corrected one takes the place of the version before, which stays readable. */
export const fileLetter: Command<'fileLetter', Args> = {
  name: 'fileLetter',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  // A letter about a step that was refused must not go out.
  lane: ({ dossierId }) => ({ kind: 'dossier', id: dossierId }),
  words: [{ field: 'reason', min: 0, max: DOCUMENT_REASON_MAX }],
  content: ({ file }) => file,
  conflict(args, records) {
    const body = records('dossier', args.dossierId)?.body
    const field = body && conflictOn(body, args)
    return field ? [field] : []
  },
  resolve(args, choice, records) {
    if (choice('content') === 'THEIRS') return null
    const body = records('dossier', args.dossierId)?.body
    const document = body && documentOf(body, args)
    return { ...args, replaces: document?.file?.hash ?? null }
  },
  blocked(args, records) {
    const body = records('dossier', args.dossierId)?.body
    if (!body) return refuse('NOT_FOUND')
    return occasionFor(body, args) ? null : refuse('LETTER_NOT_POSSIBLE')
  },
  decide(records, args, context) {
    const dossier = records('dossier', args.dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    const { body } = dossier
    const refused = letterRefusal(body, args, context) ?? versionRefusal(body, args)
    if (refused) return refused
    const next = filed(body, args, context)
    const text = args.reason.trim() || null
    const event = {
      at: context.at,
      type: 'LETTER_FILED' as const,
      by: context.actor.id,
      text: null,
      entry: {
        on: context.today,
        text,
        codes: [`letterTemplate.${args.template}`],
        about: letterId(args),
      },
    }
    return accept({
      kind: 'dossier',
      id: args.dossierId,
      body: { ...next, events: [...next.events, event] },
    })
  },
}
