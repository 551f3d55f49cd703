/** Jobs and sectors: ISCO-08 codes, titles, NACE-BEL 2025 codes and joint committees. */
import type { Category, FileLanguage, Procedure } from '../../../domain/contract/codes.ts'
import { type Random, weighted, type Weighted } from './random.ts'

export interface Job {
  isco: string
  title: Readonly<Record<FileLanguage, string>>
}

const job = (isco: string, nl: string, fr: string, de: string): Job => ({
  isco,
  title: { nl, fr, de },
})

const DEVELOPER = job('2512', 'Softwareontwikkelaar', 'Développeur logiciel', 'Softwareentwickler')
const ENGINEER = job('2142', 'Ingenieur bouwkunde', 'Ingénieur civil', 'Bauingenieur')
const ANALYST = job('2511', 'Systeemanalist', 'Analyste système', 'Systemanalytiker')
const CONSULTANT = job('2421', 'Consultant', 'Consultant', 'Unternehmensberater')
const DIRECTOR = job('1120', 'Algemeen directeur', 'Directeur général', 'Geschäftsführer')
const MANAGER = job('1321', 'Productieleider', 'Directeur de production', 'Produktionsleiter')
const RESEARCHER = job('2131', 'Onderzoeker biologie', 'Chercheur en biologie', 'Biologe')
const PROFESSOR = job('2310', 'Gasthoogleraar', 'Professeur invité', 'Gastprofessor')
const TEACHER = job('2330', 'Leraar secundair', 'Enseignant du secondaire', 'Sekundarlehrer')
const NURSE = job('2221', 'Verpleegkundige', 'Infirmier', 'Krankenpfleger')
const WELDER = job('7212', 'Lasser', 'Soudeur', 'Schweißer')
const ELECTRICIAN = job('7411', 'Elektricien', 'Électricien', 'Elektriker')
const BRICKLAYER = job('7112', 'Metselaar', 'Maçon', 'Maurer')
const CARPENTER = job('7115', 'Bekister', 'Coffreur', 'Schalungsbauer')
const PLUMBER = job('7126', 'Loodgieter', 'Plombier', 'Klempner')
const ROOFER = job('7121', 'Dakwerker', 'Couvreur', 'Dachdecker')
const BUTCHER = job('7511', 'Uitbener', 'Désosseur', 'Zerleger')
const BAKER = job('7512', 'Bakker', 'Boulanger', 'Bäcker')
const COOK = job('5120', 'Kok', 'Cuisinier', 'Koch')
const CLEANER = job('9112', 'Schoonmaker', 'Agent de nettoyage', 'Reinigungskraft')
const DRIVER = job('8332', 'Vrachtwagenchauffeur', 'Chauffeur poids lourd', 'Lkw-Fahrer')
const PICKER = job('9211', 'Fruitplukker', 'Cueilleur de fruits', 'Obstpflücker')
const AU_PAIR = job('5311', 'Au pair', 'Jeune au pair', 'Au-pair')
const DOMESTIC = job('9111', 'Huispersoneel', 'Employé de maison', 'Hausangestellter')
const MUSICIAN = job('2652', 'Muzikant', 'Musicien', 'Musiker')
const ATHLETE = job('3421', 'Beroepssporter', 'Sportif professionnel', 'Berufssportler')
const COACH = job('3422', 'Trainer', 'Entraîneur', 'Trainer')
const TRAINEE = job('3119', 'Stagiair techniek', 'Stagiaire technique', 'Praktikant Technik')
const FITTER = job('7233', 'Monteur machines', 'Monteur de machines', 'Maschinenmonteur')
const AIRLINE = job('1324', 'Stationsmanager luchtvaart', 'Chef d’escale', 'Stationsleiter')
const ENTREPRENEUR = job('1420', 'Zaakvoerder', 'Gérant', 'Geschäftsinhaber')
const DESIGNER = job('2166', 'Grafisch ontwerper', 'Graphiste', 'Grafikdesigner')

interface CategoryPlan {
  procedure: Procedure
  weight: number
  jobs: readonly Job[]
  /** Length of an authorisation in days. */
  days: readonly number[]
  /** Ordinary gross pay per year in euro, where no threshold says more. */
  pay: readonly [number, number]
}

