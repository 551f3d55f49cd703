/** Who may read a note: deny by default. Asked when records are sent, and by the gateway alone. */
import type { Actor } from '../contract/actor.ts'
import type { NoteService } from '../contract/codes.ts'
import type { NoteBody } from '../contract/records.ts'

/** The service in which a person writes notes; null for who writes none. */
export function noteServiceOf({
  role,
  region,
}: Pick<Actor, 'role' | 'region'>): NoteService | null {
  switch (role) {
    case 'REGION_OFFICER':
    case 'SUPERVISOR':
      return region
    case 'DVZ_CLERK':
      return 'FED'
    case 'INSPECTOR':
      return 'INSPECTION'
    case 'AUDITOR':
      return null
  }
}

/**
 * A private note is its author's alone, whoever else may see the dossier; one for the team is for the
 * author's service; a remark is for every service on the dossier.
 */
export function mayReadNote(
  actor: Actor,
  { audience, service, by }: Pick<NoteBody, 'audience' | 'service' | 'by'>,
): boolean {
  if (actor.role === 'AUDITOR') return false
  switch (audience) {
    case 'PRIVATE':
      return by === actor.id
    case 'TEAM':
      return (service ?? null) !== null && noteServiceOf(actor) === service
    case 'REMARK':
    case undefined:
      return true
  }
}
