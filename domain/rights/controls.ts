/**
 * Need to know of field controls that are asked for (domain facts 9.4: how an inquiry is led is the
 * inspection's). Desk and gateway ask here; deny by default.
 */
import type { Actor } from '../contract/actor.ts'
import type { ControlRequestBody } from '../contract/records.ts'

/** True when the person may know of the request: an inspector of its region, or who made it. */
export function mayKnowControlRequest(
  actor: Actor,
  { by }: Pick<ControlRequestBody, 'by'>,
): boolean {
  if (actor.role === 'AUDITOR') return false
  return actor.role === 'INSPECTOR' || by === actor.id
}

/** True when the person says what becomes of it: an inspector of its region. */
export function mayAnswerControlRequest(
  actor: Actor,
  { region }: Pick<ControlRequestBody, 'region'>,
): boolean {
  return actor.role === 'INSPECTOR' && (actor.region === null || actor.region === region)
}
