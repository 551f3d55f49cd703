/**
 * Mismatches beside the cover of one declaration (domain facts 4.8): a permit of a posted worker that
 * nobody declared (M5), posted and locally employed at once (M6), cancelled after work (M7), and
 * another INSZ than the person's (M8). Each says what it saw; the rules of domain/risk make findings.
 */
import { brusselsDay, type LocalDate } from '../calendar/local-date.ts'
import { intersection, OPEN_END, overlaps, toSpan, type Span } from '../calendar/spans.ts'
import type { ResidenceState } from '../contract/codes.ts'
import type { DeclarationBody, TandemRecord } from '../contract/records.ts'
import { workSpans } from '../dossier/authorised.ts'
import { parseInsz } from '../identifiers/insz.ts'
import { personIdentifiers } from '../linking/exact.ts'
import { hasFreeMovement, isUnknownCountry } from '../reference/countries.ts'
import { MISSING_DECLARATION } from '../reference/limosa.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { islands, lengthOf } from './counting.ts'
import { isEmployer } from './elements.ts'

type Dossier = TandemRecord<'dossier'>
type Declared = Pick<PersonFacts['declarations'][number], 'record'>

/** Residence states that say that the worker came; a permit without a residence part says nothing. */
const CAME: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  'NO_TRACK',
  'REGISTRATION_PENDING',
  'CARD_ISSUED',
  'ENDED',
  'EXPIRED',
])

/** Third-country national on a day, as far as is known. */
function isBound({ person: { body } }: PersonFacts, day: LocalDate): boolean {
  return !isUnknownCountry(body.nationality) && !hasFreeMovement(body.nationality, day)
}

function employerOf({ enterprises }: PersonFacts, { body: { employerId } }: Dossier) {
  return employerId === null ? undefined : enterprises.get(employerId)
}

const isActive = ({ record: { body } }: Declared) => body.status === 'ACTIVE'

export interface UndeclaredPermit {
  dossier: Dossier
  /** Authorised days so far. */
  span: Span
}

/** Permits of a worker of a foreign employer who came, with their authorised period. */
export function postedPermits(facts: PersonFacts, today: LocalDate): UndeclaredPermit[] {
  return facts.dossiers.flatMap((dossier) => {
    const { procedure, residence } = dossier.body
    const employer = employerOf(facts, dossier)
    if (!employer || employer.body.country === 'BE' || procedure === 'PROFESSIONAL_CARD') return []
    const [span] = workSpans(dossier.body)
    if (!span || span.from > today || !CAME.has(residence.state)) return []
    return isBound(facts, span.from) ? [{ dossier, span }] : []
  })
}

/**
 * M5: permits of posted workers of which no declaration in force shares a day, although they have run
 * for longer than MISSING_DECLARATION allows. Permits of one employer that join are one: the last of
 * them speaks, and a declaration on any of its days answers.
 */
export function undeclaredPermits(facts: PersonFacts, today: LocalDate): UndeclaredPermit[] {
  if (facts.person.body.unlimitedAccess !== null) return []
  const permits = postedPermits(facts, today)
  if (permits.length === 0) return []
  const declared = facts.declarations.filter(isActive).map(({ record }) => record.body.period)
  const employers = new Set(permits.map(({ dossier }) => dossier.body.employerId))
  return [...employers].flatMap((employerId) => {
    const own = permits.filter(({ dossier }) => dossier.body.employerId === employerId)
    return islands(own.map(({ span }) => span)).flatMap((island) => {
      if (declared.some((period) => overlaps(period, island))) return []
      const span = { from: island.from, to: island.to < today ? island.to : today }
      const last = own.findLast(({ span: { to } }) => to === island.to)!
      return lengthOf(span) > MISSING_DECLARATION.days ? [{ dossier: last.dossier, span }] : []
    })
  })
}

/** First day of the earliest such permit, whatever the day is of which one asks; null: there is none. */
export function undeclaredSince(facts: PersonFacts): LocalDate | null {
  if (facts.person.body.unlimitedAccess !== null) return null
  const declared = facts.declarations.filter(isActive).map(({ record }) => record.body.period)
  return postedPermits(facts, OPEN_END)
    .filter(({ span }) => !declared.some((period) => overlaps(period, span)))
    .reduce<LocalDate | null>(
      (first, { span: { from } }) => (first === null || from < first ? from : first),
      null,
    )
}

export interface DoubleStatus {
  dossier: Dossier
  /** Days that are declared as posted and authorised for the local contract. */
  shared: Span
}

/**
 * M6: permits for a local contract that share days with a declaration by another, foreign employer.
 * Whoever has access to work of their own may have several employers.
 */
export function doubleStatus(facts: PersonFacts, { record }: Declared): DoubleStatus[] {
  const { period, employer: declared, kind } = record.body
  if (kind === 'SELF_EMPLOYED' || declared === null || declared.country === 'BE') return []
  if (isUnknownCountry(declared.country) || !isBound(facts, period.from)) return []
  const access = facts.person.body.unlimitedAccess
  if (access !== null && overlaps(toSpan(access), period)) return []
  return facts.dossiers.flatMap((dossier) => {
    const employer = employerOf(facts, dossier)
    if (employer?.body.country !== 'BE' || isEmployer(employer, declared, facts.mentions)) return []
    for (const span of workSpans(dossier.body)) {
      const shared = intersection(span, period)
      if (shared) return [{ dossier, shared }]
    }
    return []
  })
}

/** Local date on which a declaration was cancelled; null when it was not. */
export function cancelledOn({ status, cancelledAt }: DeclarationBody): LocalDate | null {
  return status === 'CANCELLED' && cancelledAt ? brusselsDay(cancelledAt) : null
}

/**
 * M7: presences on declared days up to the cancellation of their declaration, which no other
 * declaration in force covers.
 */
export function workBeforeCancelling(
  facts: PersonFacts,
  { record }: Declared,
): TandemRecord<'presence'>[] {
  const { period } = record.body
  const cancelled = cancelledOn(record.body)
  if (cancelled === null || cancelled < period.from) return []
  const inForce = facts.declarations.filter(isActive).map((one) => one.record.body.period)
  const covered = (day: LocalDate) => inForce.some((span) => span.from <= day && day <= span.to)
  return facts.presences
    .filter(({ body: { date } }) => period.from <= date && date <= period.to)
    .filter(({ body: { date } }) => date <= cancelled && !covered(date))
    .toSorted((a, b) => (a.body.date < b.body.date ? -1 : a.body.date > b.body.date ? 1 : 0))
}

/** M8: the valid INSZ that a declaration gives for somebody who is known under others; null: none. */
export function otherInsz({ person }: PersonFacts, { record }: Declared): string | null {
  const { insz } = record.body.worker
  if (insz === null || insz === person.body.insz) return null
  const declared = parseInsz(insz)?.number
  if (!declared) return null
  const known = personIdentifiers(person.id, person.body).filter(({ type }) => type !== 'PASSPORT')
  if (known.length === 0 || known.some(({ value }) => value === declared)) return null
  return declared
}
