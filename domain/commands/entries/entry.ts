/**
 * An entry: a command that notes on a dossier what somebody said or found, and moves no track. What
 * all entries share stands here: who may, the day, the words, the line in the timeline. The files
 * beside it say what is special about each.
 */
import * as v from 'valibot'
import type { LocalDate } from '../../calendar/local-date.ts'
import type { DossierEventType } from '../../contract/codes.ts'
import { Id, LocalDateText, type DossierBody } from '../../contract/records.ts'
import { maySteer } from '../../rights/tracks.ts'
import { checkWithinLife } from '../days.ts'
import { accept, refuse, type Command, type CommandContext, type Refusal } from '../command.ts'

/** Shortest text where one is wanted, and longest text, in characters. */
export const ENTRY_TEXT_MIN = 10
export const ENTRY_TEXT_MAX = 8000

interface Common {
  dossierId: string
  /** Day on which it was said or found. */
  on: LocalDate
  text: string
}
type EntryArgs<F extends v.ObjectEntries> = Common &
  v.InferOutput<v.StrictObjectSchema<F, undefined>>

export interface EntrySpec<Name extends string, F extends v.ObjectEntries> {
  name: Name
  /** What the officer states beyond day and text. */
  fields: F
  timeline: DossierEventType
  /** False where the entry can never be of use on a dossier: then it is not offered. */
  suits(body: DossierBody): boolean
  /** What the entry lacks on this dossier where it does not suit. */
  unsuited: Refusal
  needsText(args: EntryArgs<F>): boolean
  /** It may be of before the application was filed. */
  mayPrecede?: boolean
  check?(body: DossierBody, args: EntryArgs<F>): Refusal | null
  /** Codes that the timeline shows, as `list.VALUE` of the texts. */
  codes(args: EntryArgs<F>): string[]
  /** Name or number that goes with it; shown as it is. */
  title?(args: EntryArgs<F>): string | null
  /** The record that it is about. */
  about?(args: EntryArgs<F>): string | null
  change?(body: DossierBody, args: EntryArgs<F>): DossierBody
}

/** An entry command, with what a form needs to know of it. */
export interface EntryCommand<Name extends string = string> extends Command<Name> {
  entry: {
    /** Names of the fields beyond day and text, in the order of the form. */
    fields: readonly string[]
    suits(body: DossierBody): boolean
  }
}

/** Makes the command of an entry. */
export function entry<Name extends string, F extends v.ObjectEntries>(
  spec: EntrySpec<Name, F>,
): EntryCommand<Name> {
  const args = v.strictObject({
    dossierId: Id,
    on: LocalDateText,
    text: v.string(),
    ...spec.fields,
  })
  return {
    name: spec.name,
    args: args as v.GenericSchema<unknown, unknown>,
    entry: { fields: Object.keys(spec.fields), suits: (body) => spec.suits(body) },
    needs: (given) => [{ kind: 'dossier', id: (given as Common).dossierId }],
    lane: (given) => ({ kind: 'dossier', id: (given as Common).dossierId }),
    words: [{ field: 'text' as never, min: 0, max: ENTRY_TEXT_MAX }],
    conflict: () => [],
    resolve: (given) => given,
    decide(records, given, context) {
      const stated = given as EntryArgs<F>
      const dossier = records('dossier', stated.dossierId)
      if (!dossier) return refuse('NOT_FOUND')
      const { body } = dossier
      const refused = refusal(spec, body, stated, context)
      if (refused) return refused
      const changed = spec.change?.(body, stated) ?? body
      return accept({
        kind: 'dossier',
        id: stated.dossierId,
        body: noted(spec, changed, stated, context),
      })
    },
  }
}

function refusal<F extends v.ObjectEntries>(
  spec: EntrySpec<string, F>,
  body: DossierBody,
  args: EntryArgs<F>,
  { actor, today }: CommandContext,
): Refusal | null {
  if (!maySteer(actor, 'WORK', body)) return refuse('FORBIDDEN')
  if (!spec.suits(body)) return spec.unsuited
  return (
    checkDay(body, args.on, today, spec.mayPrecede ?? false) ??
    checkText(args.text, spec.needsText(args)) ??
    spec.check?.(body, args) ??
    null
  )
}

/** Refuses a day on which nothing can have been said or found about this application. */
function checkDay(
  { submittedOn }: DossierBody,
  on: LocalDate,
  today: LocalDate,
  mayPrecede: boolean,
): Refusal | null {
  if (on > today) return refuse('DATE_IN_FUTURE', { date: on })
  if (mayPrecede) return checkWithinLife(on, today)
  return on < submittedOn
    ? refuse('DATE_BEFORE_SUBMISSION', { date: on, submitted: submittedOn })
    : null
}

function checkText(text: string, needed: boolean): Refusal | null {
  const { length } = text.trim()
  if (needed && length < ENTRY_TEXT_MIN) return refuse('REASON_REQUIRED', { min: ENTRY_TEXT_MIN })
  return length > ENTRY_TEXT_MAX ? refuse('TEXT_TOO_LONG', { max: ENTRY_TEXT_MAX }) : null
}

function noted<F extends v.ObjectEntries>(
  spec: EntrySpec<string, F>,
  body: DossierBody,
  args: EntryArgs<F>,
  { actor, at }: CommandContext,
): DossierBody {
  const event = {
    at,
    type: spec.timeline,
    by: actor.id,
    text: spec.title?.(args) ?? null,
    entry: {
      on: args.on,
      text: args.text.trim() || null,
      codes: spec.codes(args),
      about: spec.about?.(args) ?? null,
    },
  }
  return { ...body, events: [...body.events, event] }
}
