/** Which documents a dossier needs, what is missing, and what is too old (domain facts 1.7, 2.2). */
import { addMonths, type LocalDate } from '../calendar/local-date.ts'
import type { DocumentType, Track } from '../contract/codes.ts'
import type { DossierBody, DossierDocument } from '../contract/records.ts'
import { NO_TABLES, type OwnTables } from '../reference/own-rows.ts'
import { ageOn } from './pay-check.ts'
import { requiredDocuments } from '../reference/required-documents.ts'

/** Of a document that may not be old: FINE, TOO_OLD, or UNKNOWN while nobody noted its day. */
export type DocumentAge = 'FINE' | 'TOO_OLD' | 'UNKNOWN'

export interface ChecklistItem {
  type: DocumentType
  /** The service that examines it. */
  track: Track
  /** As filed; MISSING when nothing was. */
  status: DossierDocument['status']
  /** Asked for only where there is such a thing: it is never missing. */
  ifAny: boolean
  /** False: it is asked from an age that the worker had not at the application. It is never missing. */
  isAsked: boolean
  /** Oldest that it may be at the application, in months, and the age from which it is asked. */
  monthsOld: number | null
  fromAge: number | null
  /** Null: it may have any age, or it is not there. */
  age: DocumentAge | null
}

const PRESENT: ReadonlySet<DossierDocument['status']> = new Set<DossierDocument['status']>([
  'RECEIVED',
  'ACCEPTED',
])

type Filed = Pick<
  DossierBody,
  'procedure' | 'category' | 'region' | 'applicationType' | 'submittedOn' | 'documents'
>

/** How old a document was at the application; one of a later day is fresh. */
function ageOf(
  { issuedOn }: Pick<DossierDocument, 'issuedOn'>,
  monthsOld: number | null,
  submittedOn: LocalDate,
): DocumentAge | null {
  if (monthsOld === null) return null
  if (issuedOn === undefined) return 'UNKNOWN'
  return issuedOn < addMonths(submittedOn, -monthsOld) ? 'TOO_OLD' : 'FINE'
}

/** True when the worker is old enough at the application, or nobody knows how old. */
function isOfAge(birthDate: LocalDate | null, fromAge: number | null, submittedOn: LocalDate) {
  const age = ageOn(birthDate, submittedOn)
  return age === null || fromAge === null || age >= fromAge
}

/** The document of a type that speaks for it: one that is there, of those one that is not too old. */
function bestOf(filed: readonly DossierDocument[], ageIn: (one: DossierDocument) => unknown) {
  const there = filed.filter(({ status }) => PRESENT.has(status))
  return there.find((one) => ageIn(one) !== 'TOO_OLD') ?? there[0]
}

/**
 * Every required document with where it stands, in the order of the law's list. `birthDate` is the
 * worker's; null: not known, and what is asked from an age is asked.
 */
export function checklist(
  body: Filed,
  tables: OwnTables = NO_TABLES,
  birthDate: LocalDate | null = null,
): ChecklistItem[] {
  return requiredDocuments(body, tables).map(({ type, track, ifAny, monthsOld, fromAge }) => {
    const filed = body.documents.filter((document) => document.type === type)
    const ageIn = (one: DossierDocument) => ageOf(one, monthsOld, body.submittedOn)
    const present = bestOf(filed, ageIn)
    const status = (present ?? filed.at(-1))?.status ?? 'MISSING'
    const age = present ? ageIn(present) : null
    const isAsked = isOfAge(birthDate, fromAge, body.submittedOn)
    return { type, track, status, ifAny, isAsked, monthsOld, fromAge, age }
  })
}

/** What the applicant was told that the application lacks, by all questions together. */
function askedIn({ documents, itemsAsked }: Asked): ReadonlySet<DocumentType> {
  if (itemsAsked) return new Set(itemsAsked.flatMap((one) => one.documents))
  // A question from before questions were kept: a paper that came in and is too old was asked in vain.
  const isAsked = ({ status }: DossierDocument) => status === 'REQUESTED' || PRESENT.has(status)
  return new Set(documents.filter(isAsked).map(({ type }) => type))
}

type Asked = Pick<DossierBody, 'documents' | 'itemsAsked'>
type AskedFile = [body: Filed & Asked, tables?: OwnTables, birthDate?: LocalDate | null]

/** Of what is missing that which the applicant was asked for: nobody fails to send what nobody asked. */
export function askedAndMissing(...file: AskedFile): DocumentType[] {
  const asked = askedIn(file[0])
  return missingDocuments(...file).filter((type) => asked.has(type))
}

/** Of what is missing that which is still to be asked. */
export function missingUnasked(...file: AskedFile): DocumentType[] {
  const asked = askedIn(file[0])
  return missingDocuments(...file).filter((type) => !asked.has(type))
}

/** Required documents that are not there, or too old to count; one without a noted day counts. */
export function missingDocuments(
  body: Filed,
  tables: OwnTables = NO_TABLES,
  birthDate: LocalDate | null = null,
): DocumentType[] {
  return checklist(body, tables, birthDate)
    .filter(({ ifAny, isAsked }) => isAsked && !ifAny)
    .filter(({ status, age }) => !PRESENT.has(status) || age === 'TOO_OLD')
    .map(({ type }) => type)
}
