/**
 * What happens by itself when a term passes in silence, from when on a desk warns of it, and which
 * act prevents it (domain facts 1.6, 1.10). Nothing is decided here: it is told in time.
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import type { ClockId, Track } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import type { ClockView } from '../contract/workbench.ts'
import { SILENT_EFFECTS, type SilentEffect } from '../reference/silent-effects.ts'
import { rowOn } from '../reference/dated.ts'
import { isWorkPending } from './tracks.ts'

/** Translated as `silence.effect.<value>`. */
export type SilenceEffect =
  | Exclude<SilentEffect['effect'], 'ADVICE'>
  | 'DISMISSED'
  | 'ADVICE_STANDS'

export interface Silence {
  clock: ClockId
  effect: SilenceEffect
  /** The first day on which the term is over. */
  on: LocalDate
  /** That day is not to come any more. */
  over: boolean
  /** Whose decision prevents it: of the tracks the first that is still to be decided. */
  decider: Track | 'MINISTER'
}

type Read = Pick<DossierBody, 'work' | 'residence' | 'adviceRequests'>

/** Whether the minister's silence grants work: the council advised in favour. */
export const silenceGrants = ({ adviceRequests }: Pick<Read, 'adviceRequests'>): boolean =>
  adviceRequests?.findLast(({ adviser }) => adviser === 'REOV')?.opinion === 'POSITIVE'

/** What silence brings about on this dossier, once it is near; null: nothing, or not yet. */
export function silenceOf(
  body: Read,
  clocks: readonly ClockView[],
  today: LocalDate,
): Silence | null {
  for (const { id, due, stopped, startedOn } of clocks) {
    const row = rowOn(
      SILENT_EFFECTS.filter(({ clock }) => clock === id),
      startedOn,
    )
    if (!row || stopped || due === null || today < addDays(due, -row.warnDays)) continue
    return {
      clock: id,
      effect: row.effect === 'ADVICE' ? ofTheAdvice(body) : row.effect,
      on: addDays(due, 1),
      over: today > due,
      decider: deciderOf(body, row.effect),
    }
  }
  return null
}

function deciderOf({ work }: Read, effect: SilentEffect['effect']): Silence['decider'] {
  if (effect === 'ADVICE') return 'MINISTER'
  return isWorkPending(work) ? 'WORK' : 'RESIDENCE'
}

/** An appeal on a professional card: the council's advice stands, without one it is dismissed. */
const ofTheAdvice = (body: Read): SilenceEffect =>
  silenceGrants(body) ? 'ADVICE_STANDS' : 'DISMISSED'
