/**
 * Belgian postal codes: which region decides on work there, and which municipality an address names beyond
 * doubt.
 */
import type { Region } from '../contract/codes.ts'
import { fold } from '../linking/names.ts'
import type { Dated } from './dated.ts'
import { MUNICIPALITIES, regionOfMunicipality } from './municipalities.ts'

export interface PostalRange extends Dated {
  from: number
  to: number
  region: Region
}

const range = (from: number, to: number, region: Region): PostalRange => ({
  from,
  to,
  region,
  validFrom: '1969-01-01',
  validTo: null,
  source: 'bpost, ranges of postal codes by province; the nine municipalities of domain facts 1.3',
  confidence: 'HIGH',
})

/** The first range that holds a code counts. */
export const POSTAL_RANGES: readonly PostalRange[] = [
  range(1000, 1299, 'BR'),
  range(1300, 1499, 'WA'),
  range(1500, 3999, 'FL'),
  ...[4700, 4701, 4710, 4711, 4720, 4721, 4728, 4730, 4731].map((code) => range(code, code, 'DG')),
  ...[4750, 4760, 4761, 4770, 4771, 4780, 4782, 4783, 4784, 4790, 4791].map((code) =>
    range(code, code, 'DG'),
  ),
  range(4000, 7999, 'WA'),
  range(8000, 9999, 'FL'),
]

/** The region of a Belgian postal code; null: it is none. */
export function regionOfPostalCode(postalCode: string): Region | null {
  const digits = /^(?:B(?:E)?[ -]?)?(\d{4})$/i.exec(postalCode.trim())?.[1]
  if (digits === undefined) return null
  const code = Number(digits)
  return POSTAL_RANGES.find(({ from, to }) => from <= code && code <= to)?.region ?? null
}

let codes: Map<string, string | null> | null = null

/** Municipalities by postal code and each of their names; null where two are meant. */
function byPlace(): Map<string, string | null> {
  const map = new Map<string, string | null>()
  for (const { code, names, postalCode } of MUNICIPALITIES) {
    for (const name of new Set(Object.values(names))) {
      if (name === null) continue
      const key = `${postalCode} ${fold(name)}`
      map.set(key, map.has(key) && map.get(key) !== code ? null : code)
    }
  }
  return map
}

/**
 * The municipality that an address names by its main postal code and one of its names; null where either is
 * another or missing, for a part of a municipality has a name and often a code of its own.
 */
export function municipalityOfAddress(
  postalCode: string | null,
  place: string | null,
): string | null {
  if (postalCode === null || place === null) return null
  codes ??= byPlace()
  return codes.get(`${postalCode} ${place}`) ?? codes.get(`${postalCode} ${fold(place)}`) ?? null
}

/** What is asked of an address for its region. */
export interface Situated {
  postalCode: string | null
  municipality: string | null
  country: string
}

/** The region that decides on work at an address: by its municipality, else by its postal code. */
export function regionOfAddress({ postalCode, municipality, country }: Situated): Region | null {
  const known = municipality === null ? null : regionOfMunicipality(municipality)
  if (known !== null) return known
  return country === 'BE' && postalCode !== null ? regionOfPostalCode(postalCode) : null
}
