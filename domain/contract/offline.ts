/** What a desk without the gateway may still do, as the window is told. */
import * as v from 'valibot'
import { Instant } from './records.ts'

/**
 * Why a desk is locked: the gateway was away too long, the computer's clock was set back, or the person may
 * be shown other things than it was filled with.
 */
export const LOCK_CODES = ['OFFLINE_TOO_LONG', 'CLOCK_SET_BACK', 'VIEW_CHANGED'] as const

export const OfflineAccess = v.strictObject({
  /** ENDING: open, and it will lock soon. LOCKED: the cache is closed until the gateway answers. */
  state: v.picklist(['OPEN', 'ENDING', 'LOCKED']),
  /** Why it is LOCKED. */
  code: v.nullable(v.picklist(LOCK_CODES)),
  /** When the gateway last confirmed the person's rights, and when the desk locks without it. */
  confirmedAt: v.nullable(Instant),
  locksAt: v.nullable(Instant),
})
export type OfflineAccess = v.InferOutput<typeof OfflineAccess>

/** A clock that differs from the gateway's by at least this is told to the person, in milliseconds. */
export const CLOCK_DIFFERENCE_TOLD_MS = 5 * 60_000
