/** Steps of the examination: questions to the applicant, advice, one extension. */
import * as v from 'valibot'
import type { LocalDate } from '../../calendar/local-date.ts'
import { ADVISERS, OPINIONS, type Adviser, type ClockId, type Track } from '../../contract/codes.ts'
import { LocalDateText, type DossierBody } from '../../contract/records.ts'
import { openAdviceRequest, openInfoRequest, withOpen } from '../../dossier/requests.ts'
import { clockViews, runsAgainOn } from '../../dossier/clocks.ts'
import { takeWorkStep, type Stated } from '../../dossier/tracks.ts'
import type { OwnTables } from '../../reference/own-rows.ts'
import { refuse, type Refusal } from '../command.ts'
import { Documents, withDocuments } from './intake.ts'
import { checkDeadline } from '../days.ts'
import { checkLength, step, StepText, tablesIn } from './step.ts'

/** Refuses a text that says nothing or too much. */
const checkText = (text: string) =>
  text.trim() === '' ? refuse('TEXT_REQUIRED') : checkLength(text)

/**
 * W8, R4: a reasoned question with a deadline. The overall clock stands still until the answer is
 * in, whichever service asked.
 */
export const askInformation = step({
  name: 'askInformation',
  tracks: ['WORK', 'RESIDENCE'],
  fields: { text: StepText, documents: Documents, deadline: LocalDateText },
  events: ['ASK_INFO'],
  timeline: 'INFO_ASKED',
  subject: 'TERM',
  opens: true,
  stands: (body, { track }) => openInfoRequest(body, track),
  check: (_body, { text, deadline, on }) => checkText(text) ?? checkDeadline(deadline, on),
  change: (after, { track, on, deadline, documents, text }, { actor }) => ({
    ...after,
    documents: withDocuments(after, documents, { status: 'REQUESTED', receivedOn: null }),
    infoRequests: [
      ...(after.infoRequests ?? []),
      { track, askedOn: on, deadline, documents, text: text.trim(), by: actor.id, closedOn: null },
    ],
  }),
})

/** When the clock runs again that an open question stopped: with the answer, and at the latest after its last day. */
function answered(body: DossierBody, { track, on }: { track: Track; on: LocalDate }): Stated {
  const deadline = openInfoRequest(body, track)?.deadline
  return { runsAgainOn: deadline && on > deadline ? runsAgainOn(deadline) : on }
}

/** W9, R5: the answer is in; the clock goes on unless the other service still waits for one. */
export const receiveInformation = step({
  name: 'receiveInformation',
  tracks: ['WORK', 'RESIDENCE'],
  fields: { documents: Documents },
  events: ['INFO_RECEIVED'],
  timeline: 'INFO_RECEIVED',
  subject: 'TERM',
  stated: (args, body) => answered(body, args),
  change: (after, { track, on, documents }) => ({
    ...after,
    documents: withDocuments(after, documents, { status: 'RECEIVED', receivedOn: on }),
    infoRequests: withOpen(after.infoRequests, (one) => one.track === track && !one.closedOn, {
      closedOn: on,
    }),
  }),
})

/**
 * W9b, R5b: the deadline passed without an answer; the examination goes on with what there is, and the
 * clock since the day after it, whenever that is noted.
 */
export const closeInformation = step({
  name: 'closeInformation',
  tracks: ['WORK', 'RESIDENCE'],
  fields: {},
  events: ['DEADLINE'],
  timeline: 'INFO_TERM_PASSED',
  subject: 'TERM',
  stated: (args, body) => answered(body, args),
  check(body, { track, on }) {
    const deadline = openInfoRequest(body, track)?.deadline
    return deadline && on <= deadline ? refuse('DEADLINE_STILL_RUNS', { date: deadline }) : null
  },
  change: (after, { track, on }) => ({
    ...after,
    infoRequests: withOpen(after.infoRequests, (one) => one.track === track && !one.closedOn, {
      closedOn: on,
    }),
  }),
})

/** Who may be asked now: on the appeal of a professional card the council alone. */
export function advisersFor({
  procedure,
  work,
}: Pick<DossierBody, 'procedure' | 'work'>): readonly Adviser[] {
  if (work.state === 'APPEAL_PENDING') return procedure === 'PROFESSIONAL_CARD' ? ['REOV'] : []
  return ADVISERS.filter((adviser) => adviser !== 'REOV')
}

/** The last day of the council that is asked on a day: the law gives it, nobody sets it (P3). */
function councilUntil(body: DossierBody, on: LocalDate, tables: OwnTables): LocalDate | null {
  const asked = takeWorkStep(body, 'ASK_REOV', { on, by: null, tables })
  return asked && dueOf(asked, 'P3', on)
}

