import type { Actor } from '../../domain/contract/actor.ts'
import { QUEUES, type QueueName } from '../../domain/contract/codes.ts'
import { mayRun } from '../../domain/rights/rights.ts'

/** Queues of those to whom dossiers are given: others have no team and put nothing aside. */
const OF_HANDLERS: readonly QueueName[] = ['MINE', 'TEAM', 'SNOOZED']

/** The queues that say something to this person, in their order. */
export function queuesOf(actor: Actor | null | undefined): readonly QueueName[] {
  const handles = actor ? mayRun(actor, 'assignDossier') : false
  return QUEUES.filter((name) => handles || !OF_HANDLERS.includes(name))
}
