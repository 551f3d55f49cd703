/**
 * A damaged cache is put aside, never thrown away; only commands on their way are precious, the
 * rest comes from the gateway again. They are read row by row, as far as pages can be read.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { TandemError } from '../domain/contract/errors.ts'
import type { CacheLocation, SetAside } from './cache.ts'
import { insertAttention, insertOutbox } from './commands.ts'
import { refsOf, type Belongings } from './carry-over.ts'
import { readMeta, writeMeta } from './meta.ts'
import { migrate } from './migrations/migrate.ts'
import { STEPS } from './migrations/steps.ts'
import { connectReader, connectWriter, guarded, type ReadDb } from './sqlite.ts'

const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const

export const rescueFile = (file: string): string => `${file}.rescue`

export function removeFile(file: string): void {
  guarded(() => COMPANIONS.forEach((end) => rmSync(`${file}${end}`, { force: true })))
}

/** The value, or `otherwise` where the page that holds it cannot be read. */
function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof TandemError && error.code === 'CACHE_DAMAGED') return otherwise
    throw error
  }
}

/** The row after (or before) a number, skipping what cannot be read by asking number by number. */
function readableRows<T extends { n: number }>(db: ReadDb, table: 'outbox' | 'attention'): T[] {
  const whole = readable(() => db.all<T>(`SELECT * FROM ${table} ORDER BY n`), null)
  if (whole) return whole
  const ends = ['ASC', 'DESC'].map((order) =>
    readable(
      () => db.value<number>(`SELECT n FROM ${table} ORDER BY n ${order} LIMIT 1`),
      undefined,
    ),
  )
  const last = ends[1] ?? readable(() => Number(readMeta(db, 'lastCommand') ?? 0), 0)
  const first = ends[0] ?? 1
  const rows: T[] = []
  for (let n = first; n <= last; n += 1) {
    const row = readable(() => db.get<T>(`SELECT * FROM ${table} WHERE n = ?`, [n]), undefined)
    if (row) rows.push(row)
  }
  return rows
}

function salvage(db: ReadDb): Belongings & { expected: number | null } {
  const outbox = readableRows<Belongings['outbox'][number]['row']>(db, 'outbox')
  return {
    gatewayId: readable(() => readMeta(db, 'gatewayId'), null),
    clientId: readable(() => readMeta(db, 'clientId'), null),
    lastCommand: readable(() => Number(readMeta(db, 'lastCommand') ?? 0), 0),
    outbox: outbox.map((row) => ({ row, refs: readable(() => refsOf(db, row.n), []) })),
    attention: readableRows(db, 'attention'),
    expected: readable(() => db.value<number>('SELECT count(*) FROM outbox')!, null),
  }
}

function salvageFile({ file, key }: CacheLocation): ReturnType<typeof salvage> | null {
  const db = readable(() => connectReader(file, key), null)
  if (!db) return null
  try {
    return readable(() => salvage(db), null)
  } finally {
    db.close()
  }
}

function writeRescue({ file, key }: CacheLocation, belongings: Belongings): void {
  const rescue = rescueFile(file)
  removeFile(rescue)
  const db = connectWriter(rescue, key)
  try {
    migrate(db, STEPS)
    db.transaction(() => {
      if (belongings.gatewayId !== null) writeMeta(db, 'gatewayId', belongings.gatewayId)
      if (belongings.clientId !== null) writeMeta(db, 'clientId', belongings.clientId)
      writeMeta(db, 'lastCommand', String(belongings.lastCommand))
      for (const { row, refs } of belongings.outbox) insertOutbox(db, row, refs)
      for (const row of belongings.attention) insertAttention(db, row)
    })
  } finally {
    db.close()
  }
}

/** Only the newest damaged file is kept: it holds personal data. */
function removeOlder(file: string, keep: string): void {
  const folder = dirname(file)
  const prefix = `${basename(file)}.damaged-`
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.startsWith(prefix) && !path.startsWith(keep)) rmSync(path, { force: true })
  }
}

/**
 * Moves a cache that cannot be used out of the way and keeps its commands for the next fill. Close
 * every handle on it first.
 */
export function setAsideDamaged(location: CacheLocation): SetAside {
  const { file } = location
  if (!existsSync(file)) throw new TandemError('NOT_FOUND')
  const saved = salvageFile(location)
  if (saved && saved.outbox.length + saved.attention.length > 0) writeRescue(location, saved)
  const aside = `${file}.damaged-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`
  guarded(() => {
    for (const end of COMPANIONS) {
      if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
    }
    removeOlder(file, aside)
  })
  const rescued = saved?.outbox.length ?? 0
  const expected = saved?.expected ?? null
  return {
    file: aside,
    rescued,
    lost: expected === null ? null : expected - rescued,
  }
}
