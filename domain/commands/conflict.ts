/**
 * A refused act beside the record as it stands now: what they disagree on, and the new act that
 * comes of what the officer decides per field. Nothing of it is lost without the officer.
 */
import type { Choice, ConflictField, Decided } from '../contract/conflict.ts'
import { refuse, type RecordLookup, type Refusal } from './command.ts'
import { parseCommand } from './index.ts'

/** What a refused act and the records disagree on; nothing when the act is not of this version. */
export function conflictOf(name: string, args: unknown, records: RecordLookup): ConflictField[] {
  const parsed = parseCommand(name, args)
  return parsed ? parsed.command.conflict(parsed.args, records) : []
}

/** The officer's own words in an act, with their limits in characters; null when it has none. */
export function wordsIn(
  name: string,
  args: unknown,
): { text: string; min: number; max: number } | null {
  const parsed = parseCommand(name, args)
  const words = parsed?.command.words
  if (!words) return null
  const text = (parsed.args as Readonly<Record<string, unknown>>)[words.field]
  return { text: typeof text === 'string' ? text : '', min: words.min, max: words.max }
}

/** True when there is something to decide: where both want the same, there is not. */
export const isOpen = ({ mine, theirs }: ConflictField): boolean => mine !== theirs

export type Resolution =
  | { outcome: 'SEND'; args: unknown }
  /** Everything stays as others made it. */
  | { outcome: 'LEAVE' }

/** The args with the own words replaced by what the officer made of them. */
export function withWords(name: string, args: unknown, words: string | null): unknown {
  const field = parseCommand(name, args)?.command.words?.field
  return words === null || field === undefined ? args : { ...(args as object), [field]: words }
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
  if (!isDecided(fields.filter(isOpen), choices)) return refuse('STALE')
  if (fields.length === 0) return { outcome: 'SEND', args: parsed.args }
  const choice = (field: string): Choice => choices[field]?.choice ?? 'THEIRS'
  const resolved = parsed.command.resolve(parsed.args, choice, records)
  return resolved === null ? { outcome: 'LEAVE' } : { outcome: 'SEND', args: resolved }
}

/** True when exactly these fields were decided, each on the value that stands there now. */
function isDecided(open: readonly ConflictField[], choices: Decided['choices']): boolean {
  return (
    Object.keys(choices).length === open.length &&
    open.every(({ field, theirs }) => {
      const seen = choices[field]
      return seen !== undefined && seen.theirs === theirs
    })
  )
}
