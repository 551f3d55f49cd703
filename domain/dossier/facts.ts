/** The facts on which decisions rest: their value, where it comes from, and what it was before. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { FactField, FactSource } from '../contract/codes.ts'
import type { DossierBody, FactChange, FactValue } from '../contract/records.ts'

type Filed = Pick<DossierBody, 'category' | 'employerId' | 'job' | 'workplaces' | 'language'>

/** The value of a fact as it stands. */
export function readFact(
  { category, employerId, job, workplaces, language }: Filed,
  field: FactField,
): FactValue {
  switch (field) {
    case 'CATEGORY':
      return { field, category }
    case 'EMPLOYER':
      return { field, employerId }
    case 'JOB':
      return { field, title: job.title, isco: job.isco }
    case 'PAY':
      return { field, payCents: job.payCents, payUnit: job.payUnit }
    case 'HOURS':
      return { field, weeklyHours: job.weeklyHours ?? null }
    case 'PERIOD':
      return { field, contract: job.contract }
    case 'WORKPLACES':
      return { field, workplaces }
    case 'LANGUAGE':
      return { field, language }
  }
}

/** The dossier with another value of a fact. */
export function withFact<D extends Filed>(body: D, value: FactValue): D {
  const { field, ...rest } = value
  switch (field) {
    case 'CATEGORY':
    case 'EMPLOYER':
    case 'WORKPLACES':
    case 'LANGUAGE':
      return { ...body, ...rest }
    case 'JOB':
    case 'PAY':
    case 'HOURS':
    case 'PERIOD':
      return { ...body, job: { ...body.job, ...rest } }
  }
}

/** True when both say the same. */
export function sameFact(a: FactValue, b: FactValue): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

/** Keys in one order: the same value comes from forms, records and tests in different ones. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([key, inner]) => [key, ordered(inner)])
}

/** What happened to a fact since the application, oldest first. */
export function historyOf({ factChanges = [] }: DossierBody, field: FactField): FactChange[] {
  return factChanges.filter(({ after }) => after.field === field)
}

/** Where the value of a fact was read, since when, and who entered it (null: the application). */
export interface FactOrigin {
  source: FactSource
  on: LocalDate
  by: string | null
}

/**
 * Where the value that stands comes from: the last change, else the application; null for a value
 * that nobody gave.
 */
export function originOf(body: DossierBody, field: FactField): FactOrigin | null {
  const last = historyOf(body, field).at(-1)
  if (!last && isUnknown(readFact(body, field))) return null
  if (!last) return { source: 'APPLICANT', on: body.submittedOn, by: null }
  const { source, on, by } = last
  return { source, on, by }
}

/** True for a value that the application left open; no employer means self-employed. */
function isUnknown(value: FactValue): boolean {
  switch (value.field) {
    case 'PAY':
      return value.payCents === null
    case 'HOURS':
      return value.weeklyHours === null
    case 'PERIOD':
      return value.contract === null
    case 'WORKPLACES':
      return value.workplaces.length === 0
    case 'CATEGORY':
    case 'EMPLOYER':
    case 'JOB':
    case 'LANGUAGE':
      return false
  }
}
