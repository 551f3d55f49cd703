import { describe, expect, it } from 'vitest'
import { linkTable } from '../../domain/linking/table/link-table.ts'

type Row = Record<'given' | 'family' | 'birth' | 'sex' | 'city' | 'other:birthplace', string>
const KEYS = ['given', 'family', 'birth', 'sex', 'city', 'other:birthplace'] as const

/** Numbers below 1, always the same. */
function lcg(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296
}

const SYLLABLES = ['ba', 'ker', 'lin', 'do', 'mar', 'sen', 'vel', 'ro', 'tim', 'gus', 'fan', 'hol']

/** Two counts of a population twenty years apart: who lives together shares name, place and birthplace. */
function twoCounts(households: number) {
  const next = lcg(11)
  const below = (n: number) => Math.floor(next() * n)
  const name = (length: number) =>
    Array.from({ length }, () => SYLLABLES[below(SYLLABLES.length)]!).join('')
  const places = Array.from({ length: 60 }, () => `${name(3)} parish`)
  const givens = Array.from({ length: 120 }, () => name(2))
  const families = Array.from({ length: 500 }, () => name(3))
  const pick = (list: readonly string[]) => list[below(list.length)]!
  const first: Row[] = []
  const second: Row[] = []
  const pairs: [number, number][] = []
  for (let h = 0; h < households; h += 1) {
    const family = pick(families)
    const city = pick(places)
    for (let m = 2 + below(5); m > 0; m -= 1) {
      const year = 1800 + below(60)
      const person: Row = {
        given: pick(givens),
        family,
        birth: String(year),
        sex: next() < 0.5 ? 'M' : 'F',
        city,
        'other:birthplace': next() < 0.7 ? city : pick(places),
      }
      first.push(person)
      if (next() < 0.2) continue
      const told = { ...person, birth: String(year + [0, 0, 0, 0, 1, -1, 2][below(7)]!) }
      if (next() < 0.15) told.given = `${told.given.slice(0, 2)}${told.given.slice(3)}`
      if (next() < 0.15) told.family = `${told.family}e`
      if (told.sex === 'F' && next() < 0.15) told.family = pick(families)
      if (next() < 0.1) told.city = pick(places)
      pairs.push([first.length - 1, second.push(told) - 1])
    }
  }
  return { first, second, pairs }
}

function f1(rows: readonly Row[], left: number, truth: ReadonlySet<string>): number {
  const { links } = linkTable({
    columns: KEYS.map((key) => ({ key, typed: rows.map((row) => row[key]) })),
    left,
    records: rows.length,
    isSelf: left === rows.length,
  })
  const hits = links.filter((one) =>
    truth.has(`${Math.min(one.left, one.right)} ${Math.max(one.left, one.right)}`),
  )
  return (2 * hits.length) / (links.length + truth.size)
}

describe('people who live together', () => {
  const { first, second, pairs } = twoCounts(320)
  const rows = [...first, ...second]
  const truth = new Set(pairs.map(([i, j]) => `${i} ${first.length + j}`))

  it('are not taken for each other between two counts', () => {
    expect(f1(rows, first.length, truth)).toBeGreaterThan(0.95)
  })

  it('are not taken for each other within one file', () => {
    expect(f1(rows, rows.length, truth)).toBeGreaterThan(0.85)
  })
})

describe('two files in which nearly everybody has a partner', () => {
  it('those who are left over belong together on less evidence', () => {
    const { second } = twoCounts(320)
    const next = lcg(5)
    // Names and year alone; one in three has another given name in the second file.
    const changed = second.map((row) =>
      next() < 0.33 ? { ...row, given: row.given.slice(0, 1) } : row,
    )
    const bare = (row: Row): Row => ({ ...row, sex: '', city: '', 'other:birthplace': '' })
    const rows = [...second, ...changed].map(bare)
    const truth = new Set(second.map((_, i) => `${i} ${second.length + i}`))
    expect(f1(rows, second.length, truth)).toBeGreaterThan(0.95)
  })
})
