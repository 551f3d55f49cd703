import type { CoverageRow } from '../../domain/contract/coverage.ts'
import type { Route } from '../app/route.ts'

type Placed = Pick<CoverageRow, 'personId' | 'dossierId' | 'declarationId'>

/** Where a mismatch is read: the comparison of its worker, or the declaration of one who is not linked. */
export function placeOf({ personId, dossierId, declarationId }: Placed): Route {
  if (personId === null && declarationId !== null) {
    return { screen: 'pair', left: { kind: 'declaration', id: declarationId }, right: null }
  }
  return { screen: 'comparison', personId: personId ?? '', dossierId }
}
