/** The people and records of a run. All invented; small, so that desks meet on the same records. */
import type { Actor } from '../../../domain/contract/actor.ts'
import type { Scope } from '../../../domain/contract/codes.ts'
import type { RecordRef } from '../../../domain/contract/records.ts'
import type { LoadItem } from '../../../gateway/records.ts'
import { actor, dossier, note, person } from '../../gateway/fixtures.ts'

/** Who may sit at a desk: two of one region, one of another, federal, masked, and without commands. */
export const SEATS = ['vl-an', 'vl-joris', 'wa-luc', 'dvz-tom', 'insp-karel', 'audit-vera'] as const
export type Seat = (typeof SEATS)[number]

export const DOSSIERS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8'] as const
export const ASSIGNEES = ['vl-an', 'vl-joris', 'wa-luc', 'dvz-tom', 'nobody', null] as const
export const FINDINGS = ['M1-a', 'M1-b', 'M1-c'] as const

const EVERYWHERE: readonly Scope[] = ['FL', 'WA', 'BR', 'DG', 'FED']
const SINCE = '2026-01-05'
const TRANSMITTED = { residence: { state: 'TRANSMITTED', since: SINCE } } as const

/** Every person sees something whatever moves: p1 is everywhere and stays there. */
export const WORLD: readonly LoadItem[] = [
  person('p1', EVERYWHERE),
  person('p2', ['FL', 'FED']),
  person('p3', ['WA', 'FED']),
  dossier('d1', 'p1', ['FL', 'FED'], TRANSMITTED),
  dossier('d2', 'p1', ['FL', 'FED']),
  dossier('d3', 'p2', ['FL', 'FED'], {
    ...TRANSMITTED,
    assignee: 'vl-joris',
    work: { state: 'COMPLETENESS_CHECK', since: SINCE },
  }),
  dossier('d4', 'p3', ['WA', 'FED'], TRANSMITTED),
  dossier('d5', 'p2', ['FL', 'FED'], {
    assignee: 'vl-an',
    work: { state: 'REFUSED', since: SINCE },
  }),
  // Where the steps of the middle and of the end are possible.
  dossier('d6', 'p2', ['FL', 'FED'], {
    work: { state: 'IN_EXAM', since: SINCE },
    residence: { state: 'PRE_ASSESSMENT', since: SINCE },
  }),
  dossier('d7', 'p1', ['FL', 'FED'], {
    work: { state: 'DRAFT_DECISION', since: SINCE },
    residence: { state: 'READY_POSITIVE', since: SINCE },
    proposals: [
      {
        track: 'WORK',
        decision: 'GRANT',
        grounds: [],
        reason: '',
        period: { from: '2026-03-01', to: '2026-12-31' },
        by: 'vl-joris',
        on: SINCE,
        state: 'OPEN',
        closedBy: null,
      },
    ],
  }),
  dossier('d8', 'p2', ['FL', 'FED'], {
    work: { state: 'GRANTED', since: SINCE },
    residence: { state: 'CARD_ISSUED', since: SINCE },
    authorised: { from: SINCE, to: '2026-02-01' },
  }),
  note('n1', 'd1', ['FL', 'FED']),
  note('n3', 'd3', ['FL', 'FED']),
]

/** What may move between the services, and where to. */
export const MOVABLE: readonly RecordRef[] = [
  ...DOSSIERS.map((id) => ({ kind: 'dossier' as const, id })),
  { kind: 'person', id: 'p2' },
]
export const PLACES: readonly (readonly Scope[])[] = [
  ['FL', 'FED'],
  ['WA', 'FED'],
  ['FED'],
  ['FL', 'WA', 'FED'],
  [],
]

/** The person in the role that the token names; an officer may be made supervisor and back. */
export function seated(seat: Seat, promoted: boolean): Actor {
  const sitting = actor(seat)
  return promoted && sitting.role === 'REGION_OFFICER'
    ? { ...sitting, role: 'SUPERVISOR' }
    : sitting
}
