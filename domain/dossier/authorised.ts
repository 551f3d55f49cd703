/**
 * On which days a dossier allows work: the authorised period, cut at a withdrawal, and the days
 * that an Annex 46 or 49 covers while the card is on its way (domain facts 1.4, 1.10).
 */
import { addDays } from '../calendar/local-date.ts'
import { OPEN_END, toSpan, type Span } from '../calendar/spans.ts'
import type { AnnexType } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { inForceOn } from '../reference/dated.ts'
import { ANNEX_COVER } from '../reference/limosa.ts'

/**
 * The authorised period of the work decision; null when work was never granted. A grant without a
 * period counts from the decision without end: a missing date must not accuse anybody. After a
 * withdrawal (also under appeal) it ends on the day before.
 */
export function authorisedSpan({ work, authorised }: DossierBody): Span | null {
  switch (work.state) {
    case 'GRANTED':
    case 'EXPIRED':
    case 'SUPERSEDED':
      return authorised ? toSpan(authorised) : { from: work.since, to: OPEN_END }
    case 'WITHDRAWN':
    case 'APPEAL_PENDING': {
      if (!authorised) return null
      const span = toSpan(authorised)
      const to = span.to < work.since ? span.to : addDays(work.since, -1)
      return to < span.from ? null : { from: span.from, to }
    }
    default:
      return null
  }
}

function annexSpan(annex: { type: AnnexType; on: string }): Span | null {
  const row = ANNEX_COVER.find((cover) => cover.annex === annex.type && inForceOn(cover, annex.on))
  return row ? { from: annex.on, to: addDays(annex.on, row.days) } : null
}

const NO_SPANS: readonly Span[] = []

/** All spans in which the dossier allows work, the authorised period first. */
export function workSpans(body: DossierBody): readonly Span[] {
  const authorised = authorisedSpan(body)
  if (body.annexes.length === 0) return authorised ? [authorised] : NO_SPANS
  const spans: Span[] = authorised ? [authorised] : []
  const withdrawn = body.work.state === 'WITHDRAWN'
  for (const annex of body.annexes) {
    const span = withdrawn ? null : annexSpan(annex)
    if (span) spans.push(span)
  }
  return spans
}
