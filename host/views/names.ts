/** Names of records that a view points to. */
import { displayName } from '../../domain/linking/names.ts'
import type { CacheReader } from '../../db/index.ts'

/** Null where this desk does not hold the record. */
export function nameOf(
  cache: CacheReader,
  { kind, id }: { kind: 'person' | 'enterprise'; id: string },
): string | null {
  if (kind === 'enterprise') return cache.record('enterprise', id)?.body.name ?? null
  const person = cache.record('person', id)
  return person && displayName(person.body)
}
