/** A step as a form: what it asks, what it begins with, and what it would change. Pure. */
import { addDays, type LocalDate } from '../../../domain/calendar/local-date.ts'
import type { CommandContext, Decision, RecordLookup } from '../../../domain/commands/command.ts'
import { COMMANDS, decideCommand } from '../../../domain/commands/index.ts'
import type { StepName } from '../../../domain/commands/steps/possible.ts'
import type { Adviser, ClockId, Region, Track } from '../../../domain/contract/codes.ts'
import type { DossierBody } from '../../../domain/contract/records.ts'
import type { ClockView } from '../../../domain/contract/workbench.ts'
import { missingDocuments } from '../../../domain/dossier/checklist.ts'
import type { TypedDate } from '../../design/date-field.tsx'
import { clockViews } from '../../../domain/dossier/clocks.ts'
import { openProposalPlace } from '../../../domain/dossier/requests.ts'

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
  result: string
  post: string
}

/** Days that are proposed for an answer; the officer may choose others. */
const ANSWER_DAYS = 15
const ADVICE_DAYS = 30

const EMPLOYMENT_SERVICE: Readonly<Record<Region, Adviser>> = {
  FL: 'VDAB',
  WA: 'FOREM',
  BR: 'ACTIRIS',
  DG: 'ADG',
}

/** Documents that a step begins with: what is missing, or what is awaited. */
function documentsFor(name: StepName, body: DossierBody): string[] {
  if (name === 'askMissingItems' || name === 'receiveItems') return missingDocuments(body)
  if (name !== 'receiveInformation') return []
  return body.documents.filter(({ status }) => status === 'REQUESTED').map(({ type }) => type)
}

/** What the form of a step shows first. */
export function firstValues(name: StepName, body: DossierBody, today: LocalDate): StepValues {
  const period = body.job.contract ?? body.authorised
  return {
    on: today,
    reason: '',
    documents: documentsFor(name, body),
    text: '',
    deadline: addDays(today, name === 'askAdvice' ? ADVICE_DAYS : ANSWER_DAYS),
    adviser: EMPLOYMENT_SERVICE[body.region],
    opinion: 'POSITIVE',
    decision: 'GRANT',
    grounds: [],
    from: period?.from ?? today,
    to: period?.to ?? null,
    heard: false,
    result: name === 'decideAppeal' ? 'UPHELD' : 'POSITIVE',
    post: body.post ?? '',
  }
}

/** The values as arguments of the command; null while a date is missing or is none. */
export function stepArgs(
  name: StepName,
  track: Track,
  dossier: { id: string; body: DossierBody },
  values: StepValues,
): Record<string, unknown> | null {
  const { fields } = COMMANDS[name].step
  const { on, from, to, deadline } = values
  const granting = values.decision === 'GRANT'
  if (!on || (fields.includes('deadline') && !deadline)) return null
  if (fields.includes('period') && granting && (!from || to === undefined)) return null
  const given: Readonly<Record<string, unknown>> = {
    ...values,
    proposal: openProposalPlace(dossier.body, track),
    period: granting ? { from, to } : null,
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

/** What the command would answer. */
export function decideStep(
  name: StepName,
  args: Record<string, unknown>,
  dossier: { id: string; version: number; body: DossierBody },
  context: CommandContext,
): Decision {
  const { id, version, body } = dossier
  const records = ((kind: string, asked: string) =>
    kind === 'dossier' && asked === id ? { kind, id, version, body } : null) as RecordLookup
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
