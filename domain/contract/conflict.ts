/** What a refused act and the record as it stands now disagree on, in words of the work. */
import * as v from 'valibot'
import { Instant } from './records.ts'

const SAID_TYPES = [
  /** The name of a command. */
  'act',
  'code',
  /** A column of the queue, a filter, a queue, a span of days: what a saved view is made of. */
  'column',
  'facet',
  'queue',
  'span',
  'date',
  /** Which record it is: for comparing what reads the same, never shown. */
  'id',
  'isco',
  'money',
  'municipality',
  'number',
  /** A person of the services by id. */
  'person',
  /** Of a whole, in per cent; not rounded, for what differs by less differs. */
  'percent',
  'period',
  /** In bytes. */
  'size',
  'text',
  /** Number of an establishment unit, ten digits. */
  'unit',
  /** Number of a version, from 1. */
  'version',
] as const

/** One value with how to say it. A tuple: two that say the same are equal, whoever wrote them. */
const Said = v.tuple([v.picklist(SAID_TYPES), v.union([v.string(), v.number()])])
export type Said = v.InferOutput<typeof Said>

/** What takes more than one value to say: each line is one place, document, ground. None: nothing. */
const Lines = v.array(v.array(Said))
export type Lines = v.InferOutput<typeof Lines>

const Value = v.nullable(v.union([v.string(), v.number(), Lines]))
export type ConflictValue = v.InferOutput<typeof Value>

/**
 * How the officer decides about a field. BASIS: the act rested on it and it is another one now, so the
 * act is done on what stands now or not at all. SHOWN: it is there to be read, nothing is decided.
 * Absent: what the officer wanted or what stands now is kept.
 */
const CONFLICT_KINDS = ['BASIS', 'SHOWN'] as const

export const ConflictField = v.strictObject({
  /** Name within the command; translated as `field.<name>`. */
  field: v.pipe(v.string(), v.maxLength(60)),
  /** How to show the values: a person by id, a code as `list.VALUE`, the rest as in findings. */
  type: v.picklist(['person', 'code', 'date', 'period', 'money', 'text', 'number', 'lines']),
  kind: v.optional(v.picklist(CONFLICT_KINDS)),
  /** What the officer saw; null: not kept. */
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
  /** True: the officer was asked, and lets their own words go with an act of which nothing stays. */
  letGo: v.optional(v.boolean()),
  /** By argument; those that are not named stay as they were. */
  words: v.record(v.pipe(v.string(), v.maxLength(60)), v.pipe(v.string(), v.maxLength(20_000))),
})
export type Decided = v.InferOutput<typeof Decided>
