/**
 * Parameters of rules: numbers with a unit and limits, whose values stand in dated rows with source
 * and confidence. A parameter is a number of a closed list of units: who somebody is (nationality,
 * origin, sex, age, religion) cannot be one.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { FindingCode, ParameterUnit } from '../contract/codes.ts'
import { rowOn, type Confidence, type Dated } from '../reference/dated.ts'

export interface ParameterValue extends Dated {
  value: number
}

export interface Parameter {
  unit: ParameterUnit
  /** Limits within which the workshop may set it. */
  min: number
  max: number
  /** Rows in order of validity, without gaps, the last one open. */
  values: readonly ParameterValue[]
}

/** Names that no parameter may have: a fact about who somebody is, or one that stands for it. */
export const PROTECTED_NAMES = [
  'nationality',
  'origin',
  'country',
  'region',
  'sex',
  'gender',
  'age',
  'birthDate',
  'religion',
  'language',
  'name',
] as const
export type ProtectedName = (typeof PROTECTED_NAMES)[number]

/** Values of the parameters of one rule by name. */
export type Values<P extends string = string> = Readonly<Record<P, number>>

type Where = Partial<Pick<Dated, 'validFrom' | 'source'>> & { confidence?: Confidence }

/** A parameter with one value; without a source it is a choice of design, to be tuned. */
export function parameter(
  unit: ParameterUnit,
  value: number,
  [min, max]: readonly [number, number],
  { validFrom = '2000-01-01', source = 'D', confidence = 'UNVERIFIED' }: Where = {},
): Parameter {
  return { unit, min, max, values: [{ value, validFrom, validTo: null, source, confidence }] }
}

/** How the workshop set a rule: its revision (0: as delivered), whether it is in use, its values. */
export interface RuleSetting {
  revision: number
  active: boolean
  values: Values
}

/** Settings by code; a rule that is not named is in use as delivered. */
export type RuleSettings = ReadonlyMap<FindingCode, RuleSetting>

/** Every rule as delivered. */
export const AS_DELIVERED: RuleSettings = new Map()

/** The values in force on a day: those of the setting, else those of the dated rows. */
export function valuesOn<P extends string>(
  parameters: Readonly<Record<P, Parameter>>,
  day: LocalDate,
  set: Values = {},
): Values<P> {
  const values = {} as Record<P, number>
  for (const name of Object.keys(parameters) as P[]) {
    const row = rowOn(parameters[name].values, day) ?? parameters[name].values[0]!
    values[name] = set[name] ?? row.value
  }
  return values
}

/** Names of values that are no number within the limits of their parameter, or no parameter. */
export function badValues(
  parameters: Readonly<Record<string, Parameter>>,
  values: Values,
): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    const fits = known && Number.isFinite(value) && value >= known.min && value <= known.max
    return fits ? [] : [name]
  })
}
