import { describe, expect, it } from 'vitest'
import { compareInto } from '../../domain/linking/table/compare.ts'
import { NAME_LEVELS } from '../../domain/linking/name-levels.ts'
import { makeColumn } from '../../domain/linking/table/columns.ts'
import { groupsOf } from '../../domain/linking/table/clusters.ts'
import { linkTable, type TableLink } from '../../domain/linking/table/link-table.ts'
import { DIRT, DIRTY_COLUMNS, dirtyTables, type DirtyOptions } from '../bench/link.dirty.ts'

const KEYS = {
  given_name: 'given',
  surname: 'family',
  street_number: 'number',
  address_1: 'street',
  suburb: 'city',
  postcode: 'postcode',
  state: 'region',
  date_of_birth: 'birth',
  soc_sec_id: 'identifier',
  sex: 'sex',
} as const

type Header = keyof typeof KEYS
const ALL = Object.keys(KEYS) as Header[]

function link(rows: readonly string[][], left: number, headers: readonly Header[] = ALL) {
  return linkTable({
    columns: headers.map((header) => {
      const at = DIRTY_COLUMNS.indexOf(header)
      return { key: KEYS[header], typed: rows.map((row) => row[at]!) }
    }),
    left,
    records: rows.length,
    isSelf: left === rows.length,
  })
}

const pairsOf = (links: readonly TableLink[], rows: readonly string[][]) =>
  links.map(({ left, right }) => [rows[left]![0]!, rows[right]![0]!].sort().join('|'))

function f1(options: DirtyOptions, headers: readonly Header[] = ALL): number {
  const { left, right, truth } = dirtyTables(options)
  const rows = right ? [...left, ...right] : left
  const found = new Set(pairsOf(link(rows, left.length, headers).links, rows))
  const wanted = new Set([...truth].map((pair) => pair.split('|').sort().join('|')))
  const hits = [...found].filter((pair) => wanted.has(pair)).length
  return (2 * hits) / (found.size + wanted.size)
}

describe('linking tables without labels', () => {
  it('finds doubles with a few slips', () => {
    expect(f1({ ...DIRT['light']!, originals: 200 })).toBeGreaterThan(0.99)
  })

  it('finds groups of up to six with moderate noise', () => {
    expect(f1({ ...DIRT['moderate']!, originals: 300 })).toBeGreaterThan(0.97)
  })

  it('finds what is left of very dirty records', () => {
    expect(f1({ ...DIRT['heavy']!, originals: 400 })).toBeGreaterThan(0.95)
  })

  it('links two files', () => {
    expect(f1({ ...DIRT['twoFiles']!, originals: 300 })).toBeGreaterThan(0.98)
  })

  const OFTEN = { ...DIRT['heavy']!, originals: 120, doublesMax: 6, doubled: 0.8, seed: 12 }

  it('links those of one file to all that the other has of them', () => {
    const few = ['given_name', 'surname', 'suburb', 'date_of_birth'] as const
    expect(f1({ ...OFTEN, twoFiles: true }, few)).toBeGreaterThan(0.93)
  })

  it('links two files that each have several of one', () => {
    const { left: all, truth } = dirtyTables(OFTEN)
    const left = all.filter((_, i) => i % 2 === 0)
    const rows = [...left, ...all.filter((_, i) => i % 2 === 1)]
    const isLeft = new Set(left.map(([id]) => id!))
    const wanted = [...truth].map((pair) => pair.split('|').sort())
    const across = wanted.filter(([a, b]) => isLeft.has(a!) !== isLeft.has(b!))
    const found = new Set(pairsOf(link(rows, left.length).links, rows))
    const hits = across.filter((pair) => found.has(pair.join('|'))).length
    expect((2 * hits) / (found.size + across.length)).toBeGreaterThan(0.96)
  })

  it('gives the same pairs whatever the order of the records', () => {
    const { left } = dirtyTables({ ...DIRT['light']!, originals: 120 })
    const turned = left.toReversed()
    const one = pairsOf(link(left, left.length).links, left).sort()
    const other = pairsOf(link(turned, turned.length).links, turned).sort()
    expect(other).toEqual(one)
  })

  it('links nothing where everybody is somebody else', () => {
    const { left } = dirtyTables({ ...DIRT['light']!, originals: 300, doubled: 0 })
    expect(link(left, left.length).links.length).toBeLessThanOrEqual(2)
  })

  it('survives tables of one record, of none, and of empty cells', () => {
    const empty = DIRTY_COLUMNS.map(() => '')
    expect(link([['a', ...empty.slice(1)]], 1).links).toEqual([])
    expect(link([], 0).links).toEqual([])
    const rows = ['a', 'b', 'c'].map((id) => [id, ...empty.slice(1)])
    expect(link(rows, 3).links).toEqual([])
  })
})

