/**
 * A damaged cache is put aside, never thrown away; only commands on their way are precious, the
 * rest comes from the gateway again. They are read row by row, as far as pages can be read.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { TandemError } from '../domain/contract/errors.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { RECORD_KINDS, type RecordKind } from '../domain/contract/records.ts'
import type { CacheLocation, SetAside } from './cache.ts'
import { insertAccess, type AccessBelongings, type AccessEntryRow } from './access-log.ts'
import { insertAttention, insertOutbox, refsOf } from './commands.ts'
import { contentHeld, hashesToSend, rescueContent, type Content } from './contents.ts'
import type { Belongings } from './carry-over.ts'
import { readLastCommand, readMeta, writeMeta } from './meta.ts'
import { migrate } from './migrations/migrate.ts'
import { STEPS } from './migrations/steps.ts'
import { connectReader, connectWriter, guarded, settleFolder, type ReadDb } from './sqlite.ts'

const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const

export const rescueFile = (file: string): string => `${file}.rescue`

export function removeFile(file: string): void {
  guarded(() => COMPANIONS.forEach((end) => rmSync(`${file}${end}`, { force: true })))
}

/** The value, or the other one where the page that holds it cannot be read. */
function readable<T>(read: () => T, otherwise: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof TandemError && error.code === 'CACHE_DAMAGED') return otherwise()
    throw error
  }
}

/** Reads what can be read and knows whether that was everything. */
class Salvager {
  readonly #db: ReadDb
  whole = true

  constructor(db: ReadDb) {
    this.#db = db
  }

  read<T>(read: () => T, otherwise: T): T {
    return readable(read, () => {
      this.whole = false
      return otherwise
    })
  }

