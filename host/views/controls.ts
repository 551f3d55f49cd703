/** Field controls that were asked for, as the screen shows them. */
import type { Actor } from '../../domain/contract/actor.ts'
import type { ControlRequestRow } from '../../domain/contract/controls.ts'
import type { ControlSubject } from '../../domain/contract/records.ts'
import { displayName } from '../../domain/linking/names.ts'
import { mayAnswerControlRequest } from '../../domain/rights/controls.ts'
import type { CacheReader } from '../../db/index.ts'

function nameOf(cache: CacheReader, { kind, id }: ControlSubject): string | null {
  if (kind === 'enterprise') return cache.record('enterprise', id)?.body.name ?? null
  const person = cache.record('person', id)
  return person && displayName(person.body)
}

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
