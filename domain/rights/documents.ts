/** Who may put documents on a dossier, replace, lock and take them back (domain facts 9.4). */
import type { Actor } from '../contract/actor.ts'
import type { DocumentType } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { trackOfDocument } from '../documents/lock.ts'
import { isForService, maySteer } from './tracks.ts'

/** Of these a region sees that they are there, and an inspector not even that. */
const SENSITIVE: ReadonlySet<DocumentType> = new Set<DocumentType>([
  'CRIMINAL_RECORD',
  'MEDICAL_CERTIFICATE',
])

/** True for a type whose very presence not everybody on the dossier may know. */
export function isSensitive(type: DocumentType): boolean {
  return SENSITIVE.has(type)
}

/**
 * Papers of either service: each hears who it may decide against, and is told of the end of the work
 * (domain facts 1.10; 1.12 W19, R13).
 */
const OF_EITHER: ReadonlySet<DocumentType> = new Set<DocumentType>([
  'HEARING_REPORT',
  'EMPLOYER_NOTICE',
])

/**
 * True when the person may put a content of this type on the dossier. The region that handles it takes
 * in the papers of both parts, but none whose content it may not see; the Immigration Office those of
 * the residence part of what was transmitted to it, and what it heard itself. Letters are not uploaded: a service makes them.
 */
export function mayFileDocument(actor: Actor, type: DocumentType, body: DossierBody): boolean {
  if (type === 'LETTER') return false
  if (maySteer(actor, 'WORK', body)) return !isSensitive(type)
  return (
    maySteer(actor, 'RESIDENCE', body) &&
    isForService(actor, body) &&
    (OF_EITHER.has(type) || trackOfDocument(body, type) === 'RESIDENCE')
  )
}

/**
 * True when the person may note the day that stands on a document. Who handles the work part judges
 * with it whether the file is complete, also of a paper whose content is not for them: the day is.
 */
export function mayDateDocument(actor: Actor, type: DocumentType, body: DossierBody): boolean {
  if (type === 'LETTER') return false
  return maySteer(actor, 'WORK', body) || mayFileDocument(actor, type, body)
}
