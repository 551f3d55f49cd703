/** Opening a complete cache. */
import { existsSync } from 'node:fs'
import { TandemError } from '../domain/contract/errors.ts'
import type { BulkWriter, Cache, CacheLocation, CacheReader, FollowWriter } from './cache.ts'
import { checkKey } from './key-check.ts'
import { isMigrationDue, migrate } from './migrations/migrate.ts'
import { STEPS } from './migrations/steps.ts'
import {
  isRenewalDue,
  type RenewalProgress,
  renewProjection,
  restoreIndexes,
} from './renew-projection.ts'
import {
  connectBulkWriter,
  connectReader,
  connectWriter,
  type ReadDb,
  type WriteDb,
} from './sqlite.ts'
import { SqliteCache } from './sqlite-cache.ts'
import { SqliteReader } from './sqlite-reader.ts'

/** True when a complete cache lies at this place (it may still be damaged). */
export function cacheExists(file: string): boolean {
  return existsSync(file)
}

function connected<D extends ReadDb>({ file, key }: CacheLocation, connect: () => D): D {
  if (!existsSync(file)) throw new TandemError('NOT_FOUND')
  const known = checkKey(file, key)
  if (known === 'WRONG') throw new TandemError('CACHE_WRONG_KEY')
  try {
    return connect()
  } catch (error) {
    const unreadable = error instanceof TandemError && error.code === 'CACHE_DAMAGED'
    if (unreadable && known === 'UNKNOWN') {
      throw new TandemError('CACHE_WRONG_KEY', {}, { cause: error })
    }
    throw error
  }
}

/** The file as this program reads it: schema and derived rows; an interrupted renewal goes on. */
function connectRenewed(
  location: CacheLocation,
  tell?: (progress: RenewalProgress) => void,
): WriteDb {
  const db = connected(location, () => connectWriter(location.file, location.key))
  try {
    restoreIndexes(db)
    migrate(db, STEPS)
    renewProjection(db, tell)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Opens a complete cache as its one writer, renewing it when another program made it: where that is
 * due it may take minutes. Throws CACHE_WRONG_KEY, CACHE_DAMAGED, CACHE_FROM_FUTURE,
 * CACHE_MIGRATION_FAILED, DATA_FOLDER_NOT_WRITABLE, DISK_FULL; NOT_FOUND when there is none: fill one first.
 */
export function openCache(location: CacheLocation): Cache {
  return new SqliteCache(connectRenewed(location))
}

/** True when a cache must be renewed before it opens. Throws as `openCache`. */
export function isCacheOutdated(location: CacheLocation): boolean {
  const db = connected(location, () => connectReader(location.file, location.key))
  try {
    return isMigrationDue(db, STEPS) || isRenewalDue(db)
  } finally {
    db.close()
  }
}

/**
 * Makes a cache of another program one of this: `openCache` finds nothing to do then. What was done
 * stays done when the program is killed. `tell` hears how far it is. Throws as `openCache`.
 */
export function renewCache(
  location: CacheLocation,
  tell: (progress: RenewalProgress) => void,
): void {
  connectRenewed(location, tell).close()
}

/** Opens a second, read-only handle; another thread may do so beside the writer. */
export function openReader(location: CacheLocation): CacheReader {
  return new SqliteReader(connected(location, () => connectReader(location.file, location.key)))
}

/** Opens a second writer, on another thread, of a cache that is open here: it is not migrated. */
export function openBulkWriter(location: CacheLocation): BulkWriter {
  return new SqliteCache(connected(location, () => connectBulkWriter(location.file, location.key)))
}

/** The same, for what follows from the records; it moves the log into the file as it grows. */
export function openFollowWriter(location: CacheLocation): FollowWriter {
  return new SqliteCache(connected(location, () => connectWriter(location.file, location.key)))
}
