import type { SearchHit } from '../../domain/contract/workbench.ts'
import type { Route } from '../app/route.ts'

/** Where a hit leads: a declaration is read on its person's comparison, one of nobody known by itself. */
export function placeOfHit({
  kind,
  id,
  personId,
}: Pick<SearchHit, 'kind' | 'id' | 'personId'>): Route {
  if (kind !== 'declaration') return { screen: kind, id }
  return personId
    ? { screen: 'comparison', personId, dossierId: null }
    : { screen: 'pair', left: { kind, id }, right: null }
}
