/** Which declared days an A1 covers, as far as the desk holds the forms: one answer for rule and picture. */
import type { LocalDate } from '../calendar/local-date.ts'
import { gaps, intersection, type Span } from '../calendar/spans.ts'
import type { A1Body, DeclarationBody, TandemRecord } from '../contract/records.ts'
import { sameEmployer } from '../limosa/elements.ts'
import { issuesA1 } from '../reference/countries.ts'
import { type Held, heldDays, heldOf, type Holding, regionsOf } from './holdings.ts'

type Form = TandemRecord<'a1'>
const NO_FORMS: readonly Form[] = []

/** A withdrawn or false form no longer binds; a request is proof until it is answered. */
const counts = ({ body: { state, endedOn } }: Form) =>
  state === 'ISSUED' || (state === 'REQUESTED' && endedOn === null)

const isOf = (employer: NonNullable<DeclarationBody['employer']>, form: A1Body) =>
  form.country === employer.country && sameEmployer(form.employer, employer)

/**
 * The country whose institution issues the A1 of a declared work: that of the employer; of whoever works on their
 * own account where they live, which is where they pursue their activity (Regulation (EC) 883/2004 art. 12 (2)).
 * Null when it is not told.
 */
export function a1Country({ employer, kind, worker }: DeclarationBody): string | null {
  if (employer !== null) return employer.country
  return kind === 'SELF_EMPLOYED' ? (worker.homeAddress?.country ?? null) : null
}

/** Whether a country issues an A1 for a declared work. */
function mayHaveA1(declaration: DeclarationBody): boolean {
  const country = a1Country(declaration)
  return country !== null && issuesA1(country, declaration.period.from)
}

/** Forms that count of the employer of a declaration; of somebody self-employed, who sends nobody, all of theirs. */
const theirsOf = (forms: readonly Form[], employer: DeclarationBody['employer']) =>
  forms.filter((form) => counts(form) && (employer === null || isOf(employer, form.body)))

/** The last declared day that no form covers, held or not; null: there is none, or no A1 is needed. */
export function lastWithoutA1(
  { a1 = NO_FORMS }: { a1?: readonly Form[] },
  declaration: DeclarationBody,
): LocalDate | null {
  const { employer, period } = declaration
  if (!mayHaveA1(declaration)) return null
  const covered = theirsOf(a1, employer).map(({ body }) => body.period)
  return gaps(covered, period).at(-1)?.to ?? null
}

export interface A1Days {
  held: readonly Holding[]
  /** Declared days of which the forms are held. */
  asked: Span[]
  /** Of these, those that no form of the employer and its country covers. */
  open: Span[]
  /** The form that comes nearest; null when there is none at all. */
  form: Form | null
  /** True when forms of another employer or country cover every open day: the worker is insured, the papers do not fit. */
  otherwiseCovered: boolean
}

/** Null for a declaration that needs no A1, or of which nobody knows: its country issues none, or is not told. */
export function a1Days(
  facts: Held & { a1?: readonly Form[] },
  declaration: DeclarationBody,
): A1Days | null {
  const { employer, period } = declaration
  if (!mayHaveA1(declaration)) return null
  const held = heldOf(facts, 'A1', regionsOf(declaration))
  const asked = held.flatMap((holding) => intersection(period, heldDays(holding)) ?? [])
  if (asked.length === 0) return { held, asked, open: [], form: null, otherwiseCovered: false }
  const a1 = facts.a1 ?? NO_FORMS
  const forms = a1.filter(counts)
  const theirs = theirsOf(a1, employer)
  const covered = theirs.map(({ body }) => body.period)
  const open = asked.flatMap((part) => gaps(covered, part))
  const any = forms.map(({ body }) => body.period)
  return {
    held,
    asked,
    open,
    otherwiseCovered: open.length > 0 && open.every((part) => gaps(any, part).length === 0),
    form: theirs[0] ?? forms[0] ?? a1[0] ?? null,
  }
}
