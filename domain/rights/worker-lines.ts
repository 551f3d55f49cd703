/**
 * Who sees what other sources say of workers (need-to-know matrix, domain facts 9.4): wage and time are in
 * the file of the employer, which the Immigration Office reads too (its deliberation 12/054 names DmfA). Papers of
 * a chain, payments, long postings and the activity under a card serve who tests work: region and inspection.
 */
import type { Actor } from '../contract/actor.ts'
import { WORKER_SOURCES, type Role, type WorkerSource } from '../contract/codes.ts'
import type { WorkerLineBody } from '../contract/records.ts'

export const WORKER_SOURCES_OF_ROLE: Readonly<Record<Role, readonly WorkerSource[]>> = {
  REGION_OFFICER: WORKER_SOURCES,
  SUPERVISOR: WORKER_SOURCES,
  DVZ_CLERK: ['DMFA'],
  INSPECTOR: WORKER_SOURCES,
  AUDITOR: [],
}

/** True when the person may know of the line; what of it: fields.ts. */
export function seesWorkerLine(
  { role }: Pick<Actor, 'role'>,
  { source }: Pick<WorkerLineBody, 'source'>,
): boolean {
  return WORKER_SOURCES_OF_ROLE[role].includes(source)
}
