/** Field controls that were asked for, as the window shows them. */
import * as v from 'valibot'
import { base } from './call.ts'
import { ControlRequestBody, Id } from './records.ts'

export const ControlRequestRow = v.strictObject({
  id: Id,
  body: ControlRequestBody,
  /** Names of the subjects, in their order; null where this desk does not hold the record. */
  names: v.array(v.nullable(v.string())),
  /** This person may say what becomes of it. */
  mayAnswer: v.boolean(),
})
export type ControlRequestRow = v.InferOutput<typeof ControlRequestRow>

export const controlsContract = {
  /** How many wait for an answer of this person: nobody's name. */
  waiting: base.output(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Those that this person may know of: open ones first, then the latest. */
  requests: base.output(v.array(ControlRequestRow)),
}