const YEAR = 365
const plan = (
  procedure: Procedure,
  weight: number,
  jobs: readonly Job[],
  days: readonly number[],
  pay: readonly [number, number],
): CategoryPlan => ({ procedure, weight, jobs, days, pay })

/** What each permit category looks like in practice: an estimate of ours, not law. */
export const CATEGORY_PLANS: Readonly<Record<Category, CategoryPlan>> = {
  HIGHLY_SKILLED: plan(
    'SINGLE_PERMIT',
    26,
    [DEVELOPER, ENGINEER, ANALYST, CONSULTANT],
    [YEAR, 3 * YEAR],
    [52_000, 85_000],
  ),
  EXECUTIVE: plan('SINGLE_PERMIT', 4, [DIRECTOR, MANAGER], [3 * YEAR], [95_000, 180_000]),
  EU_BLUE_CARD: plan(
    'SINGLE_PERMIT',
    8,
    [DEVELOPER, ENGINEER, ANALYST],
    [2 * YEAR, 3 * YEAR],
    [70_000, 110_000],
  ),
  ICT_MANAGER: plan('SINGLE_PERMIT', 2, [MANAGER, DIRECTOR], [2 * YEAR], [90_000, 150_000]),
  ICT_SPECIALIST: plan('SINGLE_PERMIT', 5, [DEVELOPER, ENGINEER], [YEAR], [60_000, 90_000]),
  ICT_TRAINEE: plan('SINGLE_PERMIT', 1, [TRAINEE, ANALYST], [YEAR], [52_000, 60_000]),
  RESEARCHER_HOSTING: plan('SINGLE_PERMIT', 4, [RESEARCHER], [YEAR, 2 * YEAR], [36_000, 60_000]),
  VISITING_PROFESSOR: plan('SINGLE_PERMIT', 1, [PROFESSOR], [YEAR], [52_000, 85_000]),
  TEACHER: plan('SINGLE_PERMIT', 1, [TEACHER], [YEAR], [41_000, 55_000]),
  NURSE: plan('SINGLE_PERMIT', 3, [NURSE], [YEAR], [41_000, 55_000]),
  MEDIUM_SKILLED_SHORTAGE: plan(
    'SINGLE_PERMIT',
    14,
    [WELDER, ELECTRICIAN, BUTCHER, BAKER, DRIVER, PLUMBER, ROOFER, BRICKLAYER],
    [YEAR],
    [32_000, 42_000],
  ),
  OTHER_LMT: plan('SINGLE_PERMIT', 6, [COOK, CARPENTER, CLEANER, BAKER], [YEAR], [27_000, 36_000]),
  SEASONAL: plan('WORK_CARD', 6, [PICKER], [60, 70, 75], [24_000, 27_000]),
  AU_PAIR: plan('WORK_CARD', 2, [AU_PAIR], [YEAR - 1], [5_400, 5_400]),
  ARTIST: plan('WORK_CARD', 1.5, [MUSICIAN], [20, 45, 80], [43_000, 60_000]),
  ATHLETE: plan('SINGLE_PERMIT', 1, [ATHLETE], [YEAR], [105_000, 300_000]),
  COACH: plan('SINGLE_PERMIT', 0.6, [COACH], [YEAR], [53_000, 90_000]),
  TRAINEE: plan('SINGLE_PERMIT', 1.2, [TRAINEE], [YEAR - 1], [24_000, 30_000]),
  SPECIALISED_TECHNICIAN: plan('WORK_CARD', 1.5, [FITTER, ELECTRICIAN], [40, 85], [45_000, 65_000]),
  FRONTIER_WORKER: plan('WORK_CARD', 1.5, [COOK, CLEANER, DRIVER], [YEAR], [28_000, 38_000]),
  LONG_TERM_RESIDENT_EU: plan(
    'SINGLE_PERMIT',
    2,
    [WELDER, BRICKLAYER, COOK],
    [YEAR],
    [30_000, 40_000],
  ),
  UNLIMITED_DURATION: plan(
    'SINGLE_PERMIT',
    1.5,
    [NURSE, DEVELOPER, COOK],
    [5 * YEAR],
    [85_000, 99_000],
  ),
  AIRLINE_TOURISM_MANAGER: plan('SINGLE_PERMIT', 0.4, [AIRLINE], [YEAR], [85_000, 110_000]),
  DOMESTIC_SERVANT_SHORT: plan('WORK_CARD', 0.5, [DOMESTIC], [60, 85], [26_000, 30_000]),
  SELF_EMPLOYED_ECONOMIC: plan(
    'PROFESSIONAL_CARD',
    4.5,
    [ENTREPRENEUR, BAKER, COOK],
    [2 * YEAR],
    [26_100, 60_000],
  ),
  SELF_EMPLOYED_INNOVATIVE: plan(
    'PROFESSIONAL_CARD',
    1.5,
    [DEVELOPER, ENTREPRENEUR],
    [2 * YEAR],
    [26_100, 60_000],
  ),
  SELF_EMPLOYED_CULTURAL: plan(
    'PROFESSIONAL_CARD',
    1,
    [MUSICIAN, DESIGNER],
    [2 * YEAR],
    [26_100, 45_000],
  ),
}

