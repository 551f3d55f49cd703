/**
 * What is measured of a person's records for the screens of the rules (`Screen` in rule.ts): one number for
 * each screen. Who keeps records for a pass over everybody keeps the numbers with them, and measures anew
 * when a record, an enterprise of a dossier or a mandate that it gave is another one.
 */
import { OPEN_END } from '../calendar/spans.ts'
import { FREE_MOVEMENT } from '../reference/countries.ts'
import * as limosa from '../reference/limosa.ts'
import { THRESHOLDS } from '../reference/thresholds.ts'
import { contextOf } from './context.ts'
import type { PersonFacts } from './person-facts.ts'
import { hash } from '../identifiers/hash.ts'
import type { PersonRule, Screen } from './rule.ts'
import { ALL_RULES } from './rules/index.ts'

/** Grows when a measure, or a function of the domain behind one, gives other numbers. */
const MEASURES_VERSION = 2

const isAboutPersons = (rule: (typeof ALL_RULES)[number]): rule is PersonRule =>
  rule.subject === 'PERSON'

/** Every screen once: several rules may share one. */
const SCREENS: readonly Screen[] = [
  ...new Set(ALL_RULES.filter(isAboutPersons).flatMap(({ screens }) => screens)),
]

/** How many numbers there are of each person. */
export const MEASURES = SCREENS.length

/** The place of a screen's number among those of a person. */
export const placeOf = (screen: Screen): number => SCREENS.indexOf(screen)

/** Differs when the numbers may be others: by the rules, by the tables of law. */
export const MEASURES_STAMP = hash(
  JSON.stringify([
    MEASURES_VERSION,
    ALL_RULES.map(({ code, version }) => [code, version]),
    [FREE_MOVEMENT, THRESHOLDS, ...Object.values(limosa)],
  ]),
)

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
