import type { Actor } from '../contract/actor.ts'

/**
 * True when the person may see how good the links are: those who answer for a service. The Immigration
 * Office has no supervisor, so its clerks do, as they do for its rules. Its examples name persons.
 */
export function mayScoreLinks({ role, region }: Pick<Actor, 'role' | 'region'>): boolean {
  return role === 'DVZ_CLERK' || (role === 'SUPERVISOR' && region !== null)
}
