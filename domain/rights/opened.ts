import type { Actor } from '../contract/actor.ts'
import type { Track } from '../contract/codes.ts'
import { trackOf } from './tracks.ts'

/**
 * The track as whose officer a person is told to colleagues who have the same dossier in their scope,
 * and hears of them; null: neither. Who decides on a dossier must know who else does; that an
 * inspector or an auditor looks at it is not for those whom they look at.
 */
export function openedAs(actor: Actor): Track | null {
  return trackOf(actor)
}
