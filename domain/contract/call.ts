/** What every call between window and host has in common. */
import { oc } from '@orpc/contract'
import * as v from 'valibot'

/** Stable code, translated by the window; see errors.ts. */
export const ErrorValue = v.strictObject({
  code: v.string(),
  details: v.optional(
    v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  ),
})
export type ErrorValue = v.InferOutput<typeof ErrorValue>

/** Every call may fail with one of ERROR_CODES, carried in the error's data. */
export const base = oc.errors({ TANDEM: { data: ErrorValue } })
