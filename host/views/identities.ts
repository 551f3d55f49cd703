import { type Identity, identityOfPerson } from '../../domain/linking/register/identity.ts'
import type { TandemRecord } from '../../domain/contract/records.ts'
import type { CacheReader } from '../../db/index.ts'

/** A person as linking compares them: with their work, which stands in other records. */
export const personAsLinked = (
  cache: CacheReader,
  { id, body }: Pick<TandemRecord<'person'>, 'id' | 'body'>,
): Identity => cache.links.person(id) ?? identityOfPerson(id, body)
