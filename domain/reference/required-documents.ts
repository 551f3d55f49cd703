/**
 * Documents that an application must hold, by procedure, region, category and kind of application
 * (domain facts 1.7, 2.2), dated. Rows add up: a dossier needs the documents of every row that fits.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type {
  ApplicationType,
  Category,
  DocumentType,
  Procedure,
  Region,
  Track,
} from '../contract/codes.ts'
import { inForceOn, type Dated } from './dated.ts'
import { NO_TABLES, ownAmount, type OwnTables } from './own-rows.ts'

export interface RequiredDocuments extends Dated {
  track: Track
  documents: readonly DocumentType[]
  procedures: readonly Procedure[]
  /** Absent: all. */
  regions?: readonly Region[]
  categories?: readonly Category[]
  applicationTypes?: readonly ApplicationType[]
  /** Only where there is such a thing: asked for, never missing. */
  ifAny?: true
  /** Oldest that it may be at the application, in months; absent: no limit was found. */
  monthsOld?: number
  /** Age of the worker from which it is asked; absent: any. */
  fromAge?: number
}

const since = (validFrom: LocalDate, source: string, confidence: Dated['confidence']): Dated => ({
  validFrom,
  validTo: null,
  source,
  confidence,
})
const SWA = '2018-12-24'
const EMPLOYED = ['SINGLE_PERMIT', 'WORK_CARD'] as const

export const REQUIRED_DOCUMENTS: readonly RequiredDocuments[] = [
  {
    track: 'WORK',
    procedures: EMPLOYED,
    documents: ['APPLICATION_FORM', 'EMPLOYER_ID', 'CONTRACT'],
    ...since(SWA, 'S4', 'MEDIUM'),
  },
  {
    track: 'RESIDENCE',
    procedures: ['SINGLE_PERMIT'],
    documents: [
      'PASSPORT_COPY',
      'FEE_PROOF',
      'MEANS_PROOF',
      'MEDICAL_CERTIFICATE',
      'HEALTH_INSURANCE',
    ],
    ...since(SWA, 'S2', 'MEDIUM'),
  },
  {
    track: 'RESIDENCE',
    procedures: ['SINGLE_PERMIT'],
    documents: ['CRIMINAL_RECORD'],
    monthsOld: 6,
    fromAge: 18,
    ...since(SWA, 'S4', 'LOW'),
  },
  {
    track: 'WORK',
    procedures: ['WORK_CARD'],
    documents: ['PASSPORT_COPY'],
    ...since(SWA, 'S28', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    categories: ['SEASONAL'],
    documents: ['HOUSING_PROOF'],
    ...since(SWA, 'S154', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    categories: ['SEASONAL'],
    regions: ['BR'],
    documents: ['RESIDENCE_PERMIT_COPY', 'EARLIER_SEASONS', 'SEASONAL_STAFF'],
    ifAny: true,
    ...since(SWA, 'S154', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    categories: ['SEASONAL'],
    regions: ['BR'],
    applicationTypes: ['RENEWAL'],
    documents: ['PAY_SLIPS'],
    ...since(SWA, 'S154', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    categories: ['OTHER_LMT'],
    documents: ['LABOUR_MARKET_TEST'],
    ...since(SWA, 'S153', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    categories: ['HIGHLY_SKILLED', 'EU_BLUE_CARD', 'NURSE'],
    documents: ['DIPLOMA'],
    ...since(SWA, 'S4', 'MEDIUM'),
  },
  {
    // "Diploma, CV, experience": where no diploma is wanted, what shows the competence.
    track: 'WORK',
    procedures: EMPLOYED,
    categories: ['EXECUTIVE', 'ICT_MANAGER', 'ICT_SPECIALIST', 'MEDIUM_SKILLED_SHORTAGE'],
    documents: ['CV'],
    ifAny: true,
    ...since(SWA, 'S4', 'LOW'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    regions: ['WA', 'BR'],
    documents: ['JOB_DESCRIPTION'],
    ...since(SWA, 'S84', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    regions: ['BR'],
    documents: ['ORGANISATION_CHART'],
    ...since('2024-10-01', 'S84', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: EMPLOYED,
    applicationTypes: ['RENEWAL'],
    documents: ['RESIDENCE_PERMIT_COPY'],
    ...since(SWA, 'S16', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: ['PROFESSIONAL_CARD'],
    documents: [
      'APPLICATION_FORM',
      'PASSPORT_COPY',
      'RESIDENCE_PERMIT_COPY',
      'DIPLOMA',
      'MEANS_PROOF',
      'BUSINESS_PLAN',
    ],
    ...since('2022-01-01', 'S31', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: ['PROFESSIONAL_CARD'],
    documents: ['CRIMINAL_RECORD'],
    monthsOld: 6,
    ...since('2022-01-01', 'S30', 'MEDIUM'),
  },
  {
    track: 'WORK',
    procedures: ['PROFESSIONAL_CARD'],
    regions: ['FL'],
    documents: ['OWN_PAY'],
    ifAny: true,
    ...since('2022-01-01', 'S30', 'MEDIUM'),
  },
]

interface Application {
  procedure: Procedure
  region: Region
  category: Category
  applicationType: ApplicationType
  submittedOn: LocalDate
}

const fits = (row: RequiredDocuments, application: Application): boolean =>
  row.procedures.includes(application.procedure) &&
  (row.regions?.includes(application.region) ?? true) &&
  (row.categories?.includes(application.category) ?? true) &&
  (row.applicationTypes?.includes(application.applicationType) ?? true) &&
  inForceOn(row, application.submittedOn)

/** A document that an application needs, with the row of law that says so. */
export interface RequiredDocument extends Dated {
  type: DocumentType
  /** The service that examines it. */
  track: Track
  ifAny: boolean
  monthsOld: number | null
  fromAge: number | null
}

/**
 * The documents that an application needs or may need, each once: what is needed stands for both. How
 * old an extract of the criminal record may be is as the region's own table says, where it has a row.
 */
export function requiredDocuments(
  application: Application,
  tables: OwnTables = NO_TABLES,
): RequiredDocument[] {
  const { region, submittedOn } = application
  const ownAge = ownAmount(tables, region, 'AGE_CRIMINAL_RECORD', submittedOn)
  const found = new Map<DocumentType, RequiredDocument>()
  for (const row of REQUIRED_DOCUMENTS) {
    if (!fits(row, application)) continue
    const { track, ifAny = false, fromAge = null } = row
    const { validFrom, validTo, source, confidence } = row
    for (const type of row.documents) {
      const known = found.get(type)
      if (known && (ifAny || !known.ifAny)) continue
      const monthsOld = (type === 'CRIMINAL_RECORD' ? ownAge : null) ?? row.monthsOld ?? null
      const dated = { validFrom, validTo, source, confidence }
      found.set(type, { type, track, ifAny, monthsOld, fromAge, ...dated })
    }
  }
  return [...found.values()]
}
