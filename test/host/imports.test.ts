/** The import screen's side of an import: pieces of a file in, good rows out to the gateway. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportBatch, ImportTaken } from '../../domain/contract/imports.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { Imports } from '../../host/imports.ts'

const HEAD =
  'L1;Naam;Voornaam;Nationaliteit;Van;Tot;Werkgever;Land werkgever;Plaats;Ingediend op\r\n'
const row = (n: number, to = '28/02/2026') =>
  `L1-${n};Silva;Rui;BR;01/02/2026;${to};Exemple;FR;Werf Noord;2026-01-15T08:00:00Z\r\n`
const ID = '00000000-0000-4000-8000-00000000000'
const base64 = (text: string) => Buffer.from(text).toString('base64')

let folder: string
let stored: Map<string, string>
let imports: Imports

const send = async ({ rows }: ImportBatch): Promise<ImportTaken> => {
  const taken: ImportTaken = { created: 0, changed: 0, same: 0, refused: [] }
  for (const { key, body } of rows) {
    const text = JSON.stringify(body)
    taken[stored.get(key) === text ? 'same' : stored.has(key) ? 'changed' : 'created'] += 1
    stored.set(key, text)
  }
  return taken
}
const begin = (n: number, change: object = {}) =>
  imports.begin({
    id: `${ID}${n}`,
    source: 'RSZ',
    kind: 'declaration',
    mapping: {},
    dryRun: false,
    reach: null,
    size: 500,
    modified: 7,
    restart: false,
    ...change,
  })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-imports-'))
  stored = new Map()
  imports = new Imports(folder, send)
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('an import from the window', () => {
  it('recognises the columns, and remembers what was chosen per source', () => {
    const asked = { source: 'RSZ', kind: 'declaration' as const, bytes: base64(HEAD + row(1)) }
    expect(imports.look(asked)).toMatchObject({
      form: 'csv',
      remembered: false,
      mapping: { l1Number: 'L1', 'worker.familyName': 'Naam', 'period.to': 'Tot' },
    })
    begin(1, { mapping: { l1Number: 'Werkgever' }, dryRun: true })
    const again = imports.look(asked)
    expect(again.remembered).toBe(true)
    expect(again.mapping['l1Number'], 'the officer chose another column').toBe('Werkgever')
    expect(imports.sources()).toEqual([{ source: 'RSZ', kind: 'declaration' }])
  })

  it('recognises the columns of a short file with accents, in either encoding', () => {
    const text =
      'Numéro A1;Nom;Prénom;Employeur;Du;Au\r\n1;Silva;Rui;Exemple;01/02/2026;28/02/2026\r\n'
    for (const encoding of ['utf-8', 'latin1'] as const) {
      const bytes = Buffer.from(text, encoding).toString('base64')
      const look = imports.look({ source: 'ONSS', kind: 'a1', bytes })
      expect(look.headers, encoding).toHaveLength(6)
      expect(look.mapping, encoding).toMatchObject({
        number: 'Numéro A1',
        'worker.givenNames': 'Prénom',
        'period.to': 'Au',
      })
    }
  })

  it('a dry run tells which rows are refused and why, and sends nothing', async () => {
    begin(1, { dryRun: true })
    const text = HEAD + row(1) + row(2, '01/01/2026')
    const cut = HEAD.length + 20
    await imports.push(`${ID}1`, base64(text.slice(0, cut)))
    await imports.push(`${ID}1`, base64(text.slice(cut)))
    const end = await imports.end(`${ID}1`)
    expect(end).toMatchObject({ read: 2, good: 1, refused: 1, created: 0 })
    expect(stored.size).toBe(0)
  })

  it('goes on where it stopped, and the same file again changes nothing', async () => {
    begin(1)
    const rows = Array.from({ length: 1200 }, (_, n) => row(n)).join('')
    await imports.push(`${ID}1`, base64(HEAD + rows))
    imports.cancel()
    expect(stored.size, 'one whole batch was sent').toBe(1000)

    expect(begin(2)).toEqual({ before: 1000 })
    await imports.push(`${ID}2`, base64(HEAD + rows))
    const end = await imports.end(`${ID}2`)
    expect(end).toMatchObject({ skipped: 1000, created: 200 })

    begin(3, { restart: true })
    await imports.push(`${ID}3`, base64(HEAD + rows))
    expect(await imports.end(`${ID}3`)).toMatchObject({ created: 0, changed: 0, same: 1200 })
  })

  it('read by other columns, other rows are good, and none of them is passed over', async () => {
    const rows = Array.from({ length: 1200 }, (_, n) =>
      row(n, n < 100 ? '01/01/2026' : undefined).replace('\r\n', ';28/02/2026\r\n'),
    ).join('')
    const text = base64(HEAD.replace('\r\n', ';Einde\r\n') + rows)
    begin(1)
    await imports.push(`${ID}1`, text)
    imports.cancel()
    expect([stored.size, stored.has('L1-50')], 'it ends before it begins').toEqual([1000, false])
    expect(begin(2, { mapping: { 'period.to': 'Einde' } })).toEqual({ before: 0 })
    await imports.push(`${ID}2`, text)
    expect(await imports.end(`${ID}2`)).toMatchObject({ skipped: 0, same: 1000, created: 200 })
  })

  it('read on another day, rows that were of days to come are good, and none is passed over', async () => {
    const lines = Array.from({ length: 1200 }, (_, n) =>
      ['85073003328', `Bouw ${n}`, n < 100 ? '2026-Q2' : '2026-Q1', '7540', '62', '100'].join(';'),
    )
    const text = base64(
      ['INSZ;Werkgever;Kwartaal;Brutoloon;Dagen;Tewerkstellingsbreuk', ...lines, ''].join('\n'),
    )
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-31T09:00:00Z') })
    try {
      begin(1, { kind: 'dmfa' })
      await imports.push(`${ID}1`, text)
      imports.cancel()
      expect(stored.size).toBe(1000)
      vi.setSystemTime(new Date('2026-04-01T09:00:00Z'))
      expect(begin(2, { kind: 'dmfa' })).toEqual({ before: 0 })
      await imports.push(`${ID}2`, text)
      expect(await imports.end(`${ID}2`)).toMatchObject({ same: 1000, created: 200, refused: 0 })
    } finally {
      vi.useRealTimers()
    }
  })

  it('what was read to its end begins anew', async () => {
    const text = base64(HEAD + row(1) + row(2))
    for (const [n, taken] of [{ created: 2 }, { skipped: 0, same: 2 }].entries()) {
      expect(begin(n)).toEqual({ before: 0 })
      await imports.push(`${ID}${n}`, text)
      expect(await imports.end(`${ID}${n}`)).toMatchObject(taken)
    }
  })

  it('how far an extract reaches is told once, after its last row, and never in a dry run', async () => {
    const told: ImportBatch[] = []
    imports = new Imports(folder, async (batch) => {
      told.push(batch)
      return await send(batch)
    })
    const reach = { from: '2026-01-01', asOf: '2026-02-28' }
    const text = 'INSZ;Werkgever;Datum in\n85073003328;Bouw;01/02/2026\nx;Bouw;01/02/2026\n'
    for (const [n, dryRun] of [true, false].entries()) {
      begin(n, { kind: 'employment', dryRun, reach })
      await imports.push(`${ID}${n}`, base64(text))
      expect(told).toEqual([])
      await imports.end(`${ID}${n}`)
    }
    expect(told.map(({ rows, reach: days }) => [rows.length, days])).toEqual([
      [1, undefined],
      [0, { ...reach, refused: 1 }],
    ])
  })

  it('a late piece of another import goes nowhere', async () => {
    begin(1)
    begin(2)
    await expect(imports.push(`${ID}1`, base64(HEAD + row(1)))).rejects.toThrow(TandemError)
  })

  it('says why a file is not read at all', async () => {
    const codeOf = async (bytes: Buffer) => {
      begin(1)
      const failure = imports
        .push(`${ID}1`, bytes.toString('base64'))
        .then(() => imports.end(`${ID}1`))
      return await failure.then(
        () => 'READ',
        (error: unknown) => (error as TandemError).code,
      )
    }
    expect(await codeOf(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toBe('IMPORT_COMPRESSED')
    expect(await codeOf(Buffer.from('Naam;Voornaam\r\nSilva;Rui\r\n'))).toBe('IMPORT_MAPPING')
    expect(await codeOf(Buffer.from(' \r\n'))).toBe('IMPORT_EMPTY')
    expect(await codeOf(Buffer.from('"L1;Naam\r\nL1-1;Silva\r\n'))).toBe('IMPORT_NO_HEADERS')
    expect(await codeOf(Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><x/>'))).toBe(
      'IMPORT_DOCUMENT_TYPE',
    )
  })
})
