/** Who may read the access log, and whose looks: deny by default. Desk and gateway ask here. */
import type { Actor } from '../contract/actor.ts'
import type { Region } from '../contract/codes.ts'

/** Whose looks somebody may read: of everybody, or of the people of a region. */
export type AccessReach = { readonly all: true } | { readonly all: false; readonly region: Region }

/**
 * A supervisor reads the looks of the people of the own region, an auditor those of all services;
 * nobody else reads the log (domain facts 9.3). The Immigration Office and a federal inspection have no
 * supervisor among the roles: what their people looked at an auditor alone reads. Null: not at all.
 */
export function accessReach(actor: Pick<Actor, 'role' | 'region'>): AccessReach | null {
  switch (actor.role) {
    case 'AUDITOR':
      return { all: true }
    case 'SUPERVISOR':
      return actor.region ? { all: false, region: actor.region } : null
    default:
      return null
  }
}
