/** Numbers that were kept of persons hold no longer when what they were measured by is another. */
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { MEASURES_STAMP, stampOf, TABLES } from '../../domain/risk/measures.ts'
import type { PersonRule, Rule } from '../../domain/risk/rule.ts'
import { ALL_RULES } from '../../domain/risk/rules/index.ts'
import { anyOf } from '../../domain/risk/screens.ts'

const isScreened = (rule: Rule): rule is PersonRule =>
  rule.subject === 'PERSON' && rule.screens.length > 1
const SCREENED = ALL_RULES.find(isScreened)!

const withScreens = (screens: PersonRule['screens']) =>
  stampOf(
    ALL_RULES.map((rule) => (rule === SCREENED ? { ...SCREENED, screens } : rule)),
    TABLES,
  )

it('a rule with one more screen, or one less, gives another stamp: all places after it are others', () => {
  expect(withScreens(SCREENED.screens), 'nothing changed').toBe(MEASURES_STAMP)
  expect(withScreens([...SCREENED.screens, anyOf(() => 1)])).not.toBe(MEASURES_STAMP)
  expect(withScreens(SCREENED.screens.slice(1))).not.toBe(MEASURES_STAMP)
})

it('a screen that a rule shares with another from now on gives another stamp', () => {
  const last = ALL_RULES.findLast(isScreened)!
  const screens = [...last.screens.slice(1), SCREENED.screens[0]!]
  const rules = ALL_RULES.map((rule) => (rule === last ? { ...last, screens } : rule))
  expect(stampOf(rules, TABLES)).not.toBe(MEASURES_STAMP)
})

it('a row of a table that is another one gives another stamp', () => {
  const { municipalities, mandateGroup, countries } = TABLES
  const [first, ...others] = municipalities.MUNICIPALITIES
  const moved = { MUNICIPALITIES: [{ ...first, region: 'other' }, ...others] }
  const group = { MANDATE_GROUP: { ...mandateGroup.MANDATE_GROUP, group: 'other' } }
  const tables = [
    { ...TABLES, municipalities: { ...municipalities, ...moved } },
    { ...TABLES, mandateGroup: { ...mandateGroup, ...group } },
    { ...TABLES, countries: { ...countries, NEIGHBOURS: new Set(['NL']) } },
  ]
  const stamps = tables.map((one) => stampOf(ALL_RULES, one))
  expect(new Set([...stamps, MEASURES_STAMP]).size).toBe(tables.length + 1)
})

/** Tables of which nothing is measured: looked up when a rule looks, or functions without a row. */
const NOT_MEASURED_BY = ['dated', 'intermediaries', 'norms', 'own-rows', 'shortage-jobs']

it('every table that rules read stands in the stamp', () => {
  const root = join(import.meta.dirname, '../..')
  const seen = new Set<string>()
  const walk = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const values = /^(?:import|export) (?!type\b)[^;'"]*?from '(\.[^']+)'/gm
    for (const [, to] of readFileSync(file, 'utf8').matchAll(values)) walk(join(dirname(file), to!))
  }
  walk(join(root, 'domain/risk/rules/index.ts'))
  walk(join(root, 'domain/risk/context.ts'))
  const read = [...seen].flatMap(
    (file) => /^domain\/reference\/([a-z-]+)\.ts$/.exec(relative(root, file))?.[1] ?? [],
  )
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const known = [...Object.keys(TABLES).map(kebab), ...NOT_MEASURED_BY]
  expect(read, 'the walk finds the tables').toContain('municipalities')
  expect(read.filter((table) => !known.includes(table))).toEqual([])
})
