/** Extracts in the gateway: idempotent by source key, all of a batch or nothing, by right alone; and the command line. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ImportBatch } from '../../domain/contract/imports.ts'
import { Importer } from '../../domain/imports/importer.ts'
import { rows, type Database } from '../../gateway/database.ts'
import { importBatch } from '../../gateway/imports.ts'
import { scopesOfMask } from '../../gateway/scopes.ts'
import { ImportFailure, readImportOptions } from '../../tools/import/options.ts'
import { runImport } from '../../tools/import/run.ts'
import { actor, AN, databaseKinds, refill, TOM, VERA } from './fixtures.ts'

const GREET = actor('vl-greet')
const SOLANGE = actor('wa-solange')
const HEAD = 'L1;Naam;Voornaam;Nationaliteit;Van;Tot;Plaats 1 naam;Plaats 1 NIS;Vervangt'
const line = (l1: string, to = '30/06/2026', replaces = '', nis = '11002') =>
  `${l1};Ferreira;Duarte;BR;01/03/2026;${to};Werf;${nis};${replaces}`

function batch(...lines: string[]): ImportBatch {
  const importer = new Importer('declaration')
  const text = new TextEncoder().encode([HEAD, ...lines].join('\n'))
  const good = [...importer.push(text).good, ...importer.end().good]
  return { source: 'Limosa', kind: 'declaration', rows: good }
}

interface Stored {
  id: string
  version: number
  scopes: number
  body: string
}

let database: Database
const kind = databaseKinds()[0]!
const stored = async () =>
  (
    await rows<Stored>(
      database.queries,
      sql`SELECT id, version, scopes, body FROM record WHERE kind = 50 ORDER BY id`,
    )
  ).map(({ body, ...one }) => ({ ...one, body: JSON.parse(body) as Record<string, unknown> }))
const head = async () =>
  Number((await rows<{ head: string }>(database.queries, sql`SELECT head FROM gateway`))[0]!.head)

beforeAll(async () => {
  database = await kind.open()
})
beforeEach(() => refill(database, []))
afterAll(async () => {
  await database.close()
  await kind.stop()
})

describe('a batch', () => {
  it('the same rows again change nothing, another content makes the next version', async () => {
    const first = await importBatch(database, GREET, batch(line('a'), line('b')))
    expect(first).toEqual({ created: 2, changed: 0, same: 0, refused: [] })
    const before = await head()
    const again = await importBatch(database, GREET, batch(line('b'), line('a')))
    expect(again).toEqual({ created: 0, changed: 0, same: 2, refused: [] })
    expect(await head()).toBe(before)
    const changed = await importBatch(database, GREET, batch(line('a', '31/07/2026')))
    expect(changed).toMatchObject({ changed: 1 })
    const versions = (await stored()).map(({ version }) => version)
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2])
    expect(await head()).toBe(before + 1)
  })

  it('goes to the regions where the work is and to the federal services', async () => {
    await importBatch(
      database,
      GREET,
      batch(line('a', '30/06/2026', '', '62063'), line('b', '30/06/2026', '', '')),
    )
    const scopes = Object.fromEntries(
      (await stored()).map(({ body, scopes: mask }) => [
        String(body['l1Number']),
        scopesOfMask(mask),
      ]),
    )
    expect(scopes).toEqual({ a: ['WA', 'FED'], b: ['FL', 'FED'] })
  })

  it('a declaration that another one replaces is replaced, and stays so when it comes again', async () => {
    await importBatch(database, GREET, batch(line('a')))
    await importBatch(database, GREET, batch(line('b', '30/06/2026', 'a')))
    const again = await importBatch(database, GREET, batch(line('a'), line('b', '30/06/2026', 'a')))
    expect(again).toMatchObject({ changed: 0, same: 2 })
    const status = (await stored()).map(({ body }) => [body['l1Number'], body['status']])
    expect(Object.fromEntries(status)).toEqual({ a: 'REPLACED', b: 'ACTIVE' })
  })

  it('rows of another service with the same key are other records', async () => {
    await importBatch(database, GREET, batch(line('a')))
    expect(await importBatch(database, SOLANGE, batch(line('a')))).toMatchObject({ created: 1 })
  })

  it('a body that does not fit is named, the others are taken', async () => {
    const given = batch(line('a'), line('b'))
    const broken = { ...given, rows: [{ key: 'x', body: { l1Number: 'x' } }, ...given.rows] }
    expect(await importBatch(database, GREET, broken)).toMatchObject({ created: 2, refused: [0] })
  })

  it('is refused to whoever has not the right', async () => {
    for (const person of [AN, TOM, VERA]) {
      await expect(importBatch(database, person, batch(line('a')))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    }
    expect(await stored()).toEqual([])
  })
})

describe('the command line', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tandem-import-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const count = 2500
  const run = async (
    { name, args = [] }: { name: string; args?: string[] },
    stopAfter = Infinity,
  ) => {
    const stop = new AbortController()
    let batches = 0
    const options = readImportOptions([
      join(folder, name),
      '--source',
      'Limosa',
      '--practice',
      ...args,
    ])!
    return await runImport(options, {
      send: options.dryRun
        ? null
        : (one) => {
            batches += 1
            if (batches >= stopAfter) stop.abort()
            return importBatch(database, GREET, one)
          },
      memory: join(folder, 'memory'),
      signal: stop.signal,
      progress: () => undefined,
    })
  }

  it('stops where it is told, goes on from there, and repeats without a change', async () => {
    const lines = Array.from({ length: count }, (_, i) => line(`L${i}`))
    // Longer than one chunk of the disk, so that there is a place to stop.
    const padding = `;${'x'.repeat(200)}`
    const text = [`${HEAD};Note`, ...lines.map((one) => one + padding)].join('\n')
    await writeFile(join(folder, 'big.csv'), text)
    const stopped = await run({ name: 'big.csv' }, 1)
    expect(stopped.cancelled).toBe(true)
    expect(stopped.created).toBeGreaterThan(0)
    expect(stopped.created).toBeLessThan(count)
    const rest = await run({ name: 'big.csv' })
    expect(rest).toMatchObject({ skipped: stopped.created, created: count - stopped.created })
    const repeated = await run({ name: 'big.csv', args: ['--restart'] })
    expect(repeated).toMatchObject({ same: count, created: 0, changed: 0, skipped: 0 })
    expect(await stored()).toHaveLength(count)
  })

  it('a dry run sends nothing and writes the refused rows', async () => {
    await writeFile(join(folder, 'bad.csv'), [HEAD, line('a'), line('b', '01/01/2026')].join('\n'))
    const errors = join(folder, 'errors.csv')
    const result = await run({ name: 'bad.csv', args: ['--dry-run', '--errors', errors] })
    expect(result).toMatchObject({ read: 2, good: 1, refused: 1, created: 0 })
    expect(await readFile(errors, 'utf8')).toBe(
      'line;field;reason\r\n3;period.to;ENDS_BEFORE_START\r\n',
    )
    expect(await stored()).toEqual([])
  })

  it('asks for the columns that headers do not tell, and remembers them for the source', async () => {
    const text = [HEAD.replace('Naam;', 'Kolom 2;'), line('m')].join('\n')
    await writeFile(join(folder, 'odd.csv'), text)
    await expect(run({ name: 'odd.csv' })).rejects.toThrow('--map worker.familyName=COLUMN')
    const told = { name: 'odd.csv', args: ['--map', 'worker.familyName=Kolom 2'] }
    expect(await run(told)).toMatchObject({ created: 1 })
    expect(await run({ name: 'odd.csv', args: ['--restart'] })).toMatchObject({ same: 1 })
  })

  it('says in words what it cannot use', async () => {
    await writeFile(join(folder, 'bomb.zip'), Uint8Array.from([0x50, 0x4b, 3, 4]))
    await expect(run({ name: 'bomb.zip' })).rejects.toThrow('unpack it first')
    await expect(run({ name: 'absent.csv' })).rejects.toThrow(ImportFailure)
    for (const args of [
      [],
      ['a', 'b'],
      ['a', '--source', '../x', '--dry-run'],
      ['a', '--source', 's'],
    ]) {
      expect(() => readImportOptions(args), args.join(' ')).toThrow(ImportFailure)
    }
  })
})
