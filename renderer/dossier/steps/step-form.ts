/** A step as a form: what it asks, what it begins with, and what it would change. Pure. */
import { addDays, type LocalDate } from '../../../domain/calendar/local-date.ts'
import type { CommandContext, Decision, RecordLookup } from '../../../domain/commands/command.ts'
import { silenceGrants } from '../../../domain/dossier/silence.ts'
import { advisersFor } from '../../../domain/commands/steps/examination.ts'
import { NOT_SAID } from '../../../domain/commands/steps/fields.ts'
import { COMMANDS, decideCommand } from '../../../domain/commands/index.ts'
import { renews } from '../../../domain/dossier/relation.ts'
import type { StepName } from '../../../domain/commands/steps/possible.ts'
import { HOLD_CAUSES, REGIONS } from '../../../domain/contract/codes.ts'
import type { Adviser, ClockId, Region, Track } from '../../../domain/contract/codes.ts'
import {
  CHECKED_SIGNALS_MAX,
  type CheckedSignal,
  type DossierBody,
} from '../../../domain/contract/records.ts'
import type { ClockView, DossierPage } from '../../../domain/contract/workbench.ts'
import { missingDocuments, missingUnasked } from '../../../domain/dossier/checklist.ts'
import { openSignals } from '../../../domain/risk/triage.ts'
import type { TypedDate } from '../../design/date-field.tsx'
import { clockViews } from '../../../domain/dossier/clocks.ts'
import { openInfoRequest, openProposalPlace } from '../../../domain/dossier/requests.ts'
import { adviceDeadline } from '../../../domain/reference/advice-terms.ts'
import {
  authorisationLimit,
  lastAuthorisedDay,
  mayBeUnlimited,
} from '../../../domain/reference/authorisations.ts'
import { normId } from '../../../domain/reference/norms.ts'
import { tablesId, tablesOf, type OwnTables } from '../../../domain/reference/own-rows.ts'

/** Fields that a form of a step may hold; a new one needs a control in step-fields.tsx. */
export interface StepValues {
  on: TypedDate
  reason: string
  documents: string[]
  text: string
  deadline: TypedDate
  adviser: string
  opinion: string
  decision: string
  grounds: string[]
  from: TypedDate
  to: TypedDate
  heard: boolean
  checked: boolean
  cause: string
  result: string
  post: string
  successor: string
  region: string
  heldSince: TypedDate
  employmentEndedOn: TypedDate
}

/** Days that are proposed for an answer; the officer may choose others. */
const ANSWER_DAYS = 15

const EMPLOYMENT_SERVICE: Readonly<Record<Region, Adviser>> = {
  FL: 'VDAB',
  WA: 'FOREM',
  BR: 'ACTIRIS',
  DG: 'ADG',
}

/** Regions that a dossier may go to. */
export const otherRegions = ({ region }: Pick<DossierBody, 'region'>): Region[] =>
  REGIONS.filter((one) => one !== region)

/** What a form of a step reads of the page of its dossier. */
export type FormPage = Pick<DossierPage, 'dossier' | 'person' | 'competentRegion' | 'tables'>

/** Documents that a step begins with: what is missing, or what the own question still awaits. */
function documentsFor(name: StepName, track: Track, page: FormPage): string[] {
  const { body } = page.dossier
  if (name === 'askMissingItems' || name === 'receiveItems') {
    const file = [body, tablesOf(page.tables), page.person.body.birthDate] as const
    const isAskedOn = name === 'askMissingItems' && body.work.state === 'AWAITING_COMPLETION'
    return isAskedOn ? missingUnasked(...file) : missingDocuments(...file)
  }
  if (name !== 'receiveInformation') return []
  const awaited = new Set(
    body.documents.filter(({ status }) => status === 'REQUESTED').map(({ type }) => type),
  )
  return openInfoRequest(body, track)?.documents.filter((type) => awaited.has(type)) ?? []
}

/** Whom the form proposes to ask: the employment service, or who alone may be asked now. */
function adviserFor(body: DossierBody): string {
  const service = EMPLOYMENT_SERVICE[body.region]
  const advisers = advisersFor(body)
  if (body.procedure === 'PROFESSIONAL_CARD' && advisers.includes('VLAIO')) return 'VLAIO'
  return advisers.includes(service) ? service : (advisers[0] ?? service)
}

