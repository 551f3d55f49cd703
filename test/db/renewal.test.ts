/** A cache that another program made becomes one of this: what is derived of bodies is made again. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCacheOutdated, openCache, renewCache, type RenewalProgress } from '../../db/index.ts'
import type { PROJECTIONS } from '../../db/project/index.ts'
import { projectionStamp, type Standing } from '../../db/project/stamp.ts'
import { renewProjection } from '../../db/renew-projection.ts'
import { TABLES } from '../../db/schema.ts'
import { connectWriter, type WriteDb } from '../../db/sqlite.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { randomRecords } from './random-records.ts'
import { filledCache, newPlace, WORLD, type Place } from './samples.ts'

/** The records of the small world, and others of which some share a slice and some do not. */
const RECORDS = [
  ...WORLD,
  ...randomRecords(7, 40).map((record) => ({ ...record, id: `more-${record.id}` })),
]
const FULL_TEXTS = ['searchText', 'searchReference', 'searchWord'] as const
/** Slices and samples as with a whole country, of a handful. */
const SMALL = { slice: 3, many: 5 }

let place: Place
beforeEach(() => {
  place = newPlace()
  filledCache(place, RECORDS).close()
})
afterEach(() => place.remove())

/** A handle on the file behind the cache. */
function within<T>(act: (db: WriteDb) => T): T {
  const db = connectWriter(place.file, place.key)
  try {
    return act(db)
  } finally {
    db.close()
  }
}

const stand = (db: WriteDb, standing: unknown) =>
  db.run("UPDATE meta SET value = ? WHERE key = 'projection'", [JSON.stringify(standing)])

