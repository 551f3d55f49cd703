/**
 * Is it the same enterprise? Numbers first, then name, country and address, in the bands of persons.
 * Belgian VAT numbers are enterprise numbers; a number that fails its check says nothing.
 */
import { schemeOf, soundKeys } from './enterprise-keys.ts'
import { ENTERPRISE_NAME_LEVELS, enterpriseNameLevel } from './enterprise-names.ts'
import { latin } from './latin.ts'
import type { Band } from './register/bands.ts'
import { edits } from './similarity.ts'

export interface NamedEnterprise {
  name: string
  country: string
  enterpriseNumber: string | null
  vatNumber: string | null
  /** Of its seat, where it is known. */
  address?: { street: string | null; postalCode: string | null } | null
}

export type Agreement = 'SAME' | 'DIFFERENT' | 'MISSING'

export interface EnterpriseEvidence {
  number: Agreement
  country: Agreement
  address: Agreement
  /** Of ENTERPRISE_NAME_LEVELS. */
  name: number
  band: Band
}

const compact = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
const UNKNOWN = new Set(['ZZ', 'XX', ''])

/**
 * SAME: they share a number. DIFFERENT: each has one of the same state and these differ; whoever has a
 * number at home and one in Belgium does not contradict themselves. Symmetric.
 */
export function enterpriseNumbersAgree(a: NamedEnterprise, b: NamedEnterprise): Agreement {
  const [mine, theirs] = [soundKeys(a), soundKeys(b)]
  if (mine.some((key) => theirs.includes(key))) return 'SAME'
  const schemes = theirs.map(schemeOf)
  return mine.some((key) => schemes.includes(schemeOf(key))) ? 'DIFFERENT' : 'MISSING'
}

function countryAgreement(a: string, b: string): Agreement {
  if (UNKNOWN.has(a) || UNKNOWN.has(b)) return 'MISSING'
  return a === b ? 'SAME' : 'DIFFERENT'
}

function addressAgreement(a: NamedEnterprise, b: NamedEnterprise): Agreement {
  const street = [a.address?.street, b.address?.street].map((text) => latin(text ?? ''))
  const postcode = [a.address?.postalCode, b.address?.postalCode].map((text) => compact(text ?? ''))
  if (street[0] === '' || street[1] === '') return 'MISSING'
  if (postcode[0] !== '' && postcode[1] !== '' && postcode[0] !== postcode[1]) return 'DIFFERENT'
  return edits(street[0]!, street[1]!, 2) <= 2 ? 'SAME' : 'DIFFERENT'
}

function bandFrom({ number, country, address, name }: Omit<EnterpriseEvidence, 'band'>): Band {
  const { shared, near, same } = ENTERPRISE_NAME_LEVELS
  // A number in common with another name: one of them was mistyped, a person looks.
  if (number === 'SAME') return name === 0 || name >= shared ? 'LINKED' : 'PROPOSED'
  if (country === 'DIFFERENT') return 'NONE'
  // Two numbers that differ are two enterprises, unless name and seat say that one was mistyped.
  if (number === 'DIFFERENT') return name >= near && address === 'SAME' ? 'PROPOSED' : 'NONE'
  if (name === same && country === 'SAME' && address !== 'DIFFERENT') {
    return address === 'SAME' ? 'LINKED' : 'PROPOSED'
  }
  return name >= near || (name >= shared && address === 'SAME') ? 'PROPOSED' : 'NONE'
}

/** Compares two enterprises field by field. Symmetric. */
export function compareEnterprises(a: NamedEnterprise, b: NamedEnterprise): EnterpriseEvidence {
  const evidence = {
    number: enterpriseNumbersAgree(a, b),
    country: countryAgreement(a.country, b.country),
    address: addressAgreement(a, b),
    name: enterpriseNameLevel(a.name, b.name),
  }
  return { ...evidence, band: bandFrom(evidence) }
}
