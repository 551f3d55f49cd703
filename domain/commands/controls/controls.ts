/** Field controls that somebody asks the inspection for. Who may: domain/rights/controls.ts. */
import * as v from 'valibot'
import { REGIONS } from '../../contract/codes.ts'
import { CONTROL_SUBJECTS_MAX, ControlSubject, Id, type RecordRef } from '../../contract/records.ts'
import { CONTROL_ORIGINS, CONTROL_REQUEST_STATUSES } from '../../controls/codes.ts'
import { requestMovesFrom } from '../../controls/moves.ts'
import { withEvent } from '../../reports/moves.ts'
import { mayAnswerControlRequest } from '../../rights/controls.ts'
import { mayHandleReport } from '../../rights/reports.ts'
import {
  accept,
  refuse,
  type Command,
  type CommandContext,
  type RecordLookup,
  type RecordWrite,
  type Refusal,
} from '../command.ts'
import { wordsBeside } from '../said.ts'
import { checkReason } from '../words.ts'

/** Shortest reason or answer, in characters. */
export const CONTROL_TEXT_MIN = 10
/** Longest reason or answer, in characters. */
export const CONTROL_TEXT_MAX = 4000

const onRequest = ({ requestId }: { requestId: string }): RecordRef => ({
  kind: 'controlRequest',
  id: requestId,
})

const LENGTH = { min: CONTROL_TEXT_MIN, max: CONTROL_TEXT_MAX } as const

const AskArgs = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same request. */
  requestId: Id,
  region: v.picklist(REGIONS),
  subjects: v.pipe(v.array(ControlSubject), v.minLength(1), v.maxLength(CONTROL_SUBJECTS_MAX)),
  origin: v.picklist(CONTROL_ORIGINS),
  /** The report of an irregularity on which it rests; it is linked there, nothing of it is told here. */
  reportId: v.nullable(Id),
  reason: v.string(),
})
type AskArgs = v.InferOutput<typeof AskArgs>

/** The report with the link to the request; null when it rests on none. */
function reportLinked(
  records: RecordLookup,
  { reportId, requestId }: AskArgs,
  context: CommandContext,
): RecordWrite | Refusal | null {
  if (reportId === null) return null
  const report = records('report', reportId)
  if (!report) return refuse('NOT_FOUND')
  if (!mayHandleReport(context.actor, report.body)) return refuse('FORBIDDEN')
  const { id: by, name: byName } = context.actor
  const verdict = 'CONFIRMED' as const
  const link = { kind: 'control' as const, id: requestId, verdict, by, byName, at: context.at }
  const body = { ...report.body, links: [...report.body.links, link] }
  return { kind: 'report', id: reportId, body: withEvent(body, 'CONTROL_ASKED', context) }
}

/** Asks the inspection of a region to control somebody, for a reason. It binds nobody to anything. */
export const requestControl: Command<'requestControl', AskArgs> = {
  name: 'requestControl',
  args: AskArgs,
  needs: ({ requestId, subjects, reportId }): RecordRef[] => [
    { kind: 'controlRequest', id: requestId },
    ...subjects,
    ...(reportId === null ? [] : [{ kind: 'report' as const, id: reportId }]),
  ],
  // What went before on the report may still be refused, and with it the right to link to it.
  lane: (args) =>
    args.reportId === null ? onRequest(args) : { kind: 'report', id: args.reportId },
  words: [{ field: 'reason', ...LENGTH }],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, args, context) {
    const { requestId, region, subjects, origin } = args
    const { actor, at } = context
    if (records('controlRequest', requestId)) return refuse('ALREADY_SO')
    if (actor.region !== null && actor.region !== region) return refuse('FORBIDDEN')
    if (subjects.some(({ kind, id }) => !records(kind, id))) return refuse('NOT_FOUND')
    const reason = args.reason.trim()
    const refusal = checkReason(reason, LENGTH)
    if (refusal) return refusal
    const report = reportLinked(records, args, context)
    if (report && 'ok' in report) return report
    const asked = { region, subjects, origin, reason, by: actor.id, byName: actor.name, at }
    const request = { ...asked, status: 'OPEN' as const, answers: [] }
    const write: RecordWrite = { kind: 'controlRequest', id: requestId, body: request }
    return report ? accept(write, report) : accept(write)
  },
}

const AnswerArgs = v.strictObject({
  requestId: Id,
  /** The status that the inspector saw. */
  from: v.picklist(CONTROL_REQUEST_STATUSES),
  to: v.picklist(CONTROL_REQUEST_STATUSES),
  text: v.string(),
})

/** Says what becomes of a request, to whoever asked. */
export const answerControlRequest: Command<
  'answerControlRequest',
  v.InferOutput<typeof AnswerArgs>
> = {
  name: 'answerControlRequest',
  args: AnswerArgs,
  needs: (args) => [onRequest(args)],
  lane: onRequest,
  words: [{ field: 'text', ...LENGTH }],
  conflict({ requestId, from, to, text }, records) {
    const body = records('controlRequest', requestId)?.body
    if (!body || body.status === from) return []
    const code = (status: string) => `controlRequestStatus.${status}`
    const last = body.answers.at(-1)
    return [
      {
        field: 'status',
        type: 'code',
        base: code(from),
        mine: code(to),
        theirs: code(body.status),
        by: last?.byName ?? null,
        at: last?.at ?? null,
      },
      ...(last ? [{ ...wordsBeside('text', text, last.text), by: last.byName, at: last.at }] : []),
    ]
  },
  resolve(args, choice, records) {
    const theirs = records('controlRequest', args.requestId)?.body.status ?? args.from
    if (theirs === args.from) return args
    return choice('status') === 'MINE' && theirs !== args.to ? { ...args, from: theirs } : null
  },
  decide(records, { requestId, from, to, ...args }, { actor, at }) {
    const request = records('controlRequest', requestId)
    if (!request) return refuse('NOT_FOUND')
    const { body } = request
    if (!mayAnswerControlRequest(actor, body)) return refuse('FORBIDDEN')
    if (body.status !== from) return refuse('STALE', { base: from, mine: to, theirs: body.status })
    if (!requestMovesFrom(from).includes(to)) return refuse('STEP_NOT_POSSIBLE')
    const text = args.text.trim()
    const refusal = checkReason(text, LENGTH)
    if (refusal) return refusal
    const answer = { status: to, text, by: actor.id, byName: actor.name, at }
    const answers = [...body.answers, answer]
    return accept({ kind: 'controlRequest', id: requestId, body: { ...body, status: to, answers } })
  },
}
