/** Everything that happened to a dossier in one list: events, clock events, notes and judgements. Pure. */
import type { DossierEventType } from '../../domain/contract/codes.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { brusselsToday, type LocalDate } from '../../domain/calendar/local-date.ts'
import type {
  AdviceRequest,
  ClockEvent,
  DossierBody,
  DossierEvent,
  InfoRequest,
} from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'

export const TIMELINE_GROUPS = ['filing', 'work', 'residence', 'clock', 'desk'] as const
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number]

export type TimelineEntry = { key: string; at: string; group: TimelineGroup } & (
  | { type: 'event'; event: DossierEvent }
  | { type: 'clock'; event: ClockEvent }
  | { type: 'note'; note: DossierPage['notes'][number] }
  | { type: 'judgement'; judged: JudgedFinding }
)

const GROUP_OF: Readonly<Record<DossierEventType, TimelineGroup>> = {
  SUBMITTED: 'filing',
  CHECK_OPENED: 'filing',
  ITEMS_ASKED: 'filing',
  ITEMS_RECEIVED: 'filing',
  DECLARED_ADMISSIBLE: 'filing',
  DECLARED_INADMISSIBLE: 'filing',
  DESISTED: 'filing',
  SUPERSEDED: 'filing',
  INFO_ASKED: 'work',
  INFO_RECEIVED: 'work',
  ADVICE_ASKED: 'work',
  ADVICE_RECEIVED: 'work',
  EXTENDED: 'work',
  DECISION_PROPOSED: 'work',
  WORK_GRANTED: 'work',
  WORK_REFUSED: 'work',
  NOTIFIED: 'work',
  APPEALED: 'work',
  WITHDRAWN: 'work',
  EXPIRED: 'work',
  TRANSMITTED: 'residence',
  PRE_ASSESSMENT_STARTED: 'residence',
  PRE_ASSESSMENT_DONE: 'residence',
  RESIDENCE_GRANTED: 'residence',
  RESIDENCE_REFUSED: 'residence',
  ANNEX_ISSUED: 'residence',
  VISA_REQUESTED: 'residence',
  VISA_HELD: 'residence',
  REGISTERED: 'residence',
  CARD_ISSUED: 'residence',
  ASSIGNED: 'desk',
  RELEASED: 'desk',
  FORWARDED: 'filing',
  REROUTED: 'filing',
  WAITING_FOR_WORK: 'residence',
  INFO_TERM_PASSED: 'work',
  PROPOSAL_RETURNED: 'work',
  APPEAL_DECIDED: 'work',
  VISA_RELEASED: 'residence',
  ENTERED: 'residence',
  EMPLOYMENT_ENDED: 'residence',
  RESIDENCE_ENDED: 'residence',
  EXAM_STARTED: 'work',
  FACTS_CHANGED: 'filing',
  MANDATE_VERIFIED: 'filing',
  COUNTER_ADVISED: 'filing',
  COUNTER_FOLLOWED_UP: 'work',
  ENTERPRISE_NUMBER_GIVEN: 'work',
  VACANCY_RECORDED: 'work',
  DIPLOMA_RECORDED: 'work',
  PLAN_ASSESSED: 'work',
  DOCUMENT_FILED: 'filing',
  DOCUMENT_WITHDRAWN: 'filing',
  DOCUMENT_LOCKED: 'desk',
  DOCUMENT_UNLOCKED: 'desk',
  DOCUMENT_DATED: 'filing',
  LETTER_FILED: 'desk',
  TAGGED: 'desk',
  UNTAGGED: 'desk',
  REMARKED: 'desk',
}

/** Where an event stands: what both services may do to their track stands with the track it was done to. */
function groupOf({ type, step }: DossierEvent): TimelineGroup {
  const group = GROUP_OF[type]
  return group === 'work' && step?.track === 'RESIDENCE' ? 'residence' : group
}

/** True for the event of a remark whose note stands here itself. */
const isTold = ({ type, at, by }: DossierEvent, notes: DossierPage['notes']): boolean =>
  type === 'REMARKED' && notes.some(({ body }) => body.at === at && body.by === by)

/** All entries, newest first; of one moment, the later written one first. */
export function timelineEntries(
  body: Pick<DossierBody, 'events' | 'clockEvents'>,
  notes: DossierPage['notes'],
  findings: readonly JudgedFinding[],
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...body.events
      .map((event, index) => ({
        key: `event-${index}`,
        at: event.at,
        group: groupOf(event),
        type: 'event' as const,
        event,
      }))
      .filter(({ event }) => !isTold(event, notes)),
    ...body.clockEvents.map((event, index) => ({
      key: `clock-${index}`,
      at: event.at,
      group: 'clock' as const,
      type: 'clock' as const,
      event,
    })),
    ...notes.map((note) => ({
      key: `note-${note.id}`,
      at: note.body.at,
      group: 'desk' as const,
      type: 'note' as const,
      note,
    })),
    ...findings.flatMap((judged) => judgementEntry(judged)),
  ]
  return entries.toReversed().toSorted((a, b) => compareText(b.at, a.at))
}

/** What a step was about beside its reason: the question, the advice, the documents. */
export interface EventDetail {
  question: InfoRequest | null
  advice: AdviceRequest | null
}

const OF_QUESTION: ReadonlySet<DossierEventType> = new Set<DossierEventType>([
  'INFO_ASKED',
  'INFO_RECEIVED',
  'INFO_TERM_PASSED',
])
const OF_ADVICE: ReadonlySet<DossierEventType> = new Set<DossierEventType>([
  'ADVICE_ASKED',
  'ADVICE_RECEIVED',
])

/** The question or the advice that an event asked or answered, by the day of the event. */
export function detailOf(
  { infoRequests = [], adviceRequests = [] }: Pick<DossierBody, 'infoRequests' | 'adviceRequests'>,
  { type, at, step }: DossierEvent,
): EventDetail {
  const on = step?.on ?? brusselsToday(new Date(at))
  const asks = type.endsWith('_ASKED')
  const isThen = (one: { askedOn: LocalDate; closedOn: LocalDate | null }) =>
    (asks ? one.askedOn : one.closedOn) === on
  return {
    question: OF_QUESTION.has(type)
      ? (infoRequests.findLast((one) => isThen(one) && (!step || one.track === step.track)) ?? null)
      : null,
    advice: OF_ADVICE.has(type) ? (adviceRequests.findLast(isThen) ?? null) : null,
  }
}

/** The last judgement of a finding; an earlier one that it replaced is not kept. */
function judgementEntry(judged: JudgedFinding): TimelineEntry[] {
  if (judged.at === null) return []
  const key = `judgement-${judged.finding.id}`
  return [{ key, at: judged.at, group: 'desk', type: 'judgement', judged }]
}

/** A clock event has a date only: as text it sorts before the instants of its day. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** How many entries each group has, for the filter. */
export function countByGroup(entries: readonly TimelineEntry[]): Record<TimelineGroup, number> {
  const counts = { filing: 0, work: 0, residence: 0, clock: 0, desk: 0 }
  for (const { group } of entries) counts[group]++
  return counts
}
