/** A field of an extract and the headers by which it is known. */
import { fold } from '../linking/names.ts'

export interface ImportField {
  name: string
  required: boolean
  /** Few extracts have it: the mapping screen offers it apart. */
  rare?: true
  /** Headers, folded and without anything but letters and digits. */
  headers: readonly string[]
}

/** A header as it is compared. */
export function headerKey(header: string): string {
  return fold(header).replace(/[^A-Z0-9]/g, '')
}

/** A field by its name and by headers with `|` between. */
export function field(name: string, headers: string, required = false): ImportField {
  return { name, required, headers: [name, ...headers.split('|')].map(headerKey) }
}

/** A field that few extracts have. */
export const rareField = (name: string, headers: string): ImportField => ({
  ...field(name, headers),
  rare: true,
})

/** The parts of a postal address and the words that mean them. */
export const ADDRESS_PARTS = {
  street: 'STRAAT|RUE|STRASSE|STREET|ADRES|ADRESSE|ADDRESS',
  postalCode: 'POSTCODE|CODEPOSTAL|POSTLEITZAHL|PLZ|POSTALCODE|ZIP',
  place: 'GEMEENTE|COMMUNE|GEMEINDE|LOCALITE|PLAATSNAAM|ORT|CITY|TOWN',
  country: 'LAND|PAYS|COUNTRY',
} as const
export type AddressPart = keyof typeof ADDRESS_PARTS

const EVERY_PART = Object.keys(ADDRESS_PARTS) as AddressPart[]

/**
 * The fields of one address: a word for whose it is stands before or behind the part. `bare`: words that
 * mean street and number by themselves.
 */
export function addressFields(
  name: string,
  whose: string,
  { parts = EVERY_PART, bare = '' }: { parts?: readonly AddressPart[]; bare?: string } = {},
): ImportField[] {
  return parts.map((part) => {
    const headers = whose
      .split('|')
      .flatMap((word) =>
        ADDRESS_PARTS[part].split('|').flatMap((said) => [word + said, said + word]),
      )
    const alone = part === 'street' && bare !== '' ? bare.split('|') : []
    return rareField(`${name}.${part}`, [...headers, ...alone].join('|'))
  })
}
