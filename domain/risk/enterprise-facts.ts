import type { TandemRecord } from '../contract/records.ts'
import type { Outside } from './outside-facts.ts'

/** Something by which people can be reached that several enterprises give as theirs. */
export interface SharedHandle {
  kind: 'EMAIL' | 'PHONE' | 'ADDRESS'
  value: string
  /** Ids of the enterprises that give it, this one included, ordered. */
  enterprises: readonly string[]
}

/**
 * Everything that the rules about an enterprise may read. The host gathers it from the cache;
 * arrays are ordered by id.
 */
export interface EnterpriseFacts {
  enterprise: TandemRecord<'enterprise'>
  /** Dossiers of which it is the employer or the filer. */
  dossiers: readonly TandemRecord<'dossier'>[]
  /** Declarations of which it is the sender or the client. */
  declarations: readonly TandemRecord<'declaration'>[]
  /** Workers of its dossiers with the address at which they live in Belgium. */
  lodgers: readonly { personId: string; address: string; municipality: string }[]
  handles: readonly SharedHandle[]
  outside?: Outside
}
