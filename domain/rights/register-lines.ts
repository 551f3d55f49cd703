/**
 * Who sees what other registers say of enterprises (need-to-know matrix, domain facts 9.4): the file of
 * the employer is the region's, in part the Immigration Office's (staff and activity: its deliberation 12/054
 * names the directory of employers); directors and final sanctions are about natural persons and offences
 * (GDPR art. 10), and serve who tests the employer; declared works serve who tests what was declared for a
 * site, which is the inspection's and the region's. Whole account numbers are the inspection's: others
 * need not know more than that it is the same account.
 */
import type { Actor } from '../contract/actor.ts'
import type { RegisterSource, Role } from '../contract/codes.ts'
import type { RegisterLineBody } from '../contract/records.ts'

interface Sees {
  sources: readonly RegisterSource[]
  wholeAccounts: boolean
}

const WHO_TESTS: readonly RegisterSource[] = [
  'HOME_ACTIVITY',
  'STAFF',
  'SANCTIONS',
  'DIRECTORS',
  'ACCOUNTS',
  'WORKS',
]
const REGION: Sees = { sources: WHO_TESTS, wholeAccounts: false }

/** As plain data, part of what tells that masks changed (rights.ts). */
export const REGISTERS_OF_ROLE: Readonly<Record<Role, Sees>> = {
  REGION_OFFICER: REGION,
  SUPERVISOR: REGION,
  DVZ_CLERK: { sources: ['HOME_ACTIVITY', 'STAFF'], wholeAccounts: false },
  INSPECTOR: { sources: WHO_TESTS, wholeAccounts: true },
  AUDITOR: { sources: [], wholeAccounts: false },
}

/** True when a line of this source is for the federal scope too, which is the Immigration Office's. */
export function isFederal(source: RegisterSource): boolean {
  return REGISTERS_OF_ROLE.DVZ_CLERK.sources.includes(source)
}

/** The line as this person sees it; null: not even that it is there. */
export function registerLineAsSeen(
  { role }: Actor,
  body: RegisterLineBody,
): RegisterLineBody | null {
  const { sources, wholeAccounts } = REGISTERS_OF_ROLE[role]
  if (!sources.includes(body.source)) return null
  if (body.account === null || body.account.iban === null || wholeAccounts) return body
  return { ...body, account: { ...body.account, iban: null } }
}
