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

type IsListed = (values: readonly string[]) => boolean

function listOf(rows: readonly { handle: string }[]): IsListed {
  const known = new Set(rows.map(({ handle }) => plain(handle)))
  return (values) => values.some((value) => known.has(plain(value)))
}

let last: { on: LocalDate; isListed: IsListed } | null = null

/**
 * Tells whether one of some names, handles or addresses is of a known intermediary on that day; looked up
 * once for the day.
 */
export function intermediariesOn(day: LocalDate): IsListed {
  if (last?.on !== day) {
    last = {
      on: day,
      isListed: listOf(KNOWN_INTERMEDIARIES.filter((row) => inForceOn(row, day))),
    }
  }
  return last.isListed
}

/** The same on any day at all. */
export const intermediariesEver: IsListed = listOf(KNOWN_INTERMEDIARIES)
