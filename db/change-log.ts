import type { RecordKind } from '../domain/contract/records.ts'
import { Affected } from './affected.ts'
import type { Changed } from './cache.ts'
import type { ReadDb } from './sqlite.ts'

const present = (kind: 'person' | 'enterprise') =>
  `SELECT id FROM ${kind} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`
const PERSONS = present('person')
const ENTERPRISES = present('enterprise')

/** Gathers what one transaction changes. */
export class ChangeLog {
  readonly kinds = new Set<RecordKind | 'finding'>()
  readonly ids = new Set<string>()
  /** Whose facts changed. */
  readonly affected = new Affected()
  /** Rows of dossiers. */
  readonly dossiers = new Set<number>()
  names = false
  texts = false
  /** Records left the cache. */
  forgotten = false

  /** The sum; persons and enterprises that are not (or no longer) in the cache are left out. */
  changed(db: ReadDb): Changed {
    const persons = JSON.stringify([...this.affected.persons(db)])
    const enterprises = JSON.stringify([...this.affected.enterprises(db)])
    return {
      kinds: [...this.kinds],
      ids: [...this.ids],
      persons: db.column<string>(PERSONS, [persons]),
      enterprises: db.column<string>(ENTERPRISES, [enterprises]),
      queue: {
        dossiers: [...this.dossiers],
        names: this.names,
        texts: this.texts,
        declarations: this.kinds.has('declaration'),
      },
    }
  }
}
