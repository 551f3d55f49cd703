/** Counts what the runs met, so that the test notices when it has lost its teeth. */
export class Tally {
  readonly #counts = new Map<string, number>()

  add(what: string): void {
    this.#counts.set(what, this.of(what) + 1)
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0
  }

  /** Those of these that were never met. */
  missing(all: readonly string[]): string[] {
    return all.filter((what) => this.of(what) === 0)
  }

  /** One line for each, by name. */
  lines(): string {
    return [...this.#counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => `${String(count).padStart(7)} ${what}`)
      .join('\n')
  }
}
