/** What is done with a report after it was taken in. Who may: domain/rights/reports.ts. */
import * as v from 'valibot'
import { OUTCOME_LABELS, UI_LANGUAGES } from '../../contract/codes.ts'
import type { ConflictField, Lines } from '../../contract/conflict.ts'
import { Id, type RecordRef, type ReportBody } from '../../contract/records.ts'
import { leastUrgency } from '../../reference/trafficking.ts'
import { mayAssignReport, mayHandleReport } from '../../rights/reports.ts'
import {
  REPORT_ANSWERS,
  REPORT_CATEGORIES,
  REPORT_MATTERS,
  REPORT_LINK_VERDICTS,
  REPORT_STATUSES,
  REPORT_URGENCIES,
  TRAFFICKING_INDICATORS,
} from '../../reports/codes.ts'
import { movesFrom, withEvent } from '../../reports/moves.ts'
import { accept, refuse, type Command, type CommandContext, type RecordLookup } from '../command.ts'
import { codesOf, leavesAll, textOf, wordsBeside } from '../said.ts'
import { checkReason } from '../words.ts'

/** Shortest reason to move a report, in characters. */
export const REPORT_REASON_MIN = 10
/** Longest reason or letter, in characters. */
export const REPORT_REASON_MAX = 4000

const onReport = ({ reportId }: { reportId: string }): RecordRef => ({
  kind: 'report',
  id: reportId,
})

const written = (id: string, body: ReportBody) => accept({ kind: 'report', id, body })

/** The report, for who may handle it. */
function handled(records: RecordLookup, reportId: string, { actor }: CommandContext) {
  const report = records('report', reportId)
  if (!report) return refuse('NOT_FOUND')
  return mayHandleReport(actor, report.body) ? report : refuse('FORBIDDEN')
}

/** The status or urgency that somebody else gave it since the officer looked. */
function changed(
  field: 'status' | 'urgency',
  values: { base: string | null; mine: string; theirs: string | null },
  body: ReportBody,
) {
  const list = field === 'status' ? 'reportStatus' : 'reportUrgency'
  const code = (value: string | null) => value && `${list}.${value}`
  const last = body.events.at(-1)
  return {
    field,
    type: 'code' as const,
    base: code(values.base),
    mine: code(values.mine),
    theirs: code(values.theirs),
    by: last?.byName ?? null,
    at: last?.at ?? null,
  }
}

// ---------------------------------------------------------------- triage

const TriageArgs = v.strictObject({
  reportId: Id,
  /** The urgency that the officer saw. */
  from: v.nullable(v.picklist(REPORT_URGENCIES)),
  category: v.picklist(REPORT_CATEGORIES),
  urgency: v.picklist(REPORT_URGENCIES),
  indicators: v.pipe(
    v.array(v.picklist(TRAFFICKING_INDICATORS)),
    v.maxLength(TRAFFICKING_INDICATORS.length),
  ),
  guarded: v.boolean(),
  remark: v.string(),
})
type TriageArgs = v.InferOutput<typeof TriageArgs>

const triageConflict = (args: TriageArgs, body: ReportBody): ConflictField[] => [
  changed('urgency', { base: args.from, mine: args.urgency, theirs: body.urgency }, body),
  ...triaged(args, body),
]

/** What else a triage says, beside what a colleague said of it. */
function triaged(
  args: Pick<TriageArgs, 'category' | 'indicators' | 'guarded'>,
  body: ReportBody,
): ConflictField[] {
  const last = body.events.at(-1)
  const who = { base: null, by: last?.byName ?? null, at: last?.at ?? null }
  const field = (name: string, mine: Lines, theirs: Lines): ConflictField => ({
    field: name,
    type: 'lines',
    mine,
    theirs,
    ...who,
  })
  const signs = ({ indicators }: Pick<ReportBody, 'indicators'>) =>
    codesOf(
      'traffickingIndicator',
      TRAFFICKING_INDICATORS.filter((one) => indicators.includes(one)),
    )
  const yesNo = (value: boolean) => codesOf('yesNo', [value ? 'YES' : 'NO'])
  return [
    field(
      'category',
      codesOf('reportCategory', [args.category]),
      codesOf('reportCategory', [body.category]),
    ),
    field('indicators', signs(args), signs(body)),
    field('guarded', yesNo(args.guarded), yesNo(body.guarded)),
  ]
}

/**
 * Says how pressing a report is and which signs of trafficking it has. Signs have a least urgency: a
 * lower one is refused. Words that somebody else guarded stay guarded unless who works on it says so.
 */
