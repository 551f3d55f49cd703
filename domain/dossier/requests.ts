/** What services asked of others on a dossier, and what waits to be signed. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Track } from '../contract/codes.ts'
import type { AdviceRequest, DossierBody, InfoRequest, Proposal } from '../contract/records.ts'
import { awaitsAdvice, awaitsAnswer, awaitsSignature } from './tracks.ts'

/** The question of a service that the applicant has not answered; null when none is open. */
export function openInfoRequest(body: DossierBody, track: Track): InfoRequest | null {
  return (body.infoRequests ?? []).findLast((one) => one.track === track && !one.closedOn) ?? null
}

/** The request for advice that has not been answered; null when none is open. */
export function openAdviceRequest(body: DossierBody): AdviceRequest | null {
  return (body.adviceRequests ?? []).findLast(({ closedOn }) => !closedOn) ?? null
}

/**
 * The last day for the answer or the advice that each track waits for; null: it waits for none. After it
 * the service acts, with what it has.
 */
export function awaitedUntil(body: DossierBody): Record<'work' | 'residence', LocalDate | null> {
  const answer = (track: Track) =>
    awaitsAnswer(body, track) ? openInfoRequest(body, track)?.deadline : undefined
  const advice = awaitsAdvice(body) ? openAdviceRequest(body)?.due : undefined
  return { work: answer('WORK') ?? advice ?? null, residence: answer('RESIDENCE') ?? null }
}

/** What was proposed on a track and waits for another person's signature; null when nothing does. */
export function openProposal(body: DossierBody, track: Track): Proposal | null {
  const place = openProposalPlace(body, track)
  return place === null ? null : body.proposals![place]!
}

/**
 * Place of the open proposal among all of the dossier, from 0; null when none is open. Proposals are
 * only ever added, so the place tells one from the next.
 */
export function openProposalPlace(body: DossierBody, track: Track): number | null {
  const isOpen = (one: Proposal) => one.track === track && one.state === 'OPEN'
  const place = (body.proposals ?? []).findLastIndex(isOpen)
  return place === -1 ? null : place
}

/** The list with its open item, the last one that `isOpen` knows, changed. */
export function withOpen<T>(
  list: readonly T[] | undefined,
  isOpen: (item: T) => boolean,
  change: Partial<T>,
): T[] {
  const items = [...(list ?? [])]
  const index = items.findLastIndex(isOpen)
  if (index !== -1) items[index] = { ...items[index]!, ...change }
  return items
}

/**
 * The dossier without what nobody waits for any more: an end of a track, or an act of the other
 * service, closes the questions, requests, proposals and holds that it leaves behind. A question
 * closes on the day of the act; a proposal lapses.
 */
export function withoutStale(
  body: DossierBody,
  { on, by }: { on: LocalDate; by: string },
): DossierBody {
  const { infoRequests, adviceRequests, proposals, visaHolds } = body
  return {
    ...body,
    ...(infoRequests && {
      infoRequests: infoRequests.map((one) =>
        one.closedOn || awaitsAnswer(body, one.track) ? one : { ...one, closedOn: on },
      ),
    }),
    ...(adviceRequests && {
      adviceRequests: adviceRequests.map((one) =>
        one.closedOn || awaitsAdvice(body) ? one : { ...one, closedOn: on },
      ),
    }),
    ...(proposals && {
      proposals: proposals.map((one) =>
        one.state !== 'OPEN' || awaitsSignature(body, one.track)
          ? one
          : { ...one, state: 'LAPSED' as const, closedBy: by },
      ),
    }),
    ...(visaHolds && {
      visaHolds: visaHolds.map((one) =>
        one.releasedOn || body.residence.state === 'VISA_HELD' ? one : { ...one, releasedOn: on },
      ),
    }),
  }
}
