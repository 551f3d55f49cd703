/**
 * The one door to SQLite. A `ReadDb` cannot write: its statements are checked to be read-only.
 * Every failure leaves as a TandemError where it means something to a person.
 *
 * Cipher: AEGIS-256 of SQLite3MultipleCiphers with a raw 32-byte key. Measured here beside plain
 * SQLite and SQLCipher (60,000 hot rows with 1.2 kB bodies, medians of 3 interleaved rounds): insert
 * 573 ms (plain 513, SQLCipher 1,252, ChaCha20 1,163); cold scan 44 ms (34, 246, 242); 100 cold
 * look-ups 1.2 ms (1.1, 3.9, 3.8); 1,000 scattered updates 27 ms (24, 55, 44). It authenticates
 * each page, so damage is noticed where it is read. Its price: younger and less reviewed than
 * SQLCipher, and other tools cannot open the file; the cache can always be filled anew.
 */
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { TandemError } from '../domain/contract/errors.ts'

type Value = string | number | bigint | Buffer | null
type Params = readonly Value[]

/** Hot tables and names of a whole country are about 60 MB: pages of the queue stay in memory. */
const PAGE_CACHE_KIB = 128 * 1024
/** Pages of 4 KiB that may gather in the log before they are moved into the file. */
const WAL_PAGES = 4_000
const BUSY_TIMEOUT_MS = 5_000
/** Deleted bytes become zeros, on freed pages too (FAST would leave those). */
const FORGET_BYTES = 'secure_delete = ON'

const MEANING: readonly [prefix: string, code: TandemError['code']][] = [
  ['SQLITE_CORRUPT', 'CACHE_DAMAGED'],
  ['SQLITE_NOTADB', 'CACHE_DAMAGED'],
  ['SQLITE_IOERR_DATA', 'CACHE_DAMAGED'],
  ['SQLITE_IOERR_SHORT_READ', 'CACHE_DAMAGED'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_READONLY', 'DATA_FOLDER_NOT_WRITABLE'],
  ['SQLITE_CANTOPEN', 'DATA_FOLDER_NOT_WRITABLE'],
  ['SQLITE_PERM', 'DATA_FOLDER_NOT_WRITABLE'],
  ['SQLITE_BUSY', 'CACHE_LOCKED_BY_OTHER'],
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EACCES', 'DATA_FOLDER_NOT_WRITABLE'],
  ['EPERM', 'DATA_FOLDER_NOT_WRITABLE'],
  ['EROFS', 'DATA_FOLDER_NOT_WRITABLE'],
  ['ENOTDIR', 'DATA_FOLDER_NOT_WRITABLE'],
  ['ENOENT', 'DATA_FOLDER_NOT_WRITABLE'],
  ['EEXIST', 'DATA_FOLDER_NOT_WRITABLE'],
  ['EISDIR', 'DATA_FOLDER_NOT_WRITABLE'],
]

/** The error as one that may cross a boundary; an unknown one is returned as it is. */
export function meaningOf(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (error instanceof TandemError || typeof code !== 'string') return error
  const known = MEANING.find(([prefix]) => code.startsWith(prefix))
  return known ? new TandemError(known[1], { reason: code }, { cause: error }) : error
}

/** Runs and turns failures of SQLite and of the file system into TandemErrors. */
export function guarded<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw meaningOf(error)
  }
}

type Shape = 'rows' | 'column' | 'arrays'

/** A statement with its manner of binding: `?1` counts as a name for better-sqlite3. */
interface Prepared {
  statement: Database.Statement
  bind(params: Params): unknown[]
}

const byPlace = (params: Params): unknown[] => params as unknown[]
const byNumber = (params: Params): unknown[] => [
  Object.fromEntries(params.map((value, i) => [i + 1, value])),
]

