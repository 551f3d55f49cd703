/** What reads about many persons at once share. */

/** A JSON list in a statement: thousands are looked up in one go, in the order of the index. */
export const LISTED = '(SELECT value FROM json_each(?1))'

/** Adds to the list of a key. */
export function gather<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key)
  if (known) known.push(value)
  else lists.set(key, [value])
}

/** Puts each list in the order of the ids: the same facts come in the same order, however they were read. */
export function inOrder<T>(lists: Map<string, T[]>, idOf: (one: T) => string): Map<string, T[]> {
  for (const list of lists.values()) {
    if (list.length > 1) list.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  }
  return lists
}

/** Whom a value speaks of, among some persons: nearly always one. */
export class Holders {
  readonly #ids = new Map<string, string | string[]>()

  add(value: string, id: string): void {
    const known = this.#ids.get(value)
    if (known === undefined) this.#ids.set(value, id)
    else if (typeof known === 'string') {
      if (known !== id) this.#ids.set(value, [known, id])
    } else if (!known.includes(id)) known.push(id)
  }

  /** Tells each person of a value. */
  tell(value: string, hear: (id: string) => void): void {
    const known = this.#ids.get(value)
    if (known === undefined) return
    if (typeof known === 'string') hear(known)
    else for (const id of known) hear(id)
  }

  /** Every value, as the JSON list that statements take. */
  list(): string {
    return JSON.stringify([...this.#ids.keys()])
  }
}
