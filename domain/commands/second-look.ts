/**
 * Four eyes on a change that every desk follows: one person writes it with a reason, another approves
 * or rejects it. What is common to tables of law and rules.
 */
import type { Actor } from '../contract/actor.ts'
import { refuse, type CommandContext, type Refusal } from './command.ts'
import { checkReason } from './words.ts'

/** Shortest reason, and longest reason or remark, in characters. */
export const WHY_MIN = 10
export const WHY_MAX = 8000

/** Who wrote it, and nobody's answer yet. */
export function openedBy({ id, name }: Actor, at: string) {
  const open = { closedBy: null, closedByName: null, closedAt: null, remark: null }
  return { by: id, byName: name, at, ...open }
}

interface Answer {
  approved: boolean
  remark: string
}

/** What the second person said, to put over what stood there. */
export function answeredBy({ approved, remark }: Answer, { actor, at }: CommandContext) {
  return {
    state: approved ? ('APPROVED' as const) : ('REJECTED' as const),
    closedBy: actor.id,
    closedByName: actor.name,
    closedAt: at,
    remark: remark.trim() || null,
  }
}

/** Refuses a reason that is no sentence, or too long to keep. */
export function checkWhy(reason: string): Refusal | null {
  return checkReason(reason, { min: WHY_MIN, max: WHY_MAX })
}

/** Refuses an answer to what does not wait, to one's own work, and a rejection without a word. */
export function checkSecondLook(
  row: { state: string; by: string },
  { approved, remark }: Answer,
  actor: Actor,
): Refusal | null {
  if (row.state !== 'PROPOSED') return refuse('ALREADY_SO')
  if (row.by === actor.id) return refuse('FOUR_EYES')
  if (remark.length > WHY_MAX) return refuse('TEXT_TOO_LONG', { max: WHY_MAX })
  return approved ? null : checkWhy(remark)
}
