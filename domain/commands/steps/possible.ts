/** Which steps a person may take on a dossier as it stands: what a screen offers. */
import type { Actor } from '../../contract/actor.ts'
import type { LocalDate } from '../../calendar/local-date.ts'
import type { Track } from '../../contract/codes.ts'
import type { DossierBody } from '../../contract/records.ts'
import { notifiedOn, openRemedy } from '../../dossier/tracks.ts'
import { mayRun } from '../../rights/rights.ts'
import { maySteer, trackOf } from '../../rights/tracks.ts'
import { COMMANDS, type CommandName } from '../index.ts'
import type { StepCommand } from './step.ts'

/** Names of the commands that are steps. */
export type StepName = {
  [N in CommandName]: (typeof COMMANDS)[N] extends StepCommand ? N : never
}[CommandName]

/** True for a command that moves a track. */
export function isStepName(name: string): name is StepName {
  return Object.hasOwn(COMMANDS, name) && 'step' in COMMANDS[name as CommandName]
}

/** All steps, in the order in which a dossier meets them. */
export const STEP_NAMES: readonly StepName[] = Object.keys(COMMANDS).filter(isStepName)

/**
 * The steps that the person may take from where their track stands. Guards are not asked: a step
 * that lacks something is offered, and its form says what it lacks. What was done and may only be put
 * right, the day on which the parties were told, comes after what is still to do; once the authorised
 * period is over on `today`, noting that comes first.
 */
export function possibleSteps(
  actor: Actor,
  body: DossierBody,
  today: LocalDate | null = null,
): StepName[] {
  const track = trackOf(actor)
  if (track === null || !maySteer(actor, track, body)) return []
  const steps = STEP_NAMES.filter(
    (name) => mayRun(actor, name) && COMMANDS[name].step.isPossible(track, body),
  )
  const end = body.authorised?.to
  const isOver = today !== null && typeof end === 'string' && end < today
  const isNotifiedNow = isNotified(body, track)
  const rank = (name: StepName): number => {
    if (name === 'recordExpiry' && isOver) return -1
    return name === 'recordNotification' && isNotifiedNow ? 1 : 0
  }
  return steps.toSorted((a, b) => rank(a) - rank(b))
}

/** True when the day is noted on which the parties were told of what can be contested on a track. */
function isNotified(body: DossierBody, track: Track): boolean {
  const clock = openRemedy(body, track)
  return clock !== null && notifiedOn(body.clockEvents, clock) !== null
}
