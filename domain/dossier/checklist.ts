/** Which documents a dossier needs, and what is missing (domain facts 1.7). */
import type { DocumentType, Track } from '../contract/codes.ts'
import type { DossierBody, DossierDocument } from '../contract/records.ts'
import { NO_TABLES, type OwnTables } from '../reference/own-rows.ts'
import { requiredDocuments } from '../reference/required-documents.ts'

export interface ChecklistItem {
  type: DocumentType
  /** The service that examines it. */
  track: Track
  /** As filed; MISSING when nothing was. */
  status: DossierDocument['status']
  /** Asked for only where there is such a thing: it is never missing. */
  ifAny: boolean
  /** Oldest that it may be at the application, in months, and the age from which it is asked. */
  monthsOld: number | null
  fromAge: number | null
}

const PRESENT: ReadonlySet<DossierDocument['status']> = new Set<DossierDocument['status']>([
  'RECEIVED',
  'ACCEPTED',
])

type Filed = Pick<
  DossierBody,
  'procedure' | 'category' | 'region' | 'applicationType' | 'submittedOn' | 'documents'
>

/** Every required document with where it stands, in the order of the law's list. */
export function checklist(body: Filed, tables: OwnTables = NO_TABLES): ChecklistItem[] {
  return requiredDocuments(body, tables).map(({ type, track, ifAny, monthsOld, fromAge }) => {
    const filed = body.documents.filter((document) => document.type === type)
    const present = filed.find(({ status }) => PRESENT.has(status))
    const status = (present ?? filed.at(-1))?.status ?? 'MISSING'
    return { type, track, status, ifAny, monthsOld, fromAge }
  })
}

/** Required documents that are not there. */
export function missingDocuments(body: Filed): DocumentType[] {
  return checklist(body)
    .filter(({ status, ifAny }) => !ifAny && !PRESENT.has(status))
    .map(({ type }) => type)
}
