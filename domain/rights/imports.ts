import type { Actor } from '../contract/actor.ts'

/**
 * True when the person may import extracts: a right of its own, because what is imported reaches
 * every desk. Those who answer for a service have it; officers, clerks and inspectors do not.
 */
export function mayImport({ role, region }: Pick<Actor, 'role' | 'region'>): boolean {
  return role === 'SUPERVISOR' && region !== null
}
