/** How often calls of windows were slow, by name. The names are those of the contract. */
export interface SlowCall {
  name: string
  count: number
  /** The longest one, in milliseconds. */
  worstMs: number
}

export class SlowCalls {
  private readonly calls = new Map<string, SlowCall>()

  note(name: string, ms: number): void {
    const known = this.calls.get(name) ?? { name, count: 0, worstMs: 0 }
    this.calls.set(name, { name, count: known.count + 1, worstMs: Math.max(known.worstMs, ms) })
  }

  list(): SlowCall[] {
    return [...this.calls.values()]
  }
}
