/**
 * The rows of the time line, from what the host answers: authorisations, declarations, A1 forms and
 * employments as stretches of days, presences and controls as days; the stretches of declared work
 * that no authorisation or A1 covers, and those on which somebody is posted and employed at once. Pure.
 * What allows work on which days is said by domain/dossier; whether it is needed, by the verdicts; which
 * days an A1 covers, by domain/risk.
 */
import { toDay, type DayNumber } from '../../domain/calendar/local-date.ts'
import { OPEN_END, type Span } from '../../domain/calendar/spans.ts'
import type { ExtractSource } from '../../domain/contract/codes.ts'
import type { PersonBody, RecordKind } from '../../domain/contract/records.ts'
import type { ComparisonPage, DeclarationVerdict } from '../../domain/contract/workbench.ts'
import { workSpans } from '../../domain/dossier/authorised.ts'
import { sameEmployer } from '../../domain/limosa/elements.ts'
import { a1Days } from '../../domain/risk/a1-days.ts'
import { barePresences } from '../../domain/risk/bare-presences.ts'
import { shared, stretchOf, uncovered, union, type Stretch } from './bars.ts'

export type Dossier = ComparisonPage['dossiers'][number]
export type Declaration = ComparisonPage['declarations'][number]

/** A residence card with unlimited access to work. */
export interface CardRow {
  kind: 'card'
  id: string
  card: string
  spans: Stretch[]
}

/** A dossier: the days on which it allows work, or those it asked for when it never did. */
export interface PermitRow {
  kind: 'permit'
  id: string
  dossier: Dossier
  employerName: string | null
  spans: Stretch[]
  /** Null also when the dossier names no days. */
  requested: Stretch | null
}

export interface DeclarationRow {
  kind: 'declaration'
  id: string
  declaration: Declaration
  /** Null when the declaration was cancelled or replaced: it declares nothing any more. */
  verdict: DeclarationVerdict | null
  span: Stretch
  /** Days on which an authorisation is or may be needed and none is there. */
  uncovered: Stretch[]
  /** Days on which another employer declared them too; both declarations are in force. */
  elsewhere: Stretch[]
}

/** Presences of one employer. */
export interface PresenceRow {
  kind: 'presence'
  id: string
  employerName: string
  /** `bare`: no declaration and no employment covers the day, where Dimona is held. */
  days: { day: DayNumber; uncovered: boolean; bare: boolean }[]
}

/** An A1, or the request for one. */
export interface A1Row {
  kind: 'a1'
  id: string
  form: ComparisonPage['a1'][number]['body']
  span: Stretch
}

/** Declared days of an employer of which the forms are held and none is there; null: of work on their own account. */
export interface A1GapRow {
  kind: 'a1Gap'
  id: string
  employerName: string | null
  spans: Stretch[]
}

/** An employment in Dimona. */
export interface EmploymentRow {
  kind: 'employment'
  id: string
  employment: ComparisonPage['employments'][number]['body']
  span: Stretch
  /** Days on which a declaration in force says that they are posted. */
  posted: Stretch[]
}

/** A field control that met them. */
export interface ControlRow {
  kind: 'control'
  id: string
  control: ComparisonPage['controls'][number]['body']
  day: DayNumber
}

/** Of which days a source is held; empty: not held at all. */
export interface HeldLine {
  A1: Stretch[]
  DIMONA: Stretch[]
}

export interface LineModel {
  permits: (CardRow | PermitRow)[]
  declarations: DeclarationRow[]
  forms: (A1Row | A1GapRow)[]
  employments: EmploymentRow[]
  presences: PresenceRow[]
  controls: ControlRow[]
  held: HeldLine
}

type Facts = Pick<
  ComparisonPage,
  | 'person'
  | 'dossiers'
  | 'declarations'
  | 'presences'
  | 'enterprises'
  | 'verdicts'
  | 'a1'
  | 'employments'
  | 'controls'
  | 'holdings'
>

