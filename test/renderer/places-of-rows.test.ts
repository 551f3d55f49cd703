/** Where a row of the coverage or of the search leads: never to a page that is not there. */
import { expect, test } from 'vitest'
import { placeOf } from '../../renderer/coverage/place-of.ts'
import { placeOfHit } from '../../renderer/palette/place-of-hit.ts'

const ALONE = { screen: 'pair', left: { kind: 'declaration', id: 'l1' }, right: null }

test('a declaration of a worker who is nobody of the register is read by itself', () => {
  expect(placeOfHit({ kind: 'declaration', id: 'l1', personId: null })).toEqual(ALONE)
  expect(placeOf({ personId: null, dossierId: null, declarationId: 'l1' })).toEqual(ALONE)
})

test('one of somebody known is read on their comparison', () => {
  const comparison = { screen: 'comparison', personId: 'p1', dossierId: null }
  expect(placeOfHit({ kind: 'declaration', id: 'l1', personId: 'p1' })).toEqual(comparison)
  expect(placeOf({ personId: 'p1', dossierId: null, declarationId: 'l1' })).toEqual(comparison)
  expect(placeOfHit({ kind: 'dossier', id: 'd1', personId: 'p1' })).toEqual({
    screen: 'dossier',
    id: 'd1',
  })
})