/** Titles of invented machines: brand, kind and a model that is written in one or in two ways. */
function machines(count: number, written: (model: string) => string): string[] {
  const brands = ['Brakel', 'Dorveld', 'Kessenich', 'Oudaan', 'Plenterij']
  const kinds = ['freesmachine', 'tafelboor', 'kolomzaag', 'perslucht pomp', 'vlakschuur band']
  return Array.from({ length: count }, (_, i) => {
    const model = `${'BKTRW'[i % 5]}${'XZQ'[i % 3]}-${'ACEG'[i % 4]}${1021 + ((i * 7919) % 8951)}`
    return `${brands[i % 5]!} ${kinds[(i * 3) % 5]!} ${written(model)}`
  })
}

const byName = (left: readonly string[], right: readonly string[]) =>
  linkTable({
    columns: [{ key: 'other:name', typed: [...left, ...right] }],
    left: left.length,
    records: left.length + right.length,
    isSelf: false,
  }).links.map((link) => `${link.left}|${link.right - left.length}`)

describe('linking by one column of texts', () => {
  it('finds the same text, although only those two have it', () => {
    const all = machines(90, (model) => model)
    const right = all.slice(60)
    const left = all.slice(0, 60).map((title, i) => (i < 8 ? right[i]! : title))
    expect(byName(left, right).sort()).toEqual(Array.from({ length: 8 }, (_, i) => `${i}|${i}`))
  })

  it('finds a model that is written in one word here and in two there', () => {
    const left = machines(60, (model) => model).map((title) => `${title} nieuw`)
    const right = machines(60, (model) => `${model.replace('-', '')} 24 maanden waarborg`)
    const found = byName(left, right)
    expect(found.filter((pair) => pair.split('|')[0] === pair.split('|')[1]).length).toBe(60)
  })
})

describe('a file in which nobody stands three times', () => {
  const at = (pairs: readonly (readonly [number, number, number])[]) => ({
    left: Int32Array.from(pairs, ([left]) => left),
    right: Int32Array.from(pairs, ([, right]) => right),
    odds: Float64Array.from(pairs, ([, , odds]) => odds),
  })
  /** Sure pairs of neighbours 0-1, 2-3 and so on, and one record that is a little like the first two. */
  const pairs = Array.from({ length: 60 }, (_, i) => [2 * i + 1, 2 * i, 8] as const)
  const like = [
    [120, 0, 2],
    [120, 1, 2],
  ] as const

  it('is one of pairs: a third must say more than a second', () => {
    const { of, third } = groupsOf(at([...pairs, ...like]), 121, () => 2)
    expect(third).toBeGreaterThan(2)
    expect(of[120]).not.toBe(of[0])
    const sure = [...pairs, [120, 0, 8] as const, [120, 1, 8] as const]
    const joined = groupsOf(at(sure), 121, () => 8).of
    expect(joined[120]).toBe(joined[0])
  })

  it('but where many stand three times a third is as likely as a second', () => {
    const many = pairs.filter((_, i) => i % 3 !== 2)
    const thirds = Array.from({ length: 20 }, (_, i) => [6 * i + 4, 6 * i, 8] as const)
    const { of, third } = groupsOf(at([...many, ...thirds, ...like]), 121, () => 2)
    expect(third).toBeLessThan(1)
    expect(of[120]).toBe(of[0])
  })
})

