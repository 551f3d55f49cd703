import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCache, openFill } from '../../db/index.ts'
import { connectReader } from '../../db/sqlite.ts'
import { RECORD_KINDS } from '../../domain/contract/records.ts'
import type { WireRecord } from '../../domain/contract/sync.ts'
import { generateWorld } from '../../gateway/practice/world/index.ts'
import { FILL_FOR, newPlace, page, type Place } from './samples.ts'

const SIZES = { dossiers: 900, declarations: 900, persons: 600, enterprises: 150 }

/** By kind and id, as a gateway sends them. */
const WORLD: WireRecord[] = [...generateWorld({ seed: 5, today: '2026-11-23', ...SIZES })]
  .map(({ record }) => ({ ...record, body: JSON.stringify(record.body) }))
  .sort(
    (a, b) => RECORD_KINDS.indexOf(a.kind) - RECORD_KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1),
  )
/** Bodies that do not fit, and a dossier that comes before its person. */
const RECORDS: WireRecord[] = [
  ...WORLD.filter(({ kind }) => kind === 'dossier').slice(-1),
  ...WORLD.slice(0, 500),
  { kind: 'person', id: 'unfit', version: 3, body: '{}' },
  ...WORLD.slice(500).filter(
    (record) => record !== WORLD.findLast(({ kind }) => kind === 'dossier'),
  ),
]
const PAGE = 333

/** Every row of every table but what names this one file, and what waits to be linked after a fill. */
function dump({ file, key }: Place): Record<string, unknown[]> {
  const db = connectReader(file, key)
  const tables = db.column<string>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'",
  )
  const rows = tables
    .filter(
      (table) =>
        table !== 'meta' &&
        table !== 'relink' &&
        // Made by the first pass of the rules, and what changed before it.
        table !== 'handle' &&
        table !== 'factChange' &&
        !/^search.*_(data|idx|docsize|config)$/.test(table),
    )
    .map((table) => [table, db.arrays(`SELECT * FROM ${table} ORDER BY 1, 2`)] as const)
  db.close()
  return Object.fromEntries(rows)
}

/** What a few texts are found by, by rowid. */
function found({ file, key }: Place): number[][] {
  const db = connectReader(file, key)
  const hits = ['searchText', 'searchWord', 'searchReference'].flatMap((table) =>
    ['AND', 'MAR', 'BOUW', '2024', '000'].map((text) =>
      db.column<number>(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid`, [
        `"${text}"*`,
      ]),
    ),
  )
  db.close()
  return hits
}

let filled: Place
let fed: Place
beforeEach(() => {
  filled = newPlace()
  fed = newPlace()
})
afterEach(() => {
  filled.remove()
  fed.remove()
})

describe('a first fill', () => {
  it('leaves the rows that the change feed leaves', () => {
    const fill = openFill(filled, FILL_FOR)
    for (let at = 0; at < RECORDS.length; at += PAGE) {
      const next = at + PAGE < RECORDS.length ? String(at + PAGE) : null
      fill.put({ head: 10, records: RECORDS.slice(at, at + PAGE), next, total: RECORDS.length })
    }
    fill.finish()

    const other = openFill(fed, FILL_FOR)
    other.put({ head: 10, records: RECORDS.slice(0, 1), next: null, total: 1 })
    other.finish()
    const cache = openCache(fed)
    cache.applyPage(page(RECORDS.slice(1).map((record) => ({ ...record, n: 11 }))))
    cache.close()

    const rows = dump(filled)
    for (const [table, others] of Object.entries(dump(fed))) {
      expect(rows[table], table).toEqual(others)
    }
    expect(found(filled)).toEqual(found(fed))
    expect(found(filled).every((rows) => rows.length === 0)).toBe(false)
  })
})
