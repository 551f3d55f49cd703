/** The most recently used results, so many and no more. */
export class Kept<T> {
  readonly #capacity: number
  readonly #kept = new Map<string, T>()

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** The result under a key, made when it is not kept. */
  get(key: string, make: () => T): T {
    const known = this.#kept.get(key)
    const value = known === undefined ? make() : known
    this.#kept.delete(key)
    this.#kept.set(key, value)
    if (this.#kept.size > this.#capacity) this.#kept.delete(this.#kept.keys().next().value!)
    return value
  }

  clear(): void {
    this.#kept.clear()
  }
}
