/**
 * The pay of a dossier against the salary threshold of its region, category, age and day (domain
 * facts 7): what counts, per what, and which version of the norm. The signal R44 asks the same.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import { OPEN_END } from '../calendar/spans.ts'
import type { DossierBody, TandemRecord } from '../contract/records.ts'
import { normOn, type NormInForce } from '../reference/norms.ts'
import { payPer, THRESHOLDS } from '../reference/thresholds.ts'

export interface ThresholdDay {
  day: LocalDate
  /** Field of the dossier that says so; null: the day of today, while no decision is taken. */
  field: string | null
}

/** The day whose threshold counts: the decision, its effect when the decision is past, else today. */
export function thresholdDay(
  { work, authorised }: Pick<DossierBody, 'work' | 'authorised'>,
  today: LocalDate,
): ThresholdDay {
  switch (work.state) {
    case 'GRANTED':
      return { day: work.since, field: 'work.since' }
    case 'EXPIRED':
    case 'SUPERSEDED':
    case 'WITHDRAWN':
      return authorised
        ? { day: authorised.from, field: 'authorised' }
        : { day: work.since, field: 'work.since' }
    default:
      return { day: today, field: null }
  }
}

/** Age in whole years on a day; null when the birth date is unknown. */
export function ageOn(birthDate: LocalDate | null, day: LocalDate): number | null {
  if (birthDate === null) return null
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

export interface PayChecked {
  day: LocalDate
  age: number | null
  /** The row in force; null: the table has none for this application. */
  norm: NormInForce | null
  /**
   * Pay equal to the threshold suffices. Null: there is nothing to compare, or the file states the pay
   * in the other unit and what it counts in decides (`payPer`).
   */
  suffices: boolean | null
}

/**
 * False when the pay may suffice, or there is no norm, by the rows that came with the program: of a
 * decided dossier those of its day, of another every row of its category, since its day is not known yet.
 */
export function mayFallShort(body: DossierBody, birthDate: LocalDate | null): boolean {
  const { region, category, job } = body
  const { payCents, payUnit } = job
  if (payCents === null) return false
  if (thresholdDay(body, OPEN_END).field !== null) {
    return checkPay(body, birthDate, OPEN_END, []).suffices === false
  }
  return THRESHOLDS.some(
    (row) =>
      row.region === region &&
      row.category === category &&
      payPer(row.unit, payCents, payUnit).most < row.amountCents,
  )
}

/** The check of a dossier's pay, as of today while it is not decided. */
export function checkPay(
  body: DossierBody,
  birthDate: LocalDate | null,
  today: LocalDate,
  norms: readonly Pick<TandemRecord<'norm'>, 'body'>[],
): PayChecked {
  const { day } = thresholdDay(body, today)
  const age = ageOn(birthDate, day)
  const norm = normOn(norms, body, day, age) ?? null
  const { payCents, payUnit } = body.job
  if (norm === null || payCents === null) {
    return { day, age, norm, suffices: null }
  }
  const { least, most } = payPer(norm.unit, payCents, payUnit)
  if (least < norm.amountCents && most >= norm.amountCents) {
    return { day, age, norm, suffices: null }
  }
  return { day, age, norm, suffices: least >= norm.amountCents }
}
