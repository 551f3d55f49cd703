/** Field controls that were asked for, as the screen shows them. */
import type { Actor } from '../../domain/contract/actor.ts'
import type { ControlRequestRow } from '../../domain/contract/controls.ts'
import { mayAnswerControlRequest } from '../../domain/rights/controls.ts'
import type { CacheReader } from '../../db/index.ts'
import { nameOf } from './names.ts'

/** Open ones first, then the latest. */
export function controlRequests(cache: CacheReader, actor: Actor): ControlRequestRow[] {
  return cache
    .few('controlRequest')
    .map(({ id, body }) => ({
      id,
      body,
      names: body.subjects.map((subject) => nameOf(cache, subject)),
      mayAnswer: mayAnswerControlRequest(actor, body),
    }))
    .toSorted(
      ({ body: a }, { body: b }) =>
        Number(b.status === 'OPEN') - Number(a.status === 'OPEN') || (a.at < b.at ? 1 : -1),
    )
}

/** How many open ones wait for this person. */
export function controlsWaiting(cache: CacheReader, actor: Actor): number {
  return cache
    .few('controlRequest')
    .filter(({ body }) => body.status === 'OPEN' && mayAnswerControlRequest(actor, body)).length
}
