/**
 * Free movement by country: EEA membership and Switzerland, dated. Country codes are ISO 3166-1
 * alpha-2 plus XK (Kosovo), XX (stateless) and ZZ (unknown).
 */
import type { LocalDate } from '../calendar/local-date.ts'
import { inForceOn, type Dated } from './dated.ts'

export interface FreeMovement extends Dated {
  country: string
}

const EU_EEA_SINCE_1994 = 'BE DK DE GR ES FR IE IT LU NL PT IS NO'.split(' ')

const member = (country: string, validFrom: LocalDate, validTo: LocalDate | null = null) =>
  ({ country, validFrom, validTo, source: 'S158', confidence: 'MEDIUM' }) as const

/**
 * Membership of the EEA, and the agreement with Switzerland. The United Kingdom leaves at the end
 * of the transition period. Transitional rules of accessions are not in the table.
 */
export const FREE_MOVEMENT: readonly FreeMovement[] = [
  ...EU_EEA_SINCE_1994.map((country) => member(country, '1994-01-01')),
  member('GB', '1994-01-01', '2020-12-31'),
  ...['AT', 'FI', 'SE', 'LI'].map((country) => member(country, '1995-05-01')),
  member('CH', '2002-06-01'),
  ...'CY CZ EE HU LT LV MT PL SI SK'.split(' ').map((country) => member(country, '2004-05-01')),
  ...['BG', 'RO'].map((country) => member(country, '2007-01-01')),
  member('HR', '2013-07-01'),
]

const byCountry = new Map(FREE_MOVEMENT.map((row) => [row.country, row]))

/** True when a country belongs to the EEA or is Switzerland on a day. */
export function hasFreeMovement(country: string, date: LocalDate): boolean {
  const row = byCountry.get(country)
  return row !== undefined && inForceOn(row, date)
}

/**
 * True when a country's institutions issue an A1 for work in Belgium: Regulation (EC) 883/2004 and, for
 * the United Kingdom, the protocol that goes on where it left off [GK].
 */
export function issuesA1(country: string, date: LocalDate): boolean {
  return country !== 'BE' && (country === 'GB' || hasFreeMovement(country, date))
}

/** Unknown country or nationality: no rule may conclude from it. */
export function isUnknownCountry(country: string): boolean {
  return country === 'ZZ'
}

/** Countries that share a border with Belgium, where a frontier worker lives. */
export const NEIGHBOURS: ReadonlySet<string> = new Set(['NL', 'FR', 'DE', 'LU'])
