/**
 * The local cache: the only room of the desk that holds SQL. Everything that other rooms may use
 * is exported here.
 */
export type { AccessParcel, AccessRef } from './access-log.ts'
export type {
  BulkWriter,
  Cache,
  CacheFill,
  CacheLocation,
  CacheReader,
  DeclarationLink,
  CacheState,
  Changed,
  ComparisonParts,
  DeskContext,
  DossierParts,
  EnterpriseParts,
  EnterpriseWorkers,
  FillFor,
  FindingsOf,
  FollowWriter,
  HandleRow,
  OpenContest,
  OutboxCounts,
  PersonParts,
  QueueChange,
  RecordView,
  Rejected,
  SetAside,
  Touched,
} from './cache.ts'
export type { EverybodyReader } from './everybody.ts'
export type { EnterprisePart } from './enterprise-measures.ts'
export type { FactPiece } from './fact-pieces.ts'
export type { QueueNumbers, QueueSource, QueueTexts, TextOrder, WordRows } from './queue-rows.ts'
export {
  cacheExists,
  isCacheOutdated,
  openBulkWriter,
  openCache,
  openFollowWriter,
  openReader,
  renewCache,
} from './open.ts'
export type { RenewalProgress } from './renew-projection.ts'
export type { Content } from './contents.ts'
export { setAsideDamaged } from './rescue.ts'
export { openFill } from './fill.ts'
export type {
  LinkRow,
  LinkSource,
  LinkWork,
  StoredLink,
  Waiting,
  WorkerIdentity,
} from './relink.ts'
export type { Mention, MentionRow, MentionSource, StoredMention } from './mentions.ts'
export type { OpenLink, PresenceOwner } from './link-scores.ts'
export type { Aside, RuleHold, WatchWrite } from './rule-watch.ts'
