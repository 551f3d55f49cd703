import type { TandemError } from '../../domain/contract/errors.ts'
import { asTandemError } from '../errors.ts'
import { CLOCK_TIMERS, type Timers } from './timers.ts'

/** How long contents wait when the person sent as much as one may a day, in milliseconds. */
const PAUSE_MS = 15 * 60_000

/** Keeps contents here for a while after the gateway said that today's are used up: each try would send them whole. */
export class UploadPause {
  readonly #timers: Pick<Timers, 'now'>
  #paused: { until: number; why: TandemError } | null = null

  constructor(timers: Pick<Timers, 'now'> = CLOCK_TIMERS) {
    this.#timers = timers
  }

  /** Why contents wait now; null: they do not. */
  get why(): TandemError | null {
    return this.#paused && this.#timers.now() < this.#paused.until ? this.#paused.why : null
  }

  /** Sends one, or throws why it waits. */
  async send<T>(send: () => Promise<T>): Promise<T> {
    const { why } = this
    if (why) throw why
    try {
      const taken = await send()
      this.#paused = null
      return taken
    } catch (error) {
      const known = asTandemError(error)
      if (known.code === 'UPLOADS_USED_UP') {
        this.#paused = { until: this.#timers.now() + PAUSE_MS, why: known }
      }
      throw known
    }
  }
}
