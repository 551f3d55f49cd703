import type { RecordKind } from '../domain/contract/records.ts'
import { Affected } from './affected.ts'
import type { Changed, Touched } from './cache.ts'
import type { ReadDb } from './sqlite.ts'

const present = (kind: 'person' | 'enterprise') =>
  `SELECT id FROM ${kind} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`
const PERSONS = present('person')
const ENTERPRISES = present('enterprise')

/** Whose facts changed; who is not (or no longer) in the cache is left out. */
export function touchedBy(db: ReadDb, affected: Affected): Touched {
  const persons = JSON.stringify([...affected.persons(db)])
  const enterprises = JSON.stringify([...affected.enterprises(db)])
  return {
    persons: db.column<string>(PERSONS, [persons]),
    enterprises: db.column<string>(ENTERPRISES, [enterprises]),
  }
}

/** Gathers what one transaction changes. */
export class ChangeLog {
  readonly kinds = new Set<RecordKind | 'finding'>()
  readonly ids = new Set<string>()
  /** Whose facts changed. */
  readonly affected: Affected
  /** Rows of dossiers. */
  readonly dossiers = new Set<number>()
  names = false
  texts = false
  /** Records left the cache. */
  forgotten = false

  constructor(affected = new Affected()) {
    this.affected = affected
  }

  changed(db: ReadDb): Changed {
    return { ...this.written(), ...touchedBy(db, this.affected) }
  }

  /** Without those whose facts changed: for who gathers these over many transactions. */
  written(): Omit<Changed, keyof Touched> {
    return {
      kinds: [...this.kinds],
      ids: [...this.ids],
      queue: {
        dossiers: [...this.dossiers],
        names: this.names,
        texts: this.texts,
        declarations: this.kinds.has('declaration'),
      },
    }
  }
}
