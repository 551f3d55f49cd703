/**
 * One look is one entry: a screen that is read again because records changed, and a search that is
 * still being typed, are no new looks. Times are milliseconds since 1970.
 */
import { ACCESS_PERSONS_MAX, type AccessNote } from '../contract/access.ts'

/** A subject that is read again within this time of the first look is still the same look. */
export const SAME_LOOK_MS = 15 * 60_000
/** Somebody who stops typing for longer than this searches anew. */
export const SAME_SEARCH_MS = 60_000

/** A look that has its entry. */
export interface OpenLook {
  note: AccessNote
  startedAt: number
  lastAt: number
  /** What was typed; null when it is no search. Lives in memory only, never in an entry. */
  typed: string | null
}

/**
 * Looks with different keys are never the same: another act, subject, dossier, purpose or role. `of`: what
 * was looked at, where the note cannot name it (a site, a telephone); lives in memory only.
 */
export function lookKey(
  { action, subject, dossierId, ...why }: AccessNote,
  of: string | null = null,
): string {
  const { purpose, reason, role, region, fields } = why
  return JSON.stringify([
    action,
    subject.kind,
    subject.id,
    of,
    dossierId,
    purpose,
    reason,
    role,
    region,
    // A network shows other groups once it names others.
    fields,
  ])
}

const isLonger = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

/** True when a look with the same key goes on: read again, or typed on or back. */
export function isSameLook(open: OpenLook, at: number, typed: string | null): boolean {
  if (at < open.startedAt || at - open.startedAt >= SAME_LOOK_MS) return false
  if (open.typed === null || typed === null || open.typed === typed) return open.typed === typed
  return isLonger(open.typed, typed) && at - open.lastAt < SAME_SEARCH_MS
}

/**
 * Both as one entry: what was shown last comes first, for it is what was meant. Null when one entry
 * cannot name all: whom somebody saw must not vanish because the search was typed on.
 */
export function mergedNote(first: AccessNote, later: AccessNote): AccessNote | null {
  const persons = [...new Set([...later.persons, ...first.persons])]
  if (persons.length > ACCESS_PERSONS_MAX) return null
  return { ...first, persons, count: Math.max(first.count, later.count) }
}

/** True for a list that is looked through: a page at a time, each with persons of its own. */
export const isLeafed = ({ action, subject }: Pick<AccessNote, 'action' | 'subject'>): boolean =>
  action === 'VIEW' && subject.kind === 'list'

/**
 * Whom each entry of one look names, at least one entry: a look that shows more persons than an entry
 * holds goes on in further ones.
 */
export function personsByEntry(persons: readonly string[]): string[][] {
  const entries = [persons.slice(0, ACCESS_PERSONS_MAX)]
  for (let at = ACCESS_PERSONS_MAX; at < persons.length; at += ACCESS_PERSONS_MAX) {
    entries.push(persons.slice(at, at + ACCESS_PERSONS_MAX))
  }
  return entries
}

/** True when a later look shows persons that the entry does not name. */
export function showsMore(first: AccessNote, later: AccessNote): boolean {
  return later.persons.some((id) => !first.persons.includes(id))
}
