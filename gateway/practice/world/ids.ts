/** Opaque ids by kind and index. */
import { mix } from './random.ts'

const six = (n: number) => n.toString(36).padStart(6, '0')

export const enterpriseId = (index: number) => `ent-${six(index)}`
export const personId = (index: number) => `per-${six(index)}`
export const mandateId = (index: number) => `man-${six(index)}`
export const dossierId = (index: number) => `dos-${six(index)}`
export const declarationId = (index: number) => `dec-${six(index)}`
export const presenceId = (index: number) => `pre-${six(index)}`
/** Of a person, by its place among theirs. */
export const a1Id = (person: number, place: number) => `a1f-${six(person)}-${place}`
export const employmentId = (person: number, place: number) => `emp-${six(person)}-${place}`
export const workerLineId = (person: number, place: number) => `wkl-${six(person)}-${place}`
/** By the number of the presence that it saw. */
export const controlId = (index: number) => `ctl-${six(index)}`
/** Of an enterprise, by its place among theirs. */
export const registerLineId = (enterprise: number, place: number) =>
  `reg-${six(enterprise)}-${place}`
/** Of a declaration for whose place works were declared, by its place in the chain. */
export const worksLineId = (declaration: number, place: number) =>
  `wks-${six(declaration)}-${place}`
export const noteId = (index: number) => `not-${six(index)}`

/** Number on the receipt of a declaration: opaque, never repeated in a world. */
export function l1Number(seed: number, index: number): string {
  const tail = (mix(seed, 7, index) % 1296).toString(36).toUpperCase().padStart(2, '0')
  return `L1${String(index).padStart(8, '0')}${tail}`
}
