/**
 * A key fact of an application changes while it is examined: another category, employer, place, job, pay, hours
 * or period. The clocks go on. What was proposed or assessed on the old fact does not stand: a draft
 * decision goes back to the examination, and an assessment of the stay that looked at means and
 * duration is taken up again (domain facts 1.11). After the decision a fact no longer changes here:
 * that is a new application, or a withdrawal (1.10).
 */
import * as v from 'valibot'
import { addMonths, type LocalDate } from '../calendar/local-date.ts'
import { FACT_SOURCES, type FactField, type FileLanguage, type Track } from '../contract/codes.ts'
import type { ConflictField } from '../contract/conflict.ts'
import {
  FactValue,
  Id,
  LocalDateText,
  type DossierBody,
  type DossierDocument,
  type Period,
} from '../contract/records.ts'
import { categoriesOf } from '../reference/categories.ts'
import { fileLanguageRow } from '../reference/file-languages.ts'
import { historyOf, readFact, sameFact, withFact } from '../dossier/facts.ts'
import { openProposal, withOpen } from '../dossier/requests.ts'
import { isStepFrom, isWorkPending, takeResidenceStep, takeWorkStep } from '../dossier/tracks.ts'
import { stepBasis } from '../reference/step-bases.ts'
import { maySteer } from '../rights/tracks.ts'
import {
  accept,
  refuse,
  type Command,
  type CommandContext,
  type RecordLookup,
  type Refusal,
} from './command.ts'
import { dayOf, factOf, wordsBeside } from './said.ts'
import { checkReason } from './words.ts'
import { checkAhead, checkNotBefore } from './days.ts'
import { STEP_REASON_MIN_LENGTH, STEP_TEXT_MAX_LENGTH } from './steps/step.ts'

const Args = v.strictObject({
  dossierId: Id,
  /** Day from which the new value holds. */
  on: LocalDateText,
  /** What the officer saw. */
  before: FactValue,
  after: FactValue,
  source: v.picklist(FACT_SOURCES),
  reason: v.string(),
})
type Args = v.InferOutput<typeof Args>

/**
 * Facts on which the means of subsistence, the duration and the title of the stay rest (domain facts
 * 1.11): of a blue card, an ICT permit or a seasonal worker the title is another one.
 */
const OF_THE_STAY: ReadonlySet<FactField> = new Set<FactField>([
  'CATEGORY',
  'EMPLOYER',
  'PAY',
  'HOURS',
  'PERIOD',
])
/** How far the shares of the places may miss the whole, for thirds. */
const SHARE_SLACK = 0.011

/**
 * Gross pay in euros that anybody can mean, per unit. A choice of design, wide on both sides: outside
 * it lies a comma that slipped, or a year that was taken for a month.
 */
const PAY_EUROS = {
  YEAR: { min: 1_000, max: 3_000_000 },
  MONTH: { min: 100, max: 250_000 },
} as const

/** Refuses a pay that nobody can mean, with the limits for its unit in euros. */
function checkPay({ payCents, payUnit }: Extract<FactValue, { field: 'PAY' }>): Refusal | null {
  const { min, max } = PAY_EUROS[payUnit]
  if (payCents === null || (payCents >= min * 100 && payCents <= max * 100)) return null
  return refuse('PAY_UNLIKELY', { min, max, unit: payUnit })
}

/** Years back and ahead in which a contract begins and ends: outside it a digit slipped. */
const CONTRACT_YEARS = { back: 50, ahead: 10 } as const

/** Refuses a contract that ends before it begins, or in years that nobody can mean. */
function checkContract({ from, to }: Period, today: LocalDate): Refusal | null {
  if (to !== null && to < from) return refuse('PERIOD_ENDS_BEFORE_START', { from, to })
  return (
    checkNotBefore(from, addMonths(today, -12 * CONTRACT_YEARS.back)) ??
    checkAhead(from, today) ??
    (to === null ? null : checkAhead(to, today, CONTRACT_YEARS.ahead))
  )
}

