/** Which purposes a role may look for, and what a person must say before looking without a dossier. */
import type { AccessNote } from '../contract/access.ts'
import { goTogether } from '../contract/actor.ts'
import { REGIONS, type QueueName, type Role } from '../contract/codes.ts'
import type { ErrorCode, ErrorDetails } from '../contract/errors.ts'
import { isBasisOf } from '../reference/legal-bases.ts'
import type { Purpose } from './codes.ts'

/** The default first: the purpose of work on a dossier, which nobody is asked for. */
const PURPOSES_OF_ROLE: Readonly<Record<Role, readonly [Purpose, ...Purpose[]]>> = {
  REGION_OFFICER: ['HANDLE_DOSSIER', 'FOLLOW_SIGNAL', 'ANSWER_QUESTION'],
  DVZ_CLERK: ['HANDLE_DOSSIER', 'FOLLOW_SIGNAL', 'ANSWER_QUESTION'],
  INSPECTOR: ['INQUIRY', 'FOLLOW_SIGNAL'],
  SUPERVISOR: [
    'HANDLE_DOSSIER',
    'FOLLOW_SIGNAL',
    'ANSWER_QUESTION',
    'ACCESS_REQUEST',
    'SUPERVISION',
  ],
  AUDITOR: ['AUDIT'],
}

/** The purposes that a role may state; the first is that of work on a dossier. */
export function purposesOf(role: Role): readonly [Purpose, ...Purpose[]] {
  return PURPOSES_OF_ROLE[role]
}

/**
 * What of a note cannot be: a role of another region, a purpose that is not that role's, or a basis on
 * which its service never looks for this purpose. On which day a basis is in force the desk's table said.
 */
export function noteFault({
  role,
  region,
  purpose,
  legalBasis,
}: Pick<AccessNote, 'role' | 'region' | 'purpose' | 'legalBasis'>):
  | 'region'
  | 'purpose'
  | 'legalBasis'
  | null {
  if (!goTogether({ role, region })) return 'region'
  if (!purposesOf(role).includes(purpose)) return 'purpose'
  return isBasisOf({ role, region }, purpose, legalBasis) ? null : 'legalBasis'
}

/** Letters that a number may have: of a country, a region, a passport, a declaration. */
const LETTERS_OF_NUMBERS = /\p{L}{4}/u

function isNumber(word: string): boolean {
  const isReferenceBegun = REGIONS.some((region) => `${region}-`.startsWith(word.toUpperCase()))
  return isReferenceBegun || (/\p{N}/u.test(word) && !LETTERS_OF_NUMBERS.test(word))
}

/**
 * Whether a search of a queue is one by name, over everybody in it: that asks for purpose and reason,
 * as every search without a dossier does (domain facts 9.3). A number says which dossier is meant,
 * and the dossiers of the officer's own queue are those that the officer works on.
 */
export function isNameSearch({ queue, search }: { queue: QueueName; search: string }): boolean {
  if (queue === 'MINE') return false
  const words = search.trim().split(/\s+/)
  return words.some((word) => /\p{L}|\p{M}/u.test(word) && !isNumber(word))
}

/** Shortest reason for looking without a dossier, in characters (domain facts 9.3). */
export const ACCESS_REASON_MIN = 15
/** Longest reason, in characters: a reason is a sentence, not a file. */
export const ACCESS_REASON_MAX = 500

/** A stated reason as it is kept: without spaces that say nothing. */
export function tidyReason(reason: string): string {
  return reason.trim().replace(/\s+/g, ' ')
}

/** Why this purpose and reason do not do; null when they do. Form and host ask the same function. */
export function purposeRefusal(
  role: Role,
  purpose: Purpose,
  reason: string,
): { code: ErrorCode; details: ErrorDetails } | null {
  const length = tidyReason(reason).length
  if (!purposesOf(role).includes(purpose)) return { code: 'FORBIDDEN', details: {} }
  if (length < ACCESS_REASON_MIN) {
    return { code: 'REASON_REQUIRED', details: { min: ACCESS_REASON_MIN } }
  }
  if (length > ACCESS_REASON_MAX) {
    return { code: 'TEXT_TOO_LONG', details: { max: ACCESS_REASON_MAX } }
  }
  return null
}