/** A handle that can only read. */
export class ReadDb {
  protected readonly raw: Database.Database
  readonly #prepared: Record<Shape, Map<string, Prepared>> = {
    rows: new Map(),
    column: new Map(),
    arrays: new Map(),
  }

  constructor(raw: Database.Database) {
    this.raw = raw
  }

  /** Compiled once per text: keep texts constant and values in parameters. */
  protected prepared(sql: string, shape: Shape = 'rows'): Prepared {
    let prepared = this.#prepared[shape].get(sql)
    if (!prepared) {
      const statement = this.raw.prepare(sql)
      if (shape === 'column') statement.pluck()
      if (shape === 'arrays') statement.raw()
      prepared = { statement, bind: /\?\d/.test(sql) ? byNumber : byPlace }
      this.#prepared[shape].set(sql, prepared)
    }
    return prepared
  }

  #reader(sql: string, shape: Shape): Prepared {
    const prepared = this.prepared(sql, shape)
    if (!prepared.statement.readonly) throw new Error(`not a reading statement: ${sql}`)
    return prepared
  }

  #get(sql: string, shape: Shape, params: Params): unknown {
    return guarded(() => {
      const { statement, bind } = this.#reader(sql, shape)
      return statement.get(...bind(params))
    })
  }

  #all(sql: string, shape: Shape, params: Params): unknown[] {
    return guarded(() => {
      const { statement, bind } = this.#reader(sql, shape)
      return statement.all(...bind(params))
    })
  }

  get<T>(sql: string, params: Params = []): T | undefined {
    return this.#get(sql, 'rows', params) as T | undefined
  }

  all<T>(sql: string, params: Params = []): T[] {
    return this.#all(sql, 'rows', params) as T[]
  }

  /** The first row as an array. */
  array<T extends unknown[]>(sql: string, params: Params = []): T | undefined {
    return this.#get(sql, 'arrays', params) as T | undefined
  }

  /** First column of every row. */
  column<T>(sql: string, params: Params = []): T[] {
    return this.#all(sql, 'column', params) as T[]
  }

  /** First column of the first row. */
  value<T>(sql: string, params: Params = []): T | undefined {
    return this.#get(sql, 'column', params) as T | undefined
  }

  /** Rows as arrays. */
  arrays<T extends unknown[]>(sql: string, params: Params = []): T[] {
    return this.#all(sql, 'arrays', params) as T[]
  }

  /** All reads of `act` show the file as it was at the first one, whoever writes meanwhile. Not for long. */
  still<T>(act: () => T): T {
    if (this.raw.inTransaction) return act()
    guarded(() => this.raw.exec('BEGIN'))
    try {
      return act()
    } finally {
      guarded(() => this.raw.exec('COMMIT'))
    }
  }

  /** Another number than before: another handle wrote to the file meanwhile. */
  othersWrote(): number {
    return guarded(() => this.raw.pragma('data_version', { simple: true })) as number
  }

  close(): void {
    guarded(() => this.raw.close())
  }
}

/** Runs a write of a handle that holds still, when the others let it. */
export type Around = <T>(write: () => T) => T

/** A handle that can write. */
export class WriteDb extends ReadDb {
  #around: Around | null = null

  #run(sql: string, params: Params): Database.RunResult {
    return this.#aside(() =>
      guarded(() => {
        const { statement, bind } = this.prepared(sql)
        return statement.run(...bind(params))
      }),
    )
  }

  /**
   * Holds still: reads show the file as it is now, however much other handles write, until
   * `release`. Writes of this handle go through `around`; after each one the hold begins anew.
   * The log cannot begin anew meanwhile: never hold for long.
   */
  hold(around: Around): void {
    this.#stand()
    this.#around = around
  }

  /** Reads show the newest state again. */
  release(): void {
    if (!this.#around) return
    this.#around = null
    guarded(() => this.raw.exec('COMMIT'))
  }

  #stand(): void {
    guarded(() => this.raw.exec('BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1'))
  }

  /** A write cannot begin in a transaction that only reads what is old. */
  #aside<T>(write: () => T): T {
    const around = this.#around
    if (!around) return write()
    return around(() => {
      this.release()
      try {
        return write()
      } finally {
        this.hold(around)
      }
    })
  }

  /** Number of rows changed. */
  run(sql: string, params: Params = []): number {
    return this.#run(sql, params).changes
  }

  /** Row number of the inserted row. */
  insert(sql: string, params: Params): number {
    return Number(this.#run(sql, params).lastInsertRowid)
  }

  /** Changes rows and gives back their first column (RETURNING). */
  returning<T>(sql: string, params: Params): T[] {
    return this.#aside(() =>
      guarded(() => {
        const { statement, bind } = this.prepared(sql, 'column')
        return statement.all(...bind(params)) as T[]
      }),
    )
  }

  exec(sql: string): void {
    this.#aside(() => guarded(() => this.raw.exec(sql)))
  }

  /** All or nothing. */
  transaction<T>(act: () => T): T {
    return this.#aside(() => guarded(() => this.raw.transaction(act).immediate()))
  }

  /**
   * All or nothing, and on the disk when it returns: for what exists nowhere else. A power cut may
   * take the last of other transactions, which come from the gateway again.
   */
  durably<T>(act: () => T): T {
    return this.#aside(() => {
      this.exec('PRAGMA synchronous = FULL')
      try {
        return this.transaction(act)
      } finally {
        this.exec('PRAGMA synchronous = NORMAL')
      }
    })
  }

  /** Whether a commit moves a long log into the file: the thread that commits waits for that. */
  tendLog(isTended: boolean): void {
    guarded(() => this.raw.pragma(`wal_autocheckpoint = ${isTended ? WAL_PAGES : 0}`))
  }

  /** Moves what it can of the log into the file; nobody waits for it. */
  moveLog(): void {
    guarded(() => this.raw.pragma('wal_checkpoint(PASSIVE)'))
  }

  /**
   * Moves the log and cuts it once nothing of it is left to move: whoever cuts keeps others from
   * writing, so that is not the moment to wait for the disk or for somebody who reads. False: not cut,
   * somebody reads or writes; try again.
   */
  tryClearLog(): boolean {
    return this.#aside(() => guarded(() => this.#tryClear()))
  }

  #tryClear(): boolean {
    const [moved] = this.raw.pragma('wal_checkpoint(PASSIVE)') as [Moved]
    if (moved.busy !== 0 || moved.checkpointed !== moved.log) return false
    this.raw.pragma('busy_timeout = 0')
    try {
      const [cut] = this.raw.pragma('wal_checkpoint(TRUNCATE)') as [Moved]
      return cut.busy === 0
    } finally {
      this.raw.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    }
  }
}

