import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FindingCode } from '../../domain/contract/codes.ts'
import {
  engineOf,
  enterpriseFindings,
  explainEnterprise,
  explainPerson,
  personFindings,
  RULES,
} from '../../domain/risk/index.ts'
import { AS_DELIVERED, valuesOn, type RuleSettings } from '../../domain/risk/parameters.ts'
import { TODAY, type RuleCases } from './rules/cases.ts'

type Facts = RuleCases['planted'][string]

const FILES = readdirSync(new URL('rules', import.meta.url)).filter((file) =>
  file.endsWith('.cases.ts'),
)
const ALL = await Promise.all(
  FILES.map(async (file) => ((await import(`./rules/${file}`)) as { cases: RuleCases }).cases),
)
/** Told at length in risk.test.ts, with cases that do not fit this form. */
const ELSEWHERE: readonly FindingCode[] = [
  ...(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8'] as const),
  ...(['R01', 'R28', 'R33', 'R41', 'R44'] as const),
]

function findingsIn(facts: Facts, settings: RuleSettings) {
  const engine = engineOf(TODAY, settings)
  return 'person' in facts ? personFindings(facts, engine) : enterpriseFindings(facts, engine)
}

const codesOf = (facts: Facts, settings: RuleSettings): FindingCode[] =>
  findingsIn(facts, settings).map(({ code }) => code)

const kindsOf = (code: FindingCode, facts: Facts) =>
  findingsIn(facts, AS_DELIVERED).flatMap((one) => (one.code === code ? one.kind : []))

const verdictOf = (code: FindingCode, facts: Facts, settings: RuleSettings) => {
  const engine = engineOf(TODAY, settings)
  const all = 'person' in facts ? explainPerson(facts, engine) : explainEnterprise(facts, engine)
  return all.find((verdict) => verdict.code === code)!
}

it('every rule has its cases', () => {
  const told = [...ALL.map(({ code }) => code), ...ELSEWHERE].toSorted()
  expect(told).toEqual(RULES.map(({ code }) => code).toSorted())
})

describe.each(ALL)('$code', ({ code, planted, signs = {}, innocent, boundaries }) => {
  const rule = RULES.find((one) => one.code === code)!

  it.each(Object.entries(planted))('finds: %s', (_, facts) => {
    expect(codesOf(facts, AS_DELIVERED)).toContain(code)
    expect(verdictOf(code, facts, AS_DELIVERED).outcome).toBe('FLAGGED')
  })

  it('tells conditions that are not met from mere signs', () => {
    expect(Object.keys(signs).length > 0).toBe(rule.seesSigns)
    for (const facts of Object.values(planted)) {
      expect(new Set(kindsOf(code, facts))).toEqual(new Set([rule.kind]))
    }
    for (const facts of Object.values(signs)) expect(kindsOf(code, facts)).toEqual(['SOFT'])
  })

  it.each(Object.entries(innocent))('passes over: %s', (_, facts) => {
    expect(codesOf(facts, AS_DELIVERED)).not.toContain(code)
    const { outcome, reasons } = verdictOf(code, facts, AS_DELIVERED)
    expect(outcome, 'says that it looked').toBe('CLEAR')
    expect(reasons.length, 'says why').toBeGreaterThan(0)
  })

  it('has a boundary for each parameter', () => {
    expect(Object.keys(boundaries).toSorted()).toEqual(Object.keys(rule.parameters).toSorted())
  })

  it.each(Object.entries(boundaries))('%s: clear on the limit, flagged beyond', (name, at) => {
    const values = { ...valuesOn(rule.parameters, TODAY), [name]: at.value }
    const settings: RuleSettings = new Map([[code, { revision: 3, active: true, values }]])
    expect(codesOf(at.clear, settings), `${name} = ${at.value}: on the limit`).not.toContain(code)
    expect(codesOf(at.flagged, settings), `${name} = ${at.value}: beyond`).toContain(code)
  })

  it('says "not testable" and not nothing when a source is absent, and "off" when it is retired', () => {
    const facts = Object.values(planted)[0]!
    const off: RuleSettings = new Map([[code, { revision: 1, active: false, values: {} }]])
    expect(verdictOf(code, facts, off).outcome).toBe('OFF')
    expect(codesOf(facts, off)).not.toContain(code)
    if (rule.needs.length === 0) return
    const { outside: _, holdings: __, norms: ___, ...without } = facts
    const verdict = verdictOf(code, without as Facts, AS_DELIVERED)
    expect(verdict).toMatchObject({ outcome: 'NOT_TESTABLE', missing: rule.needs })
    expect(codesOf(without as Facts, AS_DELIVERED)).not.toContain(code)
  })
})

/** All findings when these records are somebody else's: two persons may carry one number. */
function idsAs(facts: Facts, id: string): string[] {
  if (!('person' in facts)) return []
  const other = { ...facts, person: { ...facts.person, id } }
  return personFindings(other, engineOf(TODAY)).map((finding) => finding.id)
}

const OF_PERSONS = ALL.filter(({ planted }) => 'person' in Object.values(planted)[0]!)

it.each(OF_PERSONS)('$code: persons who share a number have a finding each', ({ planted }) => {
  for (const [name, facts] of Object.entries(planted)) {
    const [first, second] = [idsAs(facts, 'one'), idsAs(facts, 'other')]
    expect(first.length, name).toBeGreaterThan(0)
    expect(new Set([...first, ...second]).size, name).toBe(first.length + second.length)
  }
})
