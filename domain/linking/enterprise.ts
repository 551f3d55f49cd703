/**
 * Is it the same enterprise? Numbers first, then name, country and address, in the bands of persons.
 * Belgian VAT numbers are enterprise numbers; a number that fails its check says nothing.
 */
import { parseEnterpriseNumber } from '../identifiers/enterprise-number.ts'
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

/** A Belgian VAT number is the enterprise number with BE before it. */
const vatKey = (raw: string) => compact(raw).replace(/^BE(?=\d{10}$)/, '')

function agreementOf(a: string | null, b: string | null): Agreement {
  if (a === null || b === null || a === '' || b === '') return 'MISSING'
  return a === b ? 'SAME' : 'DIFFERENT'
}

const read = (raw: string | null) => (raw === null ? null : parseEnterpriseNumber(raw))
const readVat = (raw: string | null) => (raw === null ? null : vatKey(raw))

/** By enterprise number, else by VAT number, else one against the other. Symmetric. */
export function enterpriseNumbersAgree(a: NamedEnterprise, b: NamedEnterprise): Agreement {
  const byNumber = agreementOf(read(a.enterpriseNumber), read(b.enterpriseNumber))
  if (byNumber !== 'MISSING') return byNumber
  const byVat = agreementOf(readVat(a.vatNumber), readVat(b.vatNumber))
  if (byVat !== 'MISSING') return byVat
  const crossed = [
    agreementOf(read(a.enterpriseNumber), read(b.vatNumber)),
    agreementOf(read(a.vatNumber), read(b.enterpriseNumber)),
  ]
  return crossed.find((one) => one !== 'MISSING') ?? 'MISSING'
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

/** An enterprise that may be the one meant. */
export interface EnterpriseCandidate<T> {
  enterprise: T
  evidence: EnterpriseEvidence
}

/**
 * The enterprise that a declaration names, among those of the register that may be it. A name alone
 * links where exactly one enterprise of that country bears it; everything else is for a person.
 */
export function enterpriseMeant<T extends NamedEnterprise>(
  named: NamedEnterprise,
  candidates: readonly T[],
): EnterpriseCandidate<T> | null {
  const found = candidates
    .map((enterprise) => ({ enterprise, evidence: compareEnterprises(named, enterprise) }))
    .filter(({ evidence }) => evidence.band !== 'NONE')
  const linked = found.filter(({ evidence }) => evidence.band === 'LINKED')
  if (linked.length > 0) return linked.length === 1 ? linked[0]! : null
  const bearing = found.filter(({ evidence }) => evidence.name === ENTERPRISE_NAME_LEVELS.same)
  const [only] = bearing
  const isSure =
    bearing.length === 1 && only!.evidence.country === 'SAME' && only!.evidence.number === 'MISSING'
  if (isSure) return { ...only!, evidence: { ...only!.evidence, band: 'LINKED' } }
  return found.toSorted((a, b) => b.evidence.name - a.evidence.name)[0] ?? null
}