/** What a move of the log tells: frames that it holds, and how many of them are in the file. */
interface Moved {
  busy: number
  log: number
  checkpointed: number
}

function connect(file: string, key: Buffer, readonly: boolean): Database.Database {
  if (key.length !== 32) throw new RangeError('a cache key has 32 bytes')
  const raw = new Database(file, { readonly, timeout: BUSY_TIMEOUT_MS })
  try {
    raw.pragma(`cipher = 'aegis'`)
    raw.pragma(`key = "raw:${key.toString('hex')}"`)
    raw.pragma(`cache_size = -${PAGE_CACHE_KIB}`)
    raw.pragma('temp_store = MEMORY')
    raw.prepare('SELECT count(*) FROM sqlite_master').get()
    return raw
  } catch (error) {
    raw.close()
    throw error
  }
}

/** Opens for reading beside a writer. The key must be right: see ./key-check.ts. */
export function connectReader(file: string, key: Buffer): ReadDb {
  return guarded(() => new ReadDb(connect(file, key, true)))
}

function openForWriting(file: string, key: Buffer, settings: readonly string[]): WriteDb {
  return guarded(() => {
    // SQLite opens a file that it may not write as read-only, silently: ask the system first.
    if (existsSync(file)) closeSync(openSync(file, 'r+'))
    const raw = connect(file, key, false)
    for (const setting of settings) raw.pragma(setting)
    return new WriteDb(raw)
  })
}

function openBesideReaders(file: string, key: Buffer, walPages: number): WriteDb {
  return openForWriting(file, key, [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'foreign_keys = ON',
    FORGET_BYTES,
    `wal_autocheckpoint = ${walPages}`,
  ])
}

/** Opens or makes a file for everyday work: readers beside the writer, safe against power cuts. */
export function connectWriter(file: string, key: Buffer): WriteDb {
  return openBesideReaders(file, key, WAL_PAGES)
}

/** The same for many writes in a row: whoever writes moves the log, see `moveLog`. */
export function connectBulkWriter(file: string, key: Buffer): WriteDb {
  return openBesideReaders(file, key, 0)
}

/**
 * Opens or makes a file for a first fill: new pages are written once, straight into the file, and
 * nothing waits for the disk. A killed process loses nothing; after a power cut the file must not
 * be trusted (`settleOnDisk` ends that).
 */
export function connectFiller(file: string, key: Buffer): WriteDb {
  return openForWriting(file, key, [
    'locking_mode = EXCLUSIVE',
    'journal_mode = TRUNCATE',
    'synchronous = OFF',
    'foreign_keys = OFF',
    FORGET_BYTES,
  ])
}

function flush(path: string, flags: 'r' | 'r+'): void {
  guarded(() => {
    const descriptor = openSync(path, flags)
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Closes a filled file and waits until the disk has it. */
export function settleOnDisk(db: WriteDb, file: string): void {
  db.close()
  flush(file, 'r+')
}

/** Waits until the disk has the names of a folder, after a rename. Windows has no such wait. */
export function settleFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r')
}
