/** The replay of a draft and the look at fairness run the live engine, and nothing else. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FindingCode } from '../../domain/contract/codes.ts'
import { engineOf, RULES } from '../../domain/risk/index.ts'
import { FairnessLook, isLawful, suppressed } from '../../domain/risk/fairness-look.ts'
import { drawnFrom, SMALLEST_GROUP } from '../../domain/risk/fairness.ts'
import type { RuleSettings } from '../../domain/risk/parameters.ts'
import type { PersonRule } from '../../domain/risk/rule.ts'
import {
  engineOfRule,
  findingsBy,
  RuleReplaying,
  type Facts,
} from '../../domain/risk/rule-replay.ts'
import { World } from '../../gateway/practice/world/index.ts'
import { readdirSync } from 'node:fs'
import type { RuleCases } from './rules/cases.ts'

const TODAY = '2026-11-20'
const PERSONS = 120
const world = new World({
  seed: 5,
  today: TODAY,
  dossiers: 200,
  declarations: 400,
  persons: PERSONS,
  enterprises: 90,
})
const files = readdirSync(new URL('rules', import.meta.url)).filter((one) =>
  one.endsWith('.cases.ts'),
)
const told = await Promise.all(
  files.map(async (file) => ((await import(`./rules/${file}`)) as { cases: RuleCases }).cases),
)
const everybody: Facts[] = [
  ...Array.from({ length: PERSONS }, (_, i) => world.factsOf(i)),
  ...told.flatMap(({ planted, innocent, boundaries }) => [
    ...Object.values(planted),
    ...Object.values(innocent),
    ...Object.values(boundaries).flatMap(({ clear, flagged }) => [clear, flagged]),
  ]),
]

/** A rule with other numbers within their limits, or off. */
const anyDraft = fc
  .record({
    rule: fc.constantFrom(...RULES),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    active: fc.boolean(),
  })
  .map(({ rule, share, active }) => {
    const values = Object.fromEntries(
      Object.entries(rule.parameters).map(([name, { min, max }]) => [
        name,
        Math.round(min + share * (max - min)),
      ]),
    )
    const draft: RuleSettings = new Map([[rule.code, { revision: 3, active, values }]])
    return { rule, draft }
  })

const aboutIt = (subject: 'PERSON' | 'ENTERPRISE') =>
  everybody.filter((facts) => 'person' in facts === (subject === 'PERSON'))
const seen = (finding: object) => JSON.stringify({ ...finding, revision: 0 })

describe('the replay of a rule', () => {
  it('tells whose work comes: of the region with the dossier, of inspection without one, of the Immigration Office for who somebody is', () => {
    const teams = (code: FindingCode, facts: Facts) => {
      const off: RuleSettings = new Map([[code, { revision: 1, active: false, values: {} }]])
      const run = new RuleReplaying(code, TODAY, { inForce: new Map(), draft: off }, 10)
      run.take(facts)
      return [...run.result().workload]
    }
    const ofRule = (code: FindingCode) =>
      Object.values(told.find((one) => one.code === code)!.planted)[0]!
    expect(teams('R37', ofRule('R37'))).toEqual([['FL', { added: 0, gone: 1 }]])
    expect(teams('R14', ofRule('R14'))).toEqual([['INSPECTION', { added: 0, gone: 1 }]])
    expect(teams('R32', ofRule('R32'))).toEqual([['DVZ', { added: 0, gone: 1 }]])
  })

  it('is the live engine: what is in force, with what is added, gone and changed, is what the draft finds', () => {
    fc.assert(
      fc.property(anyDraft, ({ rule, draft }) => {
        const { code } = rule
        const settings = { inForce: new Map(), draft }
        const live = (facts: Facts, set: RuleSettings) =>
          findingsBy(facts, engineOf(TODAY, set)).filter((finding) => finding.code === code)
        // One by one: the cases of all rules give their subjects the same ids.
        for (const facts of aboutIt(rule.subject)) {
          const run = new RuleReplaying(code, TODAY, settings, 10_000)
          run.take(facts)
          const { findings, before, after } = run.result()
          const inForce = live(facts, new Map())
          const drafted = live(facts, draft)
          expect([before, after]).toEqual([inForce.length, drafted.length])
          const result = new Map(inForce.map((finding) => [finding.id, finding]))
          for (const { id } of findings.gone) expect(result.delete(id)).toBe(true)
          for (const finding of [...findings.added, ...findings.changed]) {
            result.set(finding.id, finding)
          }
          expect([...result.values()].map(seen).toSorted()).toEqual(drafted.map(seen).toSorted())
          const ids = new Set(drafted.map(({ id }) => id))
          expect(findings.justIn.every(({ id }) => ids.has(id))).toBe(true)
          expect(findings.justOut.some(({ id }) => ids.has(id))).toBe(false)
        }
      }),
      { numRuns: 25 },
    )
  })

  // R13: its places are cities, more than a step of kilometres apart.
  it.each(
    told.filter(({ code, boundaries }) => code !== 'R13' && Object.keys(boundaries).length > 0),
  )('shows what stands at the limit of $code', ({ code, boundaries }) => {
    for (const [name, { value, clear, flagged }] of Object.entries(boundaries)) {
      const draft: RuleSettings = new Map([
        [code, { revision: 1, active: true, values: { [name]: value } }],
      ])
      const run = new RuleReplaying(code, TODAY, { inForce: new Map(), draft }, 100)
      run.take(clear)
      run.take(flagged)
      const { counts } = run.result()
      expect(counts.justIn + counts.justOut, `${code} ${name}`).toBeGreaterThan(0)
    }
  })
})

