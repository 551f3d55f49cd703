/** A failure at any write of a transaction leaves the file as it was. */
import { copyFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBulkWriter, openCache, type Cache } from '../../db/index.ts'
import { connectWriter, type WriteDb } from '../../db/sqlite.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import {
  CONTEXT,
  declaration,
  dossier,
  filledCache,
  newPlace,
  note,
  page,
  person,
  tombstone,
  wire,
  type Place,
} from './samples.ts'

let place: Place
let cache: Cache
let db: WriteDb
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place)
  cache.queueCommand(assign('d1', 'fl-an', null), CONTEXT)
  cache.queueCommand(assign('d2', null, 'fl-bo'), CONTEXT)
  db = connectWriter(place.file, place.key)
})
afterEach(() => {
  db.close()
  cache.close()
  place.remove()
})

const assign = (dossierId: string, assignee: string | null, from: string | null) => ({
  name: 'assignDossier',
  args: { dossierId, assignee, from },
})

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

/** Changes, tombstones, a settlement of each kind, and a replay. */
const PAGE = page(
  [
    wire('person', 'p1', person({ familyName: 'Nowak', passports: [] }), 2),
    wire('person', 'p3', person({ insz: null })),
    wire('dossier', 'd1', dossier({ filedById: 'e2' }), 2),
    wire('dossier', 'd2', dossier({ reference: 'FL-2026-000201', personId: 'p3' }), 2),
    wire('declaration', 'l1', declaration({ clients: [] }), 2),
    tombstone('note', 'n1'),
    tombstone('presence', 'c1'),
    wire('note', 'n2', note()),
    { kind: 'mandate', id: 'm9', version: 1, body: '{}' },
  ],
  [{ command: 2, outcome: 'REFUSED', code: 'STALE', details: null }],
)

function tables(): string[] {
  return db.column<string>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
     AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )
}

function dump(): string {
  return tables()
    .map((table) => `${table}\n${JSON.stringify(db.all(`SELECT * FROM ${table}`))}`)
    .join('\n')
}

const WRITES = ['INSERT', 'UPDATE', 'DELETE'] as const

/** Every kind of write on every table that an act does. Undone afterwards. */
function writesOf(act: () => unknown): [write: string, table: string][] {
  close()
  copyFileSync(place.file, `${place.file}.before`)
  open()
  db.exec('CREATE TABLE hit (write TEXT, "table" TEXT, PRIMARY KEY (write, "table"))')
  // SQLite allows no triggers on the tables behind the full text.
  for (const table of tables().filter((name) => name !== 'hit' && !name.startsWith('search'))) {
    for (const write of WRITES) {
      db.exec(`CREATE TRIGGER hit_${write}_${table} AFTER ${write} ON ${table}
        BEGIN INSERT OR IGNORE INTO hit VALUES ('${write}', '${table}'); END`)
    }
  }
  act()
  const hits = db.arrays<[string, string]>('SELECT write, "table" FROM hit ORDER BY "table", write')
  close()
  copyFileSync(`${place.file}.before`, place.file)
  open()
  return hits
}

/** Fails an act at each of its writes in turn; each time the file must be as before. */
function failEverywhere(act: () => unknown): string[] {
  const hits = writesOf(act)
  const before = dump()
  for (const [write, table] of hits) {
    db.exec(`CREATE TRIGGER kill BEFORE ${write} ON ${table}
      BEGIN SELECT RAISE(ABORT, 'killed'); END`)
    expect(act, `a failing ${write} on ${table} must not pass in silence`).toThrow(/killed/)
    db.exec('DROP TRIGGER kill')
    expect(dump(), `after a failing ${write} on ${table}`).toBe(before)
  }
  act()
  expect(dump(), 'without a failure the act does something').not.toBe(before)
  return hits.map(([write, table]) => `${write} ${table}`)
}

function close(): void {
  db.close()
  cache.close()
}

function open(): void {
  cache = openCache(place)
  db = connectWriter(place.file, place.key)
}

