/**
 * The session of work of one person at one desk: what was stated for looking without a dossier, and
 * which dossiers were opened. It lives in memory: whoever starts the desk anew says it anew, and so
 * does whoever gets another role or region, for which another purpose holds.
 */
import { purposeRefusal, tidyReason } from '../../domain/access/purposes.ts'
import type { Purpose } from '../../domain/access/codes.ts'
import { brusselsToday, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { StatedPurpose } from '../../domain/contract/access.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { TandemError } from '../../domain/contract/errors.ts'

/**
 * How long a stated purpose and an opened dossier hold, in milliseconds: half a working day. A reason
 * that was given before lunch does not say what is done after it.
 */
export const WORK_SESSION_MS = 4 * 60 * 60_000

/** A record that work on a dossier needs: its worker, and enterprises that it shows. */
export type PartyKind = 'person' | 'enterprise'
export interface Party {
  kind: PartyKind
  id: string
}

interface OpenedDossier {
  at: number
  parties: Set<string>
}

/** As what the person works; null while nobody is signed in. */
type Position = Pick<Actor, 'role' | 'region'> | null

const isSame = (a: Position, b: Position): boolean => a?.role === b?.role && a?.region === b?.region

const keyOf = ({ kind, id }: Party): string => `${kind}/${id}`

export class WorkSession {
  readonly #clock: () => Date
  readonly #position: () => Position
  #day: LocalDate
  #of: Position
  #stated: StatedPurpose | null = null
  readonly #opened = new Map<string, OpenedDossier>()

  constructor(clock: () => Date, position: () => Position) {
    this.#clock = clock
    this.#position = position
    this.#day = brusselsToday(clock())
    this.#of = position()
  }

  /** What was stated and still holds. */
  stated(): StatedPurpose | null {
    this.#forgetPassed()
    return this.#stated
  }

  /** Throws FORBIDDEN, REASON_REQUIRED or TEXT_TOO_LONG as `purposeRefusal` says. */
  state({ role }: Pick<Actor, 'role'>, purpose: Purpose, reason: string): StatedPurpose {
    const refusal = purposeRefusal(role, purpose, reason)
    if (refusal) throw new TandemError(refusal.code, refusal.details)
    this.#forgetPassed()
    const now = this.#clock()
    this.#stated = {
      purpose,
      reason: tidyReason(reason),
      since: now.toISOString(),
      until: new Date(now.getTime() + WORK_SESSION_MS).toISOString(),
    }
    return this.#stated
  }

  /** What was stated holds no longer; work on opened dossiers goes on. */
  end(): void {
    this.#stated = null
  }

  /** A dossier was opened, or shows more parties. */
  open(dossierId: string, parties: readonly Party[]): void {
    this.#forgetPassed()
    const known = this.#opened.get(dossierId)?.parties ?? []
    this.#opened.set(dossierId, {
      at: this.#clock().getTime(),
      parties: new Set([...known, ...parties.map(keyOf)]),
    })
  }

  /** The dossier opened last that this record belongs to; null: none. `preferred` comes first. */
  dossierOf(party: Party, preferred: string | null): string | null {
    this.#forgetPassed()
    const key = keyOf(party)
    if (preferred && this.#opened.get(preferred)?.parties.has(key)) return preferred
    const found = [...this.#opened].filter(([, { parties }]) => parties.has(key))
    return found.toSorted(([, a], [, b]) => b.at - a.at)[0]?.[0] ?? null
  }

  #forgetPassed(): void {
    const now = this.#clock()
    const day = brusselsToday(now)
    const position = this.#position()
    if (day !== this.#day || !isSame(position, this.#of)) {
      this.#day = day
      this.#of = position
      this.#stated = null
      this.#opened.clear()
    }
    if (this.#stated && this.#stated.until <= now.toISOString()) this.#stated = null
    for (const [id, { at }] of this.#opened) {
      if (now.getTime() - at >= WORK_SESSION_MS) this.#opened.delete(id)
    }
  }
}
