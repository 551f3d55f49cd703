/** Who is posted on one task, as the counts of a comparison tell workers apart. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Cache } from '../../db/index.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import { declaration, filledCache, newPlace, person, sampleInsz, wire } from './samples.ts'

type Worker = BodyOf<'declaration'>['worker']

const OWN = declaration().worker
const sent = (id: string, worker: Partial<Worker>) =>
  wire(
    'declaration',
    id,
    declaration({ l1Number: `L1-${id}`, isco: '7112', worker: { ...OWN, ...worker } }),
  )
const STRANGER = { insz: sampleInsz(2), passport: null, familyName: 'Kowalska' }

let place: ReturnType<typeof newPlace>
let cache: Cache
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [
    wire('person', 'p1', person()),
    sent('l1', { passport: null }),
    sent('l2', { insz: null }),
    sent('l3', STRANGER),
  ])
})
afterEach(() => {
  cache.close()
  place.remove()
})

it('one who is known here is one worker, by national number on one form and by passport on the next', () => {
  const { facts } = cache.comparisonParts('p1')!
  expect(facts.sameTask!.map(({ worker }) => worker)).toEqual(['p1', 'p1', sampleInsz(2)])
})
