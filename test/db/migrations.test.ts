import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { migrate } from '../../db/migrations/migrate.ts'
import { STEPS, type Step } from '../../db/migrations/steps.ts'
import { openCache } from '../../db/index.ts'
import { coldTable, TABLES } from '../../db/schema.ts'
import { connectWriter, type WriteDb } from '../../db/sqlite.ts'
import { RECORD_KINDS } from '../../domain/contract/records.ts'
import { filledCache, newPlace, WORLD, type Place } from './samples.ts'

let place: Place
let db: WriteDb
beforeEach(() => {
  place = newPlace()
  db = connectWriter(place.file, place.key)
})
afterEach(() => {
  db.close()
  place.remove()
})

const PARENTS: Step = {
  number: 1,
  name: 'parents',
  sql: `CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL
      REFERENCES parent (id) ON DELETE CASCADE);
    INSERT INTO parent VALUES (1, 'a'), (2, 'b');
    INSERT INTO child VALUES (1, 1), (2, 2);`,
}
/** SQLite changes most of a table only by building it anew: children must survive that. */
const REBUILD: Step = {
  number: 2,
  name: 'rebuild',
  sql: `CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    INSERT INTO parent_new SELECT * FROM parent;
    DROP TABLE parent;
    ALTER TABLE parent_new RENAME TO parent;`,
}
const tables = () => db.column<string>("SELECT name FROM sqlite_master WHERE type = 'table'")
const sorted = (rows: unknown[][]): string[] =>
  rows.map(String).toSorted((a, b) => (a < b ? -1 : 1))
const applied = () => db.column<number>('SELECT number FROM migration ORDER BY number')

describe('the migration runner', () => {
  it('keeps child rows when a step rebuilds their parent', () => {
    migrate(db, [PARENTS])
    expect(migrate(db, [PARENTS, REBUILD])).toBe(true)
    expect(db.value('SELECT count(*) FROM child')).toBe(2)
    expect(db.value('PRAGMA foreign_keys'), 'foreign keys must be on again').toBe(1)
    expect(() => db.run('INSERT INTO child VALUES (9, 9)')).toThrow(/FOREIGN KEY/)
  })

  it('runs every missing step once, and nothing when all have run', () => {
    migrate(db, [PARENTS, REBUILD])
    expect(applied()).toEqual([1, 2])
    expect(migrate(db, [PARENTS, REBUILD])).toBe(false)
    expect(db.value('SELECT count(*) FROM parent')).toBe(2)
  })

  it('undoes all steps when one of them fails, and says which', () => {
    migrate(db, [PARENTS])
    const broken: Step = { number: 3, name: 'broken', sql: 'INSERT INTO nowhere VALUES (1)' }
    expect(() => migrate(db, [PARENTS, REBUILD, broken])).toThrowError(
      expect.objectContaining({
        code: 'CACHE_MIGRATION_FAILED',
        details: expect.objectContaining({ step: 3 }),
      }),
    )
    expect(applied()).toEqual([1])
    expect(tables()).not.toContain('parent_new')
  })

  it('does not commit when child rows would lose their parent', () => {
    migrate(db, [PARENTS])
    const orphaning: Step = { number: 2, name: 'orphan', sql: 'DELETE FROM parent WHERE id = 1' }
    expect(() => migrate(db, [PARENTS, orphaning])).toThrow('CACHE_MIGRATION_FAILED')
    expect(db.value('SELECT count(*) FROM parent')).toBe(2)
  })

  it('notices a step that was edited after it ran', () => {
    migrate(db, [PARENTS])
    const edited = { ...PARENTS, sql: `${PARENTS.sql} -- and more` }
    expect(() => migrate(db, [edited, REBUILD])).toThrow('CACHE_MIGRATION_FAILED')
    expect(applied()).toEqual([1])
  })

  it('refuses a file from the future without touching it', () => {
    migrate(db, [PARENTS, REBUILD])
    expect(() => migrate(db, [PARENTS])).toThrow('CACHE_FROM_FUTURE')
    expect(applied()).toEqual([1, 2])
  })

  it('wants steps numbered without holes', () => {
    expect(() => migrate(db, [{ ...PARENTS, number: 2 }])).toThrow('CACHE_MIGRATION_FAILED')
    expect(tables()).not.toContain('parent')
  })
})