  /** All rows; number by number past what cannot be read. */
  rows<T>(table: 'outbox' | 'attention' | 'accessEntry', key: 'n' | 'row' = 'n'): T[] {
    const whole = this.read(() => this.#db.all<T>(`SELECT * FROM ${table} ORDER BY ${key}`), null)
    if (whole) return whole
    const ends = ['ASC', 'DESC'].map((order) =>
      this.read(
        () =>
          this.#db.value<number>(`SELECT ${key} FROM ${table} ORDER BY ${key} ${order} LIMIT 1`),
        undefined,
      ),
    )
    const first = ends[0] ?? 1
    // Rows that were renumbered lie above their last number, by less than the first of them does.
    const last = ends[1] ?? first + this.lastNumber(table)
    const rows: T[] = []
    for (let n = first; n <= last; n += 1) {
      const one = () => this.#db.get<T>(`SELECT * FROM ${table} WHERE ${key} = ?`, [n])
      const row = this.read(one, null)
      if (row) rows.push(row)
    }
    return rows
  }

  private lastNumber(table: 'outbox' | 'attention' | 'accessEntry'): number {
    if (table !== 'accessEntry') return this.lastCommand()
    return this.read(() => Number(readMeta(this.#db, 'lastAccess') ?? 0), 0)
  }

  lastCommand(): number {
    return this.read(() => readLastCommand(this.#db), 0)
  }
}

/** What rows of a file that no step could renew any more do not have. */
const OLDER_OUTBOX = {
  details: null,
  lane: null,
  after: null,
  effect: 1,
  held: null,
  heldUntil: null,
  // Nobody noted it: the gateway may know it.
  sent: 1,
}
const OLDER_ATTENTION = { details: null, heldBy: null }
const OLDER_ACCESS = { refused: null }

const NO_ACCESS: AccessBelongings = { client: null, last: 0, entries: [] }

/** Without the client's name when entries may be missing: what is new is numbered under another. */
function salvageAccess(db: ReadDb): AccessBelongings {
  const salvager = new Salvager(db)
  // A cache that was not opened since it got the table has no entries.
  const table = "SELECT 1 FROM sqlite_master WHERE name = 'accessEntry'"
  if (!salvager.read(() => db.value<number>(table), 1)) return NO_ACCESS
  const entries = salvager
    .rows<AccessEntryRow>('accessEntry', 'row')
    .map((row) => ({ ...OLDER_ACCESS, ...row }))
  const client = salvager.read(() => readMeta(db, 'accessClient'), null)
  const last = salvager.read(() => Number(readMeta(db, 'lastAccess') ?? 0), 0)
  return { client: salvager.whole ? client : null, last, entries }
}

/** What only this desk has, as far as it can be read. */
function salvageContents(db: ReadDb): Content[] {
  const salvager = new Salvager(db)
  // A cache that was not opened since it got the table has none.
  const table = "SELECT 1 FROM sqlite_master WHERE name = 'contentToSend'"
  if (!salvager.read(() => db.value<number>(table), 1)) return []
  // Each by itself: an unreadable page takes one document along, not all of them.
  return salvager
    .read(() => hashesToSend(db), [])
    .flatMap((hash) => salvager.read(() => contentHeld(db, hash), null) ?? [])
}

/** Whose data a cache held, and how much of it: a fill compares what it gets with that. */
interface Extent {
  view: string | null
  actor: Actor | null
  /** Records, as far as they could be counted. */
  total: number
}

function salvageExtent(db: ReadDb): Extent {
  const salvager = new Salvager(db)
  const count = (kind: RecordKind) => db.value<number>(`SELECT count(*) FROM ${kind}`) ?? 0
  const actor = salvager.read(() => readMeta(db, 'actor'), null)
  return {
    view: salvager.read(() => readMeta(db, 'view'), null),
    actor: actor === null ? null : (JSON.parse(actor) as Actor),
    total: RECORD_KINDS.reduce((sum, kind) => sum + salvager.read(() => count(kind), 0), 0),
  }
}

type Saved = Belongings & { expected: number | null; extent: Extent }

function salvage(db: ReadDb): Saved {
  const salvager = new Salvager(db)
  const rows = salvager.rows<Belongings['outbox'][number]['row']>('outbox')
  const outbox = rows.map((row) => ({
    row: { ...OLDER_OUTBOX, ...row },
    refs: salvager.read(() => refsOf(db, row.n), []),
  }))
  const lastCommand = salvager.lastCommand()
  const expected = salvager.read(() => db.value<number>('SELECT count(*) FROM outbox')!, null)
  const clientId = salvager.read(() => readMeta(db, 'clientId'), null)
  return {
    gatewayId: salvager.read(() => readMeta(db, 'gatewayId'), null),
    // The numbers go on only when none is missing.
    clientId: salvager.whole && expected === rows.length ? clientId : null,
    lastCommand,
    outbox,
    // What came about watches is not worth a damaged file: the records themselves come again.
    alerts: [],
    watchDay: null,
    attention: salvager
      .rows<Belongings['attention'][number]>('attention')
      .map((row) => ({ ...OLDER_ATTENTION, ...row })),
    access: salvageAccess(db),
    contents: salvageContents(db),
    expected,
    extent: salvageExtent(db),
  }
}

function salvageFile({ file, key }: CacheLocation): Saved | null {
  const db = readable<ReadDb | null>(
    () => connectReader(file, key),
    () => null,
  )
  if (!db) return null
  try {
    return readable<Saved | null>(
      () => salvage(db),
      () => null,
    )
  } finally {
    db.close()
  }
}

function writeRescue({ file, key }: CacheLocation, belongings: Saved): void {
  const rescue = rescueFile(file)
  removeFile(rescue)
  const db = connectWriter(rescue, key)
  try {
    migrate(db, STEPS)
    db.transaction(() => {
      if (belongings.gatewayId !== null) writeMeta(db, 'gatewayId', belongings.gatewayId)
      if (belongings.clientId !== null) writeMeta(db, 'clientId', belongings.clientId)
      writeMeta(db, 'lastCommand', String(belongings.lastCommand))
      const { view, actor, total } = belongings.extent
      if (view !== null) writeMeta(db, 'view', view)
      if (actor !== null) writeMeta(db, 'actor', JSON.stringify(actor))
      writeMeta(db, 'total', String(total))
      for (const { row, refs } of belongings.outbox) insertOutbox(db, row, refs)
      for (const row of belongings.attention) insertAttention(db, row)
      const { client, last, entries } = belongings.access
      if (client !== null) writeMeta(db, 'accessClient', client)
      writeMeta(db, 'lastAccess', String(last))
      for (const row of entries) insertAccess(db, row)
      for (const content of belongings.contents) rescueContent(db, content)
    })
  } finally {
    db.close()
  }
}

/** False: nothing of it is worth a file. */
const isWorthIt = ({ outbox, attention, access, extent }: Saved): boolean =>
  outbox.length + attention.length + access.entries.length + extent.total > 0

/** Removes files that were put aside, for they hold personal data; all but the one to keep. */
export function removeDamaged(file: string, keep?: string): void {
  const folder = dirname(file)
  const prefix = `${basename(file)}.damaged-`
  guarded(() => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const kept = keep !== undefined && path.startsWith(keep)
      if (name.startsWith(prefix) && !kept) rmSync(path, { force: true })
    }
  })
}

/**
 * Moves a cache that cannot be used out of the way and keeps its commands for the next fill. Close
 * every handle on it first.
 */
export function setAsideDamaged(location: CacheLocation): SetAside {
  const { file } = location
  if (!existsSync(file)) throw new TandemError('NOT_FOUND')
  const saved = salvageFile(location)
  // What an earlier damage saved has been taken over since, or there would be no cache here.
  if (saved && isWorthIt(saved)) writeRescue(location, saved)
  else removeFile(rescueFile(file))
  const aside = `${file}.damaged-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`
  guarded(() => {
    for (const end of COMPANIONS) {
      if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
    }
  })
  removeDamaged(file, aside)
  settleFolder(dirname(file))
  const rescued = saved?.outbox.length ?? 0
  const expected = saved?.expected ?? null
  return {
    file: aside,
    rescued,
    lost: expected === null ? null : expected - rescued,
  }
}