describe('a failure at any write', () => {
  it('leaves the file as before a change page', () => {
    cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
    const hits = failEverywhere(() => cache.applyPage(PAGE))
    expect(hits).toEqual(
      expect.arrayContaining([
        'INSERT attention',
        'DELETE outbox',
        'DELETE shadow',
        'INSERT shadow',
        'INSERT person',
        'UPDATE dossier',
        'UPDATE dossierBody',
        'DELETE note',
        'DELETE finding',
        'DELETE identifier',
        'INSERT rejected',
        'INSERT meta',
      ]),
    )
  })

  it('leaves the file as before a change page of a bulk writer', () => {
    cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
    const here = failEverywhere(() => cache.applyPage(PAGE))
    close()
    place.remove()
    place = newPlace()
    cache = filledCache(place)
    cache.queueCommand(assign('d1', 'fl-an', null), CONTEXT)
    cache.queueCommand(assign('d2', null, 'fl-bo'), CONTEXT)
    db = connectWriter(place.file, place.key)
    cache.writeFindings([{ personId: 'p1', findings: [FINDING] }])
    const beside = failEverywhere(() => {
      const bulk = openBulkWriter(place)
      try {
        bulk.applyPart(PAGE)
      } finally {
        bulk.close()
      }
    })
    expect(beside, 'the same writes as on the host').toEqual(here)
  })

  it('leaves the file as before a command', () => {
    const hits = failEverywhere(() => cache.queueCommand(assign('d1', 'fl-bo', 'fl-an'), CONTEXT))
    expect(hits).toEqual(
      expect.arrayContaining([
        'INSERT meta',
        'INSERT outbox',
        'INSERT outboxRef',
        'UPDATE dossier',
      ]),
    )
  })

  it('leaves the file as before a command is withdrawn', () => {
    cache.queueCommand(assign('d1', 'fl-bo', 'fl-an'), CONTEXT)
    const hits = failEverywhere(() => cache.withdrawCommand(1, 'TOO_LARGE'))
    expect(hits).toEqual(
      expect.arrayContaining([
        'INSERT attention',
        'DELETE outboxRef',
        'UPDATE outbox',
        'DELETE shadow',
        'UPDATE dossier',
      ]),
    )
  })

  it('leaves the file as before an act steps behind others', () => {
    cache.queueCommand(assign('d1', 'fl-bo', 'fl-an'), CONTEXT)
    cache.queueCommand(assign('d2', 'fl-bo', null), CONTEXT)
    const [first] = cache.nextCommands(1)
    const hits = failEverywhere(() => cache.stepAside(first!.n))
    expect(hits).toEqual(
      expect.arrayContaining([
        'DELETE outboxRef',
        'UPDATE outbox',
        'INSERT outbox',
        'INSERT outboxRef',
        'INSERT meta',
      ]),
    )
  })

  it('leaves the file as before a refused act is sent again', () => {
    const taken = wire('dossier', 'd2', dossier({ personId: 'p2', assignee: 'fl-an' }), 2)
    const refused = { command: 2, outcome: 'REFUSED' as const, code: 'STALE', details: null }
    cache.applyPage(page([taken], [refused]))
    const choices = { assignee: { choice: 'MINE' as const, theirs: 'fl-an' } }
    const again = { n: 2, decided: { choices, words: {} } }
    const hits = failEverywhere(() => cache.sendAgain(again, CONTEXT))
    expect(hits).toEqual(
      expect.arrayContaining(['DELETE attention', 'INSERT outbox', 'UPDATE dossier']),
    )
  })

  it('leaves the file as before new findings', () => {
    const hits = failEverywhere(() =>
      cache.writeFindings([
        { personId: 'p2', findings: [] },
        { personId: 'p1', findings: [FINDING] },
      ]),
    )
    expect(hits).toEqual(expect.arrayContaining(['INSERT finding', 'UPDATE dossier']))
  })

  it('leaves the file as before the answers to a push', () => {
    const accepted = { n: 1, outcome: 'ACCEPTED' as const, code: null, details: null }
    const answers = { last: 1, answers: [accepted] }
    expect(failEverywhere(() => cache.recordAnswers(answers))).toEqual(['UPDATE outbox'])
  })
})
