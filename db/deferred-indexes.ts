/** Indexes that are dropped before many rows are written and built again after them, kept in the file meanwhile. */
import { dropMeta, readMeta, writeMeta } from './meta.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

interface Index {
  name: string
  sql: string
}

/** Indexes that a step of the schema made, of all tables or of one. */
export function indexesOf(db: ReadDb, table: string | null = null): Index[] {
  return db.all<Index>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
       AND ?1 IN (tbl_name, '*') ORDER BY name`,
    [table ?? '*'],
  )
}

/** Within a transaction: drops indexes and remembers how to make them. */
export function deferIndexes(db: WriteDb, indexes: readonly Index[]): void {
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  writeMeta(db, 'deferredIndexes', JSON.stringify(indexes))
}

/** Builds what was dropped. A share of 0 to 1 is told before each. Throws SQLITE_CONSTRAINT as SQLite does. */
export function buildIndexes(db: WriteDb, onStep: (share: number) => void = () => {}): void {
  const indexes = JSON.parse(readMeta(db, 'deferredIndexes') ?? '[]') as Index[]
  indexes.forEach(({ sql }, i) => {
    onStep(i / (indexes.length + 1))
    db.exec(sql.replace(/^CREATE (UNIQUE )?INDEX/, 'CREATE $1INDEX IF NOT EXISTS'))
  })
}

/** All are built. */
export function forgetDeferred(db: WriteDb): void {
  dropMeta(db, 'deferredIndexes')
}
