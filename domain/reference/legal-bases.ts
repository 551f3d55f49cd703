/**
 * Legal bases of looking at personal data, per service and purpose (domain facts 9.2): deliberations
 * of the KSZ/IVC committees and the acts behind the work. Each service must supply its real list:
 * what stands here was found in public copies, and rows with a weak mark are doubtful. A look
 * without a row in force is refused (NO_LEGAL_BASIS).
 */
import type { Purpose } from '../access/codes.ts'
import type { LocalDate } from '../calendar/local-date.ts'
import type { Actor } from '../contract/actor.ts'
import { inForceOn, type Dated } from './dated.ts'

/** A service as the deliberations name them. */
export type LegalService = 'FL' | 'WA' | 'BR' | 'DG' | 'DVZ' | 'INSPECTION' | 'AUDIT'

export interface LegalBasis extends Dated {
  code: string
  services: readonly LegalService[]
  purposes: readonly Purpose[]
  /** What it is called. */
  title: string
}

const REGIONS = ['FL', 'WA', 'BR', 'DG'] as const
const HANDLING = [...REGIONS, 'DVZ'] as const

/** In order of preference: the narrower basis before the wider one. */
export const LEGAL_BASES: readonly LegalBasis[] = [
  {
    code: 'IVC_12_052',
    title: 'Deliberation 12/052 of 3 July 2012 (Walloon work permits through DOLSIS)',
    services: ['WA'],
    purposes: ['HANDLE_DOSSIER'],
    validFrom: '2012-07-03',
    validTo: null,
    source: 'S112',
    confidence: 'MEDIUM',
  },
  {
    code: 'IVC_12_054',
    title: 'Deliberation 12/054 of 3 July 2012, amended 5 May 2015 (DVZ through DOLSIS)',
    services: ['DVZ'],
    purposes: ['HANDLE_DOSSIER', 'FOLLOW_SIGNAL'],
    validFrom: '2012-07-03',
    validTo: null,
    source: 'S110',
    confidence: 'MEDIUM',
  },
  {
    // For self-employed work only; that it covers every signal of the region is doubtful.
    code: 'IVC_20_296',
    title: 'Deliberation 20/296 of 22 December 2020 (RSVZ and Brussels, fight against fraud)',
    services: ['BR'],
    purposes: ['FOLLOW_SIGNAL'],
    validFrom: '2020-12-22',
    validTo: null,
    source: 'S113',
    confidence: 'LOW',
  },
  {
    // Written for administrative staff who prepare files for inspectors.
    code: 'IVC_14_001',
    title: 'Deliberation 14/001 of 14 January 2014 (preparing files for federal inspectors)',
    services: ['INSPECTION'],
    purposes: ['FOLLOW_SIGNAL'],
    validFrom: '2014-01-14',
    validTo: null,
    source: 'S111',
    confidence: 'LOW',
  },
  {
    code: 'SOCIAL_CRIMINAL_CODE',
    title: 'Social Criminal Code (Act of 6 June 2010), powers of social inspectors',
    services: ['INSPECTION'],
    purposes: ['INQUIRY', 'FOLLOW_SIGNAL'],
    validFrom: '2011-07-01',
    validTo: null,
    source: 'general knowledge',
    confidence: 'UNVERIFIED',
  },
  {
    code: 'ORDINANCE_2024_02_01',
    title: 'Brussels Ordinance of 1 February 2024 on economic migration',
    services: ['BR'],
    purposes: ['HANDLE_DOSSIER', 'FOLLOW_SIGNAL'],
    validFrom: '2024-10-01',
    validTo: null,
    source: 'S24',
    confidence: 'MEDIUM',
  },
  {
    // In Brussels until the ordinance took its place; the row above is preferred from then on.
    code: 'ACT_1999_04_30',
    title: 'Act of 30 April 1999 on the employment of foreign workers',
    services: REGIONS,
    purposes: ['HANDLE_DOSSIER', 'FOLLOW_SIGNAL'],
    validFrom: '1999-07-01',
    validTo: null,
    source: 'S24',
    confidence: 'MEDIUM',
  },
  {
    code: 'ACT_1980_12_15',
    title: 'Act of 15 December 1980 on entry, stay and removal of aliens',
    services: ['DVZ'],
    purposes: ['HANDLE_DOSSIER', 'FOLLOW_SIGNAL'],
    validFrom: '1981-07-01',
    validTo: null,
    source: 'S13',
    confidence: 'MEDIUM',
  },
  {
    code: 'GDPR_12_15',
    title: 'GDPR, articles 12 to 15 (information and access)',
    services: HANDLING,
    purposes: ['ANSWER_QUESTION', 'ACCESS_REQUEST'],
    validFrom: '2018-05-25',
    validTo: null,
    source: 'domain facts 9.1',
    confidence: 'MEDIUM',
  },
  {
    code: 'GDPR_5_24_32',
    title: 'GDPR, articles 5(2), 24 and 32 (accountability and security)',
    services: [...HANDLING, 'AUDIT'],
    purposes: ['SUPERVISION', 'AUDIT'],
    validFrom: '2018-05-25',
    validTo: null,
    source: 'domain facts 9.1',
    confidence: 'MEDIUM',
  },
]

/** The service for which somebody works; null for a role that needs a region and has none. */
export function legalServiceOf({
  role,
  region,
}: Pick<Actor, 'role' | 'region'>): LegalService | null {
  switch (role) {
    case 'DVZ_CLERK':
      return 'DVZ'
    case 'INSPECTOR':
      return 'INSPECTION'
    case 'AUDITOR':
      return 'AUDIT'
    default:
      return region
  }
}

const fits = (
  { services, purposes }: LegalBasis,
  actor: Pick<Actor, 'role' | 'region'>,
  purpose: Purpose,
): boolean => {
  const service = legalServiceOf(actor)
  return service !== null && services.includes(service) && purposes.includes(purpose)
}

/** The basis on which somebody may look for this purpose on a day; null: they may not. */
export function legalBasisOn(
  actor: Pick<Actor, 'role' | 'region'>,
  purpose: Purpose,
  day: LocalDate,
): LegalBasis | null {
  return LEGAL_BASES.find((row) => fits(row, actor, purpose) && inForceOn(row, day)) ?? null
}

/** True when the code names a basis on which somebody may look for this purpose on some day. */
export function isBasisOf(
  actor: Pick<Actor, 'role' | 'region'>,
  purpose: Purpose,
  code: string,
): boolean {
  return LEGAL_BASES.some((row) => row.code === code && fits(row, actor, purpose))
}
