/**
 * A refused act beside the record as it stands now: what they disagree on, and the new act that
 * comes of what the officer decides per field. Nothing of it is lost without the officer.
 */
import type { Choice, ConflictField, Decided } from '../contract/conflict.ts'
import { refuse, type RecordLookup, type Refusal } from './command.ts'
import { COMMANDS, parseCommand, type CommandName } from './index.ts'
import { isSame } from './said.ts'

/** What a refused act and the records disagree on; nothing when the act is not of this version. */
export function conflictOf(name: string, args: unknown, records: RecordLookup): ConflictField[] {
  const parsed = parseCommand(name, args)
  return parsed ? parsed.command.conflict(parsed.args, records) : []
}

/** Why a refused act can never be sent as the records stand now; null when it may be tried again. */
export function blockedBy(name: string, args: unknown, records: RecordLookup): Refusal | null {
  const parsed = parseCommand(name, args)
  return parsed ? (parsed.command.blocked?.(parsed.args, records) ?? null) : null
}

/** Own words of the officer in an act. */
export interface OwnWords {
  /** The argument that holds them; translated as `field.<name>`. */
  field: string
  text: string
  /** Limits in characters. */
  min: number
  max: number
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The officer's own words in an act: those that were written or are wanted. Also in one of an earlier
 * version, whose args are not of the wire any more: it can no longer go, but its words are the officer's.
 */
export function wordsIn(name: string, args: unknown): OwnWords[] {
  if (!Object.hasOwn(COMMANDS, name) || typeof args !== 'object' || args === null) return []
  const given = args as Readonly<Record<string, unknown>>
  const words: readonly Omit<OwnWords, 'text'>[] = COMMANDS[name as CommandName].words
  return words
    .map((limits) => ({ ...limits, text: textOf(given[limits.field]) }))
    .filter(({ text, min }) => text !== '' || min > 0)
}

/** True for an act with words of the officer in it. */
export const hasWords = (name: string, args: unknown): boolean =>
  wordsIn(name, args).some(({ text }) => text.trim() !== '')

/** True when there is something to decide: where both want the same, there is not. */
export const isOpen = ({ kind, mine, theirs }: ConflictField): boolean =>
  kind !== 'SHOWN' && !isSame(mine, theirs)

export type Resolution =
  | { outcome: 'SEND'; args: unknown }
  /** Everything stays as others made it. */
  | { outcome: 'LEAVE' }

/** The args with the own words replaced by what the officer made of them. */
export function withWords(name: string, args: unknown, words: Decided['words']): unknown {
  const own = wordsIn(name, args).flatMap(({ field }) =>
    words[field] === undefined ? [] : [[field, words[field]] as const],
  )
  return own.length === 0 ? args : { ...(args as object), ...Object.fromEntries(own) }
}

/**
 * The new act that comes of the officer's decisions. STALE when they were not taken on what stands
 * now, field by field; BAD_REQUEST when the act is not of this version.
 */
export function resolveConflict(
  name: string,
  args: unknown,
  { choices, words }: Decided,
  records: RecordLookup,
): Resolution | Refusal {
  const parsed = parseCommand(name, withWords(name, args, words))
  if (!parsed) return refuse('BAD_REQUEST')
  const fields = parsed.command.conflict(parsed.args, records)
  const open = fields.filter(isOpen)
  if (!isDecided(open, choices)) return refuse('STALE')
  if (fields.length === 0) return { outcome: 'SEND', args: parsed.args }
  // Others made it as the act wanted: sent again, it would be refused for ever. A step is more than the
  // state it leads to, and may be taken again from there; `blocked` says where not.
  const isStep = 'step' in parsed.command
  const isWanted = fields.some(({ kind }) => kind === undefined)
  if (!isStep && isWanted && open.length === 0) return { outcome: 'LEAVE' }
  // What both want is what the officer wants: where nothing was asked, nothing of the act goes.
  const choice = (field: string): Choice => choices[field]?.choice ?? 'MINE'
  const resolved = parsed.command.resolve(parsed.args, choice, records)
  return resolved === null ? { outcome: 'LEAVE' } : { outcome: 'SEND', args: resolved }
}

/** True when exactly these fields were decided, each on the value that stands there now. */
function isDecided(open: readonly ConflictField[], choices: Decided['choices']): boolean {
  return (
    Object.keys(choices).length === open.length &&
    open.every(({ field, theirs }) => {
      const seen = choices[field]
      return seen !== undefined && isSame(seen.theirs, theirs)
    })
  )
}