export const triageReport: Command<'triageReport', TriageArgs> = {
  name: 'triageReport',
  args: TriageArgs,
  needs: (args) => [onReport(args)],
  lane: onReport,
  words: [{ field: 'remark', min: 0, max: REPORT_REASON_MAX }],
  conflict(args, records) {
    const body = records('report', args.reportId)?.body
    if (!body || body.urgency === args.from) return []
    return triageConflict(args, body)
  },
  resolve(args, choice, records) {
    const body = records('report', args.reportId)?.body
    if (!body || body.urgency === args.from) return args
    if (leavesAll(triageConflict(args, body), choice)) return null
    const { urgency, category, indicators, guarded } = body
    const kept = <T>(field: string, mine: T, theirs: T): T =>
      choice(field) === 'MINE' ? mine : theirs
    return {
      ...args,
      from: urgency,
      urgency: kept('urgency', args.urgency, urgency ?? args.urgency),
      category: kept('category', args.category, category),
      indicators: kept('indicators', args.indicators, [...indicators]),
      guarded: kept('guarded', args.guarded, guarded),
    }
  },
  decide(records, args, context) {
    const report = handled(records, args.reportId, context)
    if ('ok' in report) return report
    const { from, category, urgency, guarded } = args
    const remark = args.remark.trim()
    if (remark.length > REPORT_REASON_MAX) {
      return refuse('TEXT_TOO_LONG', { max: REPORT_REASON_MAX })
    }
    const { body } = report
    if (body.urgency !== from) {
      return refuse('STALE', { mine: urgency, theirs: body.urgency ?? '', base: from ?? '' })
    }
    const indicators = TRAFFICKING_INDICATORS.filter((one) => args.indicators.includes(one))
    if (REPORT_URGENCIES.indexOf(urgency) < REPORT_URGENCIES.indexOf(leastUrgency(indicators))) {
      return refuse('URGENCY_TOO_LOW')
    }
    const status = body.status === 'RECEIVED' ? 'TRIAGED' : body.status
    const next = { ...body, category, urgency, indicators, guarded, status }
    const said = { value: urgency, text: remark || null }
    return written(report.id, withEvent(next, 'TRIAGED', context, said))
  },
}

// ---------------------------------------------------------------- who works on it

const AssignArgs = v.strictObject({
  reportId: Id,
  person: Id,
  /** True: works on it from now on; false: no longer. */
  assigned: v.boolean(),
})

/** Says which inspectors work on a report; of a guarded one only they read the words. */
export const assignReport: Command<'assignReport', v.InferOutput<typeof AssignArgs>> = {
  name: 'assignReport',
  args: AssignArgs,
  needs: (args) => [onReport(args)],
  lane: onReport,
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { reportId, person, assigned }, context) {
    const report = records('report', reportId)
    if (!report) return refuse('NOT_FOUND')
    const { actor, colleagues } = context
    const { body } = report
    if (!mayAssignReport(actor, body)) return refuse('FORBIDDEN')
    if (body.assignees.includes(person) === assigned) return refuse('ALREADY_SO')
    const isInspector = colleagues.some(({ id, inspector }) => id === person && inspector)
    if (assigned && person !== actor.id && !isInspector) return refuse('UNKNOWN_ASSIGNEE')
    const assignees = assigned
      ? [...body.assignees, person]
      : body.assignees.filter((one) => one !== person)
    const next = { ...body, assignees }
    return written(reportId, withEvent(next, 'ASSIGNED', context, { value: person }))
  },
}

// ---------------------------------------------------------------- links

const LinkArgs = v.strictObject({
  reportId: Id,
  kind: v.picklist(REPORT_MATTERS),
  /** Id of the record, of the finding, or the key of the site (domain/linking/places.ts). */
  id: Id,
  verdict: v.picklist(REPORT_LINK_VERDICTS),
})

/** Confirms or turns down that a report is about somebody or something; the last word counts. */
export const linkReport: Command<'linkReport', v.InferOutput<typeof LinkArgs>> = {
  name: 'linkReport',
  args: LinkArgs,
  needs: (args) => [
    onReport(args),
    ...(args.kind === 'person' || args.kind === 'enterprise'
      ? [{ kind: args.kind, id: args.id }]
      : []),
  ],
  lane: onReport,
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { reportId, kind, id, verdict }, context) {
    const report = handled(records, reportId, context)
    if ('ok' in report) return report
    const isRecord = kind === 'person' || kind === 'enterprise'
    if (isRecord && !records(kind, id)) return refuse('NOT_FOUND')
    const { links } = report.body
    const before = links.find((link) => link.kind === kind && link.id === id)
    if (before?.verdict === verdict) return refuse('ALREADY_SO')
    const { actor, at } = context
    const link = { kind, id, verdict, by: actor.id, byName: actor.name, at }
    const next = { ...report.body, links: [...links.filter((one) => one !== before), link] }
    return written(reportId, withEvent(next, 'LINKED', context, { value: verdict }))
  },
}

