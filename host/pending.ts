import type { TandemError } from '../domain/contract/errors.ts'

/**
 * Work that is waited for and may all be given up at once. It forgets each piece with its result as
 * soon as that settled: racing against one promise that lives on would keep every result alive.
 */
export class Pending {
  private readonly rejecters = new Set<(error: TandemError) => void>()
  private given: TandemError | null = null

  /** What `run` answers; rejects with the reason given to `giveUp`, although `run` may go on. */
  async wait<T>(run: () => Promise<T>): Promise<T> {
    if (this.given) throw this.given
    const { promise, reject } = Promise.withResolvers<never>()
    this.rejecters.add(reject)
    try {
      return await Promise.race([run(), promise])
    } finally {
      this.rejecters.delete(reject)
    }
  }

  /** Rejects what is waited for now and later. */
  giveUp(reason: TandemError): void {
    this.given = reason
    for (const reject of this.rejecters) reject(reason)
  }
}
