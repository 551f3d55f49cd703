/** What a cache tells about its own condition. Nothing of it is about a person. */
import { WITHDRAWN } from '../domain/commands/lanes.ts'
import type { WaitingLane } from '../domain/contract/sync-details.ts'
import { accessWaiting, type AccessWaiting } from './access-log.ts'
import { readMeta } from './meta.ts'
import type { ReadDb } from './sqlite.ts'

export interface CacheDiagnosis {
  bytes: number
  /** Records that were kept out because they did not fit. */
  rejected: number
  /** Steps of the schema that ran, in their order. */
  migrations: { number: number; name: string }[]
  sqlite: string
  findingsDate: string | null
  /** Entries of the access log that the gateway does not have. */
  access: AccessWaiting
  /** Acts on their way by name and state. */
  outbox: { name: string; state: 'PENDING' | 'ANSWERED'; count: number; oldestAt: string }[]
}

export function diagnose(db: ReadDb): CacheDiagnosis {
  const pages = db.value<number>('PRAGMA page_count')!
  return {
    bytes: pages * db.value<number>('PRAGMA page_size')!,
    rejected: db.value<number>('SELECT count(*) FROM rejected')!,
    migrations: db.all('SELECT number, name FROM migration ORDER BY number'),
    sqlite: db.value<string>('SELECT sqlite_version()')!,
    findingsDate: readMeta(db, 'findingsDate'),
    access: accessWaiting(db),
    outbox: db.all(
      `SELECT name, state, count(*) AS count, min(at) AS oldestAt FROM outbox
       GROUP BY name, state ORDER BY name, state`,
    ),
  }
}

interface LaneRow extends Omit<WaitingLane, 'why'> {
  held: number
  withoutEffect: number
  unanswered: number
}

/** Acts on their way by dossier, the longest waiting first. */
export function waitingLanes(db: ReadDb, limit: number): WaitingLane[] {
  return db
    .all<LaneRow>(
      `SELECT o.dossierId, d.reference, count(*) AS count, min(o.at) AS oldestAt,
         sum(o.held IS NOT NULL) AS held, sum(o.effect = 0) AS withoutEffect,
         sum(o.state = 'PENDING') AS unanswered
       FROM outbox o LEFT JOIN dossier d ON d.id = o.dossierId
       WHERE o.name <> '${WITHDRAWN}'
       GROUP BY o.dossierId ORDER BY oldestAt, o.dossierId LIMIT ?`,
      [limit],
    )
    .map(({ held, withoutEffect, unanswered, ...lane }) => ({
      ...lane,
      why: why(held, withoutEffect, unanswered),
    }))
}

function why(held: number, withoutEffect: number, unanswered: number): WaitingLane['why'] {
  if (held > 0) return 'HELD'
  if (withoutEffect > 0) return 'CONTRADICTED'
  return unanswered > 0 ? 'NOT_SENT' : 'ANSWERED'
}

/** True when every page and index is as it must be. Reads the whole file: not on a busy thread. */
export function isWhole(db: ReadDb): boolean {
  return db.value<string>('PRAGMA quick_check(1)') === 'ok'
}