const dueOf = ({ clockEvents }: DossierBody, clock: ClockId, on: LocalDate): LocalDate | null =>
  clockViews(clockEvents, on).find(({ id, stopped }) => id === clock && !stopped)?.due ?? null

/** Refuses another last day for the council than the law gives. */
function checkTerm(
  body: DossierBody,
  { adviser, deadline, on }: { adviser: Adviser; deadline: LocalDate; on: LocalDate },
  tables: OwnTables,
): Refusal | null {
  if (adviser !== 'REOV') return checkDeadline(deadline, on)
  const due = councilUntil(body, on, tables)
  return due === null || deadline === due ? null : refuse('TERM_IS_LAW', { clock: 'P3', due })
}

const isEconomic = (adviser: Adviser): boolean => adviser === 'VLAIO' || adviser === 'FIT'

/**
 * W10, P2, P3: advice of another body with a term of its own; the overall clock keeps running. On a
 * professional card VLAIO and FIT advise on its economic side (P2), and the council for economic
 * investigation on an appeal (P3).
 */
export const askAdvice = step({
  name: 'askAdvice',
  tracks: ['WORK'],
  fields: { adviser: v.picklist(ADVISERS), text: StepText, deadline: LocalDateText },
  events: ['ASK_ADVICE', 'ASK_ECONOMIC_ADVICE', 'ASK_REOV'],
  event({ adviser }, { procedure }) {
    if (adviser === 'REOV') return 'ASK_REOV'
    return procedure === 'PROFESSIONAL_CARD' && isEconomic(adviser)
      ? 'ASK_ECONOMIC_ADVICE'
      : 'ASK_ADVICE'
  },
  timeline: 'ADVICE_ASKED',
  subject: 'HANDLING',
  stated: ({ deadline }) => ({ until: deadline }),
  opens: true,
  stands(body) {
    const open = openAdviceRequest(body)
    return open && { adviser: open.adviser, text: open.text, deadline: open.due }
  },
  check: (body, args, _context, records) =>
    (advisersFor(body).includes(args.adviser)
      ? null
      : refuse('ADVISER_NOT_ASKED', { adviser: args.adviser })) ??
    checkText(args.text) ??
    checkTerm(body, args, tablesIn(records)),
  change: (after, { adviser, on, deadline, text }, { actor }) => ({
    ...after,
    adviceRequests: [
      ...(after.adviceRequests ?? []),
      {
        adviser,
        askedOn: on,
        due: deadline,
        text: text.trim(),
        by: actor.id,
        closedOn: null,
        opinion: null,
        answer: null,
      },
    ],
  }),
})

/** W11, P2b, P3b: the advice came, or its term ran out without one (NONE, only after the last day). */
export const receiveAdvice = step({
  name: 'receiveAdvice',
  tracks: ['WORK'],
  fields: { opinion: v.picklist(OPINIONS), text: StepText },
  events: ['ADVICE_RECEIVED'],
  timeline: 'ADVICE_RECEIVED',
  subject: 'HANDLING',
  stands(body) {
    const last = openAdviceRequest(body) ? null : body.adviceRequests?.at(-1)
    return last?.opinion ? { opinion: last.opinion, text: last.answer ?? '' } : null
  },
  check(body, { opinion, text, on }) {
    const due = dueOf(body, 'P3', on) ?? openAdviceRequest(body)?.due
    if (opinion !== 'NONE') return checkText(text)
    return due && on <= due ? refuse('DEADLINE_STILL_RUNS', { date: due }) : checkLength(text)
  },
  change: (after, { opinion, text, on }) => ({
    ...after,
    adviceRequests: withOpen(after.adviceRequests, ({ closedOn }) => !closedOn, {
      closedOn: on,
      opinion,
      answer: text.trim() || null,
    }),
  }),
})

/** W12: one extension for a complex file, before the term ends, with reasons; only under C3B. */
export const extendTerm = step({
  name: 'extendTerm',
  tracks: ['WORK'],
  fields: {},
  events: ['EXTEND'],
  timeline: 'EXTENDED',
  subject: 'TERM',
  needsReason: true,
  check(body, { on }) {
    const run = clockViews(body.clockEvents, on).find(({ id }) => id === 'C3B')
    if (!run || run.stopped) return refuse('EXTENSION_NOT_POSSIBLE')
    if (body.clockEvents.some(({ kind }) => kind === 'EXTEND')) return refuse('ALREADY_EXTENDED')
    const { due } = run
    return due && on > due ? refuse('TERM_OVER', { clock: 'C3B', due }) : null
  },
})
