import type { Cache, CacheLocation, CacheReader, SetAside } from './cache.ts'

/** True when a complete cache lies at this place (it may still be damaged). */
export declare function cacheExists(file: string): boolean
/**
 * Opens a complete cache as its one writer, migrating it when it is older. Throws CACHE_WRONG_KEY,
 * CACHE_DAMAGED, CACHE_FROM_FUTURE, CACHE_MIGRATION_FAILED, DATA_FOLDER_NOT_WRITABLE, DISK_FULL;
 * NOT_FOUND when there is none: fill one first.
 */
export declare function openCache(location: CacheLocation): Cache
/** Opens a second, read-only handle (another thread may do so beside the writer). */
export declare function openReader(location: CacheLocation): CacheReader
/** Moves a damaged cache aside and rescues its unsent commands for the next fill. */
export declare function setAsideDamaged(location: CacheLocation): SetAside
