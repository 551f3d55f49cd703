/**
 * What is measured of the records of a person or an enterprise for the screens of the rules (`Screen` in
 * rule.ts): one number for each screen. Whoever keeps the numbers for a pass over everybody measures anew when
 * something by which it was measured (`Measured`, `MeasuredEnterprise`) is another one.
 */
import { OPEN_END } from '../calendar/spans.ts'
import { hash } from '../identifiers/hash.ts'
import * as chainDuty from '../reference/chain-duty.ts'
import * as clocks from '../reference/clocks.ts'
import * as countries from '../reference/countries.ts'
import * as fullTime from '../reference/full-time.ts'
import * as limosa from '../reference/limosa.ts'
import * as mandateGroup from '../reference/mandate-group.ts'
import * as municipalities from '../reference/municipalities.ts'
import * as postalCodes from '../reference/postal-codes.ts'
import * as thresholds from '../reference/thresholds.ts'
import { contextOf } from './context.ts'
import type { EnterpriseFacts } from './enterprise-facts.ts'
import type { PersonFacts } from './person-facts.ts'
import type { EnterpriseRule, PersonRule, Rule } from './rule.ts'
import { ALL_RULES } from './rules/index.ts'

/** Grows when a measure, or a function of the domain behind one, gives other numbers. */
const MEASURES_VERSION = 18

const isAboutPersons = (rule: Rule): rule is PersonRule => rule.subject === 'PERSON'
const isAboutEnterprises = (rule: Rule): rule is EnterpriseRule => rule.subject === 'ENTERPRISE'

type ScreenOf<R extends Rule> = R['screens'][number]

/** Every screen once: several rules may share one. */
const screensOf = <R extends Rule>(rules: readonly R[]): readonly ScreenOf<R>[] => [
  ...new Set(rules.flatMap(({ screens }): readonly ScreenOf<R>[] => screens)),
]

const SCREENS = screensOf(ALL_RULES.filter(isAboutPersons))
const ENTERPRISE_SCREENS = screensOf(ALL_RULES.filter(isAboutEnterprises))

/** How many numbers there are of each person. */
export const MEASURES = SCREENS.length
/** How many numbers there are of each enterprise. */
export const ENTERPRISE_MEASURES = ENTERPRISE_SCREENS.length

/** The places of a rule's screens among the numbers of whoever it is about. */
export const placesOf = (rule: Rule): number[] =>
  isAboutPersons(rule)
    ? rule.screens.map((screen) => SCREENS.indexOf(screen))
    : rule.screens.map((screen) => ENTERPRISE_SCREENS.indexOf(screen))

/** Everything that stands in the tables by which something is measured, by table. */
export const TABLES = {
  chainDuty,
  clocks,
  countries,
  fullTime,
  limosa,
  mandateGroup,
  municipalities,
  postalCodes,
  thresholds,
} as const

/** What the numbers of these rules follow from beside records: the places of their screens, and tables. */
export function stampOf(rules: readonly Rule[], tables: Readonly<Record<string, unknown>>): string {
  const screens: readonly unknown[] = screensOf(rules)
  const placed = rules.map((rule) => [
    rule.code,
    rule.version,
    rule.screens.map((screen) => screens.indexOf(screen)),
  ])
  const plain = (_: string, value: unknown) => (value instanceof Set ? [...value] : value)
  return hash(JSON.stringify([MEASURES_VERSION, screens.length, placed, tables], plain))
}

/** Differs when the numbers, or their places, may be others. */
export const MEASURES_STAMP = /* @__PURE__ */ stampOf(ALL_RULES, TABLES)

/** The records of a person, the enterprises of their dossiers and the mandates that the employers gave. */
export type Measured = Pick<
  PersonFacts,
  'person' | 'dossiers' | 'declarations' | 'presences' | 'enterprises' | 'mandates'
> &
  Required<Pick<PersonFacts, 'a1' | 'employments' | 'controls' | 'lines'>>

const clamped = (value: number): number =>
  Math.max(-0x80000000, Math.min(0x7fffffff, Math.ceil(value)))

/**
 * The numbers of a person. They follow from the records alone: what many share is empty here, and the day
 * is the last one, on which every declared work has begun.
 */
export function measuresOf(records: Measured): Int32Array {
  const context = contextOf({ ...records, samePassport: [] }, OPEN_END)
  return Int32Array.from(SCREENS, (screen) => clamped(screen.measure(context)))
}

/** What an enterprise is measured by. */
export type MeasuredEnterprise = Pick<
  EnterpriseFacts,
  'enterprise' | 'filings' | 'lodgers' | 'outside'
> &
  Required<Pick<EnterpriseFacts, 'falseA1'>>

/** The numbers of an enterprise; whole lists of records and what it shares with others are empty here. */
export function enterpriseMeasuresOf(measured: MeasuredEnterprise): Int32Array {
  const { enterprise, filings, lodgers, outside = {}, falseA1 } = measured
  const known = { enterprise, filings, lodgers, outside, falseA1 }
  const lists = { dossiers: [], declarations: [], sameTask: [], atOneSite: [] }
  const unknown = { ...lists, allFilings: [], handles: [] }
  const context = { facts: { ...known, ...unknown }, today: OPEN_END, why: null }
  return Int32Array.from(ENTERPRISE_SCREENS, (screen) => clamped(screen.measure(context)))
}
