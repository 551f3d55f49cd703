/** Dated numbers and lists of Limosa and of the authorisation of posted workers (domain facts 4). */
import type { AnnexType, LimosaSector } from '../contract/codes.ts'
import type { Dated } from './dated.ts'

/** Sectors in which a self-employed person must declare (RD of 21 December 2018) [S51]. */
export const RISK_SECTORS: Dated & { sectors: readonly LimosaSector[] } = {
  sectors: ['CONSTRUCTION', 'MEAT', 'CLEANING'],
  validFrom: '2019-01-01',
  validTo: null,
  source: 'S51',
  confidence: 'MEDIUM',
}

/** Longest short stay, in days: longer work needs a single permit [S2][S28]. */
export const SHORT_STAY: Dated & { days: number } = {
  days: 90,
  validFrom: '2019-01-01',
  validTo: null,
  source: 'S28',
  confidence: 'MEDIUM',
}

/** At most so many days in any window of so many, for stays under the short route [S154b]. */
export const STAY_WINDOW: Dated & { days: number; window: number } = {
  days: 90,
  window: 180,
  validFrom: '2019-01-01',
  validTo: null,
  source: 'S154b',
  confidence: 'MEDIUM',
}

/**
 * Posting: the hard core of labour law for 12 months, 18 with a motivated notification before the
 * end of month 12; workers who replace each other on a task at a place are added up [S63][S64]. An
 * interruption of `interruptionDays` or more begins anew: a choice of design (typology R17).
 */
export const POSTING_DURATION: Dated & {
  months: number
  extendedMonths: number
  interruptionDays: number
} = {
  months: 12,
  extendedMonths: 18,
  interruptionDays: 14,
  validFrom: '2020-07-30',
  validTo: null,
  source: 'S64',
  confidence: 'MEDIUM',
}

/** So many days of authorised work by a foreign employer without any declaration are a question (M5). A choice of design. */
export const MISSING_DECLARATION: Dated & { days: number } = {
  days: 30,
  validFrom: '2007-04-01',
  validTo: null,
  source: 'domain facts 4.8',
  confidence: 'UNVERIFIED',
}

/** Shortest right of stay in the home country for the Vander Elst exemption: more than so many months [S24][S25]. */
export const VANDER_ELST_STAY: Dated & { months: number } = {
  months: 3,
  validFrom: '1994-08-09',
  validTo: null,
  source: 'S24',
  confidence: 'MEDIUM',
}

/**
 * An exemption of domain facts 4.2 as far as a declaration can show it: by words in the nature of
 * services and by its length. `authorisation` true: on the list of short stays that need no work
 * authorisation either when Limosa is in order [S27].
 */
export interface LimosaExemption extends Dated {
  code: string
  /** Folded stems, any of which must start a word of the nature of services. */
  stems: readonly string[]
  /** Longest stay in calendar days, both ends counted; null: none. */
  maxDays: number | null
  exceptSectors: readonly LimosaSector[]
  authorisation: boolean
}

type Row = [
  code: string,
  stems: string,
  maxDays: number | null,
  exceptSectors: LimosaSector[],
  authorisation: boolean,
  source: string,
  confidence: Dated['confidence'],
]

const ROWS: readonly Row[] = [
  ['CONGRESS', 'CONGRES KONGRESS SYMPOSI', null, [], true, 'S59', 'MEDIUM'],
  [
    'CLOSED_MEETING',
    'MEETING VERGADERING REUNION BESPRECHUNG SITZUNG',
    20,
    [],
    true,
    'S58',
    'MEDIUM',
  ],
  ['SPORT', 'SPORT WEDSTRIJD WETTKAMPF', 92, [], true, 'S58', 'MEDIUM'],
  ['ARTIST', 'CONCERT KONZERT OPTREDEN RECITAL', 21, [], true, 'S58', 'LOW'],
  [
    'FIRST_ASSEMBLY',
    'FIRST_ASSEMBLY ASSEMBLY MONTAGE ASSEMBLAGE INSTALLATION INSTALLATIE ERSTMONTAGE',
    8,
    ['CONSTRUCTION'],
    true,
    'S163',
    'UNVERIFIED',
  ],
  [
    'URGENT_REPAIR',
    'URGENT DRINGEND EILREPARATUR',
    5,
    ['CONSTRUCTION'],
    true,
    'S163',
    'UNVERIFIED',
  ],
  ['INT_TRANSPORT', 'INTERNATIONAL_TRANSPORT INT_TRANSPORT', null, [], false, 'S57', 'LOW'],
  // The Flemish list of business activities without supply of goods or services.
  [
    'BUSINESS_VISIT',
    'CONFERENCE CONFERENTIE KONFERENZ AUDIT TRADEFAIR BEURS SALON FAIR NEGOTIATION ONDERHANDELING',
    90,
    [],
    true,
    'S27',
    'MEDIUM',
  ],
]

export const LIMOSA_EXEMPTIONS: readonly LimosaExemption[] = ROWS.map(
  ([code, stems, maxDays, exceptSectors, authorisation, source, confidence]) => ({
    code,
    stems: stems.split(' '),
    maxDays,
    exceptSectors,
    authorisation,
    validFrom: '2007-04-01',
    validTo: null,
    source,
    confidence,
  }),
)

/**
 * Calendar days after the date of an annex during which its holder may work.
 * Annex 46: 90 days to register [S8]. Annex 49: its length was not found; the same is assumed.
 */
export const ANNEX_COVER: readonly (Dated & { annex: AnnexType; days: number })[] = [
  {
    annex: 'ANNEX_46',
    days: 90,
    validFrom: '2024-04-05',
    validTo: null,
    source: 'S8',
    confidence: 'MEDIUM',
  },
  {
    annex: 'ANNEX_49',
    days: 90,
    validFrom: '2020-01-29',
    validTo: null,
    source: 'S17',
    confidence: 'UNVERIFIED',
  },
]
