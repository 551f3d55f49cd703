/** Sends the entries of the access log: apart from commands and changes, which never wait for it. */
import { type ErrorCode, TandemError } from '../../domain/contract/errors.ts'
import type { AccessParcel, AccessRef } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { Backoff } from './backoff.ts'
import type { AccessClient } from './gateway-client.ts'
import { CLOCK_TIMERS, type Timers } from './timers.ts'
import { isOfOne, keptCode, Tries } from './tries.ts'

/** Where entries wait. */
export interface AccessSource {
  nextAccess(limit: number): AccessParcel | null
  accessTaken(client: string, last: number): void
  renameAccess(client: string): void
  /** Keeps one entry aside with the reason; what follows goes on under another name. */
  setAsideAccess(ref: AccessRef, code: ErrorCode): void
}

export interface AccessPushOptions {
  source: AccessSource
  client: Pick<AccessClient, 'access'>
  now: () => Date
  timers?: Pick<Timers, 'now'>
  random?: () => number
}

/** Entries of one request; halved for as long as the gateway does not take them. */
const BATCH = 200
/** Batches of one exchange that get somewhere: the rest goes with the next. */
const BATCHES = 5
/** The gateway knows this name otherwise: as another person's, or with other entries. */
const NAME_REFUSED: readonly string[] = ['COMMAND_OUT_OF_ORDER', 'FORBIDDEN']
/** Something in the batch is not as the gateway takes it: of one entry that is the last word. */
const ENTRY_REFUSED: readonly string[] = ['TOO_LARGE', 'BAD_REQUEST']

export class AccessPush {
  readonly #options: AccessPushOptions
  readonly #timers: Pick<Timers, 'now'>
  readonly #tries = new Tries()
  readonly #backoff: Backoff
  /** Entries of the next request; after one that fails by itself, few and then more again. */
  #size = BATCH
  /** An entry failed by itself: until then nothing is sent, and that is why. */
  #waits: { until: number; why: TandemError } | null = null

  constructor(options: AccessPushOptions) {
    this.#options = options
    this.#timers = options.timers ?? CLOCK_TIMERS
    this.#backoff = new Backoff(options.random)
  }

  /** How long the next entry waits before it is tried again, in milliseconds; null: none failed by itself. */
  get waitMs(): number | null {
    return this.#waits && Math.max(0, this.#waits.until - this.#timers.now())
  }

  /**
   * Sends what waits, oldest first. A repeat is harmless: the gateway knows the numbers. An entry that
   * the gateway refuses by itself, or fails at however often it is tried, is set aside: it must not keep
   * the others from the log. Throws what keeps the next entry from it, for as long as that waits.
   */
  async push(signal: AbortSignal): Promise<void> {
    if (this.#waits && this.waitMs! > 0) throw this.#waits.why
    this.#waits = null
    this.#size = Math.min(this.#size * 2, BATCH)
    const { source } = this.#options
    let renamed = false
    for (let done = 0; done < BATCHES;) {
      const parcel = source.nextAccess(this.#size)
      if (!parcel) return
      try {
        await this.#send(parcel, signal)
        this.#backoff.reset()
        done += 1
      } catch (error) {
        const known = asTandemError(error)
        if (NAME_REFUSED.includes(known.code) && !renamed) {
          source.renameAccess(parcel.client)
          renamed = true
        } else if (!isOfOne(known.code)) {
          throw known
        } else if (parcel.entries.length > 1) {
          this.#size = parcel.entries.length >> 1
        } else {
          this.#failedAlone(parcel, known)
          done += 1
        }
      }
    }
  }

  /** Sets the entry aside, or throws: it is tried again after a while. */
  #failedAlone({ client, entries }: AccessParcel, error: TandemError): void {
    const ref = { client, n: entries[0]!.n }
    const { code } = error
    const isOver = this.#tries.isEnough(`${client} ${ref.n}`, code)
    if (!isOver && !ENTRY_REFUSED.includes(code)) {
      this.#waits = { until: this.#timers.now() + this.#backoff.next(), why: error }
      throw error
    }
    this.#options.source.setAsideAccess(ref, keptCode(code))
    this.#size = BATCH
  }

  async #send({ client: name, entries }: AccessParcel, signal: AbortSignal): Promise<void> {
    const { source, client, now } = this.#options
    const batch = { client: name, sentAt: now().toISOString(), entries }
    const { last } = await client.access(batch, signal)
    // Without progress the same batch would go out forever.
    if (last < entries[0]!.n) throw new TandemError('GATEWAY_BAD_ANSWER')
    source.accessTaken(name, Math.min(last, entries.at(-1)!.n))
  }
}
