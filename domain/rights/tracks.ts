/** Which track of a dossier a person may take steps on (cooperation agreement of 2 February 2018). */
import type { Actor } from '../contract/actor.ts'
import type { Region, ResidenceState, Track } from '../contract/codes.ts'

/** The track that a person's service decides on; null for who decides on none. */
export function trackOf(actor: Actor): Track | null {
  switch (actor.role) {
    case 'REGION_OFFICER':
    case 'SUPERVISOR':
      return 'WORK'
    case 'DVZ_CLERK':
      return 'RESIDENCE'
    case 'INSPECTOR':
    case 'AUDITOR':
      return null
  }
}

/**
 * True when the person may take steps on this track of this dossier: the region that handles it on
 * work, the Immigration Office on residence.
 */
export function maySteer(actor: Actor, track: Track, dossier: { region: Region }): boolean {
  if (trackOf(actor) !== track) return false
  return track === 'RESIDENCE' || actor.region === dossier.region
}

/**
 * True when the person's service handles the dossier. A region handles its own dossiers, whichever
 * others it may see. The immigration office sees every dossier; it handles those that were
 * transmitted to it.
 */
export function isForService(
  actor: Actor,
  { region, residence }: { region: Region; residence: { state: ResidenceState } },
): boolean {
  return actor.role === 'DVZ_CLERK' ? isTransmitted(residence) : actor.region === region
}

/** True when the immigration office has its part of the dossier. */
export function isTransmitted({ state }: { state: ResidenceState }): boolean {
  return state !== 'NO_TRACK' && state !== 'NOT_TRANSMITTED'
}
