import { describe, expect, it } from 'vitest'
import type { FindingCode } from '../../domain/contract/codes.ts'
import { breaks } from '../../domain/risk/breaker.ts'
import { RULES } from '../../domain/risk/index.ts'
import { expectedOutcomes } from '../../domain/risk/outcomes.ts'
import { badValues, valuesOn } from '../../domain/risk/parameters.ts'

const TODAY = '2026-11-23'

describe('the record of a rule', () => {
  it('expects what earlier findings of the rule turned out to be', () => {
    const record = { CONFIRMED: 1, USEFUL: 1, FALSE_ALARM: 2, NOT_CHECKED: 9 }
    const records = new Map<FindingCode, typeof record>([['R10', record]])
    const findings = [{ code: 'R10' }, { code: 'R10' }, { code: 'R11' }] as const
    expect(expectedOutcomes(findings, records)).toEqual({
      confirmed: 0.5,
      falseAlarms: 1,
      unknown: 1,
    })
  })

  it('breaks the circuit of a rule far above its rate, not of one that is merely new or busy', () => {
    expect(breaks(200, [10, 12, 8])).toBe(true)
    expect(breaks(40, [10, 12, 8])).toBe(false)
    expect(breaks(15, [1, 1, 1])).toBe(false)
    expect(breaks(500, [])).toBe(false)
  })
})

describe('values of a setting', () => {
  it('must be those of the rule, within their limits', () => {
    const { parameters } = RULES.find(({ code }) => code === 'R11')!
    expect(badValues(parameters, valuesOn(parameters, TODAY))).toEqual([])
    expect(badValues(parameters, { maxDays: 61, nationality: 1, refilings: NaN })).toEqual([
      'maxDays',
      'nationality',
      'refilings',
    ])
  })
})