// ---------------------------------------------------------------- the answer

const AnswerArgs = v.strictObject({
  reportId: Id,
  /** Answers that the officer saw: a repeat is the same answer. */
  after: v.pipe(v.number(), v.integer(), v.minValue(0)),
  template: v.picklist(REPORT_ANSWERS),
  language: v.picklist(UI_LANGUAGES),
  text: v.string(),
})

/** Files the letter to the reporter, as it was sent. */
export const answerReport: Command<'answerReport', v.InferOutput<typeof AnswerArgs>> = {
  name: 'answerReport',
  args: AnswerArgs,
  needs: (args) => [onReport(args)],
  lane: onReport,
  words: [{ field: 'text', min: 1, max: REPORT_REASON_MAX }],
  conflict({ reportId, after, template, text }, records) {
    const answers = records('report', reportId)?.body.answers ?? []
    if (answers.length <= after) return []
    const since = answers.slice(after)
    const letter = (answer: { template: string; text: string }) => [
      ...codesOf('reportAnswer', [answer.template]),
      ...textOf(answer.text),
    ]
    const last = since.at(-1)
    return [
      {
        field: 'answer',
        type: 'lines',
        base: answers.slice(0, after).slice(-1).flatMap(letter),
        mine: letter({ template, text }),
        theirs: since.flatMap(letter),
        by: last?.byName ?? null,
        at: last?.at ?? null,
      },
    ]
  },
  resolve(args, choice, records) {
    if (choice('answer') === 'THEIRS') return null
    return { ...args, after: records('report', args.reportId)?.body.answers.length ?? args.after }
  },
  decide(records, { reportId, after, template, language, text }, context) {
    const report = handled(records, reportId, context)
    if ('ok' in report) return report
    const letter = text.trim()
    if (letter === '') return refuse('TEXT_REQUIRED')
    if (letter.length > REPORT_REASON_MAX) {
      return refuse('TEXT_TOO_LONG', { max: REPORT_REASON_MAX })
    }
    const { answers } = report.body
    if (answers.length !== after) return refuse('STALE', { theirs: answers.length, base: after })
    const { actor, at } = context
    const answer = { template, language, text: letter, by: actor.id, byName: actor.name, at }
    const next = { ...report.body, answers: [...answers, answer] }
    return written(reportId, withEvent(next, 'ANSWERED', context, { value: template }))
  },
}

// ---------------------------------------------------------------- where it stands

const MoveArgs = v.strictObject({
  reportId: Id,
  from: v.picklist(REPORT_STATUSES),
  to: v.picklist(REPORT_STATUSES),
  /** What it was worth: asked when it is closed, of nothing else. */
  outcome: v.nullable(v.picklist(OUTCOME_LABELS)),
  reason: v.string(),
})

/** Takes a report in hand, refers it, closes it with what it was worth, or takes it up again. */
export const moveReport: Command<'moveReport', v.InferOutput<typeof MoveArgs>> = {
  name: 'moveReport',
  args: MoveArgs,
  needs: (args) => [onReport(args)],
  lane: onReport,
  words: [{ field: 'reason', min: REPORT_REASON_MIN, max: REPORT_REASON_MAX }],
  conflict({ reportId, from, to, reason }, records) {
    const body = records('report', reportId)?.body
    if (!body || body.status === from) return []
    const last = body.events.findLast(({ type }) => type === 'MOVED')
    const field = changed('status', { base: from, mine: to, theirs: body.status }, body)
    return last?.text
      ? [field, { ...wordsBeside('reason', reason, last.text), by: field.by }]
      : [field]
  },
  resolve(args, choice, records) {
    const theirs = records('report', args.reportId)?.body.status ?? args.from
    if (theirs === args.from) return args
    return choice('status') === 'MINE' && theirs !== args.to ? { ...args, from: theirs } : null
  },
  decide(records, { reportId, from, to, outcome, ...args }, context) {
    const report = handled(records, reportId, context)
    if ('ok' in report) return report
    const { body } = report
    if (body.status !== from) {
      return refuse('STALE', { mine: to, theirs: body.status, base: from })
    }
    if (!movesFrom(from).includes(to)) return refuse('REPORT_NOT_TRIAGED')
    if ((outcome !== null) !== (to === 'CLOSED')) return refuse('BAD_REQUEST')
    const reason = args.reason.trim()
    const refusal = checkReason(reason, { min: REPORT_REASON_MIN, max: REPORT_REASON_MAX })
    if (refusal) return refusal
    const next = { ...body, status: to, outcome }
    return written(reportId, withEvent(next, 'MOVED', context, { value: to, text: reason }))
  },
}