/** Refuses a value that cannot be. */
function checkValue(value: FactValue, today: LocalDate): Refusal | null {
  switch (value.field) {
    case 'CATEGORY':
    case 'EMPLOYER':
    case 'LANGUAGE':
      return null
    case 'JOB':
      return value.title.trim() === '' ? refuse('TEXT_REQUIRED') : null
    case 'PAY':
      return value.payCents === 0 ? refuse('AMOUNT_REQUIRED') : checkPay(value)
    case 'HOURS':
      return value.weeklyHours === 0 ? refuse('AMOUNT_REQUIRED') : null
    case 'PERIOD': {
      return value.contract && checkContract(value.contract, today)
    }
    case 'WORKPLACES': {
      if (value.workplaces.length === 0) return refuse('PLACE_REQUIRED')
      const whole = value.workplaces.reduce((sum, { share }) => sum + share, 0)
      return Math.abs(whole - 1) > SHARE_SLACK
        ? refuse('SHARES_NOT_WHOLE', { percent: Math.round(whole * 100) })
        : null
    }
  }
}

/** Refuses a category under which this procedure cannot be applied for. */
function checkCategory({ procedure }: DossierBody, after: FactValue): Refusal | null {
  return after.field === 'CATEGORY' && !categoriesOf(procedure).includes(after.category)
    ? refuse('CATEGORY_NOT_ALLOWED', { procedure })
    : null
}

/**
 * The language of a file is a legal field (coordinated laws of 18 July 1966): only one that the region
 * may use, and no longer once a letter went out in a lawful other one. Where the language that stands
 * is none that the law allows, it is put right whatever went out: those letters are then corrected.
 */
function checkLanguage(body: DossierBody, after: FactValue): Refusal | null {
  if (after.field !== 'LANGUAGE') return null
  const allowed: readonly FileLanguage[] =
    fileLanguageRow(body.region, body.submittedOn)?.languages ?? []
  if (!allowed.includes(after.language)) {
    return refuse('LANGUAGE_NOT_ALLOWED')
  }
  const sent = lettersIn(body, after.language)
  return sent.length > 0 && allowed.includes(body.language)
    ? refuse('LETTERS_SENT', { count: sent.length })
    : null
}

/** The letters of a file that went out in another language than this one. */
export function lettersIn(body: DossierBody, language: FileLanguage): DossierDocument[] {
  return body.documents.filter(({ file, letter }) => file && letter && letter.language !== language)
}

function check(body: DossierBody, args: Args, { actor, today }: CommandContext): Refusal | null {
  const { on, before, after, reason } = args
  if (before.field !== after.field) return refuse('BAD_REQUEST')
  if (!maySteer(actor, 'WORK', body)) return refuse('FORBIDDEN')
  if (!isWorkPending(body.work)) return refuse('FACTS_DECIDED', { state: body.work.state })
  const now = readFact(body, after.field)
  if (sameFact(now, after)) return refuse('ALREADY_SO')
  if (!sameFact(now, before)) return refuse('STALE')
  if (on > today) return refuse('DATE_IN_FUTURE', { date: on })
  if (on < body.submittedOn) {
    return refuse('DATE_BEFORE_SUBMISSION', { date: on, submitted: body.submittedOn })
  }
  const length = { min: STEP_REASON_MIN_LENGTH, max: STEP_TEXT_MAX_LENGTH }
  return (
    checkReason(reason, length) ??
    checkValue(after, today) ??
    checkCategory(body, after) ??
    checkLanguage(body, after)
  )
}

interface Act {
  /** Day on which tracks move: never before the step that brought them where they stand. */
  today: LocalDate
  by: string
}

/** A proposal rests on the facts that were seen: it is closed as sent back. */
function withoutProposal(body: DossierBody, track: Track, { by }: Act): DossierBody {
  if (!openProposal(body, track)) return body
  const proposals = withOpen(body.proposals, (one) => one.track === track && one.state === 'OPEN', {
    state: 'RETURNED' as const,
    closedBy: by,
  })
  return { ...body, proposals }
}

const EVENT = 'FACTS_CHANGED'

/** The dossier with its tracks where the new fact leaves them. */
function moved(body: DossierBody, field: FactField, act: Act): DossierBody {
  const step = { on: act.today, by: act.by }
  const work = withoutProposal(takeWorkStep(body, EVENT, step) ?? body, 'WORK', act)
  // What is to be signed was written in the other language; an assessment of the stay holds no words.
  if (field === 'LANGUAGE') return withoutProposal(work, 'RESIDENCE', act)
  if (!OF_THE_STAY.has(field)) return work
  return withoutProposal(takeResidenceStep(work, EVENT, step) ?? work, 'RESIDENCE', act)
}

