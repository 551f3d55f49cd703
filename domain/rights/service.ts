/** Which service a person works in: views and absences are shared within it and no further. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Actor } from '../contract/actor.ts'
import type { Scope, Service } from '../contract/codes.ts'
import type { AbsenceBody, SavedViewBody } from '../contract/records.ts'

/** The service of a person; null for an auditor, who works in none of them. */
export function serviceOf({ role, region }: Pick<Actor, 'role' | 'region'>): Service | null {
  switch (role) {
    case 'REGION_OFFICER':
    case 'SUPERVISOR':
      return region
    case 'DVZ_CLERK':
      return 'DVZ'
    case 'INSPECTOR':
      return 'INSPECTION'
    case 'AUDITOR':
      return null
  }
}

/** Whose tables of law the person's service keeps: the region's, or the federal ones; null: none. */
export function keeperFor(actor: Actor): Scope | null {
  const service = serviceOf(actor)
  if (service === 'DVZ') return 'FED'
  return service === 'INSPECTION' ? null : service
}

/** True when a view is in the person's list: their own, or one that their service shares. */
export function seesView(actor: Actor, view: SavedViewBody): boolean {
  if (view.removed) return false
  return view.owner === actor.id || (view.shared && view.service === serviceOf(actor))
}

/** True when the person may rename, share, replace or remove it: its owner, or for a shared one the supervisor. */
export function mayChangeView(actor: Actor, view: SavedViewBody): boolean {
  if (view.owner === actor.id) return true
  return actor.role === 'SUPERVISOR' && seesView(actor, view)
}

/**
 * True when the person shares out the work of their service: its supervisor, and at the Immigration
 * Office, which has no supervisor, each clerk, as with its tables of law and its rules.
 */
const sharesOut = ({ role }: Actor): boolean => role === 'SUPERVISOR' || role === 'DVZ_CLERK'

/** True when the person may enter or end somebody's absence: their own, or who shares out the work. */
export function maySetAbsence(actor: Actor, person: string, service: Service): boolean {
  if (service !== serviceOf(actor)) return false
  return person === actor.id || sharesOut(actor)
}

/** True when an absence matters to the person today: of their service, and not over. */
export function concerns(actor: Actor, absence: AbsenceBody, today: LocalDate): boolean {
  return !absence.removed && absence.to >= today && absence.service === serviceOf(actor)
}

/** True when the person may see how much each colleague of the service has to do: who shares it out. */
export function mayReadWorkload(actor: Actor): boolean {
  return sharesOut(actor) && serviceOf(actor) !== null
}
