import type { Role } from '../../domain/contract/codes.ts'
import { CLOCK_DIFFERENCE_TOLD_MS, type OfflineAccess } from '../../domain/contract/offline.ts'
import {
  afterLook,
  contactAt,
  offlineAccess,
  type Contact,
} from '../../domain/rights/offline-age.ts'

/** A clock that moved against the running time by more than this was set, in milliseconds. */
const JUMP_MS = 60_000

/** Remembers the last contact with the gateway and looks at the clock with suspicion. */
export class OfflineWatch {
  private readonly clock: () => Date
  private readonly running: () => number
  private last: { now: number; ran: number }
  private known: Contact | null = null
  /** Milliseconds that the gateway's clock is ahead, as last heard. */
  private ahead = 0

  /** `running` counts milliseconds that nobody can set. */
  constructor(clock: () => Date, running: () => number = () => performance.now()) {
    this.clock = clock
    this.running = running
    this.last = { now: clock().getTime(), ran: running() }
  }

  /** What is to be kept in the cache; null before the first contact. */
  get contact(): Contact | null {
    return this.known
  }

  /** Goes on from what a cache kept. */
  resume(contact: Contact | null): void {
    this.known = contact
    this.ahead = contact?.gatewayAhead ?? this.ahead
    this.last = { now: this.clock().getTime(), ran: this.running() }
  }

  /** The gateway just said what time it is (instant). */
  hear(gatewayAt: string): void {
    this.ahead = new Date(gatewayAt).getTime() - this.clock().getTime()
  }

  /** How far this computer's clock is ahead of the gateway's; null when the difference is small. */
  clockAheadMs(): number | null {
    return Math.abs(this.ahead) < CLOCK_DIFFERENCE_TOLD_MS ? null : -this.ahead
  }

  /** The gateway confirmed the rights. */
  confirm(): Contact {
    const now = this.clock().getTime()
    this.last = { now, ran: this.running() }
    this.known = contactAt(now, this.ahead)
    return this.known
  }

  /** What this role may do now, and whether the clock was set since the last look. */
  look(role: Role): { access: OfflineAccess; clockWasSet: boolean } {
    const now = this.clock().getTime()
    const ran = this.running()
    const went = ran - this.last.ran
    const clockWasSet = Math.abs(now - this.last.now - went) > JUMP_MS
    this.last = { now, ran }
    this.known = this.known && afterLook(this.known, now, went)
    return { access: offlineAccess(this.known, role, now), clockWasSet }
  }
}
