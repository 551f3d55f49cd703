export interface FolderLock {
  release(): void
}
/**
 * Takes a data folder for this process, creating it when absent. Throws CACHE_LOCKED_BY_OTHER when
 * another process holds it, DATA_FOLDER_NOT_WRITABLE. The system frees the lock when a process dies.
 */
export declare function lockFolder(folder: string): FolderLock