describe('names in the wrong column', () => {
  const columns = [
    makeColumn('given', ['Anna', '', 'Smit', '', 'Anna']),
    makeColumn('family', ['Smit', 'Anna', 'Anna', 'Peeters', '']),
  ]
  const levels = (i: number, j: number) => {
    const row = new Uint8Array(2)
    compareInto(columns, i, j, row, 0)
    return [...row]
  }

  it('both exchanged count once', () => {
    expect(levels(0, 2)).toEqual([NAME_LEVELS.crossed, 0])
  })

  it('one exchanged beside another that nobody can read speaks against them once, not twice', () => {
    const pair = [
      makeColumn('given', ['Marta', 'Onkojoa', 'Wim']),
      makeColumn('family', ['Okonjo', 'Marta', 'Jacobs']),
    ]
    const of = (i: number, j: number) => {
      const row = new Uint8Array(2)
      compareInto(pair, i, j, row, 0)
      return [...row]
    }
    expect(of(0, 1)).toEqual([0, NAME_LEVELS.different])
    expect(of(1, 0)).toEqual([0, NAME_LEVELS.different])
    expect(of(0, 2)).toEqual([NAME_LEVELS.different, NAME_LEVELS.different])
  })

  it('a lone one speaks neither for nor against; a strange one speaks against', () => {
    expect(levels(0, 1)).toEqual([0, 0])
    expect(levels(1, 0)).toEqual([0, 0])
    expect(levels(2, 4)).toEqual([0, 0])
    expect(levels(0, 3)).toEqual([0, NAME_LEVELS.different])
  })
})

describe('grades of other columns', () => {
  it('abbreviations of addresses mean what they stand for', () => {
    const { level, ids, exact } = makeColumn('street', ['102 fifth ave.', '102 5TH AVENUE'])
    expect(level(ids[0]!, ids[1]!)).toBe(exact)
  })

  it('another house number is another house, however long the name of the street', () => {
    const typed = [
      '3200 Oude Kanaalweg Zuid',
      '3300 Oude Kanaalweg Zuid',
      '3200 Oude Kanaalweq Zuid',
    ]
    // A number stands in few addresses, a street in many.
    const others = Array.from({ length: 40 }, (_, i) => `${100 + i} Oude Kanaalweg Zuid`)
    const { level, ids } = makeColumn('street', [...typed, ...others])
    const [house, other, slip] = [ids[0]!, ids[1]!, ids[2]!]
    expect(level(house, slip)).toBeGreaterThan(level(house, other) + 2)
  })

  it('words that are written apart are the word they make', () => {
    const typed = ['Freesmachine KX-AB 2451', 'KXAB2451 freesmachine', 'KXAB2461 freesmachine']
    const { level, ids } = makeColumn('other:name', typed)
    expect(level(ids[0]!, ids[1]!)).toBeGreaterThan(level(ids[0]!, ids[2]!) + 2)
  })

  it('a year is far where years are all there is, a percent is near among prices', () => {
    const years = makeColumn(
      'other:year',
      Array.from({ length: 60 }, (_, i) => String(1990 + (i % 20))),
    )
    const prices = makeColumn(
      'other:price',
      Array.from({ length: 60 }, (_, i) => String(Math.round(5 * 1.13 ** i))).concat(
        '1000',
        '1001',
      ),
    )
    const between = ({ values, level }: typeof years, a: string, b: string) =>
      level(values.indexOf(a), values.indexOf(b))
    expect(between(years, '1995', '1996')).toBeLessThan(between(prices, '1000', '1001'))
  })

  it('do not depend on which value comes first', () => {
    const typed = [
      'Ristorante da Mario, 12 High Street',
      'da mario ristorante',
      'High st 12 Marios',
      'ac-2201 printer black',
      'printer AC 2201',
      'blak printer',
    ]
    const column = makeColumn('other:name', typed)
    for (const a of column.ids) {
      for (const b of column.ids) expect(column.level(a, b)).toBe(column.level(b, a))
    }
  })

  it('take columns of numbers, long numbers and words for what they are', () => {
    expect(makeColumn('other:price', ['12.50', '$13', '1,200', '']).kind).toBe('number')
    expect(makeColumn('other:phone', ['02/555 12 34', '02-555-12-35', '025551236']).kind).toBe(
      'code',
    )
    expect(makeColumn('other:title', ['A b 1', 'c d', 'e']).kind).toBe('text')
  })
})
