/**
 * Days of work on the short route (domain facts 2.1, R18): within any 180 days in a row at most 90,
 * first and last day counted. Declared, seen and authorised days are counted apart, because each
 * source says something else; none of the three is the truth alone.
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import type { Span } from '../calendar/spans.ts'
import { busiestWindow, type BusiestWindow } from '../limosa/counting.ts'
import { STAY_WINDOW } from '../reference/limosa.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { authorisedSpan } from './authorised.ts'

export interface ShortStay {
  /** Periods of active Limosa declarations; null: none near. */
  declared: BusiestWindow | null
  /** Days registered at Checkin@Work. */
  seen: BusiestWindow | null
  /** Days of work cards. */
  authorised: BusiestWindow | null
}

/** The fullest windows that share a day with the application's own time: a window before and after. */
export function shortStay(
  { dossiers, declarations, presences }: PersonFacts,
  around: LocalDate,
): ShortStay {
  const { window } = STAY_WINDOW
  const near: Span = { from: addDays(around, -window), to: addDays(around, window) }
  const declared = declarations
    .filter(({ record }) => record.body.status === 'ACTIVE')
    .map(({ record }) => record.body.period)
  const seen = presences.map(({ body: { date } }) => ({ from: date, to: date }))
  const authorised = dossiers
    .filter(({ body }) => body.procedure === 'WORK_CARD')
    .flatMap(({ body }) => authorisedSpan(body) ?? [])
  return {
    declared: busiestWindow(declared, near),
    seen: busiestWindow(seen, near),
    authorised: busiestWindow(authorised, near),
  }
}
