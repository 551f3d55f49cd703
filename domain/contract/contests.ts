/** Signals that somebody holds wrong, for the owner of their rule to answer. */
import * as v from 'valibot'
import { base } from './call.ts'
import { FINDING_CODES } from './codes.ts'
import { Contest, Id } from './records.ts'

export const ContestRow = v.strictObject({
  findingId: Id,
  code: v.picklist(FINDING_CODES),
  /** Place of the contest among those of its signal. */
  place: v.pipe(v.number(), v.integer(), v.minValue(0)),
  contest: Contest,
  personId: v.nullable(Id),
  enterpriseId: v.nullable(Id),
  dossierId: v.nullable(Id),
  /** Name of whom it is about; null when this desk does not hold the record. */
  subject: v.nullable(v.string()),
  /** The signal is still there: what it rests on may have changed since. */
  isThere: v.boolean(),
  /** This person may answer (domain/rights/contests.ts). */
  mayAnswer: v.boolean(),
  /** It waits longer than the owner of the rule has for an answer. */
  late: v.boolean(),
})
export type ContestRow = v.InferOutput<typeof ContestRow>

export const contestsContract = {
  /** How many wait for an answer of this person: nobody's name. */
  waiting: base.output(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** All that wait for an answer, the longest waiting first. */
  list: base.output(v.array(ContestRow)),
}
