import { describe, expect, it } from 'vitest'
import { fromDay, toDay } from '../../domain/calendar/local-date.ts'
import { personFindings, engineOf, RULES } from '../../domain/risk/index.ts'
import {
  counterfactual,
  isInSample,
  otherSex,
  ratesByGroup,
  SMALLEST_GROUP,
  wilson,
} from '../../domain/risk/fairness.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import type { ProtectedFact } from '../../domain/risk/rule.ts'
import { World } from '../../gateway/practice/world/index.ts'
import type { RuleCases } from './rules/cases.ts'
import { readdirSync } from 'node:fs'

const TODAY = '2026-11-23'
const engine = engineOf(TODAY)
const PERSONS = 400
const world = new World({
  seed: 9,
  today: TODAY,
  dossiers: 600,
  declarations: 1200,
  persons: PERSONS,
  enterprises: 120,
})
const everybody = Array.from({ length: PERSONS }, (_, i) => world.factsOf(i))
const files = readdirSync(new URL('rules', import.meta.url)).filter((one) =>
  one.endsWith('.cases.ts'),
)
const told = await Promise.all(
  files.map(async (file) => ((await import(`./rules/${file}`)) as { cases: RuleCases }).cases),
)
const ofCases = told.flatMap(({ planted, innocent }) =>
  [...Object.values(planted), ...Object.values(innocent)].filter(
    (facts): facts is PersonFacts => 'person' in facts,
  ),
)

/** The law of permits and of posting speaks of third-country nationals: these rules follow from it. */
const ABOUT_PERMITS = new Set('M1 M2 M3 M4 M5 M6 R01 R02 R03 R04 R05 R06 R24 R54'.split(' '))

const mayRead = (fact: ProtectedFact, code: string): boolean => {
  const rule = RULES.find((one) => one.code === code)!
  return rule.protectedFacts[fact] !== undefined
}

describe('protected facts', () => {
  it('cannot be parameters: every parameter is a number with a unit and another name', () => {
    const names = new Set(RULES.flatMap(({ parameters }) => Object.keys(parameters)))
    for (const name of ['nationality', 'origin', 'sex', 'age', 'birthDate', 'religion', 'country'])
      expect(names.has(name), name).toBe(false)
  })

  it('each is read only with the law that speaks of it', () => {
    for (const { code, protectedFacts } of RULES)
      for (const [fact, law] of Object.entries(protectedFacts))
        expect(law.length, `${code} ${fact}`).toBeGreaterThan(10)
  })

  it('another sex, and nothing else, changes no rule but the one about the number made from it', () => {
    for (const facts of [...everybody, ...ofCases]) {
      const { sex } = facts.person.body
      const changed = counterfactual(facts, 'sex', otherSex(sex), engine)
      expect(
        changed.filter((code) => !mayRead('sex', code)),
        facts.person.id,
      ).toEqual([])
    }
  })

  it('another third country, and nothing else, changes no rule at all', () => {
    for (const facts of [...everybody, ...ofCases]) {
      for (const other of ['MA', 'US']) {
        // Between two third countries the law makes no difference.
        const third = counterfactual(
          {
            ...facts,
            person: { ...facts.person, body: { ...facts.person.body, nationality: 'BR' } },
          },
          'nationality',
          other,
          engine,
        )
        expect(third, `${facts.person.id} ${other}`).toEqual([])
      }
    }
  })

  it('a citizen of the Union in place of a third-country national changes rules about permits alone', () => {
    for (const facts of [...everybody, ...ofCases]) {
      const changed = counterfactual(facts, 'nationality', 'RO', engine)
      const unexplained = changed.filter(
        (code) => !ABOUT_PERMITS.has(code) && !mayRead('nationality', code),
      )
      expect(unexplained, facts.person.id).toEqual([])
    }
  })

  it('a year older changes rules alone that the law ties to age or birth date', () => {
    for (const facts of [...everybody, ...ofCases]) {
      const { birthDate } = facts.person.body
      if (birthDate === null) continue
      const older = fromDay(toDay(birthDate) - 365)
      const changed = counterfactual(facts, 'birthDate', older, engine)
      expect(
        changed.filter((code) => !mayRead('birthDate', code)),
        facts.person.id,
      ).toEqual([])
    }
  })
})

describe('rates by group', () => {
  it('names a small group without a rate', () => {
    const rows = ratesByGroup([
      ...Array.from({ length: SMALLEST_GROUP - 1 }, () => ({ group: 'small', flagged: true })),
      ...Array.from({ length: SMALLEST_GROUP }, (_, i) => ({ group: 'large', flagged: i < 3 })),
    ])
    expect(rows.map(({ group }) => group)).toEqual(['large', 'small'])
    expect(rows[0]!.rate!.share).toBeCloseTo(0.1)
    expect(rows[1]!.rate).toBeNull()
  })

  it('gives the interval of Wilson', () => {
    // Brown, Cai and DasGupta (2001): 10 of 100.
    const { low, high } = wilson(10, 100)
    expect(low).toBeCloseTo(0.0552, 3)
    expect(high).toBeCloseTo(0.1744, 3)
    expect(wilson(0, 50).low).toBe(0)
  })
})

it('the sample of the unflagged has its share, and is the same for the same seed', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `dos-${i}`)
  const drawn = ids.filter((id) => isInSample(id, '2026-Q4', 0.05))
  expect(drawn.length / ids.length).toBeGreaterThan(0.045)
  expect(drawn.length / ids.length).toBeLessThan(0.055)
  expect(ids.filter((id) => isInSample(id, '2026-Q4', 0.05))).toEqual(drawn)
  expect(ids.filter((id) => isInSample(id, '2027-Q1', 0.05))).not.toEqual(drawn)
})

it('findings of the world do not depend on who computes them', () => {
  const again = engineOf(TODAY)
  for (const facts of everybody.slice(0, 50)) {
    expect(personFindings(facts, again)).toEqual(personFindings(facts, engine))
  }
})