describe('the schema', () => {
  it('is in the file as drizzle knows it: columns, types, nullability, keys, indexes', () => {
    migrate(db, STEPS)
    for (const table of Object.values(TABLES)) {
      const config = getTableConfig(table)
      const found = db.all<{ name: string; type: string; notnull: number; pk: number }>(
        `SELECT name, type, "notnull", pk FROM pragma_table_info('${config.name}')`,
      )
      const inFile = found.map(({ name, type, notnull, pk }) => [
        name,
        type,
        notnull === 1 || pk > 0,
      ])
      const primary = new Set(
        config.primaryKeys.flatMap(({ columns }) => columns.map((c) => c.name)),
      )
      const known = config.columns.map((column) => [
        column.name,
        column.getSQLType().toUpperCase(),
        column.notNull || column.primary || primary.has(column.name),
      ])
      expect(sorted(inFile), config.name).toEqual(sorted(known))
      const indexes = db.all<{ name: string; unique: number }>(
        `SELECT name, "unique" FROM pragma_index_list('${config.name}') WHERE origin = 'c'`,
      )
      expect(sorted(indexes.map((i) => [i.name, i.unique === 1])), config.name).toEqual(
        sorted(config.indexes.map(({ config: i }) => [i.name, i.unique])),
      )
    }
    expect(tables()).toEqual(expect.arrayContaining(RECORD_KINDS.map((kind) => coldTable(kind))))
  })
})

/** Tables of ours, without the parts of full text. */
const ownTables = (of: WriteDb): string[] =>
  of.column<string>(
    `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'
     AND name NOT LIKE 'sqlite_%' AND name <> 'migration' ORDER BY name`,
  )
const columnsOf = (of: WriteDb, table: string) =>
  of.all<{ name: string; type: string }>(
    `SELECT name, type FROM pragma_table_info('${table}') ORDER BY name`,
  )
/** Everything that the file knows: tables, indexes, triggers, views and the text that made each. */
const schemaOf = (of: WriteDb) =>
  of.all<object>('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name')
const rowsOf = (of: WriteDb) =>
  new Map(ownTables(of).map((table) => [table, of.all<object>(`SELECT * FROM ${table}`)]))

const without = (row: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))

/** Three rows in every table; the first of a child hangs on the first of its parent, and so on. */
function fillEveryTable(of: WriteDb): void {
  of.exec('PRAGMA foreign_keys = OFF')
  for (const table of ownTables(of)) {
    const columns = columnsOf(of, table)
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    for (const n of [1, 2, 3]) {
      const values = columns.map(({ name, type }) => (type === 'INTEGER' ? n : `${name} ${n}`))
      const places = values.map(() => '?').join(', ')
      of.run(`INSERT INTO ${table} (${names}) VALUES (${places})`, values)
    }
  }
  of.exec('PRAGMA foreign_keys = ON')
  expect(of.all('PRAGMA foreign_key_check'), 'the rows of this test hang together').toEqual([])
}

/** Columns that a later step takes away. */
const DROPPED: Readonly<Record<string, readonly string[]>> = {
  // Step 38: only whose it is stays.
  handleDoubt: ['kind', 'value'],
  // Step 41: who holds it follows from the states and the day.
  dossier: ['holder'],
  // Step 49: its tasks have a table of their own.
  declaration: ['taskKey'],
}

