/** One act on many dossiers: each of them gets a command of its own. */
import * as v from 'valibot'
import { TAGS } from './codes.ts'
import { Id, LocalDateText } from './records.ts'

/** Longest reason for giving dossiers to somebody, releasing or tagging them, in characters. */
export const BULK_REASON_MAX = 400
/** Most dossiers that one act may concern. */
export const BULK_MAX = 10_000
/** Dossiers looked at, or commands run, in one call: each takes well under a millisecond. */
export const BULK_SLICE = 50

const Tags = v.array(v.picklist(TAGS))
export const BulkAct = v.variant('kind', [
  v.strictObject({ kind: v.literal('ASSIGN'), assignee: Id }),
  v.strictObject({ kind: v.literal('RELEASE') }),
  v.strictObject({ kind: v.literal('TAG'), add: Tags, remove: Tags }),
  /** `until` null: until something happens to it. */
  v.strictObject({ kind: v.literal('SNOOZE'), until: v.nullable(LocalDateText) }),
  v.strictObject({ kind: v.literal('WAKE') }),
])
export type BulkAct = v.InferOutput<typeof BulkAct>

export const BulkCall = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(60)),
  args: v.unknown(),
})
export type BulkCall = v.InferOutput<typeof BulkCall>

/** What the act would do with one dossier. */
export const BulkLook = v.strictObject({
  id: Id,
  reference: v.string(),
  /** Why it stays out; null: it takes part. */
  code: v.nullable(v.string()),
  call: BulkCall,
  /** Takes it back. */
  undo: BulkCall,
})
export type BulkLook = v.InferOutput<typeof BulkLook>
