/** Who handles a dossier: what the signed-in person may do about it, and doing it. */
import type { TFunction } from 'i18next'
import type { Session } from '../../domain/contract/workbench.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { trackOf } from '../../domain/rights/tracks.ts'
import { session } from '../data/client.ts'
import { runCommand } from '../data/use-command.ts'
import { announce } from './announce.ts'
import { openLayer } from './layers.ts'
import { sayProblem } from './problem.ts'
import type { Subject } from './subject.ts'

/** Mine is released, an open one becomes mine; from a colleague of the service after a question. */
export type AssignAct = 'assignToMe' | 'takeOver' | 'release'

type Who = Pick<Session, 'actor'>

/** What a press of the assign key would do; null when nothing is possible. */
export function assignActOf(
  { actor }: Who,
  { assignee, closed }: Pick<Subject, 'assignee' | 'closed'>,
): AssignAct | null {
  if (!actor || !mayRun(actor, 'assignDossier')) return null
  if (assignee === actor.id) return 'release'
  if (closed) return null
  if (assignee === null) return 'assignToMe'
  return 'takeOver'
}

/** The name of who handles it, as colleagues know it. */
export function holderName(assignee: string | null): string {
  const colleagues = session.get()?.colleagues ?? []
  return colleagues.find(({ id }) => id === assignee)?.name ?? assignee ?? ''
}

/** Does what `assignActOf` tells; taking over asks first. */
export function doAssign(t: TFunction, act: AssignAct, on: Subject): void {
  if (act === 'takeOver') openLayer({ name: 'take-over', subject: on })
  else void give(t, on, act === 'release' ? null : meId(), doneWords[act](t, on))
}

/** Takes the dossier over from a colleague, after the question. */
export function takeOver(t: TFunction, on: Subject): void {
  void give(t, on, meId(), doneWords.takeOver(t, on))
}

const meId = (): string | null => session.get()?.actor?.id ?? null

const doneWords: Readonly<Record<AssignAct, (t: TFunction, on: Subject) => string>> = {
  assignToMe: (t, { reference }) => t('app:done.assigned', { reference }),
  release: (t, { reference }) => t('app:done.released', { reference }),
  takeOver: (t, { reference, assignee }) =>
    t('app:done.takenOver', { reference, name: holderName(assignee) }),
}

async function give(t: TFunction, on: Subject, to: string | null, said: string): Promise<void> {
  const { dossierId, reference, assignee: from, closed } = on
  const actor = session.get()?.actor
  const track = (actor && trackOf(actor)) ?? 'WORK'
  const problem = await runCommand('assignDossier', { dossierId, track, assignee: to, from })
  if (problem) return sayProblem(t, problem)
  const back = async () => {
    const refused = await runCommand('assignDossier', {
      dossierId,
      track,
      assignee: from,
      from: to,
    })
    if (refused) sayProblem(t, refused)
    else announce(t('app:done.undone', { reference }))
  }
  // A closed dossier is given to nobody, so its release is for good.
  announce(said, 'calm', closed ? null : () => void back())
}