describe('a cache of every earlier version', () => {
  const earlier = STEPS.slice(0, -1).map(({ number, name }) => [number, name] as const)

  it.each(earlier)('at step %i (%s) keeps every row and gets today’s schema', (number) => {
    migrate(db, STEPS.slice(0, number))
    fillEveryTable(db)
    db.run("INSERT INTO searchText (rowid, text) VALUES (1, 'lucja')")
    const before = rowsOf(db)
    expect(before.size, 'tables with rows').toBeGreaterThan(20)

    expect(migrate(db, STEPS)).toBe(true)

    const after = rowsOf(db)
    for (const [table, rows] of before) {
      // Findings follow from the records: step 11 has them computed anew.
      if (table === 'finding' && number < 11) continue
      const left = rows.map((row) => without(row, DROPPED[table] ?? []))
      expect(after.get(table), `rows of ${table}`).toMatchObject(left)
    }
    expect(db.value("SELECT count(*) FROM searchText WHERE searchText MATCH 'lucja'")).toBe(1)
    expect(() => db.run('DELETE FROM person WHERE row = 1')).not.toThrow()
    expect(db.value('SELECT count(*) FROM personBody'), 'children follow their parent').toBe(2)

    const other = newPlace()
    const fresh = connectWriter(other.file, other.key)
    migrate(fresh, STEPS)
    expect(ownTables(db)).toEqual(ownTables(fresh))
    for (const table of ownTables(fresh)) {
      expect(columnsOf(db, table), table).toEqual(columnsOf(fresh, table))
    }
    expect(schemaOf(db)).toEqual(schemaOf(fresh))
    fresh.close()
    other.remove()
  })

  it('at step 36 renames the service of a replay in rules and in what waits, and in nothing else', () => {
    migrate(db, STEPS.slice(0, 35))
    const work = (field: string) => `{"workload":[{"${field}":"FL","added":1,"gone":0}]}`
    db.run("INSERT INTO rule (row, id, version) VALUES (1, 'rule-R06', 1)")
    db.run('INSERT INTO ruleBody (row, json) VALUES (1, ?)', [work('region')])
    for (const [n, name] of ['noteReplay', 'addNote'].entries()) {
      db.run(
        `INSERT INTO outbox (n, name, args, at, today, actor, state)
         VALUES (?, ?, ?, '', '', '{}', 'PENDING')`,
        [n + 1, name, work('region')],
      )
    }
    migrate(db, STEPS)
    expect(db.value('SELECT json FROM ruleBody')).toBe(work('service'))
    expect(db.column('SELECT args FROM outbox ORDER BY n')).toEqual([
      work('service'),
      work('region'),
    ])
  })

  it('at step 39 mentions wait for linking of which something was said, or whose seat may be elsewhere', () => {
    migrate(db, STEPS.slice(0, 38))
    const mention = (key: string, isNot: string, address: string) =>
      db.run(
        `INSERT INTO mention (key, name, country, numbers, enterpriseId, band, candidates, isNot, judged)
         VALUES (?, '', 'LT', '[]', 'e1', 0, ?, ?, 0)`,
        [key, JSON.stringify([{ enterpriseId: 'e1', evidence: { address } }]), isNot],
      )
    mention('LT:PLAIN', '[]', 'SAME')
    mention('LT:SEAT', '[]', 'DIFFERENT')
    mention('LT:NAMESAKE', '["e2"]', 'MISSING')
    db.run(
      "INSERT INTO linkJudgement (row, id, version) VALUES (1, 'mention-1', 1), (2, 'L1-1', 1)",
    )
    const said = (key: string) => JSON.stringify({ said: [], mention: { key } })
    db.run('INSERT INTO linkJudgementBody (row, json) VALUES (1, ?), (2, ?)', [
      said('LT:LAPSED'),
      '{"said":[]}',
    ])
    migrate(db, STEPS)
    expect(db.column('SELECT id FROM relink ORDER BY id')).toEqual([
      'LT:LAPSED',
      'LT:NAMESAKE',
      'LT:SEAT',
    ])
  })
})

describe('opening a cache of another version', () => {
  it('refuses one from the future with its own code', () => {
    filledCache(place, WORLD).close()
    const later = connectWriter(place.file, place.key)
    later.run("INSERT INTO migration (number, name, hash) VALUES (999, 'later', 'x')")
    later.close()
    expect(() => openCache(place)).toThrow('CACHE_FROM_FUTURE')
  })

  it('renews what is derived when the derivation changed, and asks for findings anew', () => {
    filledCache(place, WORLD).close()
    const older = connectWriter(place.file, place.key)
    older.run("UPDATE meta SET value = 'older' WHERE key = 'projection'")
    older.run("UPDATE dossier SET category = 99, riskScore = 5, reference = 'old'")
    older.run('DELETE FROM identifier')
    older.run('UPDATE dossier SET titleRow = 77')
    older.run('DELETE FROM searchText')
    older.close()
    const cache = openCache(place)
    const [numbers] = cache.queue.numbers([cache.queue.rowOf('d1')!])
    expect(numbers).toMatchObject({ category: 0, riskScore: 0 })
    expect(cache.queue.texts([numbers!.row])).toMatchObject([
      { reference: 'FL-2026-000123', personName: 'MÜLLER Łucja Zoë' },
    ])
    expect(cache.personFacts('p1')!.declarations).toHaveLength(1)
    expect(cache.search('muller', 5)).toMatchObject([{ kind: 'person', id: 'p1' }])
    expect(cache.findingsDate()).toBeNull()
    cache.close()
  })
})