/** Everything that is kept of records, titles by their text; the full text must agree with what it holds. */
function contents(db: WriteDb): Record<string, unknown> {
  const tables = Object.keys(TABLES).filter((table) => table !== 'meta' && table !== 'jobTitle')
  const titles = new Map(db.arrays<[number, string]>('SELECT row, text FROM jobTitle'))
  const rows = tables.map((table) => [
    table,
    db
      .all<Record<string, unknown>>(`SELECT * FROM ${table}`)
      .map((row) =>
        table === 'dossier' ? { ...row, titleRow: titles.get(row['titleRow'] as number) } : row,
      )
      // A month whose dossiers went stands with none of them.
      .filter((row) => table !== 'filedMonth' || row['count'] !== 0)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  ])
  for (const table of FULL_TEXTS) {
    db.run(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`)
  }
  return {
    ...(Object.fromEntries(rows) as Record<string, unknown>),
    jobTitle: [...titles.values()].toSorted(),
    texts: FULL_TEXTS.map((table) => db.all(`SELECT rowid, text FROM ${table} ORDER BY rowid`)),
    indexes: db.column("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"),
  }
}

/** As an earlier program left the file: other values in every column, beside it and in the full text. */
function spoil(db: WriteDb): void {
  db.exec(`
    UPDATE dossier SET category = 9, workState = 0, clockDue = 1, workplaces = 'x', papers = 'x',
      reference = 'old ' || row, titleRow = 77, employerId = 'x' || row, submittedOn = submittedOn - 40;
    INSERT INTO jobTitle (row, text) VALUES (77, 'OLD TITLE');
    UPDATE person SET name = 'old', sortKey = 'old ' || row, identity = 'old', home = 'old';
    UPDATE enterprise SET sortKey = 'old ' || row WHERE row % 2 = 0;
    UPDATE declaration SET insz = 'old', site = 'old ' || row, toDay = 0;
    UPDATE mandate SET mandatorId = 'old';
    UPDATE a1 SET formKey = 'old', numberKey = NULL;
    UPDATE workerLine SET account = 'old';
    UPDATE registerLine SET source = 'old', enterprise = NULL;
    DELETE FROM identifier WHERE personRow % 2 = 0;
    INSERT INTO identifier (personRow, value, type) SELECT row, 'old', 'INSZ' FROM person;
    UPDATE enterpriseNumber SET value = 'old';
    DELETE FROM party;
    INSERT INTO task (declarationRow, value) SELECT row, 'old' FROM declaration;
    INSERT INTO paper (dossierRow, value) SELECT row, 'old' FROM dossier;
    UPDATE controlMet SET value = 'old';`)
  for (const table of FULL_TEXTS) {
    for (const rowid of db.column<number>(`SELECT rowid FROM ${table} WHERE rowid % 3 > 0`)) {
      db.run(`DELETE FROM ${table} WHERE rowid = ?`, [rowid])
      db.run(`INSERT INTO ${table} (rowid, text) VALUES (?, 'OLD')`, [rowid])
    }
  }
  stand(db, ['an earlier program'])
}

const FINDING: Finding = {
  id: 'M1-l1',
  code: 'M1',
  ruleVersion: 1,
  revision: 0,
  enterpriseId: null,
  knownOn: null,
  kind: 'HARD',
  severity: 'HIGH',
  personId: 'p1',
  dossierId: 'd1',
  declarationId: 'l1',
  facts: [],
  exceptions: [],
}

/** Findings were stored of today, and links made. */
function judged(): void {
  const cache = openCache(place)
  cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
  cache.setFindingsDate('2026-03-02')
  cache.close()
}

const results = (db: WriteDb) => ({
  findings: db.value('SELECT count(*) FROM finding'),
  risk: db.value("SELECT riskScore > 0 FROM dossier WHERE id = 'd1'"),
  date: db.value("SELECT count(*) FROM meta WHERE key = 'findingsDate'"),
})
const KEPT = { findings: 1, risk: 1, date: 1 }
const FORGOTTEN = { findings: 0, risk: 0, date: 0 }

/** The stamp of a file in which some kinds are of an earlier projection. */
function standingWithout(...kinds: (keyof typeof PROJECTIONS)[]): Standing {
  const current = JSON.parse(projectionStamp()) as Standing
  const old = Object.fromEntries(kinds.map((kind) => [kind, ['earlier']]))
  return { ...current, kinds: { ...current.kinds, ...old } }
}

describe('a cache of another projection', () => {
  it('holds afterwards what a fresh one holds, however it was cut into slices', () => {
    const fresh = within(contents)
    for (const sizes of [SMALL, { slice: 1000, many: 1000 }]) {
      within(spoil)
      expect(within(contents)).not.toEqual(fresh)
      expect(within((db) => renewProjection(db, () => {}, sizes))).toBe(true)
      expect(within(contents)).toEqual(fresh)
      expect(isCacheOutdated(place)).toBe(false)
    }
  })

  it('is not written where everything comes out the same, and its findings stay', () => {
    judged()
    within((db) => {
      stand(db, standingWithout('person', 'dossier', 'declaration', 'enterprise'))
      for (const table of [
        'person',
        'dossier',
        'declaration',
        'enterprise',
        'identifier',
        'party',
      ]) {
        for (const write of ['INSERT', 'UPDATE', 'DELETE']) {
          db.exec(`CREATE TRIGGER no_${write}_${table} BEFORE ${write} ON ${table}
            BEGIN SELECT RAISE(ABORT, 'written'); END`)
        }
      }
      expect(renewProjection(db)).toBe(true)
      expect(results(db)).toEqual(KEPT)
    })
  })

  it('is renewed in the kinds whose own projection is another, and in no other', () => {
    within((db) => {
      db.run("UPDATE person SET name = 'old'")
      db.run("UPDATE enterprise SET name = 'old'")
      stand(db, standingWithout('person'))
    })
    const told: RenewalProgress[] = []
    renewCache(place, (progress) => told.push(progress))
    within((db) => {
      expect(db.column('SELECT DISTINCT name FROM enterprise')).toEqual(['old'])
      expect(db.column("SELECT name FROM person WHERE id = 'p1'")).toEqual(['MÜLLER Łucja Zoë'])
      const persons = db.value<number>('SELECT count(*) FROM person')!
      expect(told).toEqual([{ done: persons, total: persons }])
    })
  })

  it('has what follows from its rows computed anew once one of them is another', () => {
    judged()
    within((db) => {
      db.run("UPDATE person SET sortKey = 'old' WHERE id = 'p2'")
      stand(db, standingWithout('person'))
      renewProjection(db)
      expect(results(db)).toEqual(FORGOTTEN)
    })
  })

  it('has what follows from its rows computed anew when the program computes otherwise', () => {
    judged()
    within((db) => {
      stand(db, { ...standingWithout(), results: ['earlier'] })
      renewProjection(db, () => expect.unreachable('no body has to be read'))
      expect(results(db)).toEqual(FORGOTTEN)
    })
  })
})

describe('a renewal that is ended', () => {
  const script = join(import.meta.dirname, 'killed-renewal.ts')
  /** Kills another process at one of its writes; false: it was done before. */
  function kill(writes: number): boolean {
    const env = {
      ...process.env,
      TANDEM_FILE: place.file,
      TANDEM_KEY: place.key.toString('hex'),
      TANDEM_WRITES: String(writes),
    }
    try {
      execFileSync(process.execPath, [script], { env, stdio: 'pipe' })
      return false
    } catch (error) {
      if ((error as { signal?: string }).signal !== 'SIGKILL') throw error
      return true
    }
  }

  it.each([0, 1, 7, 40, 133, 260])(
    'at write %i leaves a cache that the next opening makes whole',
    (n) => {
      const fresh = within(contents)
      within(spoil)
      expect(kill(n), 'it is killed at work').toBe(true)
      openCache(place).close()
      expect(within(contents)).toEqual(fresh)
    },
  )

  it('goes on where it was, not from the beginning', () => {
    within(spoil)
    const totals: number[] = []
    const total = () => renewTotal(({ total: now }) => totals.push(now))
    expect(kill(300)).toBe(true)
    total()
    within(spoil)
    total()
    expect(totals[0]).toBeLessThan(totals[1]!)
  })

  it('leaves a file that no other program takes for one of its own', () => {
    within(spoil)
    expect(kill(60)).toBe(true)
    const standing = within(
      (db) => JSON.parse(db.value("SELECT value FROM meta WHERE key = 'projection'")!) as Standing,
    )
    expect(standing.underWay).toBeDefined()
    expect(standing.kinds).not.toHaveProperty(standing.underWay!.kind)
    expect(isCacheOutdated(place)).toBe(true)
  })

  /** Hears the total once. */
  function renewTotal(hear: (progress: RenewalProgress) => void): void {
    let heard = false
    renewCache(place, (progress) => {
      if (!heard) hear(progress)
      heard = true
    })
  }
})
