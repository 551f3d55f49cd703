/** How rules walk the facts of a person: each says why nothing was looked at, when it was not. */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import { overlaps, type Span } from '../calendar/spans.ts'
import type { DossierBody, TandemRecord } from '../contract/records.ts'
import { authorisedSpan } from '../dossier/authorised.ts'
import { hasFreeMovement } from '../reference/countries.ts'
import { noCase, periodFact } from './evidence.ts'
import {
  clear,
  fact,
  NOTHING,
  type DeclarationCase,
  type RuleContext,
  type Sighting,
} from './rule.ts'

type Declaration = TandemRecord<'declaration'>
type Dossier = TandemRecord<'dossier'>
type See<T> = (one: T) => Sighting | null

function each<T>(list: readonly T[], see: See<T>): readonly Sighting[] {
  let found: Sighting[] | null = null
  for (const one of list) {
    const seen = see(one)
    if (!seen) continue
    found ??= []
    found.push(seen)
  }
  return found ?? NOTHING
}

/** Sightings about each active declaration, whoever it is about. */
export function eachDeclaration(context: RuleContext, see: See<Declaration>): readonly Sighting[] {
  if (context.facts.declarations.length === 0) return clear(context, 'NO_DECLARATION')
  if (context.active.length === 0) return clear(context, 'NOT_IN_FORCE')
  return each(context.active, see)
}

/** Sightings about each active declaration of somebody who needs an authorisation or might. */
export function eachCase(context: RuleContext, see: See<DeclarationCase>): readonly Sighting[] {
  return noCase(context) ?? each(context.cases, see)
}

/** Sightings about each dossier. */
export function eachDossier(context: RuleContext, see: See<Dossier>): readonly Sighting[] {
  if (context.facts.dossiers.length === 0) return clear(context, 'NO_DOSSIER')
  return each(context.facts.dossiers, see)
}

/** Sightings about each line of an outside source. */
export function eachLine<T>(
  context: RuleContext,
  lines: readonly T[],
  see: See<T>,
): readonly Sighting[] {
  return lines.length === 0 ? clear(context, 'NO_RECORD') : each(lines, see)
}

/** Dossiers of a kind with the span in which they allow work, in order of its start. */
export function authorisedSpans(
  { facts }: RuleContext,
  isOf: (body: DossierBody) => boolean,
): { dossier: Dossier; span: Span }[] {
  return facts.dossiers
    .filter(({ body }) => isOf(body))
    .flatMap((dossier) => {
      const span = authorisedSpan(dossier.body)
      return span ? [{ dossier, span }] : []
    })
    .sort((a, b) => (a.span.from < b.span.from ? -1 : 1))
}

/** Days of the union of spans; `spans` in order of their start. */
export function unionDays(spans: readonly Span[]): number {
  let days = 0
  let until: LocalDate | null = null
  for (const { from, to } of spans) {
    if (until !== null && to <= until) continue
    const start: LocalDate = until !== null && from <= until ? until : from
    days += daysBetween(start, to) + (start === until ? 0 : 1)
    until = to
  }
  return days
}

/** The most days of the union of spans within any window of a length that ends on one of their ends. */
export function mostDaysIn(
  spans: readonly Span[],
  windowFrom: (last: LocalDate) => LocalDate,
): { days: number; window: Span } | null {
  let most: { days: number; window: Span } | null = null
  for (const { to } of spans) {
    const window = { from: windowFrom(to), to }
    const inside = spans
      .filter((span) => overlaps(span, window))
      .map((span) => ({
        from: span.from > window.from ? span.from : window.from,
        to: span.to < window.to ? span.to : window.to,
      }))
    const days = unionDays(inside)
    if (most === null || days > most.days) most = { days, window }
  }
  return most
}

/**
 * True when a declaration rests on the papers of Vander Elst: its employer may use the exemption and
 * no permit covers the work. Says why, when it does not.
 */
export function claimsPosting(context: RuleContext, { record, verdict }: DeclarationCase): boolean {
  const { employer, postingProof, period } = record.body
  if (postingProof === null || employer === null) return false
  if (!hasFreeMovement(employer.country, period.from)) {
    clear(context, 'OTHER_MATTER', () =>
      fact('employerCountry', 'country', employer.country, record, 'employer.country'),
    )
    return false
  }
  if (verdict.dossierId !== null && verdict.code === 'M0') {
    clear(context, 'COVERED', () => periodFact(record))
    return false
  }
  return true
}
