import * as v from 'valibot'
import { REGIONS, ROLES } from './codes.ts'
import { Id } from './records.ts'

/**
 * The person who acts, as the identity provider's token says: never taken from arguments.
 * `region` is null for federal roles.
 */
export const Actor = v.strictObject({
  id: Id,
  name: v.pipe(v.string(), v.maxLength(200)),
  role: v.picklist(ROLES),
  region: v.nullable(v.picklist(REGIONS)),
})
export type Actor = v.InferOutput<typeof Actor>

/** A regional role has a region, an inspector may have one, a federal role has none. */
export function goTogether({ role, region }: Pick<Actor, 'role' | 'region'>): boolean {
  if (role === 'REGION_OFFICER' || role === 'SUPERVISOR') return region !== null
  return role === 'INSPECTOR' || region === null
}

/** A person of any service, so that screens can name who handles what. */
export const Colleague = v.strictObject({
  id: Id,
  name: v.pipe(v.string(), v.maxLength(200)),
  /** The actor may give this person a dossier (domain/rights). */
  assignable: v.boolean(),
  /** An inspector, who may work on a report; absent: not. */
  inspector: v.optional(v.boolean()),
})
export type Colleague = v.InferOutput<typeof Colleague>
