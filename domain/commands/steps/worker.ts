/** The worker of a dossier as a step reads them: what is asked and what suffices depends on their age. */
import type { LocalDate } from '../../calendar/local-date.ts'
import { Id, type RecordRef } from '../../contract/records.ts'
import type { RecordLookup } from '../command.ts'

/** Args by which an officer says whom they saw. */
export const WORKER = { personId: Id }

export const readsWorker = ({ personId }: { personId: string }): RecordRef[] => [
  { kind: 'person', id: personId, shared: true },
]

/** Null where it is not known or not shown. */
export const birthDateOf = (personId: string, records: RecordLookup): LocalDate | null =>
  records('person', personId)?.body.birthDate ?? null
