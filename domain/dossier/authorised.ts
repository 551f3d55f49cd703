/**
 * On which days a dossier allows work: the authorised period, cut at a withdrawal, and the days
 * that an Annex 46 or 49 covers while the card is on its way (domain facts 1.4, 1.10).
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { intersection, OPEN_END, toSpan, type Span } from '../calendar/spans.ts'
import type { AnnexType } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { inForceOn } from '../reference/dated.ts'
import { ANNEX_COVER } from '../reference/limosa.ts'
import { isContested } from './tracks.ts'

/** Last day before a withdrawal took effect (also under appeal); OPEN_END when there was none. */
function lastDayBeforeWithdrawal(body: DossierBody): LocalDate {
  const { work } = body
  if (work.state === 'WITHDRAWN') return addDays(work.since, -1)
  if (!isContested(work.state)) return OPEN_END
  // The state counts from the appeal; the withdrawal that it contests came before.
  const withdrawal = body.events.findLast(({ type }) => type === 'WITHDRAWN')?.step
  return addDays(withdrawal?.on ?? work.since, -1)
}

/**
 * The authorised period of the work decision; null when work was never granted. A grant without a
 * period counts from the decision without end: a missing date must not accuse anybody. A
 * withdrawal ends it on the day before.
 */
export function authorisedSpan(body: DossierBody): Span | null {
  const { work, authorised } = body
  switch (work.state) {
    case 'GRANTED':
    case 'EXPIRED':
    case 'SUPERSEDED':
      return authorised ? toSpan(authorised) : { from: work.since, to: OPEN_END }
    case 'WITHDRAWN':
    case 'APPEAL_PENDING':
    case 'REOV_ADVICE':
    case 'MINISTER_DECISION':
      return authorised && cut(toSpan(authorised), lastDayBeforeWithdrawal(body))
    default:
      return null
  }
}

function cut(span: Span, last: LocalDate): Span | null {
  return intersection(span, { from: span.from, to: last })
}

function annexSpan(annex: { type: AnnexType; on: LocalDate }, last: LocalDate): Span | null {
  const row = ANNEX_COVER.find((cover) => cover.annex === annex.type && inForceOn(cover, annex.on))
  return row ? cut({ from: annex.on, to: addDays(annex.on, row.days) }, last) : null
}

const NO_SPANS: readonly Span[] = []

/** All spans in which the dossier allows work, the authorised period first. */
export function workSpans(body: DossierBody): readonly Span[] {
  const authorised = authorisedSpan(body)
  if (body.annexes.length === 0) return authorised ? [authorised] : NO_SPANS
  const spans: Span[] = authorised ? [authorised] : []
  const last = lastDayBeforeWithdrawal(body)
  for (const annex of body.annexes) {
    const span = annexSpan(annex, last)
    if (span) spans.push(span)
  }
  return spans
}
