/** Extracts on the wire: rows of a source that a service imports into the one truth of all desks. */
import * as v from 'valibot'
import { Base64 } from './base64.ts'
import { IMPORT_KINDS } from '../imports/fields.ts'
import { KEY_MAX } from '../imports/row-key.ts'
import { IMPORT_REASONS } from '../imports/values.ts'
import { LocalDateText } from './local-date-text.ts'

export const IMPORT_BATCH_MAX = 1000
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Name of a source, chosen by the service: the same key of the same source is the same record. */
export const ImportSource = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/))

/** Of which days an extract holds everything that was in force, as whoever imports it says. */
export const ImportReach = v.strictObject({ from: LocalDateText, asOf: LocalDateText })

export const ImportBatch = v.strictObject({
  source: ImportSource,
  kind: v.picklist(IMPORT_KINDS),
  /** When all rows are sent: how far they reach, and how many of the extract were refused. */
  reach: v.optional(v.strictObject({ ...ImportReach.entries, refused: Count })),
  rows: v.pipe(
    v.array(
      v.strictObject({
        key: v.pipe(v.string(), v.minLength(1), v.maxLength(KEY_MAX)),
        /** Checked against the schema of its kind. */
        body: v.unknown(),
      }),
    ),
    v.maxLength(IMPORT_BATCH_MAX),
  ),
})
export type ImportBatch = v.InferOutput<typeof ImportBatch>

/** What became of a batch: all of it or nothing. `refused` names rows of the batch by position. */
export const ImportTaken = v.strictObject({
  created: Count,
  changed: Count,
  same: Count,
  refused: v.array(Count),
})
export type ImportTaken = v.InferOutput<typeof ImportTaken>

// ---------------------------------------------------------------- the import screen

/** Bytes of a file in one call, before base64. */
export const IMPORT_PIECE_BYTES = 131_072
const Piece = v.pipe(Base64, v.maxLength(Math.ceil(IMPORT_PIECE_BYTES / 3) * 4 + 4))
/** Field to column header. */
export const ImportMapping = v.record(
  v.pipe(v.string(), v.maxLength(60)),
  v.pipe(v.string(), v.maxLength(400)),
)

export const ImportOf = v.strictObject({ source: ImportSource, kind: v.picklist(IMPORT_KINDS) })

/** The beginning of a file, and from which source it comes. */
export const ImportLookAsked = v.strictObject({ ...ImportOf.entries, bytes: Piece })
/** What its beginning tells of a file. */
export const ImportLook = v.strictObject({
  form: v.picklist(['csv', 'json', 'xml']),
  encoding: v.string(),
  headers: v.array(v.string()),
  /** What the headers suggest, with what was chosen for this source before. */
  mapping: ImportMapping,
  /** True when the mapping of this source was remembered. */
  remembered: v.boolean(),
})
export type ImportLook = v.InferOutput<typeof ImportLook>

export const ImportBegin = v.strictObject({
  ...ImportOf.entries,
  /** Chosen by the window, so that a late piece of another import is recognised. */
  id: v.pipe(v.string(), v.uuid()),
  mapping: ImportMapping,
  dryRun: v.boolean(),
  reach: v.nullable(ImportReach),
  /** Of the file: the same file goes on where it stopped. */
  size: Count,
  modified: v.number(),
  restart: v.boolean(),
})
export type ImportBegin = v.InferOutput<typeof ImportBegin>

export const ImportPush = v.strictObject({ id: v.pipe(v.string(), v.uuid()), bytes: Piece })

/** How far an import is, with the rows that the last piece refused. */
export const ImportProgress = v.strictObject({
  read: Count,
  good: Count,
  repeated: Count,
  refused: Count,
  created: Count,
  changed: Count,
  same: Count,
  skipped: Count,
  refusedThere: Count,
  rows: v.array(
    v.strictObject({
      line: Count,
      field: v.nullable(v.string()),
      reason: v.picklist(IMPORT_REASONS),
    }),
  ),
})
export type ImportProgress = v.InferOutput<typeof ImportProgress>
