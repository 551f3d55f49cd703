import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { engineOf, personFindings, RULES } from '../../domain/risk/index.ts'
import { badValues, valuesOn, type RuleSettings } from '../../domain/risk/parameters.ts'
import { breaks, expectedOutcomes, replay } from '../../domain/risk/replay.ts'
import { World } from '../../gateway/practice/world/index.ts'

const TODAY = '2026-11-23'
const PERSONS = 300
const world = new World({
  seed: 4,
  today: TODAY,
  dossiers: 500,
  declarations: 1000,
  persons: PERSONS,
  enterprises: 120,
})
const everybody = Array.from({ length: PERSONS }, (_, i) => world.factsOf(i))
const inUse = engineOf(TODAY)
const live = everybody.flatMap((facts) => personFindings(facts, inUse))

/** Any draft: some rules off, some with other values within their limits. */
const anyDraft = fc
  .array(
    fc.record({
      rule: fc.constantFrom(...RULES),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      active: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map(
    (list): RuleSettings =>
      new Map(
        list.map(({ rule, share, active }) => [
          rule.code,
          {
            revision: 7,
            active,
            values: Object.fromEntries(
              Object.entries(rule.parameters).map(([name, { min, max }]) => [
                name,
                Math.round(min + share * (max - min)),
              ]),
            ),
          },
        ]),
      ),
  )

const without = (finding: Finding) => JSON.stringify({ ...finding, revision: 0 })

describe('replay', () => {
  it('is the live engine: findings in use, with what is added, gone and changed, are those of the draft', () => {
    fc.assert(
      fc.property(anyDraft, (settings) => {
        const draft = engineOf(TODAY, settings)
        const result = replay(everybody, inUse, draft)
        const after = new Map(live.map((finding) => [finding.id, finding]))
        for (const finding of result.gone) expect(after.delete(finding.id)).toBe(true)
        for (const finding of [...result.added, ...result.changed]) after.set(finding.id, finding)
        const wanted = everybody.flatMap((facts) => personFindings(facts, draft))
        expect([...after.values()].map(without).toSorted()).toEqual(wanted.map(without).toSorted())
        expect(result).toMatchObject({ before: live.length, after: wanted.length })
      }),
      { numRuns: 25 },
    )
  })

  it('says whose work it becomes', () => {
    const off: RuleSettings = new Map([['R44', { revision: 1, active: false, values: {} }]])
    const { gone, workload } = replay(everybody, inUse, engineOf(TODAY, off))
    expect(gone.length).toBeGreaterThan(0)
    const sum = [...workload.values()].reduce((total, load) => total + load.gone, 0)
    expect(sum).toBe(gone.length)
  })

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
