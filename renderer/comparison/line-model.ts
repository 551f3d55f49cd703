/**
 * The rows of the time line, from what the host answers: authorisations, declarations and presences
 * as stretches of days, and the stretches of declared work that no authorisation covers. Pure. What
 * allows work on which days is said by domain/dossier; whether it is needed, by the verdicts.
 */
import { toDay, type DayNumber } from '../../domain/calendar/local-date.ts'
import { OPEN_END, type Span } from '../../domain/calendar/spans.ts'
import type { PersonBody } from '../../domain/contract/records.ts'
import type { ComparisonPage, DeclarationVerdict } from '../../domain/contract/workbench.ts'
import { workSpans } from '../../domain/dossier/authorised.ts'
import { stretchOf, uncovered, union, type Stretch } from './bars.ts'

export type Dossier = ComparisonPage['dossiers'][number]
export type Declaration = ComparisonPage['declarations'][number]
type Presence = ComparisonPage['presences'][number]

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
}

/** Presences of one employer. */
export interface PresenceRow {
  kind: 'presence'
  id: string
  employerName: string
  days: { day: DayNumber; uncovered: boolean }[]
}

export interface LineModel {
  permits: (CardRow | PermitRow)[]
  declarations: DeclarationRow[]
  presences: PresenceRow[]
}

type Facts = Pick<
  ComparisonPage,
  'person' | 'dossiers' | 'declarations' | 'presences' | 'enterprises' | 'verdicts'
>

/** All rows of one person, the earliest first in each group. */
export function lineModel(page: Facts): LineModel {
  const card = cardRow(page.person.body)
  const permits = page.dossiers
    .map((dossier) => permitRow(dossier, page.enterprises))
    .toSorted((a, b) => startOf(a) - startOf(b))
  const covers = [...(card?.spans ?? []), ...permits.flatMap(({ spans }) => spans)]
  const declarations = page.declarations
    .map((declaration) => declarationRow(declaration, page.verdicts, covers))
    .toSorted((a, b) => a.span.from - b.span.from)
  const open = union(declarations.flatMap((row) => row.uncovered))
  return {
    permits: card ? [card, ...permits] : permits,
    declarations,
    presences: presenceRows(page.presences, open),
  }
}

/** First and last days of everything, for the first view; open ends count up to their start. */
export function daysOf({ permits, declarations, presences }: LineModel): DayNumber[] {
  const stretches = [
    ...permits.flatMap((row) => [
      ...row.spans,
      ...(row.kind === 'permit' && row.requested ? [row.requested] : []),
    ]),
    ...declarations.map(({ span }) => span),
  ]
  const ends = stretches.flatMap(({ from, to }) => (to === Infinity ? [from] : [from, to]))
  return [...ends, ...presences.flatMap(({ days }) => days.map(({ day }) => day))]
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

function declarationRow(
  declaration: Declaration,
  verdicts: readonly DeclarationVerdict[],
  covers: readonly Stretch[],
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
    uncovered: needed ? uncovered(span, covers) : [],
  }
}

function presenceRows(presences: readonly Presence[], open: readonly Stretch[]): PresenceRow[] {
  const byEmployer = Map.groupBy(presences, ({ body }) => body.employer.name)
  return [...byEmployer].map(([employerName, own]) => ({
    kind: 'presence',
    id: `presence-${own[0]!.id}`,
    employerName,
    days: own
      .map(({ body }) => toDay(body.date))
      .toSorted((a, b) => a - b)
      .map((day) => ({ day, uncovered: open.some(({ from, to }) => from <= day && day <= to) })),
  }))
}

function stretchOfSpan({ from, to }: Span): Stretch {
  return stretchOf({ from, to: to === OPEN_END ? null : to })
}

function startOf({ spans, requested, dossier }: PermitRow): DayNumber {
  return spans[0]?.from ?? requested?.from ?? toDay(dossier.body.submittedOn)
}
