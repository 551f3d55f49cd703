import type { RecordKind } from '../domain/contract/records.ts'
import type { Changed } from './cache.ts'
import type { ReadDb } from './sqlite.ts'

/** Gathers what one transaction changes. */
export class ChangeLog {
  readonly kinds = new Set<RecordKind | 'finding'>()
  readonly ids = new Set<string>()
  /** Persons whose facts changed, present or not. */
  readonly persons = new Set<string>()
  /** Rows of dossiers. */
  readonly dossiers = new Set<number>()
  names = false
  texts = false
  /** Records left the cache. */
  forgotten = false

  /** The sum; persons that are not (or no longer) in the cache are left out. */
  changed(db: ReadDb): Changed {
    const persons = [...this.persons].filter(
      (id) => db.value('SELECT 1 FROM person WHERE id = ?', [id]) !== undefined,
    )
    return {
      kinds: [...this.kinds],
      ids: [...this.ids],
      persons: persons.toSorted(),
      queue: {
        dossiers: [...this.dossiers],
        names: this.names,
        texts: this.texts,
        declarations: this.kinds.has('declaration'),
      },
    }
  }
}
