/** From the text of a body to a value that its kind's schema vouches for. */
import { fits, type Fits } from '../domain/contract/fits.ts'
import { BODIES, RECORD_KINDS, type BodyOf, type RecordKind } from '../domain/contract/records.ts'

const FITS = Object.fromEntries(
  RECORD_KINDS.map((kind) => [kind, fits(BODIES[kind] as never)]),
) as { readonly [K in RecordKind]: Fits<BodyOf<K>> }

/** The body when it fits its schema, else null. */
export function checkedBody<K extends RecordKind>(kind: K, json: string): BodyOf<K> | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  return FITS[kind](value) ? value : null
}
