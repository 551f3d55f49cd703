import type { Dated } from './dated.ts'

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
