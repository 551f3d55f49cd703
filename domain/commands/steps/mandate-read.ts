/** The mandate under which an application was filed, as a step reads it beside the dossier. */
import * as v from 'valibot'
import type { MandateOutcome } from '../../contract/codes.ts'
import { Id, type DossierBody, type RecordRef, type TandemRecord } from '../../contract/records.ts'
import { checkMandate } from '../../dossier/mandates.ts'
import type { RecordLookup } from '../command.ts'

/** The mandate of who filed that covers the filing, or comes nearest; null: the desk found none. */
export const MandateId = v.nullable(Id)

/** Args by which an officer says which mandate they saw; absent: an act of before it was read. */
export const MANDATE = { mandateId: v.optional(MandateId, null) }
type Seen = { mandateId: string | null }

export const readsMandate = ({ mandateId }: Seen): RecordRef[] =>
  mandateId === null ? [] : [{ kind: 'mandate', id: mandateId, shared: true }]

/** The mandates that were seen, by the records of whoever decides. */
export const mandatesIn = (
  { mandateId }: Seen,
  records: RecordLookup,
): TandemRecord<'mandate'>[] => {
  const mandate = mandateId === null ? null : records('mandate', mandateId)
  return mandate ? [mandate] : []
}

/** Whether who filed had a mandate on the day of filing, as a step keeps it; nothing blocks. */
export const mandateAt = (body: DossierBody, args: Seen, records: RecordLookup): MandateOutcome =>
  checkMandate(body, mandatesIn(args, records)).outcome