function changed(body: DossierBody, args: Args, { actor, at, today }: CommandContext): DossierBody {
  const { before, after, source, on } = args
  const { field } = after
  const reason = args.reason.trim()
  const next = moved(withFact(body, after), field, { today, by: actor.id })
  const tracks = [
    ['WORK', body.work.state, next.work.state],
    ['RESIDENCE', body.residence.state, next.residence.state],
  ] as const
  const events = tracks.flatMap(([track, from, to]) =>
    track === 'RESIDENCE' && from === to
      ? []
      : [
          {
            at,
            type: 'FACTS_CHANGED' as const,
            by: actor.id,
            text: field,
            step: { track, from, to, on, basis: stepBasis('HANDLING', body, on, track), reason },
          },
        ],
  )
  const change = { before, after, source, reason, on, at, by: actor.id }
  return {
    ...next,
    factChanges: [...(body.factChanges ?? []), change],
    events: [...body.events, ...events],
  }
}

/** True when a change of this fact takes a draft, a proposal or an assessment back: a form says so. */
export function takesBack(body: DossierBody, field: FactField): { work: boolean; stay: boolean } {
  const proposed = openProposal(body, 'RESIDENCE') !== null
  return {
    work: openProposal(body, 'WORK') !== null,
    stay:
      field === 'LANGUAGE'
        ? proposed
        : OF_THE_STAY.has(field) && (proposed || isStepFrom('RESIDENCE', body, EVENT)),
  }
}

/** What the officer saw, wanted and finds now, and since when and why a colleague says so. */
function factConflict(
  body: DossierBody,
  { before, after, on, reason }: Args,
  now: FactValue,
  records: RecordLookup,
): ConflictField[] {
  const { field } = after
  const last = historyOf(body, field).at(-1)
  const who = { by: last?.by ?? null, at: last?.at ?? null }
  const said = (value: FactValue) => factOf(value, records)
  const sides = { base: said(before), mine: said(after), theirs: said(now) }
  return [
    { field: `fact.${field}`, type: 'lines', ...sides, ...who },
    ...(last
      ? [
          { ...wordsBeside('since', '', ''), mine: dayOf(on), theirs: dayOf(last.on), ...who },
          { ...wordsBeside('reason', reason, last.reason), ...who },
        ]
      : []),
  ]
}

/** Changes one key fact of a dossier that is not decided, with its source and the reason. */
export const changeFact: Command<'changeFact', Args> = {
  name: 'changeFact',
  args: Args,
  needs: ({ dossierId, after }) => [
    { kind: 'dossier', id: dossierId },
    ...(after.field === 'EMPLOYER' && after.employerId !== null
      ? [{ kind: 'enterprise' as const, id: after.employerId }]
      : []),
  ],
  lane: ({ dossierId }) => ({ kind: 'dossier', id: dossierId }),
  words: [{ field: 'reason', min: STEP_REASON_MIN_LENGTH, max: STEP_TEXT_MAX_LENGTH }],
  blocked({ dossierId }, records) {
    const body = records('dossier', dossierId)?.body
    if (!body) return refuse('NOT_FOUND')
    return isWorkPending(body.work) ? null : refuse('FACTS_DECIDED', { state: body.work.state })
  },
  conflict(args, records) {
    const { dossierId, before, after } = args
    const body = records('dossier', dossierId)?.body
    if (!body || before.field !== after.field) return []
    const now = readFact(body, after.field)
    if (sameFact(now, before)) return []
    return factConflict(body, args, now, records)
  },
  resolve(args, choice, records) {
    if (choice(`fact.${args.after.field}`) === 'THEIRS') return null
    const body = records('dossier', args.dossierId)?.body
    return body ? { ...args, before: readFact(body, args.after.field) } : args
  },
  decide(records, args, context) {
    const dossier = records('dossier', args.dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    const { after } = args
    const refused = check(dossier.body, args, context)
    if (refused) return refused
    if (
      after.field === 'EMPLOYER' &&
      after.employerId !== null &&
      !records('enterprise', after.employerId)
    ) {
      return refuse('UNKNOWN_ENTERPRISE')
    }
    return accept({
      kind: 'dossier',
      id: args.dossierId,
      body: changed(dossier.body, args, context),
    })
  },
}