/** All rows of one person, the earliest first in each group. */
export function lineModel(page: Facts): LineModel {
  const card = cardRow(page.person.body)
  const permits = page.dossiers
    .map((dossier) => permitRow(dossier, page.enterprises))
    .toSorted((a, b) => startOf(a) - startOf(b))
  const covers = [...(card?.spans ?? []), ...permits.flatMap(({ spans }) => spans)]
  const declarations = page.declarations
    .map((declaration) => declarationRow(declaration, page, covers, card?.spans ?? []))
    .toSorted((a, b) => a.span.from - b.span.from)
  const open = union(declarations.flatMap((row) => row.uncovered))
  return {
    permits: card ? [card, ...permits] : permits,
    declarations,
    forms: formRows(page),
    employments: page.employments
      .filter(({ body }) => body.status === 'ACTIVE')
      .map((one) => employmentRow(one, declarations))
      .toSorted((a, b) => a.span.from - b.span.from),
    presences: presenceRows(page, open),
    controls: page.controls
      .map(({ id, body }): ControlRow => ({
        kind: 'control',
        id,
        control: body,
        day: toDay(body.date),
      }))
      .toSorted((a, b) => a.day - b.day),
    held: { A1: heldOf(page.holdings, 'A1'), DIMONA: heldOf(page.holdings, 'DIMONA') },
  }
}

function heldOf(holdings: ComparisonPage['holdings'], source: ExtractSource): Stretch[] {
  const own = holdings.filter(({ body }) => body.source === source)
  return union(own.map(({ body }) => stretchOf({ from: body.from, to: body.asOf })))
}

/** The forms, and behind them what no form covers, by employer. */
function formRows({ a1, holdings, declarations }: Facts): LineModel['forms'] {
  const rows = a1.map(({ id, body }): A1Row => ({
    kind: 'a1',
    id,
    form: body,
    span: stretchOf(body.period),
  }))
  const facts = {
    a1: a1.map((one) => recordOf('a1', one)),
    holdings: holdings.map((one) => recordOf('holding', one)),
  }
  const inForce = declarations.filter(({ body }) => body.status === 'ACTIVE')
  const byEmployer = Map.groupBy(inForce, ({ body }) => body.employer?.name ?? null)
  const gaps = [...byEmployer].map(([employerName, own]): A1GapRow => ({
    kind: 'a1Gap',
    id: `a1-gap-${own[0]!.id}`,
    employerName,
    spans: union(own.flatMap(({ body }) => (a1Days(facts, body)?.open ?? []).map(stretchOf))),
  }))
  return [
    ...rows.toSorted((a, b) => a.span.from - b.span.from),
    ...gaps.filter(({ spans }) => spans.length > 0),
  ]
}

function employmentRow(
  { id, body }: ComparisonPage['employments'][number],
  declarations: readonly DeclarationRow[],
): EmploymentRow {
  const span = stretchOf(body.period)
  const posted = declarations
    .filter(({ declaration }) => declaration.body.status === 'ACTIVE')
    .flatMap((row) => shared(span, row.span) ?? [])
  return { kind: 'employment', id, employment: body, span, posted: union(posted) }
}

/** First and last days of everything, for the first view; open ends count up to their start. */
export function daysOf(model: LineModel): DayNumber[] {
  const { permits, declarations, forms, employments, presences, controls } = model
  const stretches = [
    ...permits.flatMap((row) => [
      ...row.spans,
      ...(row.kind === 'permit' && row.requested ? [row.requested] : []),
    ]),
    ...declarations.map(({ span }) => span),
    ...forms.flatMap((row) => (row.kind === 'a1' ? [row.span] : row.spans)),
    ...employments.map(({ span }) => span),
  ]
  const ends = stretches.flatMap(({ from, to }) => (to === Infinity ? [from] : [from, to]))
  const days = presences.flatMap((row) => row.days.map(({ day }) => day))
  return [...ends, ...days, ...controls.map(({ day }) => day)]
}

