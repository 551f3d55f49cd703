/**
 * On which days a dossier allows work: the authorised period, cut at a withdrawal and at the end of the
 * stay, and the days that an Annex 46 or 49 covers while the card is on its way (domain facts 1.4, 1.10).
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { intersection, OPEN_END, toSpan, type Span } from '../calendar/spans.ts'
import type { AnnexType, ResidenceState } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { inForceOn } from '../reference/dated.ts'
import { ANNEX_COVER } from '../reference/limosa.ts'
import { residenceHistory, type Reached } from './track-history.ts'
import { isContested, isStayGranted, isStayLost, isStayRefused } from './tracks.ts'

/** Last day before a withdrawal took effect (also under appeal); OPEN_END when there was none. */
function lastDayBeforeWithdrawal(body: DossierBody): LocalDate {
  const { work } = body
  if (work.state !== 'WITHDRAWN' && !isContested(work.state)) return OPEN_END
  // An appeal and what it left standing begin a state of their own; the withdrawal came before. The timeline
  // is long: nobody reads it who need not.
  const withdrawal = body.events.findLast(({ type }) => type === 'WITHDRAWN')?.step
  return addDays(withdrawal?.on ?? work.since, -1)
}

type Stay = Pick<DossierBody['residence'], 'state'>

const isStayOver = (stay: Stay): boolean => isStayLost(stay) || stay.state === 'EXPIRED'

/**
 * Last day of work before the stay was refused, ended or expired: an appeal does not suspend that (C6).
 * The day on which employment ended is still one of work. OPEN_END while the stay stands.
 */
function lastDayOfStay(body: DossierBody): LocalDate {
  const { residence } = body
  if (!isStayOver(residence)) return OPEN_END
  let lost: Reached<ResidenceState> = { state: residence.state, on: residence.since }
  if (isStayRefused(residence)) {
    for (const one of residenceHistory(body).toReversed()) {
      if (!isStayOver(one)) break
      lost = one
    }
  }
  return lost.state === 'ENDED' ? lost.on : addDays(lost.on, -1)
}

/**
 * True when there is or was a stay on which to work. Whoever renews or changes goes on with the stay they
 * have; a first one is there once DVZ granted it, and its Annex 46 tells so afterwards (1.4, 1.9).
 */
function hadStay({ applicationType, residence: { state }, annexes }: DossierBody): boolean {
  return (
    state === 'NO_TRACK' ||
    applicationType !== 'FIRST' ||
    isStayGranted(state) ||
    annexes.some(({ type }) => type === 'ANNEX_46')
  )
}

/** True when work is granted and a first stay, without which nobody may work, is not decided. */
export function awaitsFirstStay(body: DossierBody): boolean {
  return body.work.state === 'GRANTED' && !hadStay(body) && !isStayLost(body.residence)
}

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b)

/** Last day on which anything of the dossier allows work. */
const lastDayOf = (body: DossierBody): LocalDate =>
  earlier(
    earlier(lastDayBeforeWithdrawal(body), lastDayOfStay(body)),
    // On an Annex 49 somebody works until the employer gives the application up.
    body.work.state === 'DESISTED' ? body.work.since : OPEN_END,
  )

/**
 * The authorised period of the work decision; null when work was never granted, or under a single
 * permit no stay. A grant without a period counts from the decision without end: a missing date must
 * not accuse anybody. A withdrawal ends it on the day before, and so does a refusal of the stay.
 */
export function authorisedSpan(body: DossierBody): Span | null {
  const { work, authorised } = body
  if (!hadStay(body)) return null
  switch (work.state) {
    case 'GRANTED':
    case 'EXPIRED':
    case 'SUPERSEDED':
      return cut(
        authorised ? toSpan(authorised) : { from: work.since, to: OPEN_END },
        lastDayOf(body),
      )
    case 'WITHDRAWN':
    case 'APPEAL_PENDING':
    case 'REOV_ADVICE':
    case 'MINISTER_DECISION':
      return authorised && cut(toSpan(authorised), lastDayOf(body))
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
  const last = lastDayOf(body)
  for (const annex of body.annexes) {
    const span = annexSpan(annex, last)
    if (span) spans.push(span)
  }
  return spans
}
