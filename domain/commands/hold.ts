/**
 * What an officer cannot take back otherwise stays on the desk for a moment, in which it can be taken back
 * as if it had not been done: nothing of it has left. Who handles a dossier, tags, judgements of signals,
 * locks and saved views go at once: the same act the other way undoes them. So do contests, reports and
 * controls: each is answered by somebody else, and a next act corrects it.
 */
import { COMMANDS, type CommandName } from './index.ts'

/** How long an act can be taken back, in milliseconds. */
export const HOLD_MS = 10_000

/** Beside steps and entries: words that others read, and what stays on a file for good. */
const HELD: ReadonlySet<string> = new Set<CommandName>([
  'addNote',
  'assessPlan',
  'changeFact',
  'dateDocument',
  'fileDocument',
  'fileLetter',
  'judgeLink',
  'recordAccess',
  'recordPapers',
  'withdrawDocument',
])

/** True for a command that waits on the desk before it goes out. */
export function isHeldBack(name: string): boolean {
  const command = COMMANDS[name as CommandName] ?? {}
  return HELD.has(name) || 'step' in command || 'entry' in command
}

/**
 * True while an act that is kept until `until` waits at `now` (instants). A moment too far ahead was
 * set by a clock that was wrong: such an act waits no longer.
 */
export function isHeld(until: string | null, now: string): boolean {
  if (until === null || until <= now) return false
  return Date.parse(until) - Date.parse(now) <= HOLD_MS
}
