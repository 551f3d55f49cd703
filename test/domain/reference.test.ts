import { describe, expect, it } from 'vitest'
import type { Category, Region } from '../../domain/contract/codes.ts'
import { hasFreeMovement } from '../../domain/reference/countries.ts'
import { THRESHOLDS, thresholdOn } from '../../domain/reference/thresholds.ts'

const euros = (region: Region, category: Category, date: string, age: number | null = 40) => {
  const row = thresholdOn(region, category, date, age)
  return row && row.amountCents / 100
}

describe('salary thresholds', () => {
  it('no two rows of one region, category and age overlap in time', () => {
    for (const a of THRESHOLDS) {
      for (const b of THRESHOLDS) {
        if (a === b || a.region !== b.region || a.category !== b.category) continue
        if (a.ageMax !== b.ageMax || a.unit !== b.unit) continue
        const apart = (a.validTo ?? '9999') < b.validFrom || (b.validTo ?? '9999') < a.validFrom
        expect(apart, `${a.region} ${a.category} ${a.validFrom} and ${b.validFrom}`).toBe(true)
      }
    }
  })

  it('Flemish rows keep their ratio to the highly skilled base within a euro', () => {
    const ratios = { NURSE: 0.8, EXECUTIVE: 1.6, ICT_MANAGER: 1.6, ICT_TRAINEE: 1 } as const
    for (const date of ['2023-06-01', '2024-06-01', '2025-06-01', '2026-06-01']) {
      const base = euros('FL', 'HIGHLY_SKILLED', date)!
      for (const [category, ratio] of Object.entries(ratios)) {
        expect(Math.abs(euros('FL', category as Category, date)! - base * ratio)).toBeLessThan(1)
      }
    }
    expect(Math.abs(euros('FL', 'EU_BLUE_CARD', '2024-04-30')! - 46_632 * 1.2)).toBeLessThan(1)
    expect(euros('FL', 'EU_BLUE_CARD', '2024-05-01')).toBe(60_621.6)
  })

  it('Brussels rows are shares of the mean wage', () => {
    const shares = {
      HIGHLY_SKILLED: 78,
      EXECUTIVE: 140,
      ICT_MANAGER: 115,
      ICT_SPECIALIST: 95,
      ICT_TRAINEE: 55,
      ARTIST: 65,
    }
    for (const [date, mean] of [
      ['2024-11-01', 4604],
      ['2026-03-01', 4748],
    ] as const) {
      for (const [category, share] of Object.entries(shares)) {
        expect(euros('BR', category as Category, date)).toBeCloseTo((mean * share) / 100, 2)
      }
    }
  })

  it('the reduced row holds up to 29 years and for an unknown age', () => {
    expect(euros('FL', 'HIGHLY_SKILLED', '2025-03-01', 29)).toBe(39_129.6)
    expect(euros('FL', 'HIGHLY_SKILLED', '2025-03-01', null)).toBe(39_129.6)
    expect(euros('FL', 'HIGHLY_SKILLED', '2025-03-01', 30)).toBe(48_912)
    expect(euros('BR', 'HIGHLY_SKILLED', '2025-03-01', 25)).toBe(3_703.44)
  })

  it('a category without a threshold has none', () => {
    expect(euros('FL', 'SEASONAL', '2025-03-01')).toBeUndefined()
    expect(euros('WA', 'HIGHLY_SKILLED', '2022-12-31')).toBeUndefined()
  })
})

describe('free movement', () => {
  it('follows the dates of membership', () => {
    expect(hasFreeMovement('GB', '2020-12-31')).toBe(true)
    expect(hasFreeMovement('GB', '2021-01-01')).toBe(false)
    expect(hasFreeMovement('HR', '2013-06-30')).toBe(false)
    expect(
      ['NO', 'IS', 'LI', 'CH', 'RO'].every((code) => hasFreeMovement(code, '2026-01-01')),
    ).toBe(true)
    expect(['TR', 'UA', 'XK', 'XX', 'ZZ'].some((code) => hasFreeMovement(code, '2026-01-01'))).toBe(
      false,
    )
  })
})