function cardRow({ unlimitedAccess }: PersonBody): CardRow | null {
  if (!unlimitedAccess) return null
  return {
    kind: 'card',
    id: 'card',
    card: unlimitedAccess.card,
    spans: [stretchOf(unlimitedAccess)],
  }
}

function permitRow(dossier: Dossier, enterprises: ComparisonPage['enterprises']): PermitRow {
  const { employerId, job } = dossier.body
  const spans = union(workSpans(dossier.body).map(stretchOfSpan))
  return {
    kind: 'permit',
    id: dossier.id,
    dossier,
    employerName: enterprises.find(({ id }) => id === employerId)?.body.name ?? null,
    spans,
    requested: spans.length > 0 || job.contract === null ? null : stretchOf(job.contract),
  }
}

/** Days on which a declaration in force of another employer says the same of them. */
function elsewhere({ id, body }: Declaration, all: readonly Declaration[]): Stretch[] {
  const { employer, status } = body
  if (status !== 'ACTIVE' || employer === null) return []
  const span = stretchOf(body.period)
  return union(
    all.flatMap((other) => {
      const { employer: others } = other.body
      if (other.id === id || other.body.status !== 'ACTIVE' || others === null) return []
      return sameEmployer(employer, others)
        ? []
        : (shared(span, stretchOf(other.body.period)) ?? [])
    }),
  )
}

/** A permit of another employer, place or job covers no day of this work. */
const isForOtherWork = ({ differs }: DeclarationVerdict) =>
  differs.some((element) => element !== 'PERIOD')

function declarationRow(
  declaration: Declaration,
  { verdicts, declarations }: Pick<Facts, 'verdicts' | 'declarations'>,
  covers: readonly Stretch[],
  card: readonly Stretch[],
): DeclarationRow {
  const verdict = verdicts.find(({ declarationId }) => declarationId === declaration.id) ?? null
  const span = stretchOf(declaration.body.period)
  const needed = verdict !== null && verdict.needsAuthorisation !== 'NO'
  return {
    kind: 'declaration',
    id: declaration.id,
    declaration,
    verdict,
    span,
    uncovered: needed ? uncovered(span, isForOtherWork(verdict) ? card : covers) : [],
    elsewhere: elsewhere(declaration, declarations),
  }
}

const recordOf = <K extends RecordKind, V extends object>(kind: K, view: V) => ({ kind, ...view })

function presenceRows(page: Facts, open: readonly Stretch[]): PresenceRow[] {
  const { bare } = barePresences({
    presences: page.presences.map((one) => recordOf('presence', one)),
    declarations: page.declarations.map((one) => ({ record: recordOf('declaration', one) })),
    employments: page.employments.map((one) => recordOf('employment', one)),
    dossiers: page.dossiers,
    holdings: page.holdings.map((one) => recordOf('holding', one)),
  })
  const bareIds = new Set(bare.map(({ id }) => id))
  const byEmployer = Map.groupBy(page.presences, ({ body }) => body.employer.name)
  return [...byEmployer].map(([employerName, own]) => ({
    kind: 'presence',
    id: `presence-${own[0]!.id}`,
    employerName,
    days: own
      .map(({ id, body }) => ({ day: toDay(body.date), bare: bareIds.has(id) }))
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, bare: isBare }) => ({
        day,
        uncovered: isBare || open.some(({ from, to }) => from <= day && day <= to),
        bare: isBare,
      })),
  }))
}

/** Different days of a row that nothing explains. */
export function bareDays({ days }: PresenceRow): number {
  return new Set(days.filter(({ bare }) => bare).map(({ day }) => day)).size
}

function stretchOfSpan({ from, to }: Span): Stretch {
  return stretchOf({ from, to: to === OPEN_END ? null : to })
}

function startOf({ spans, requested, dossier }: PermitRow): DayNumber {
  return spans[0]?.from ?? requested?.from ?? toDay(dossier.body.submittedOn)
}
