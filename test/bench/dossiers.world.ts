/** The dossiers of a practice world in memory, as the benches of pure functions want them. */
import type { DossierBody } from '../../domain/contract/records.ts'
import { FULL, generateWorld, SMALL } from '../../gateway/practice/world/index.ts'
import type { World } from './figure.ts'

const SEED = 1
export const TODAY = '2026-11-23'

/** What a function takes from each dossier of the world; the bodies themselves are not kept. */
export function fromDossiers<T>(world: World, take: (body: DossierBody) => T): T[] {
  const sizes = world === 'full' ? FULL : SMALL
  const taken: T[] = []
  for (const { record } of generateWorld({ seed: SEED, today: TODAY, ...sizes })) {
    if (record.kind === 'dossier') taken.push(take(record.body as DossierBody))
    else if (taken.length > 0) break
  }
  return taken
}
