/** May the filer act for the employer on the day of filing? (domain facts 5: Mahis mandates) */
import { quarterOf, type LocalDate } from '../calendar/local-date.ts'
import type { DossierBody, MandateBody, TandemRecord } from '../contract/records.ts'
import type { MandateOutcome } from '../contract/codes.ts'
import { MANDATE_GROUP } from '../reference/mandate-group.ts'

export interface CheckedMandate {
  outcome: MandateOutcome
  /** The mandate that covers the filing, or the nearest one that does not; null when there is none. */
  mandateId: string | null
}

/** What a mandate lacks on a day: it is not active, begins later, ended, or lacks the group. */
export type MandateFault = 'status' | 'early' | 'late' | 'group'

/** True for a mandate that is or was active: one that was closed since held for its quarters. */
const wasActive = ({ status, toQuarter }: MandateBody): boolean =>
  status === 'ACTIVE' || (status === 'CLOSED' && toQuarter !== null)

/**
 * The first element in which a mandate falls short on a day; null when it is valid for filing. What counts
 * is the day that is asked about: a mandate that ended since covers what was filed under it.
 */
export function mandateFault(mandate: MandateBody, date: LocalDate): MandateFault | null {
  const quarter = quarterOf(date)
  if (!wasActive(mandate)) return 'status'
  if (mandate.fromQuarter > quarter) return 'early'
  if (mandate.toQuarter !== null && mandate.toQuarter < quarter) return 'late'
  return mandate.groups.includes(MANDATE_GROUP.group) ? null : 'group'
}

/** True when an application was filed by an enterprise other than the employer. */
export function needsMandate({
  employerId,
  filedById,
}: Pick<DossierBody, 'employerId' | 'filedById'>): boolean {
  return employerId !== null && filedById !== null && employerId !== filedById
}

/**
 * Checks the filing of a dossier against the mandates that its employer gave. SELF: the employer
 * filed. NOT_NEEDED: the person filed, or there is no employer (self-employed). Of several
 * mandates to the filer the covering one counts, else the one that starts last.
 */
export function checkMandate(
  dossier: DossierBody,
  mandates: readonly TandemRecord<'mandate'>[],
): CheckedMandate {
  const { employerId, filedById, submittedOn } = dossier
  if (!needsMandate(dossier)) {
    const self = employerId !== null && filedById !== null
    return { outcome: self ? 'SELF' : 'NOT_NEEDED', mandateId: null }
  }
  const given = mandates.filter(
    ({ body }) => body.mandatorId === employerId && body.mandataryId === filedById,
  )
  const covering = given
    .filter(({ body }) => mandateFault(body, submittedOn) === null)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]
  if (covering) return { outcome: 'COVERED', mandateId: covering.id }
  const nearest = given.toSorted((a, b) => (isNearer(a, b) ? -1 : 1))[0]
  return nearest
    ? { outcome: 'NOT_COVERED', mandateId: nearest.id }
    : { outcome: 'NO_MANDATE', mandateId: null }
}

function isNearer(a: TandemRecord<'mandate'>, b: TandemRecord<'mandate'>): boolean {
  return a.body.fromQuarter === b.body.fromQuarter
    ? a.id < b.id
    : a.body.fromQuarter > b.body.fromQuarter
}
