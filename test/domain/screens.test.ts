/** A rule that is screened out would have seen nothing: of everybody of a practice world, of every case. */
import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts'
import { EXTRACT_SOURCES } from '../../domain/contract/codes.ts'
import { holdsAll } from '../../domain/risk/outside-facts.ts'
import { type Engine, engineOf, RULES } from '../../domain/risk/index.ts'
import { enterpriseMeasuresOf, measuresOf, type Measured } from '../../domain/risk/measures.ts'
import { AS_DELIVERED, type RuleSettings } from '../../domain/risk/parameters.ts'
import { type Facts, findingsBy } from '../../domain/risk/rule-replay.ts'
import { generateWorld, SMALL, World } from '../../gateway/practice/world/index.ts'
import type { TandemRecord } from '../../domain/contract/records.ts'
import { isPayBody } from '../../domain/reference/own-rows.ts'
import { holding } from './fixtures.ts'
import { TODAY as DAY_OF_CASES, type RuleCases } from './rules/cases.ts'

const TODAY = '2026-11-23'

/** As a pass over everybody has them. */
function measured(facts: Facts): Facts {
  if (!('person' in facts)) {
    return { ...facts, measures: enterpriseMeasuresOf({ falseA1: [], ...facts }) }
  }
  const { a1 = [], employments = [], controls = [], lines = [] } = facts
  const { person, dossiers, declarations, presences, enterprises, mandates } = facts
  const lists = { person, dossiers, declarations, presences, a1, employments, controls, lines }
  const known: Measured = { ...lists, enterprises, mandates }
  return { ...facts, measures: measuresOf(known) }
}

const textBy = (facts: Facts, engine: Engine) => JSON.stringify(findingsBy(facts, engine))

const text = (facts: Facts, today: LocalDate, settings: RuleSettings) =>
  textBy(facts, engineOf(today, settings))

const idOf = (facts: Facts): string => ('person' in facts ? facts.person : facts.enterprise).id

/** Every rule set somewhere within its limits. */
const anySettings = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 })
  .map((shares): RuleSettings => {
    let n = 0
    const share = () => shares[n++ % shares.length]!
    return new Map(
      RULES.map(({ code, parameters }) => [
        code,
        {
          revision: 1,
          active: true,
          values: Object.fromEntries(
            Object.entries(parameters).map(([name, { min, max }]) => [
              name,
              Math.round(min + share() * (max - min)),
            ]),
          ),
        },
      ]),
    )
  })

/** Everybody is judged twice: minutes on a machine that has other work. */
const WHOLE_WORLD_MS = 600_000

describe('screens', () => {
  it(
    'hold nothing back of anybody of the practice world',
    () => {
      const world = new World({ seed: 1, today: TODAY, ...SMALL })
      const screened = { persons: 0, asked: 0 }
      for (let i = 0; i < SMALL.persons; i += 1) {
        const facts = world.factsOf(i)
        const whole = text(facts, TODAY, AS_DELIVERED)
        expect(text(measured(facts), TODAY, AS_DELIVERED), facts.person.id).toBe(whole)
        screened.persons += 1
        screened.asked += whole === '[]' ? 0 : 1
      }
      expect(screened.asked, 'somebody is flagged').toBeGreaterThan(100)
      const flagged = new Set<string>()
      for (const facts of world.firmFacts()) {
        const whole = text(facts, TODAY, AS_DELIVERED)
        expect(text(measured(facts), TODAY, AS_DELIVERED), facts.enterprise.id).toBe(whole)
        for (const { code } of JSON.parse(whole) as { code: string }[]) flagged.add(code)
      }
      expect([...flagged].toSorted(), 'rules about enterprises that flag somebody').toEqual(
        RULES.filter(({ subject }) => subject === 'ENTERPRISE').map(({ code }) => code),
      )
    },
    WHOLE_WORLD_MS,
  )

  it('hold nothing back on any day and at any limit that the workshop may set', () => {
    const world = new World({
      seed: 9,
      today: TODAY,
      dossiers: 500,
      declarations: 1000,
      persons: 300,
      enterprises: 120,
    })
    const everybody = [
      ...Array.from({ length: 300 }, (_, i) => world.factsOf(i)),
      ...world.firmFacts(),
    ]
    const withMeasures = everybody.map(measured)
    fc.assert(
      fc.property(anySettings, fc.integer({ min: -900, max: 900 }), (settings, days) => {
        const engine = engineOf(addDays(TODAY, days), settings)
        for (const [i, facts] of everybody.entries()) {
          const found = textBy(withMeasures[i]!, engine)
          expect(found, idOf(facts)).toBe(textBy(facts, engine))
        }
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })
})

it('hold nothing back when a region approved rows of its own', () => {
  const sizes = { dossiers: 900, declarations: 200, persons: 300, enterprises: 120 }
  const world = new World({ seed: 5, today: TODAY, ...sizes })
  const proposed = [...generateWorld({ seed: 5, today: TODAY, ...sizes })].flatMap(({ record }) =>
    record.kind === 'norm' ? [record] : [],
  )
  const norms = proposed.map((norm): TandemRecord<'norm'> => {
    if (!isPayBody(norm.body)) return norm
    const rows = norm.body.rows.map((row) => ({
      ...row,
      state: 'APPROVED' as const,
      amountCents: row.amountCents * 5,
      validFrom: '2026-01-01',
      closedAt: '2025-12-01T10:00:00.000Z',
    }))
    return { ...norm, body: { ...norm.body, rows } }
  })
  let short = 0
  for (let i = 0; i < sizes.persons; i += 1) {
    const facts = { ...world.factsOf(i), norms }
    const found = text(facts, TODAY, AS_DELIVERED)
    expect(text(measured(facts), TODAY, AS_DELIVERED), facts.person.id).toBe(found)
    if (found.includes('"R44"')) short += 1
  }
  expect(short, 'five times as much is asked').toBeGreaterThan(10)
})

const FILES = readdirSync(new URL('rules', import.meta.url)).filter((file) =>
  file.endsWith('.cases.ts'),
)
const ALL = await Promise.all(
  FILES.map(async (file) => ((await import(`./rules/${file}`)) as { cases: RuleCases }).cases),
)

it.each(ALL)('$code: what a case sees, it sees behind its screen', (cases) => {
  const { code, planted, innocent, boundaries } = cases
  const asDelivered = [...Object.values(planted), ...Object.values(innocent)].map(
    (facts) => [facts, AS_DELIVERED] as const,
  )
  const onLimits = Object.entries(boundaries).flatMap(([name, { value, clear, flagged }]) => {
    const settings: RuleSettings = new Map([
      [code, { revision: 1, active: true, values: { [name]: value } }],
    ])
    return [clear, flagged].map((facts) => [facts, settings] as const)
  })
  for (const [facts, settings] of [...asDelivered, ...onLimits]) {
    expect(text(measured(facts), DAY_OF_CASES, settings)).toBe(text(facts, DAY_OF_CASES, settings))
  }
})

it('every rule that a desk can test has a screen: others cost a pass most', () => {
  const holdings = EXTRACT_SOURCES.map((source) => holding(source))
  const open = RULES.filter(
    ({ screens, needs }) => screens.length === 0 && holdsAll(needs, { holdings }),
  )
  expect(open.map(({ code }) => code)).toEqual([])
})
