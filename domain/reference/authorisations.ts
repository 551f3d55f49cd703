/**
 * Longest authorised period, by procedure, category and region (domain facts 2.1, 2.2, 12.1), and who
 * may be authorised without end: after years of work on a permit (1.10), and nobody else.
 */
import { addDays, addMonths, type LocalDate } from '../calendar/local-date.ts'
import type { Category, Procedure, Region } from '../contract/codes.ts'
import { inForceOn, type Dated } from './dated.ts'

export interface AuthorisationLimit extends Dated {
  /** Absent: all. */
  procedures?: readonly Procedure[]
  categories?: readonly Category[]
  regions?: readonly Region[]
  unit: 'DAYS' | 'MONTHS'
  length: number
}

const since = (validFrom: LocalDate, source: string, confidence: Dated['confidence']): Dated => ({
  validFrom,
  validTo: null,
  source,
  confidence,
})
const ACT = '1999-04-30'
const CARD = ['WORK_CARD'] as const

/** The most special row comes first; the last one is a check against mistyped years. */
export const AUTHORISATION_LIMITS: readonly AuthorisationLimit[] = [
  {
    procedures: CARD,
    categories: ['AU_PAIR', 'FRONTIER_WORKER'],
    unit: 'MONTHS',
    length: 12,
    ...since(ACT, 'not found', 'UNVERIFIED'),
  },
  // Several stays of 90 days together within 180: the days themselves are counted in dossier/short-stay.ts.
  {
    procedures: CARD,
    regions: ['FL'],
    unit: 'DAYS',
    length: 180,
    ...since('2021-03-01', 'S29', 'MEDIUM'),
  },
  { procedures: CARD, unit: 'DAYS', length: 90, ...since(ACT, 'S28', 'MEDIUM') },
  { categories: ['SEASONAL'], unit: 'MONTHS', length: 5, ...since(ACT, 'S154', 'MEDIUM') },
  { categories: ['TRAINEE'], unit: 'MONTHS', length: 12, ...since(ACT, 'S89', 'LOW') },
  {
    categories: ['SPECIALISED_TECHNICIAN'],
    regions: ['DG'],
    unit: 'MONTHS',
    length: 6,
    ...since(ACT, 'S90', 'MEDIUM'),
  },
  { unit: 'MONTHS', length: 60, ...since('1965-02-19', 'domain facts 2.2', 'LOW') },
]

/**
 * Who may be authorised without end. How many years of work that takes (48 months, in Brussels 30 since
 * October 2024) no record of the desk tells in full: the examiner judges it with the category.
 */
export const UNLIMITED_AUTHORISATIONS: readonly (Dated & {
  procedure: Procedure
  category: Category
})[] = [
  {
    procedure: 'SINGLE_PERMIT',
    category: 'UNLIMITED_DURATION',
    ...since(ACT, 'S156', 'MEDIUM'),
  },
]

interface Application {
  procedure: Procedure
  category: Category
  region: Region
}

/** True when an authorisation that begins on a day may have no end. */
export function mayBeUnlimited(
  { procedure, category }: Pick<Application, 'procedure' | 'category'>,
  from: LocalDate,
): boolean {
  return UNLIMITED_AUTHORISATIONS.some(
    (row) => row.procedure === procedure && row.category === category && inForceOn(row, from),
  )
}

/** The last day that an authorisation which begins on a day may have, where it has an end. */
export function lastAuthorisedDay(application: Application, from: LocalDate): LocalDate {
  const { unit, length } = authorisationLimit(application, from)
  return addDays(unit === 'DAYS' ? addDays(from, length) : addMonths(from, length), -1)
}

/** The limit of an authorisation that begins on a day. */
export function authorisationLimit(application: Application, from: LocalDate): AuthorisationLimit {
  const { procedure, category, region } = application
  return (
    AUTHORISATION_LIMITS.find(
      (row) =>
        (row.procedures?.includes(procedure) ?? true) &&
        (row.categories?.includes(category) ?? true) &&
        (row.regions?.includes(region) ?? true) &&
        inForceOn(row, from),
    ) ?? AUTHORISATION_LIMITS.at(-1)!
  )
}
