/** Why two identities are linked, or why not: the comparison that linking uses, field by field. */
import { NAME_LEVELS } from '../name-levels.ts'
import { weightOf } from '../table/model.ts'
import {
  type Field,
  FIELDS,
  gradeInto,
  isConfirmed,
  Names,
  PLACE_LEVELS,
  prepare,
  WIDTH,
} from './grades.ts'
import type { Identity } from './identity.ts'
import type { RegisterModel } from './model.ts'

export const AGREEMENTS = ['SAME', 'SIMILAR', 'DIFFERENT', 'MISSING', 'SWAPPED'] as const
export type Agreement = (typeof AGREEMENTS)[number]

export interface FieldEvidence {
  field: Field
  agreement: Agreement
  /** Bits for (positive) or against the same person; null without a model. */
  bits: number | null
}

export interface Explanation {
  fields: FieldEvidence[]
  /** An identifier in common counts: two of given name, family name and birth date agree. */
  isConfirmed: boolean
}

/** Lowest level that still speaks of likeness, by field. */
const SIMILAR_FROM: Readonly<Record<Field, number>> = {
  given: NAME_LEVELS.weak,
  family: NAME_LEVELS.weak,
  birth: 2,
  sex: 5,
  nationality: 5,
  identifier: 4,
  employer: 5,
  place: PLACE_LEVELS.near,
}

function agreementOf(field: Field, level: number, isCrossed: boolean): Agreement {
  if (isCrossed && (field === 'given' || field === 'family')) return 'SWAPPED'
  if (level === 0) return 'MISSING'
  if (level === 5) return 'SAME'
  return level >= SIMILAR_FROM[field] ? 'SIMILAR' : 'DIFFERENT'
}

/** Compares any two identities. Symmetric. */
export function explainPair(
  a: Identity,
  b: Identity,
  model: RegisterModel | null = null,
): Explanation {
  const names = new Names()
  const levels = new Uint8Array(WIDTH)
  gradeInto(names, prepare(names, a), prepare(names, b), levels, 0)
  const isCrossed = levels[0] === NAME_LEVELS.crossed
  return {
    fields: FIELDS.map((field, at) => ({
      field,
      agreement: agreementOf(field, levels[at]!, isCrossed),
      bits: model && weightOf(model.grades, at, levels, 0) / Math.LN2,
    })),
    isConfirmed: isConfirmed(levels, 0),
  }
}
