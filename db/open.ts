/** Opening a complete cache. */
import { existsSync } from 'node:fs'
import { TandemError } from '../domain/contract/errors.ts'
import type { BulkWriter, Cache, CacheLocation, CacheReader, FollowWriter } from './cache.ts'
import { checkKey } from './key-check.ts'
import { migrate } from './migrations/migrate.ts'
import { STEPS } from './migrations/steps.ts'
import { renewProjection } from './renew-projection.ts'
import { connectBulkWriter, connectReader, connectWriter, type ReadDb } from './sqlite.ts'
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

/**
 * Opens a complete cache as its one writer, migrating it when it is older. Throws CACHE_WRONG_KEY,
 * CACHE_DAMAGED, CACHE_FROM_FUTURE, CACHE_MIGRATION_FAILED, DATA_FOLDER_NOT_WRITABLE, DISK_FULL;
 * NOT_FOUND when there is none: fill one first.
 */
export function openCache(location: CacheLocation): Cache {
  const db = connected(location, () => connectWriter(location.file, location.key))
  try {
    migrate(db, STEPS)
    renewProjection(db)
    return new SqliteCache(db)
  } catch (error) {
    db.close()
    throw error
  }
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
