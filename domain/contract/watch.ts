/** What an officer watches and what happened to it, as the window reads it. */
import * as v from 'valibot'
import { ALERT_CODES, WATCHED_KINDS } from '../watch/codes.ts'
import { Id, Instant, WatchBody } from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Alerts that are kept and shown, the latest first. */
export const ALERTS_MAX = 500

export const WatchRow = v.strictObject({
  id: Id,
  body: WatchBody,
  /** Name or reference; null: the officer may not see it any more, and gets no news of it. */
  label: v.nullable(v.string()),
  pending: v.boolean(),
})
export type WatchRow = v.InferOutput<typeof WatchRow>

export const AlertRow = v.strictObject({
  id: Count,
  watchId: Id,
  kind: v.picklist(WATCHED_KINDS),
  subjectId: Id,
  /** Of the subject. */
  label: v.string(),
  code: v.picklist(ALERT_CODES),
  /** The record that came or changed: a declaration leads to its worker, when that is known. */
  recordKind: v.picklist(['declaration', 'dossier', 'enterprise', 'person', 'registerLine']),
  recordId: Id,
  recordLabel: v.string(),
  personId: v.nullable(Id),
  /** Key of the director whom the label names. */
  directorId: v.nullable(Id),
  fields: v.array(v.string()),
  at: Instant,
  seen: v.boolean(),
})
export type AlertRow = v.InferOutput<typeof AlertRow>

export const WatchList = v.strictObject({ watches: v.array(WatchRow), alerts: v.array(AlertRow) })
export type WatchList = v.InferOutput<typeof WatchList>
