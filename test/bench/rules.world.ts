/** The facts of a practice world's persons, as a desk with all scopes holds them in memory. */
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import { FULL, SMALL, World } from '../../gateway/practice/world/index.ts'
import type { World as Size } from './figure.ts'

export const SEED = 1
export const TODAY = '2026-11-23'

export const sizesOf = (size: Size) => (size === 'full' ? FULL : SMALL)

export const worldOf = (size: Size): World =>
  new World({ seed: SEED, today: TODAY, ...sizesOf(size) })

/** Facts of everybody, so many persons at a time: all at once would not fit. */
export function* factsOf(world: World, persons: number, at = 5_000): Generator<PersonFacts[]> {
  for (let first = 0; first < persons; first += at) {
    const count = Math.min(at, persons - first)
    yield Array.from({ length: count }, (_, i) => world.factsOf(first + i))
  }
}
