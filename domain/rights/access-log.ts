/** Who may read the access log, and whose looks: deny by default. Desk and gateway ask here. */
import type { Actor } from '../contract/actor.ts'
import type { Region, Role } from '../contract/codes.ts'

/** Whose looks somebody may read: of everybody, or of the people of one service. */
export type AccessReach =
  | { readonly all: true }
  | { readonly all: false; readonly region: Region; readonly roles: readonly Role[] }

/** Whom the supervisor of a region supervises. */
const SUPERVISED: readonly Role[] = ['REGION_OFFICER', 'SUPERVISOR']

/**
 * A supervisor reads the looks of the people of the own service, an auditor those of all services;
 * nobody else reads the log (domain facts 9.3). The Immigration Office and the inspections have no
 * supervisor among the roles: what their people looked at an auditor alone reads. Whom an inspector of
 * the region looks into is more than its officers may know (9.4: only that an inquiry is open). Null: not at all.
 */
export function accessReach(actor: Pick<Actor, 'role' | 'region'>): AccessReach | null {
  switch (actor.role) {
    case 'AUDITOR':
      return { all: true }
    case 'SUPERVISOR':
      return actor.region ? { all: false, region: actor.region, roles: SUPERVISED } : null
    default:
      return null
  }
}
