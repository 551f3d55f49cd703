/** Dated numbers and lists of Limosa and of the authorisation of posted workers (domain facts 4). */
import type {
  AnnexType,
  Category,
  LimosaSector,
  ProvableExemption,
  Region,
} from '../contract/codes.ts'
import type { Dated } from './dated.ts'

/** Sectors in which a self-employed person must declare (RD of 21 December 2018) [S51]. */
export const RISK_SECTORS: Dated & { sectors: readonly LimosaSector[] } = {
  sectors: ['CONSTRUCTION', 'MEAT', 'CLEANING'],
  validFrom: '2019-01-01',
  validTo: null,
  source: 'S51',
  confidence: 'MEDIUM',
}

/**
 * Sectors in which presence is registered (Checkin@Work) at declared works (art. 30bis) of any value; in
 * construction from a value on (typology R26). Meat registers too, and declares no works [S125].
 */
export const REGISTERED_AT_ANY_VALUE: Dated & { sectors: readonly LimosaSector[] } = {
  sectors: ['CLEANING'],
  validFrom: '2024-09-01',
  validTo: null,
  source: 'S126',
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
 * end of month 12; workers who replace each other on a task at a place are added up [S63][S64]
 * (Directive 96/71/EC art. 3(1a), as Directive (EU) 2018/957 put it in). An interruption of
 * `interruptionDays` or more begins anew, and one who comes replaces one who leaves when they work side by
 * side for `handoverDays` at most: choices of design (typology R17).
 */
export const POSTING_DURATION: Dated & {
  months: number
  extendedMonths: number
  interruptionDays: number
  handoverDays: number
} = {
  months: 12,
  extendedMonths: 18,
  interruptionDays: 14,
  handoverDays: 7,
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

/** The most days of one exemption that several stays may add up to. */
export interface TotalLimit {
  days: number
  /** Calendar unit in which they are added. */
  within: 'YEAR' | 'QUARTER' | 'MONTH'
  /** Stays are added for one client alone: its machine is installed once. */
  sameClient: boolean
}

/**
 * An exemption of domain facts 4.2 as far as declarations can show it: by words in the nature of
 * services and by the length of stays.
 */
export interface LimosaExemption extends Dated {
  code: ProvableExemption
  /** Folded words, any of which must stand in the nature of services, whole but for its ending. */
  stems: readonly string[]
  /** Beginnings of words of which none may stand there: of works at such a place, or of what is no such visit. */
  unless: readonly string[]
  /** Longest stay in calendar days, both ends counted; null: none. */
  maxDays: number | null
  /** What all stays of a worker may add up to; null: as much as they like. */
  total: TotalLimit | null
  exceptSectors: readonly LimosaSector[]
  /** It frees work of any length from authorisation, not short stays alone. */
  anyLength: boolean
  /** It frees of the declaration in Limosa. */
  fromLimosa: boolean
}

interface Limits extends Partial<
  Pick<LimosaExemption, 'maxDays' | 'exceptSectors' | 'anyLength' | 'fromLimosa' | 'unless'>
> {
  total?: [days: number, within: TotalLimit['within'], sameClient?: 'SAME_CLIENT']
}

/** Building, fitting, cleaning and guarding are work, wherever it is done. */
const WORKS = [
  'AANBOUW|ABBAU|ABBRUCH|AFBRAAK|AUFBAU|BAU|BEKIST|BOUW|CLEANING|COFFRAGE|CONSTRUCTI|DAKWERK',
  'DEMOL|GERUST|INRICHTING|ISOLA|LEGGEN|MACONN|MALERARB|METSEL|NETTOY|OPBOUW|PAINTING|PEINTURE',
  'PODI|POETS|RAVALEMENT|REINIG|RENOV|SCHALUNG|SCHILDER|SCHOONMA|STANDBOUW|STANDS|STELLING',
  'STUCADOOR|STUKADOOR|TOITURE|UMBAU|VERBOUW|VLOER',
].join('|')

const limosaExemption = (
  code: ProvableExemption,
  stems: string,
  { total, ...limits }: Limits,
  source: string,
  confidence: Dated['confidence'],
): LimosaExemption => ({
  code,
  stems: stems.split('|'),
  unless: WORKS.split('|'),
  maxDays: null,
  total: total ? { days: total[0], within: total[1], sameClient: total[2] !== undefined } : null,
  exceptSectors: [],
  anyLength: false,
  fromLimosa: true,
  ...limits,
  validFrom: '2007-04-01',
  validTo: null,
  source,
  confidence,
})

/** Three months of a calendar year, as many days as the longest three have. */
const THREE_MONTHS = 92

export const LIMOSA_EXEMPTIONS: readonly LimosaExemption[] = [
  limosaExemption('CONGRESS', 'CONGRES|CONGRESS|KONGRESS|SYMPOSI', {}, 'S59', 'MEDIUM'),
  limosaExemption(
    'CLOSED_MEETING',
    'MEETING|VERGADERING|REUNION|BESPRECHUNG|SITZUNG',
    { maxDays: 20, total: [60, 'YEAR'] },
    'S58',
    'MEDIUM',
  ),
  limosaExemption(
    'SPORT',
    'SPORT|SPORTIEF|SPORTIF|SPORTIVE|SPORTWEDSTRIJD|WEDSTRIJD|WETTKAMPF',
    { maxDays: THREE_MONTHS, total: [THREE_MONTHS, 'YEAR'] },
    'S58',
    'MEDIUM',
  ),
  // The excerpt cuts the period off; a quarter is assumed.
  limosaExemption(
    'ARTIST',
    'CONCERT|KONZERT|OPTREDEN|RECITAL',
    { maxDays: 21, total: [21, 'QUARTER'] },
    'S58',
    'LOW',
  ),
  limosaExemption(
    'FIRST_ASSEMBLY',
    'FIRST_ASSEMBLY|ASSEMBLY|MONTAGE|ASSEMBLAGE|INSTALLATION|INSTALLATIE|ERSTMONTAGE',
    { maxDays: 8, total: [8, 'YEAR', 'SAME_CLIENT'], exceptSectors: ['CONSTRUCTION'] },
    'S163',
    'UNVERIFIED',
  ),
  limosaExemption(
    'URGENT_REPAIR',
    'URGENT|DRINGEND|EILREPARATUR',
    { maxDays: 5, total: [5, 'MONTH'], exceptSectors: ['CONSTRUCTION'] },
    'S163',
    'UNVERIFIED',
  ),
  limosaExemption(
    'INT_TRANSPORT',
    'INTERNATIONAL_TRANSPORT|INT_TRANSPORT|INTERNATIONAL TRANSPORT|INTERNATIONAAL TRANSPORT|INTERNATIONAAL VERVOER|INTERNATIONAAL WEGVERVOER|TRANSPORT INTERNATIONAL|TRANSPORT ROUTIER INTERNATIONAL|INTERNATIONALER TRANSPORT|INTERNATIONALER GUTERVERKEHR|GRENZUBERSCHREITENDER TRANSPORT',
    { unless: [...WORKS.split('|'), 'CABOTAGE', 'KABOTAGE'] },
    'S57',
    'LOW',
  ),
  limosaExemption(
    'FOREIGN_PUBLIC',
    'FOREIGN PUBLIC SERVICE|FOREIGN CIVIL SERVANT|BUITENLANDSE OVERHEID|BUITENLANDSE AMBTENA|SERVICE PUBLIC ETRANGER|FONCTIONNAIRE ETRANGER|AUSLANDISCHE BEHORDE|AUSLANDISCHER BEAMTE',
    { anyLength: true },
    'S58',
    'MEDIUM',
  ),
  limosaExemption(
    'INT_ORG',
    'INTERNATIONAL ORGANISATION|INTERNATIONAL ORGANIZATION|INTERNATIONALE ORGANISATI|ORGANISATION INTERNATIONALE|INTERGOVERNMENTAL|INTERGOUVERNEMENTEL|INTERGOUVERNEMENTELE',
    { anyLength: true },
    'S58',
    'MEDIUM',
  ),
  limosaExemption(
    'DIPLOMAT',
    'DIPLOMAT|DIPLOMATIC|DIPLOMATIEK|DIPLOMATIQUE|DIPLOMATISCH|CONSULAR|CONSULAIR|CONSULAAT|KONSULAR|AMBASSADE|EMBASSY|BOTSCHAFT',
    { anyLength: true },
    'S58',
    'MEDIUM',
  ),
  limosaExemption(
    'SCIENCE',
    'SCIENTIFIC RESEARCH|WETENSCHAPPELIJK ONDERZOEK|RECHERCHE SCIENTIFIQUE|WISSENSCHAFTLICHE FORSCHUNG|WETENSCHAPPELIJK PROGRAMMA|PROGRAMME SCIENTIFIQUE|SCIENTIFIC PROGRAMME',
    {},
    'GK',
    'UNVERIFIED',
  ),
  // Business activities without supply of goods or services: declared, and then on a list of short stays.
  limosaExemption(
    'BUSINESS_VISIT',
    'CONFERENCE|CONFERENTIE|KONFERENZ|AUDIT|TRADEFAIR|TRADE FAIR|BEURS|VAKBEURS|JAARBEURS|SALON PROFESSIONNEL|SALON COMMERCIAL|FACHMESSE|NEGOTIATION|ONDERHANDELING',
    { maxDays: 90, fromLimosa: false },
    'S27',
    'MEDIUM',
  ),
]

/**
 * Which of the exemptions of Limosa free the work of authorisation too, in one region. Each region has
 * a list of its own; of an exemption that a region's rows do not name it is not known here whether it does.
 */
export interface ShortStayList extends Dated {
  region: Region
  exemptions: readonly string[]
}

/** Of the Royal Decree of 9 June 1999 art. 2, which the regions took over: not read. */
const FROM_1999 = [
  'SPORT',
  'ARTIST',
  'FIRST_ASSEMBLY',
  'URGENT_REPAIR',
  'FOREIGN_PUBLIC',
  'INT_ORG',
  'DIPLOMAT',
]

const shortStayList = (
  region: Region,
  exemptions: readonly string[],
  validFrom: string,
  source: string,
  confidence: Dated['confidence'],
): ShortStayList => ({ region, exemptions, validFrom, validTo: null, source, confidence })

export const SHORT_STAY_LISTS: readonly ShortStayList[] = [
  shortStayList(
    'FL',
    ['BUSINESS_VISIT', 'CLOSED_MEETING', 'CONGRESS'],
    '2019-01-01',
    'S27',
    'MEDIUM',
  ),
  shortStayList('FL', FROM_1999, '2007-04-01', 'GK', 'UNVERIFIED'),
  ...(['BR', 'WA', 'DG'] as const).map((region) =>
    shortStayList(
      region,
      [...FROM_1999, 'CLOSED_MEETING', 'CONGRESS'],
      '2007-04-01',
      'GK',
      'UNVERIFIED',
    ),
  ),
  // Before its own list Flanders had that of the Royal Decree.
  {
    ...shortStayList('FL', ['CLOSED_MEETING', 'CONGRESS'], '2007-04-01', 'GK', 'UNVERIFIED'),
    validTo: '2018-12-31',
  },
]

/** Categories of work cards that have a length of their own and are no short stay (domain facts 2.1; S154b). */
export const OWN_LENGTH: Dated & { categories: readonly Category[] } = {
  categories: ['SEASONAL', 'AU_PAIR', 'FRONTIER_WORKER'],
  validFrom: '2007-04-01',
  validTo: null,
  source: 'S154b',
  confidence: 'MEDIUM',
}

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
