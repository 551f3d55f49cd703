import type { LocalDate } from '../calendar/local-date.ts'
import { fold } from '../linking/names.ts'
import { inForceOn, type Dated } from './dated.ts'

/**
 * E-mail addresses, phones and addresses of those who lawfully act for many: social secretariats,
 * business centres, professional liaison services. No service has supplied its list: the row is that
 * of the practice world.
 */
export const KNOWN_INTERMEDIARIES: readonly (Dated & { handle: string })[] = [
  {
    handle: 'liaison@social-secretariat.example',
    validFrom: '2007-04-01',
    validTo: null,
    source: 'not supplied',
    confidence: 'UNVERIFIED',
  },
  {
    handle: 'Business Centre 1, 1000 Brussel',
    validFrom: '2007-04-01',
    validTo: null,
    source: 'not supplied',
    confidence: 'UNVERIFIED',
  },
]

const plain = (text: string): string =>
  fold(text)
    .replace(/[^A-Z0-9@.+]+/g, ' ')
    .trim()

/** Tells whether one of some names, handles or addresses is of a known intermediary on that day. */
export function intermediariesOn(day: LocalDate): (values: readonly string[]) => boolean {
  const known = new Set(
    KNOWN_INTERMEDIARIES.filter((row) => inForceOn(row, day)).map(({ handle }) => plain(handle)),
  )
  return (values) => values.some((value) => known.has(plain(value)))
}
