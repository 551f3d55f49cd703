/**
 * What is measured of a person's records for the screens of the rules (`Screen` in rule.ts): one number for
 * each screen. Who keeps records for a pass over everybody keeps the numbers with them, and measures anew
 * when a record, an enterprise of a dossier or a mandate that it gave is another one.
 */
import { OPEN_END } from '../calendar/spans.ts'
import { hash } from '../identifiers/hash.ts'
import * as chainDuty from '../reference/chain-duty.ts'
import * as clocks from '../reference/clocks.ts'
import * as countries from '../reference/countries.ts'
import * as limosa from '../reference/limosa.ts'
import * as mandateGroup from '../reference/mandate-group.ts'
import * as municipalities from '../reference/municipalities.ts'
import * as thresholds from '../reference/thresholds.ts'
import { contextOf } from './context.ts'
import type { PersonFacts } from './person-facts.ts'
import type { PersonRule, Rule, Screen } from './rule.ts'
import { ALL_RULES } from './rules/index.ts'

/** Grows when a measure, or a function of the domain behind one, gives other numbers. */
const MEASURES_VERSION = 2

const isAboutPersons = (rule: Rule): rule is PersonRule => rule.subject === 'PERSON'

/** Every screen once: several rules may share one. */
const screensOf = (rules: readonly Rule[]): readonly Screen[] => [
  ...new Set(rules.filter(isAboutPersons).flatMap(({ screens }) => screens)),
]

const SCREENS = screensOf(ALL_RULES)

/** How many numbers there are of each person. */
export const MEASURES = SCREENS.length

/** The place of a screen's number among those of a person. */
export const placeOf = (screen: Screen): number => SCREENS.indexOf(screen)

/** Everything that stands in the tables by which something is measured, by table. */
export const TABLES = {
  chainDuty,
  clocks,
  countries,
  limosa,
  mandateGroup,
  municipalities,
  thresholds,
} as const

/** What the numbers of these rules follow from beside records: the places of their screens, and tables. */
export function stampOf(rules: readonly Rule[], tables: Readonly<Record<string, unknown>>): string {
  const screens = screensOf(rules)
  const placed = rules.map((rule) => [
    rule.code,
    rule.version,
    isAboutPersons(rule) ? rule.screens.map((screen) => screens.indexOf(screen)) : [],
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
  Required<Pick<PersonFacts, 'a1' | 'employments' | 'controls'>>

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