/**
 * The last day that the form proposes where nobody asked for one: the longest that the law gives this
 * kind of file. The limit of all others only catches mistyped years: there the officer says it.
 */
function proposedEnd(body: DossierBody, from: LocalDate): LocalDate | null {
  if (mayBeUnlimited(body, from)) return null
  const { procedures, categories } = authorisationLimit(body, from)
  return procedures || categories ? lastAuthorisedDay(body, from) : null
}

/** What the form of a step shows first. */
export function firstValues(
  name: StepName,
  track: Track,
  page: FormPage,
  today: LocalDate,
): StepValues {
  const { body } = page.dossier
  const { competentRegion: competent } = page
  const asked = body.job.contract ?? body.authorised
  const isAppeal = name === 'decideAppeal' || name === 'closeSilentAppeal'
  const period = isAppeal ? (body.authorised ?? asked) : asked
  const from = period?.from ?? today
  const adviser = adviserFor(body)
  return {
    on: today,
    reason: '',
    documents: documentsFor(name, track, page),
    text: '',
    deadline:
      name === 'askAdvice'
        ? adviceDeadline(adviser, today, body, tablesOf(page.tables))
        : addDays(today, ANSWER_DAYS),
    adviser,
    opinion: 'POSITIVE',
    decision: 'GRANT',
    grounds: [],
    from,
    to: period?.to ?? proposedEnd(body, from),
    heard: false,
    checked: false,
    cause: HOLD_CAUSES[0],
    result: name === 'decideAppeal' ? 'UPHELD' : 'POSITIVE',
    post: body.post ?? '',
    successor: '',
    // What earlier permits add only the clerk knows.
    heldSince: body.applicationType === 'FIRST' ? (body.authorised?.from ?? null) : null,
    // Known to whoever told of it, and never by itself the day of the decision.
    employmentEndedOn: null,
    region: competent === null || competent === body.region ? otherRegions(body)[0]! : competent,
  }
}

/** Arguments that come from the page; `from` is a state here and the begin of a period in the form. */
const NOT_TYPED: ReadonlySet<string> = new Set([
  ...NOT_SAID,
  'dossierId',
  'track',
  'from',
  'period',
  'employerId',
  'successor',
  'renewal',
])

/** What the form held that made these arguments: for an act that was taken back. */
export function valuesOf(args: Readonly<Record<string, unknown>>): Partial<StepValues> {
  const period = args['period'] as { from: LocalDate; to: LocalDate | null } | null | undefined
  const typed = Object.entries(args).filter(([name]) => !NOT_TYPED.has(name))
  return { ...Object.fromEntries(typed), ...period } as Partial<StepValues>
}

/** Whether a step as it is filled in grants: then it says for which period. */
export function isGranting(
  name: StepName,
  track: Track,
  body: DossierBody,
  { decision, result }: Pick<StepValues, 'decision' | 'result'>,
): boolean {
  if (name === 'decideAppeal') return track === 'WORK' && result === 'REFORMED'
  if (name === 'closeSilentAppeal') return silenceGrants(body)
  return decision === 'GRANT'
}

/** The work of another dossier of the person, as far as its row tells. */
const workOf = ({ workState, submittedOn }: DossierPage['related'][number]) => ({
  state: workState,
  since: submittedOn,
})

/** The renewal or change of this authorisation that runs or was granted; null: none is known. */
function runningRenewal(body: DossierBody, related: DossierPage['related']): string | null {
  return related.find((row) => renews({ ...row, work: workOf(row) }, body))?.id ?? null
}

/** The open signals of a page, as a proposal names them. */
export const signalsOn = (findings: DossierPage['findings']): CheckedSignal[] =>
  openSignals(findings).slice(0, CHECKED_SIGNALS_MAX)

/** True where the law gives the last day and nobody types it. */
export const isTermOfLaw = (name: StepName, { adviser }: Pick<StepValues, 'adviser'>): boolean =>
  name === 'askAdvice' && adviser === 'REOV'

/** The last day that a step sets: typed, or what the law gives from the day of the act. */
export function deadlineOf(
  name: StepName,
  body: DossierBody,
  tables: OwnTables,
  values: Pick<StepValues, 'on' | 'adviser' | 'deadline'>,
): TypedDate {
  const { on, adviser, deadline } = values
  return on && isTermOfLaw(name, values) ? adviceDeadline(adviser, on, body, tables) : deadline
}

