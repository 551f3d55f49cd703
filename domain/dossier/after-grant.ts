/**
 * What binds worker and employer once somebody is at work: how long the first employer may be the
 * only one (C11) and the notice that an employer owes when the work ends (C12; domain facts 1.6).
 */
import { addMonths, type LocalDate } from '../calendar/local-date.ts'
import type { DossierBody } from '../contract/records.ts'
import { FIRST_EMPLOYER_LOCKS } from '../reference/after-grant.ts'
import { rowOn } from '../reference/dated.ts'
import { isStayLost } from './tracks.ts'

/**
 * The day up to which a change of employer may be refused, from the issue of the first permit: the
 * directive lets a member state choose a lock of at most that length. Null: none, or not issued.
 */
export function firstEmployerUntil(
  body: Pick<DossierBody, 'procedure' | 'applicationType' | 'work' | 'residence'>,
): LocalDate | null {
  const { procedure, applicationType, work, residence } = body
  if (procedure !== 'SINGLE_PERMIT' || applicationType !== 'FIRST') return null
  if (work.state !== 'GRANTED' || residence.state !== 'CARD_ISSUED') return null
  const row = rowOn(FIRST_EMPLOYER_LOCKS, residence.since)
  return row ? addMonths(residence.since, row.months) : null
}

/**
 * The day since when the employer owes a notice that the work ended: the contract is over, the
 * authorisation is not, and nobody noted the end. Null: none is owed. Whoever ended the stay for the end
 * of the employment noted it (R13b), and a stay that was refused lets nobody be at work. Without delay,
 * says the law; no number of days was found, so that it is owed from the day after.
 */
export function noticeOwedSince(
  {
    work,
    residence,
    job,
    authorised,
    employerId,
  }: Pick<DossierBody, 'work' | 'residence' | 'job' | 'authorised' | 'employerId'>,
  today: LocalDate,
): LocalDate | null {
  const ended = job.contract?.to ?? null
  if (work.state !== 'GRANTED' || isStayLost(residence)) return null
  if (employerId === null || ended === null || today <= ended) return null
  return authorised && (authorised.to === null || authorised.to > ended) ? ended : null
}
