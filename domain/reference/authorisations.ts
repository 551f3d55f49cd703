/**
 * Longest authorised period with an end, by procedure, category and region (domain facts 2.1, 2.2,
 * 12.1). An authorisation of unlimited duration has no end.
 */
import type { LocalDate } from '../calendar/local-date.ts'
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

/** The limit of an authorisation that begins on a day. */
export function authorisationLimit(
  application: { procedure: Procedure; category: Category; region: Region },
  from: LocalDate,
): AuthorisationLimit {
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
