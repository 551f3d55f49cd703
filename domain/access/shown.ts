/** What a screen shows of a person, and where that comes from. */
import type { Role } from '../contract/codes.ts'
import { maySeeKind } from '../rights/rights.ts'
import type { NetworkNodeKind } from '../network/codes.ts'
import type { AccessSource, AccessSubjectKind, FieldGroup } from './codes.ts'

/** A kind of look: a subject, or the comparison of a person. */
export type LookKind = AccessSubjectKind | 'comparison'

export interface Shown {
  fields: readonly FieldGroup[]
  sources: readonly AccessSource[]
}

const WHO: readonly FieldGroup[] = ['NAME', 'IDENTITY', 'NUMBERS']
const AT_WORK: readonly FieldGroup[] = [
  'STAY',
  'WORK',
  'DECLARATIONS',
  'PRESENCES',
  'EMPLOYMENTS',
  'A1_FORMS',
  'CONTROLS',
  'SIGNALS',
]
const OF_A_PERSON: readonly AccessSource[] = [
  'PLATFORM',
  'LIMOSA',
  'CIAW',
  'DIMONA',
  'A1',
  'INSPECTION',
  'KBO',
]

const SHOWN: Readonly<Record<LookKind, Shown>> = {
  dossier: {
    fields: [
      'NAME',
      'IDENTITY',
      'NUMBERS',
      'ADDRESS',
      'STAY',
      'WORK',
      'PAY',
      'DOCUMENTS',
      'MANDATES',
      'DECLARATIONS',
      'SIGNALS',
      'NOTES',
    ],
    sources: ['PLATFORM', 'LIMOSA', 'DIMONA', 'A1', 'KBO', 'MAHIS'],
  },
  person: { fields: [...WHO, 'ADDRESS', ...AT_WORK], sources: OF_A_PERSON },
  comparison: { fields: [...WHO, 'ADDRESS', ...AT_WORK], sources: OF_A_PERSON },
  enterprise: {
    fields: ['NAME', 'WORK', 'MANDATES', 'DECLARATIONS', 'REGISTERS', 'SIGNALS'],
    sources: ['PLATFORM', 'LIMOSA', 'A1', 'KBO', 'REGISTERS', 'MAHIS'],
  },
  list: { fields: ['NAME', 'STAY', 'WORK', 'SIGNALS'], sources: ['PLATFORM'] },
  search: { fields: ['NAME', 'IDENTITY', 'DECLARATIONS'], sources: ['PLATFORM', 'LIMOSA', 'KBO'] },
  attention: { fields: ['NOTES'], sources: ['PLATFORM'] },
  log: { fields: ['ACCESS'], sources: ['PLATFORM'] },
  network: {
    fields: ['NAME', 'WORK', 'MANDATES', 'DECLARATIONS', 'REGISTERS', 'SIGNALS'],
    sources: ['PLATFORM', 'LIMOSA', 'KBO', 'REGISTERS', 'MAHIS'],
  },
  report: { fields: ['NAME', 'REPORT', 'SIGNALS'], sources: ['PLATFORM', 'LIMOSA', 'KBO'] },
}

/** What a node of a network shows beyond the names that tie it. */
const OF_NODE: Readonly<Partial<Record<NetworkNodeKind, FieldGroup>>> = {
  site: 'ADDRESS',
  address: 'ADDRESS',
  phone: 'CONTACTS',
  email: 'CONTACTS',
  liaison: 'CONTACTS',
  account: 'ACCOUNTS',
}

/** The groups that nodes of these kinds show: of a network an entry tells what stood in it. */
export function groupsOfNodes(kinds: readonly NetworkNodeKind[]): FieldGroup[] {
  return [...new Set(kinds.flatMap((kind) => OF_NODE[kind] ?? []))]
}

/** Groups that are empty for an auditor, who sees no field about a person (domain/rights). */
const MASKED_GROUPS: readonly FieldGroup[] = ['IDENTITY', 'NUMBERS', 'ADDRESS', 'CONTACTS']

/** The groups of fields that a look shows to a role, and their sources; `also`: groups beside those of its kind. */
export function shownTo(role: Role, kind: LookKind, also: readonly FieldGroup[] = []): Shown {
  const { fields, sources } = SHOWN[kind]
  const actor = { id: '', name: '', role, region: null }
  const hidden = (group: FieldGroup): boolean =>
    (group === 'NOTES' && !maySeeKind(actor, 'note')) ||
    (group === 'REGISTERS' && !maySeeKind(actor, 'registerLine')) ||
    (MASKED_GROUPS.includes(group) && role === 'AUDITOR')
  return {
    fields: [...fields, ...also].filter((group) => !hidden(group)),
    sources: sources.filter((source) => source !== 'REGISTERS' || !hidden('REGISTERS')),
  }
}
