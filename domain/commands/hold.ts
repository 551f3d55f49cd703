/**
 * What an officer does to a dossier, or says of a link, stays on the desk for a moment, in which it can be taken back as
 * if it had not been done: nothing of it has left. Notes, judgements of findings and who handles a dossier go at
 * once; they have a way back of their own.
 */
import { COMMANDS } from './index.ts'

/** How long an act can be taken back, in milliseconds. */
export const HOLD_MS = 10_000

/** True for a command that waits on the desk before it goes out. */
export function isHeldBack(name: string): boolean {
  return (
    name === 'changeFact' ||
    name === 'judgeLink' ||
    name === 'fileLetter' ||
    'step' in (COMMANDS[name as keyof typeof COMMANDS] ?? {})
  )
}

/**
 * True while an act that is kept until `until` waits at `now` (instants). A moment too far ahead was
 * set by a clock that was wrong: such an act waits no longer.
 */
export function isHeld(until: string | null, now: string): boolean {
  if (until === null || until <= now) return false
  return Date.parse(until) - Date.parse(now) <= HOLD_MS
}
