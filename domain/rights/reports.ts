/**
 * Need to know of reports of irregularities (domain facts 9.4: notes of an inquiry are the
 * inspection's). Desk and gateway ask here; deny by default.
 */
import type { Actor } from '../contract/actor.ts'
import type { ReportBody } from '../contract/records.ts'
import type { ReportEvent } from '../reports/codes.ts'
import { MASKED } from './view.ts'

type Whose = Pick<ReportBody, 'by' | 'assignees' | 'guarded'>

/** True when the person may know of the report: an inspector of its region, or who took it in. */
export function mayKnowReport(actor: Actor, { by }: Pick<ReportBody, 'by'>): boolean {
  if (actor.role === 'AUDITOR') return false
  return actor.role === 'INSPECTOR' || by === actor.id
}

/** True when the person may read its words: of a guarded one those who work on it, and who took it in. */
export function mayReadReport(actor: Actor, report: Whose): boolean {
  if (!mayKnowReport(actor, report)) return false
  return !report.guarded || report.by === actor.id || report.assignees.includes(actor.id)
}

/**
 * True when the person may triage it, link it and answer. One that is guarded and that nobody works on
 * may be taken on by any inspector of the region: that is in its history, and then it is theirs.
 */
export function mayHandleReport(actor: Actor, report: Whose): boolean {
  return actor.role === 'INSPECTOR' && mayReadReport(actor, report)
}

/** True when the person may say who works on it. */
export function mayAssignReport(actor: Actor, report: Whose): boolean {
  if (actor.role !== 'INSPECTOR') return false
  return report.assignees.length === 0 || mayReadReport(actor, report)
}

/** True when the person may open the sealed identity of the reporter: who works on the report, nobody else. */
export function mayUnsealReporter(
  actor: Actor,
  report: Pick<ReportBody, 'by' | 'assignees' | 'reporter'>,
): boolean {
  return (
    actor.role === 'INSPECTOR' &&
    report.reporter === 'SEALED' &&
    report.assignees.includes(actor.id)
  )
}

/** The report as this person may see it; null when they may not know of it. */
export function reportAsSeen(actor: Actor, body: ReportBody): ReportBody | null {
  if (!mayKnowReport(actor, body)) return null
  if (!mayReadReport(actor, body)) return masked(body)
  return followsInquiry(actor) ? body : withoutInquiry(body)
}

/** True when the person learns what the inspection makes of a report, beside where it stands. */
export const followsInquiry = ({ role }: Pick<Actor, 'role'>): boolean => role === 'INSPECTOR'

const OF_INQUIRY: readonly ReportEvent[] = ['LINKED', 'CONTROL_ASKED']

/**
 * How an inquiry is led is the inspection's: whoever took the report in does not learn whom it is held to be
 * about nor of a control. Which fields they do not read: fields.ts.
 */
function withoutInquiry(body: ReportBody): ReportBody {
  const events = body.events.filter(({ type }) => !OF_INQUIRY.includes(type))
  return events.length === body.events.length ? body : { ...body, events }
}

/** Whatever could tell who reported: the words, the way and the language, and what was answered. */
function masked(body: ReportBody): ReportBody {
  return {
    ...body,
    channel: 'SERVICE',
    language: 'und',
    text: MASKED,
    happened: null,
    worker: null,
    place: null,
    // The worker whom it is about may be the one who told it.
    links: [],
    answers: [],
    events: body.events.map((event) => ({ ...event, text: null })),
  }
}