describe('the look at whom a rule touches', () => {
  it('finds no difference that the law does not ask, for any rule', () => {
    for (const { code, subject } of RULES) {
      const subjects = aboutIt(subject)
      const look = new FairnessLook(code, engineOfRule(code, TODAY, new Map()), subjects.length)
      for (const facts of subjects) look.take(facts)
      const { swaps, subjects: count } = look.result()
      expect(count).toBe(subjects.length)
      const wrong = swaps.filter(({ changed, lawful }) => changed > 0 && !lawful)
      expect(wrong, code).toEqual([])
    }
  })

  it('sees a signal that weighs more for somebody else', () => {
    const engine = engineOfRule('R13', TODAY, new Map())
    const [prepared] = engine.persons
    const harsher: PersonRule = {
      ...prepared!.rule,
      screens: [],
      find: ({ facts: { person } }) => [
        {
          key: ['x'],
          dossierId: null,
          declarationId: null,
          facts: [],
          exceptions: [],
          severity: person.body.sex === 'F' ? 'HIGH' : 'LOW',
        },
      ],
    }
    const weighed = { ...engine, persons: [{ ...prepared!, rule: harsher }] }
    const look = new FairnessLook('R13', weighed, 1)
    look.take(everybody.find((facts) => 'person' in facts && facts.person.body.sex === 'F')!)
    const changed = look.result().swaps.flatMap((one) => (one.changed > 0 ? one.swap : []))
    expect(changed).toEqual(['SEX'])
  })

  it('calls a difference lawful only where the law speaks of it', () => {
    expect(isLawful('M1', 'UNION')).toBe(true)
    expect(isLawful('M1', 'NATIONALITY')).toBe(false)
    expect(isLawful('R44', 'AGE')).toBe(true)
    expect(isLawful('R13', 'UNION')).toBe(false)
  })

  it('names no rate of a small group, nor one by subtraction', () => {
    const row = (group: string, persons: number) => ({
      group,
      persons,
      flagged: 1,
      rate: persons < SMALLEST_GROUP ? null : { share: 0.1, low: 0, high: 0.2 },
    })
    const shown = (...rows: ReturnType<typeof row>[]) =>
      suppressed(rows).map(({ group, subjects, rate }) => [group, subjects, rate !== null])
    expect(shown(row('a', 90), row('b', 40), row('c', 5))).toEqual([
      ['a', 90, true],
      ['b', 40, false],
      [null, null, false],
    ])
    const small = Array.from({ length: 10 }, (_, i) => row(`s${i}`, 9))
    expect(shown(row('a', 90), ...small), 'many small ones say something together').toEqual([
      ['a', 90, true],
      [null, 90, true],
    ])
  })

  it('draws so many, the same ones for the same seed', () => {
    const ids = Array.from({ length: 500 }, (_, i) => `dos-${i}`)
    const drawn = drawnFrom(ids, 'one', 20)
    expect(new Set(drawn).size).toBe(20)
    expect(drawnFrom(ids, 'one', 20)).toEqual(drawn)
    expect(drawnFrom(ids, 'two', 20)).not.toEqual(drawn)
  })
})