/** A job that never was short: one needs a test of the labour market for it. */
export const NEVER_SHORT: Job = CLEANER
/** Jobs that were short once, and no more (tables.ts). */
export const LEFT_THE_LIST: readonly Job[] = [CARPENTER, COOK]

/** Permit categories by how often they occur. */
export const CATEGORY_OF_WORK: Weighted<Category> = weighted(
  (Object.entries(CATEGORY_PLANS) as [Category, CategoryPlan][]).map(
    ([category, { weight }]) => [category, weight] as const,
  ),
)

/** Pages of the Brussels region name these two; no other region has them. */
export const BRUSSELS_ONLY: ReadonlySet<Category> = new Set([
  'AIRLINE_TOURISM_MANAGER',
  'DOMESTIC_SERVANT_SHORT',
])

export interface PostingSector {
  sector: 'CONSTRUCTION' | 'MEAT' | 'CLEANING' | 'AGENCY' | 'OTHER'
  jointCommittee: string
  nace: readonly string[]
  jobs: readonly Job[]
  nature: Readonly<Record<FileLanguage, string>>
}

const CONSTRUCTION: PostingSector = {
  sector: 'CONSTRUCTION',
  jointCommittee: '124',
  nace: ['41.001', '43.320', '43.240', '43.410'],
  jobs: [BRICKLAYER, CARPENTER, ELECTRICIAN, PLUMBER, ROOFER, WELDER],
  nature: { nl: 'Bouwwerken', fr: 'Travaux de construction', de: 'Bauarbeiten' },
}
const MEAT: PostingSector = {
  sector: 'MEAT',
  jointCommittee: '118',
  nace: ['10.110', '10.130'],
  jobs: [BUTCHER],
  nature: { nl: 'Uitsnijden van vlees', fr: 'Découpe de viande', de: 'Fleischzerlegung' },
}
const CLEANING: PostingSector = {
  sector: 'CLEANING',
  jointCommittee: '121',
  nace: ['81.210', '81.220'],
  jobs: [CLEANER],
  nature: { nl: 'Industriële reiniging', fr: 'Nettoyage industriel', de: 'Industriereinigung' },
}
const AGENCY: PostingSector = {
  sector: 'AGENCY',
  jointCommittee: '322',
  nace: ['78.200'],
  jobs: [WELDER, PICKER, FITTER],
  nature: { nl: 'Uitzendarbeid', fr: 'Travail intérimaire', de: 'Zeitarbeit' },
}
const OTHER: PostingSector = {
  sector: 'OTHER',
  jointCommittee: '111',
  nace: ['25.110', '62.100', '33.200', '49.410'],
  jobs: [FITTER, WELDER, DEVELOPER, CONSULTANT, ENGINEER],
  nature: { nl: 'Montage en dienst', fr: 'Montage et service', de: 'Montage und Dienst' },
}

/** Sectors of posting by how often they occur. */
export const POSTING_SECTORS: Weighted<PostingSector> = weighted([
  [CONSTRUCTION, 48],
  [OTHER, 33],
  [AGENCY, 8],
  [CLEANING, 6],
  [MEAT, 5],
])
export const CONSTRUCTION_SECTOR = CONSTRUCTION

/** Any job of a category. */
export function jobOf(random: Random, category: Category): Job {
  return random.pick(CATEGORY_PLANS[category].jobs)
}
