import * as v from 'valibot'
import { REGIONS } from '../../contract/codes.ts'
import {
  Id,
  LanguageCode,
  LocalDateText,
  ReportBody,
  ReporterBody,
  type RecordRef,
} from '../../contract/records.ts'
import { checkNotBefore, checkPeriodWithinLife } from '../days.ts'
import { categoriesOn, REPORTS_SINCE } from '../../reference/report-categories.ts'
import { REPORT_CATEGORIES, REPORT_CHANNELS } from '../../reports/codes.ts'
import { reportReference, withEvent } from '../../reports/moves.ts'
import { accept, refuse, type Command } from '../command.ts'

/** Shortest account of what was told, in characters. */
export const REPORT_TEXT_MIN = 10
/** Longest, in characters. */
export const REPORT_TEXT_MAX = 8000

const { happened, worker, enterprise, place } = ReportBody.entries
const { name, contact, relation } = ReporterBody.entries

const Args = v.strictObject({
  /** Chosen by the desk, so that a repeat is the same report. */
  reportId: Id,
  category: v.picklist(REPORT_CATEGORIES),
  channel: v.picklist(REPORT_CHANNELS),
  language: LanguageCode,
  text: v.string(),
  receivedOn: LocalDateText,
  happened,
  region: v.picklist(REGIONS),
  worker,
  enterprise,
  place,
  guarded: v.boolean(),
  /** Who reported, to be sealed; null: the reporter stays unknown. */
  reporter: v.nullable(v.strictObject({ name, contact, relation })),
})
type Args = v.InferOutput<typeof Args>

function refused(args: Args, today: string) {
  const { length } = args.text.trim()
  if (length < REPORT_TEXT_MIN) return refuse('REPORT_TOO_SHORT', { min: REPORT_TEXT_MIN })
  if (length > REPORT_TEXT_MAX) return refuse('TEXT_TOO_LONG', { max: REPORT_TEXT_MAX })
  const { reporter } = args
  if (reporter && reporter.name.trim() === '' && reporter.contact.trim() === '') {
    return refuse('REPORTER_BLANK')
  }
  if (args.receivedOn > today) return refuse('DATE_IN_FUTURE', { date: args.receivedOn })
  const early = checkNotBefore(args.receivedOn, REPORTS_SINCE)
  if (early) return early
  const { happened: when } = args
  if (when && when.from > args.receivedOn) return refuse('DATE_IN_FUTURE', { date: when.from })
  if (when && when.to !== null && when.to < when.from) return refuse('PERIOD_ENDS_BEFORE_START')
  const far = checkPeriodWithinLife(when, today)
  if (far) return far
  if (!categoriesOn(args.receivedOn).includes(args.category)) return refuse('BAD_REQUEST')
  return null
}

/** Takes a report in. Who reported is sealed in a record of its own; nothing of it is in the report. */
export const fileReport: Command<'fileReport', Args> = {
  name: 'fileReport',
  args: Args,
  needs: ({ reportId, reporter }): RecordRef[] => [
    { kind: 'report', id: reportId },
    ...(reporter ? [{ kind: 'reporter' as const, id: reportId }] : []),
  ],
  lane: ({ reportId }) => ({ kind: 'report', id: reportId }),
  words: [{ field: 'text', min: REPORT_TEXT_MIN, max: REPORT_TEXT_MAX }],
  conflict: () => [],
  resolve: (args) => args,
  withoutSealed: ({ reporter, ...args }) => ({ ...args, sealed: reporter !== null }),
  decide(records, args, context) {
    const { reportId, reporter, text, ...told } = args
    if (records('report', reportId)) return refuse('ALREADY_SO')
    const refusal = refused(args, context.today)
    if (refusal) return refusal
    const { actor, at } = context
    const body: ReportBody = {
      ...told,
      text: text.trim(),
      reference: reportReference(reportId, told.receivedOn),
      reporter: reporter ? 'SEALED' : 'ANONYMOUS',
      status: 'RECEIVED',
      urgency: null,
      indicators: [],
      outcome: null,
      assignees: [],
      links: [],
      answers: [],
      events: [],
      by: actor.id,
      byName: actor.name,
      at,
    }
    const report = {
      kind: 'report' as const,
      id: reportId,
      body: withEvent(body, 'RECEIVED', context),
    }
    if (!reporter) return accept(report)
    return accept(report, {
      kind: 'reporter',
      id: reportId,
      body: { reportId, ...reporter },
    })
  },
}
