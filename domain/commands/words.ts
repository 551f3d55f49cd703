/** Whether the officer's own words are long enough and not too long. */
import { refuse, type Refusal } from './command.ts'

/** Refuses a reason that is shorter or longer than this many characters; spaces around it do not count. */
export function checkReason(
  reason: string,
  { min, max }: { min: number; max: number },
): Refusal | null {
  const { length } = reason.trim()
  if (length < min) return refuse('REASON_REQUIRED', { min })
  return length > max ? refuse('TEXT_TOO_LONG', { max }) : null
}
