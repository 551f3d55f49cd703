/** What a refused act and the record as it stands now disagree on, in words of the work. */
import * as v from 'valibot'
import { Instant } from './records.ts'

const Value = v.nullable(v.union([v.string(), v.number()]))

export const ConflictField = v.strictObject({
  /** Name within the command; translated as `field.<name>`. */
  field: v.pipe(v.string(), v.maxLength(60)),
  /** How to show the values: a person by id, a code as `list.VALUE`, the rest as in findings. */
  type: v.picklist(['person', 'code', 'date', 'period', 'money', 'text', 'number']),
  /** What the officer saw; null: nothing, or not kept. */
  base: Value,
  /** What the officer wanted. */
  mine: Value,
  /** What stands now. */
  theirs: Value,
  /** Who changed it, by id or name, and when; null when the record does not say. */
  by: v.nullable(v.string()),
  at: v.nullable(Instant),
})
export type ConflictField = v.InferOutput<typeof ConflictField>

const CHOICES = ['MINE', 'THEIRS'] as const
export type Choice = (typeof CHOICES)[number]

/** What the officer decided about a refused act: per field, and their own words as edited. */
export const Decided = v.strictObject({
  choices: v.record(
    v.pipe(v.string(), v.maxLength(60)),
    v.strictObject({
      choice: v.picklist(CHOICES),
      /** What stood there when the officer chose. */
      theirs: Value,
    }),
  ),
  /** By argument; those that are not named stay as they were. */
  words: v.record(v.pipe(v.string(), v.maxLength(60)), v.pipe(v.string(), v.maxLength(20_000))),
})
export type Decided = v.InferOutput<typeof Decided>
