/**
 * The baseline of a first fill: the rows of a filled cache once more into the same encrypted tables
 * with the same indexes, by raw prepared inserts, one row each, in one transaction, with the file
 * settings of a fill, until the disk has them. It does without gateway, pages, JSON, checks,
 * projections, full text, statistics, and without being able to go on after a kill.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'

const SETTINGS = [
  'cache_size = -131072',
  'temp_store = MEMORY',
  'locking_mode = EXCLUSIVE',
  'journal_mode = TRUNCATE',
  'synchronous = OFF',
]
/** Rows read ahead of the clock. */
const BATCH = 5_000

interface Made {
  type: 'table' | 'index'
  name: string
  sql: string
}

function open(file: string, key: Buffer, settings: readonly string[]): Database.Database {
  const db = new Database(file)
  db.pragma("cipher = 'aegis'")
  db.pragma(`key = "raw:${key.toString('hex')}"`)
  for (const setting of settings) db.pragma(setting)
  return db
}

function madeIn(db: Database.Database): Made[] {
  const made = db.prepare('SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL').all()
  return (made as Made[]).filter(({ name }) => !/^(search|sqlite_)/.test(name))
}

/** Time spent in what is given to it, in milliseconds. */
class Clock {
  spent = 0

  run(act: () => void): void {
    const start = performance.now()
    act()
    this.spent += performance.now() - start
  }
}

function copyTable(from: Database.Database, to: Database.Database, table: string, clock: Clock) {
  const reading = from.prepare(`SELECT * FROM ${table}`).raw()
  const places = reading.columns().map(() => '?')
  const insert = to.prepare(`INSERT INTO ${table} VALUES (${places.join(', ')})`)
  let batch: unknown[][] = []
  const write = () => {
    clock.run(() => {
      for (const row of batch) insert.run(...row)
    })
    batch = []
  }
  for (const row of reading.iterate() as IterableIterator<unknown[]>) {
    if (batch.push(row) === BATCH) write()
  }
  write()
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/** Seconds that the writing alone takes. */
export function writeRaw(cacheFile: string, file: string, key: Buffer): number {
  const from = open(cacheFile, key, [])
  const to = open(file, key, SETTINGS)
  const clock = new Clock()
  const made = madeIn(from)
  const named = (type: Made['type']) => made.filter((one) => one.type === type)
  for (const { sql } of named('table')) to.exec(sql)
  to.exec('BEGIN')
  for (const { name } of named('table')) copyTable(from, to, name, clock)
  for (const { sql } of named('index')) clock.run(() => to.exec(sql))
  clock.run(() => to.exec('COMMIT'))
  clock.run(() => to.close())
  clock.run(() => flush(file))
  from.close()
  return clock.spent / 1000
}
