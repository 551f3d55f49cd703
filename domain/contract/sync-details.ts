/** What the officer and the help desk may know of the sync beyond one line. */
import * as v from 'valibot'
import { Id, Instant, LocalDateText } from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** States of the machine that keeps a desk in step (host/sync/machine.ts says what each does). */
export const SYNC_STATES = [
  'CONNECTING',
  'FILLING',
  'SYNCING',
  'UP_TO_DATE',
  'OFFLINE',
  'BLOCKED',
  'STOPPED',
] as const
export type SyncState = (typeof SYNC_STATES)[number]

/** A change of state, and the code of what led to it. */
export const SyncMoment = v.strictObject({
  at: Instant,
  state: v.picklist(SYNC_STATES),
  code: v.nullable(v.string()),
})
export type SyncMoment = v.InferOutput<typeof SyncMoment>

/**
 * Why acts of a lane wait. NOT_SENT: no answer yet. ANSWERED: the gateway dealt with them, the
 * result is on its way. CONTRADICTED: a colleague changed the record meanwhile, they have no effect
 * here. HELD: an act that they stand on was refused.
 */
export const WAITING_WHY = ['NOT_SENT', 'ANSWERED', 'CONTRADICTED', 'HELD'] as const

/** Acts that wait for the gateway: those on one dossier, or on no dossier. */
export const WaitingLane = v.strictObject({
  dossierId: v.nullable(Id),
  reference: v.nullable(v.string()),
  count: Count,
  oldestAt: Instant,
  why: v.picklist(WAITING_WHY),
})
export type WaitingLane = v.InferOutput<typeof WaitingLane>

/** Entries of the access log that this desk still has: on their way, and refused for good by reason. */
export const AccessOnDesk = v.strictObject({
  waiting: Count,
  refused: v.array(v.strictObject({ code: v.string(), count: Count })),
})
export type AccessOnDesk = v.InferOutput<typeof AccessOnDesk>

/** Lanes that are shown one by one, the longest waiting first. */
export const WAITING_LANES_MAX = 50

export const SyncDetails = v.strictObject({
  /** Change number up to which this desk has everything, and the last one that it heard of. */
  cursor: v.nullable(Count),
  head: v.nullable(Count),
  /** Changes of state since the start of the program, oldest first. */
  history: v.array(SyncMoment),
  waiting: v.array(WaitingLane),
  accessLog: AccessOnDesk,
  /** Records that did not fit and are kept out. */
  rejected: Count,
  /** Size of the cache in bytes, and records by kind; null before the first fill. */
  cacheBytes: v.nullable(Count),
  counts: v.nullable(v.record(v.string(), Count)),
  /** Last step of the cache's schema. */
  schema: v.nullable(Count),
  wire: Count,
  findingsDate: v.nullable(LocalDateText),
})
export type SyncDetails = v.InferOutput<typeof SyncDetails>

/** A file that the window offers for saving. */
export const SupportFile = v.strictObject({ name: v.string(), text: v.string() })
export type SupportFile = v.InferOutput<typeof SupportFile>
