/**
 * Who sees what other registers say of enterprises (need-to-know matrix, domain facts 9.4): the file of
 * the employer is the region's, in part the Immigration Office's (staff and activity: its deliberation 12/054
 * names the directory of employers); directors and final sanctions are about natural persons and offences
 * (GDPR art. 10), and serve who tests the employer; declared works serve who tests what was declared for a
 * site, which is the inspection's and the region's. Which fields of a line: fields.ts.
 */
import type { Actor } from '../contract/actor.ts'
import type { RegisterSource, Role, WorkerSource } from '../contract/codes.ts'
import type { RegisterLineBody } from '../contract/records.ts'
import { WORKER_SOURCES_OF_ROLE } from './worker-lines.ts'

const WHO_TESTS: readonly RegisterSource[] = [
  'HOME_ACTIVITY',
  'STAFF',
  'SANCTIONS',
  'DIRECTORS',
  'ACCOUNTS',
  'WORKS',
]

export const REGISTERS_OF_ROLE: Readonly<Record<Role, readonly RegisterSource[]>> = {
  REGION_OFFICER: WHO_TESTS,
  SUPERVISOR: WHO_TESTS,
  DVZ_CLERK: ['HOME_ACTIVITY', 'STAFF'],
  INSPECTOR: WHO_TESTS,
  AUDITOR: [],
}

/** True when a line of this source is for the federal scope too, which is the Immigration Office's. */
export function isFederal(source: RegisterSource | WorkerSource): boolean {
  const shown: readonly string[] = [
    ...REGISTERS_OF_ROLE.DVZ_CLERK,
    ...WORKER_SOURCES_OF_ROLE.DVZ_CLERK,
  ]
  return shown.includes(source)
}

/** True when the person may know of the line; what of it: fields.ts. */
export function seesRegisterLine(
  { role }: Pick<Actor, 'role'>,
  { source }: Pick<RegisterLineBody, 'source'>,
): boolean {
  return REGISTERS_OF_ROLE[role].includes(source)
}
