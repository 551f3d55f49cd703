/** Extracts on the wire: rows of a source that a service imports into the one truth of all desks. */
import * as v from 'valibot'
import { IMPORT_KINDS } from '../imports/fields.ts'

export const IMPORT_BATCH_MAX = 1000
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Name of a source, chosen by the service: the same key of the same source is the same record. */
export const ImportSource = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/))

export const ImportBatch = v.strictObject({
  source: ImportSource,
  kind: v.picklist(IMPORT_KINDS),
  rows: v.pipe(
    v.array(
      v.strictObject({
        key: v.pipe(v.string(), v.minLength(1), v.maxLength(900)),
        /** Checked against the schema of its kind. */
        body: v.unknown(),
      }),
    ),
    v.minLength(1),
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
