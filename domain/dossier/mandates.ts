/** May the filer act for the employer on the day of filing? (domain facts 5: Mahis mandates) */
import { quarterOf } from '../calendar/local-date.ts'
import type { DossierBody, MandateBody, TandemRecord } from '../contract/records.ts'
import type { MandateCheck } from '../contract/workbench.ts'
import { MANDATE_GROUP } from '../reference/mandate-group.ts'

export interface MandateOutcome {
  outcome: MandateCheck['outcome']
  /** The mandate that covers the filing, or the nearest one that does not; null when there is none. */
  mandateId: string | null
}

/** True when a mandate is active in a quarter for the group of Working in Belgium applications. */
export function covers(mandate: MandateBody, quarter: string): boolean {
  return (
    mandate.status === 'ACTIVE' &&
    mandate.fromQuarter <= quarter &&
    (mandate.toQuarter === null || quarter <= mandate.toQuarter) &&
    mandate.groups.includes(MANDATE_GROUP.group)
  )
}

/**
 * Checks the filing of a dossier against the mandates that its employer gave. SELF: the employer
 * filed. NOT_NEEDED: the person filed, or there is no employer (self-employed). Of several
 * mandates to the filer the covering one counts, else the one that starts last.
 */
export function checkMandate(
  dossier: DossierBody,
  mandates: readonly TandemRecord<'mandate'>[],
): MandateOutcome {
  const { employerId, filedById } = dossier
  if (filedById === null || employerId === null) return { outcome: 'NOT_NEEDED', mandateId: null }
  if (filedById === employerId) return { outcome: 'SELF', mandateId: null }
  const quarter = quarterOf(dossier.submittedOn)
  let nearest: TandemRecord<'mandate'> | null = null
  let covering: TandemRecord<'mandate'> | null = null
  for (const mandate of mandates) {
    const { mandatorId, mandataryId } = mandate.body
    if (mandatorId !== employerId || mandataryId !== filedById) continue
    if (nearest === null || isNearer(mandate, nearest)) nearest = mandate
    if (covers(mandate.body, quarter) && (covering === null || mandate.id < covering.id)) {
      covering = mandate
    }
  }
  if (covering) return { outcome: 'COVERED', mandateId: covering.id }
  if (nearest) return { outcome: 'NOT_COVERED', mandateId: nearest.id }
  return { outcome: 'NO_MANDATE', mandateId: null }
}

function isNearer(a: TandemRecord<'mandate'>, b: TandemRecord<'mandate'>): boolean {
  return a.body.fromQuarter === b.body.fromQuarter
    ? a.id < b.id
    : a.body.fromQuarter > b.body.fromQuarter
}
