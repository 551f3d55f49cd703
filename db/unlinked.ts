/** How the cache keeps that the worker of a declaration is nobody of the register. */
import { displayName, fold } from '../domain/linking/names.ts'
import { BANDS } from '../domain/linking/register/bands.ts'
import { unpackIdentity } from '../domain/linking/register/identity.ts'

/** Condition on a link `k`: its worker is nobody's. The words of a name are kept of these alone. */
export const UNLINKED = 'k.words IS NOT NULL'

/** Position of the band in which somebody comes near. */
export const PROPOSED = BANDS.indexOf('PROPOSED')

/** The worker of a declaration by name, from what the cache keeps of who they are. */
export const workerName = (identity: string): string =>
  displayName(unpackIdentity(identity, null, []))

/** The folded words of a name, each after a space: what a search for beginnings of words looks through. */
export const wordsOfName = (name: string): string => ` ${fold(name).replace(/\s+/gu, ' ')}`
