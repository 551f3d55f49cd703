import { describe, expect, it } from 'vitest'
import { FindingSets } from '../../host/queue/finding-sets.ts'

describe('sets of finding codes', () => {
  it('gives one cell to a set in any order, and none to no codes', () => {
    const sets = new FindingSets()
    const cell = sets.cellOf('R01 M1')
    expect(sets.cellOf('M1 R01')).toBe(cell)
    expect(sets.codesIn(cell)).toEqual(['M1', 'R01'])
    expect(sets.cellOf(null)).toBe(0)
    expect(sets.codesIn(0)).toEqual([])
    expect([...sets.holding(['R01'])].filter(Boolean)).toHaveLength(2)
  })

  it('keeps the strongest code when no number is left', () => {
    const sets = new FindingSets(0)
    expect(sets.codesIn(sets.cellOf('R01 M1'))).toEqual(['R01'])
  })
})
