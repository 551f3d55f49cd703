/**
 * Who sees which kind of record: all of those in their scopes, or their own alone, whatever the scopes.
 * A role that does not stand here does not learn that there is one.
 */
import type { Role } from '../contract/codes.ts'
import type { RecordKind } from '../contract/records.ts'

export type Reach = 'IN_SCOPE' | 'OWN'
type Reaches = Readonly<Partial<Record<Role, Reach>>>

const DECIDERS = {
  REGION_OFFICER: 'IN_SCOPE',
  SUPERVISOR: 'IN_SCOPE',
  DVZ_CLERK: 'IN_SCOPE',
} as const satisfies Reaches
const SERVICES = { ...DECIDERS, INSPECTOR: 'IN_SCOPE' } as const satisfies Reaches
const EVERYBODY = { ...SERVICES, AUDITOR: 'IN_SCOPE' } as const satisfies Reaches
const NOBODY: Reaches = {}
/** How an inquiry is led is the inspection's; whoever told or asked knows of that. */
const INQUIRY: Reaches = {
  REGION_OFFICER: 'OWN',
  SUPERVISOR: 'OWN',
  DVZ_CLERK: 'OWN',
  INSPECTOR: 'IN_SCOPE',
}

export const REACH_OF_KIND: Readonly<Record<RecordKind, Reaches>> = {
  enterprise: EVERYBODY,
  person: EVERYBODY,
  mandate: EVERYBODY,
  dossier: EVERYBODY,
  declaration: EVERYBODY,
  presence: EVERYBODY,
  a1: EVERYBODY,
  employment: EVERYBODY,
  control: EVERYBODY,
  holding: EVERYBODY,
  registerLine: SERVICES,
  workerLine: SERVICES,
  note: SERVICES,
  findingJudgement: SERVICES,
  linkJudgement: SERVICES,
  savedView: SERVICES,
  absence: DECIDERS,
  norm: EVERYBODY,
  rule: EVERYBODY,
  // How a service looks at its own misses is its own, and an audit's.
  sample: { ...DECIDERS, AUDITOR: 'IN_SCOPE' },
  report: INQUIRY,
  reporter: NOBODY,
  departure: EVERYBODY,
  watch: { REGION_OFFICER: 'OWN', SUPERVISOR: 'OWN', DVZ_CLERK: 'OWN', INSPECTOR: 'OWN' },
  controlRequest: INQUIRY,
}