/** The values as arguments of the command; null while a date is missing or is none. */
export function stepArgs(
  name: StepName,
  track: Track,
  page: Pick<DossierPage, 'dossier' | 'related' | 'findings' | 'tables' | 'mandateCheck'>,
  values: StepValues,
): Record<string, unknown> | null {
  const { dossier, related, findings, mandateCheck } = page
  const { fields } = COMMANDS[name].step
  const { on, from, to } = values
  const deadline = deadlineOf(name, dossier.body, tablesOf(page.tables), values)
  const granting = isGranting(name, track, dossier.body, values)
  if (!on || (fields.includes('deadline') && !deadline)) return null
  const stated = ['heldSince', 'employmentEndedOn'] as const
  if (stated.some((field) => fields.includes(field) && !values[field])) return null
  if (fields.includes('period') && granting && (!from || to === undefined)) return null
  const given: Readonly<Record<string, unknown>> = {
    ...values,
    deadline,
    proposal: openProposalPlace(dossier.body, track),
    employerId: dossier.body.employerId,
    personId: dossier.body.personId,
    threshold: { region: dossier.body.region, category: dossier.body.category },
    mandateId: mandateCheck.mandate?.id ?? null,
    signals: signalsOn(findings),
    // Each way out of a region has its own: a dossier may come back and go again.
    departureId: `left-${dossier.id}-${dossier.body.events.length}`.slice(-64),
    period: granting ? { from, to } : null,
    successor: values.successor || null,
    renewal: runningRenewal(dossier.body, related),
    grounds: granting && name !== 'withdraw' ? [] : values.grounds,
  }
  return {
    dossierId: dossier.id,
    track,
    on,
    from: track === 'WORK' ? dossier.body.work.state : dossier.body.residence.state,
    reason: values.reason,
    ...Object.fromEntries(fields.map((field) => [field, given[field]])),
  }
}

/**
 * What the command would answer on what the page shows. Of the other dossiers of the person the form
 * knows what their rows say; that is all that a step asks of them.
 */
export function decideStep(
  name: StepName,
  args: Record<string, unknown>,
  {
    dossier,
    person,
    employer,
    related,
    tables,
    norms,
  }: Pick<DossierPage, 'dossier' | 'person' | 'employer' | 'related' | 'tables' | 'norms'>,
  context: CommandContext,
): Decision {
  const records = ((kind: string, asked: string) => {
    if (kind === 'enterprise') return employer?.id === asked ? { kind, ...employer } : null
    if (kind === 'person') return person.id === asked ? { kind, ...person } : null
    if (kind === 'norm') {
      const body =
        tables.find(({ region }) => asked === tablesId(region)) ??
        norms.find((own) => asked === normId(own))
      return body ? { kind, id: asked, version: 1, body } : null
    }
    if (kind !== 'dossier') return null
    if (asked === dossier.id) return { kind, ...dossier }
    const row = related.find(({ id }) => id === asked)
    return row
      ? { kind, id: asked, version: row.version, body: { ...row, work: workOf(row) } }
      : null
  }) as RecordLookup
  return decideCommand(name, args, records, context)
}

/** One line of what a step changes. */
export type Change =
  | { type: 'state'; track: Track; before: string; after: string }
  | { type: 'clock'; clock: ClockId; before: ClockView | null; after: ClockView }

const sameClock = (a: ClockView, b: ClockView): boolean =>
  a.due === b.due && a.stopped === b.stopped && a.startedOn === b.startedOn

/** What a step changes of tracks and clocks, as of a day. */
export function changesOf(before: DossierBody, after: DossierBody, today: LocalDate): Change[] {
  const states = (['WORK', 'RESIDENCE'] as const).flatMap((track): Change[] => {
    const key = track === 'WORK' ? 'work' : 'residence'
    const [from, to] = [before[key].state, after[key].state]
    return from === to ? [] : [{ type: 'state', track, before: from, after: to }]
  })
  const clocks = clockViews(before.clockEvents, today)
  const changed = clockViews(after.clockEvents, today).flatMap((clock): Change[] => {
    const known = clocks.find(({ id }) => id === clock.id) ?? null
    if (known && sameClock(known, clock)) return []
    return [{ type: 'clock', clock: clock.id, before: known, after: clock }]
  })
  return [...states, ...changed]
}
