/** The people and records of a run. All invented; small, so that desks meet on the same records. */
import type { Actor } from '../../../domain/contract/actor.ts'
import { type ClockId, type Scope, SCOPES, type Track } from '../../../domain/contract/codes.ts'
import type { DossierBody, Proposal, RecordRef } from '../../../domain/contract/records.ts'
import { normId } from '../../../domain/reference/norms.ts'
import { requiredDocuments } from '../../../domain/reference/required-documents.ts'
import type { LoadItem } from '../../../gateway/records.ts'
import { actor, dossier, note, person } from '../../gateway/fixtures.ts'
import { FILED, MATTERS } from './matters.ts'

/** Who may sit at a desk: three of one region, one of another, federal, masked, and without commands. */
export const SEATS = [
  'vl-an',
  'vl-joris',
  'vl-greet',
  'wa-luc',
  'dvz-tom',
  'insp-karel',
  'audit-vera',
] as const
export type Seat = (typeof SEATS)[number]

export const DOSSIERS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8'] as const
export const ASSIGNEES = ['vl-an', 'vl-joris', 'wa-luc', 'dvz-tom', 'nobody', null] as const
export const FINDINGS = ['M1-a', 'M1-b', 'M1-c'] as const

const EVERYWHERE: readonly Scope[] = ['FL', 'WA', 'BR', 'DG', 'FED']
const SINCE = '2026-01-05'
/** A day on which a file under each of the two overall terms may be in hand. */
export const TODAY = '2026-06-02'
/** A series of the table of law that has no rows of the program. */
export const NORM_SERIES = { category: 'NURSE', ageMax: 38 } as const

/** A question that nobody answered in its term. */
const UNANSWERED = (track: Track) => ({
  track,
  askedOn: SINCE,
  deadline: '2026-02-01',
  documents: [],
  text: 'Welke taken heeft de werknemer?',
  by: 'vl-joris',
  closedOn: null,
})
const proposedBy = (by: string, track: Track): Proposal => ({
  track,
  decision: 'GRANT',
  grounds: [],
  reason: '',
  period: track === 'WORK' ? { from: '2026-03-01', to: '2026-12-31' } : null,
  by,
  on: SINCE,
  state: 'OPEN',
  closedBy: null,
})
const CARD = {
  procedure: 'PROFESSIONAL_CARD',
  category: 'SELF_EMPLOYED_ECONOMIC',
  residence: { state: 'NO_TRACK', since: SINCE },
} as const satisfies Partial<DossierBody>

const started = (clock: ClockId): DossierBody['clockEvents'][number] => ({
  clock,
  at: SINCE,
  kind: 'START',
  reason: null,
  by: null,
})

type Work = DossierBody['work']['state']
type Residence = DossierBody['residence']['state']

const UNSENT = { id: 'doc0', type: 'CONTRACT', status: 'REQUESTED', receivedOn: null } as const

/** Where each step is possible that is not possible on the dossiers above. */
const STAGES: readonly [Work, Residence, Partial<DossierBody>?][] = [
  ['COMPLETENESS_CHECK', 'NOT_TRANSMITTED'],
  // The contract was asked for and never came.
  ['AWAITING_COMPLETION', 'NOT_TRANSMITTED', { documents: [UNSENT] }],
  ['AWAITING_COMPLETION', 'NOT_TRANSMITTED'],
  ['ADMISSIBLE', 'NOT_TRANSMITTED', { employerId: 'e1', filedById: 'e2' }],
  [
    'INFO_REQUESTED',
    'INFO_REQUESTED',
    { infoRequests: [UNANSWERED('WORK'), UNANSWERED('RESIDENCE')] },
  ],
  ['ADVICE_REQUESTED', 'AWAITING_WORK'],
  // Under the overall term that can be extended.
  [
    'IN_EXAM',
    'PRE_ASSESSMENT',
    {
      submittedOn: '2026-05-25',
      clockEvents: [{ clock: 'C3B', at: '2026-05-25', kind: 'START', reason: null, by: null }],
    },
  ],
  ['APPEAL_PENDING', 'NO_OBJECT'],
  ['AT_COUNTER', 'NO_TRACK', CARD],
  ['ADMISSIBLE', 'NO_TRACK', CARD],
  ['MINISTER_DECISION', 'NO_TRACK', CARD],
  ['GRANTED', 'NO_TRACK', { ...CARD, authorised: { from: SINCE, to: '2027-01-04' } }],
  ['GRANTED', 'PRE_ASSESSMENT', { applicationType: 'RENEWAL' }],
  ['GRANTED', 'READY_POSITIVE', { proposals: [proposedBy('dvz-claire', 'RESIDENCE')] }],
  ['GRANTED', 'GRANTED'],
  ['GRANTED', 'VISA_PENDING'],
  ['GRANTED', 'VISA_HELD'],
  ['GRANTED', 'REGISTRATION_PENDING'],
  // Refused, and nobody noted yet that the parties were told.
  ['REFUSED', 'NO_OBJECT', { clockEvents: [started('C5')] }],
  // The employment may end, and did so long ago.
  ['GRANTED', 'CARD_ISSUED'],
  ['GRANTED', 'CARD_ISSUED', { clockEvents: [started('C10')] }],
  // Of which something can be asked.
  ['COMPLETENESS_CHECK', 'NOT_TRANSMITTED', { documents: [] }],
  // For another region to handle.
  ['RECEIVED', 'NOT_TRANSMITTED'],
  ['RECEIVED', 'NOT_TRANSMITTED'],
  // With a test of the labour market.
  ['IN_EXAM', 'PRE_ASSESSMENT', { category: 'OTHER_LMT' }],
]

function staged([work, residence, changes]: (typeof STAGES)[number], index: number): LoadItem {
  const made = dossier(`s${index}`, index % 2 === 0 ? 'p2' : 'p1', ['FL', 'FED'], {
    work: { state: work, since: SINCE },
    ...changes,
    residence: { state: residence, since: SINCE },
  })
  const body = made.record.body as DossierBody
  if (changes?.documents) return made
  const documents = requiredDocuments(body).map(({ type }, i) => ({
    id: `doc${i}`,
    type,
    status: 'RECEIVED' as const,
    receivedOn: SINCE,
  }))
  return { ...made, record: { ...made.record, body: { ...body, documents } } as LoadItem['record'] }
}

/** Dossiers of the world on which only commands that fit are tried. */
export const STAGED = STAGES.map((_, index) => `s${index}`)

/** Its series has no rows that came with the program: any first day fits. */
const PROPOSED_NORM: LoadItem = {
  record: {
    kind: 'norm',
    id: normId({ region: 'FL', ...NORM_SERIES }),
    version: 1,
    body: {
      region: 'FL',
      ...NORM_SERIES,
      rows: [
        {
          amountCents: 4_000_000,
          unit: 'YEAR',
          basis: 'GROSS',
          validFrom: SINCE,
          validTo: null,
          source: 'BS',
          reason: 'Jaarlijkse aanpassing.',
          state: 'PROPOSED',
          by: 'vl-mieke',
          byName: 'Mieke',
          at: '2026-01-05T09:00:00.000Z',
          closedBy: null,
          closedByName: null,
          closedAt: null,
          remark: null,
        },
      ],
    },
  },
  scopes: SCOPES,
}

function absence(index: number, person: string): LoadItem {
  const body = {
    person,
    service: 'FL' as const,
    from: SINCE,
    to: '2026-12-31',
    replacedBy: null,
    removed: false,
    by: person,
    at: '2026-01-05T09:00:00.000Z',
  }
  return { record: { kind: 'absence', id: `absence-${index}`, version: 1, body }, scopes: ['FL'] }
}

/** A dossier with more documents than the usual ones. */
function withMore(id: string, documents: DossierBody['documents']): LoadItem {
  const made = dossier(id, 'p1', ['FL', 'FED'])
  const body = made.record.body as DossierBody
  return dossier(id, 'p1', ['FL', 'FED'], { documents: [...body.documents, ...documents] })
}

const TRANSMITTED = { residence: { state: 'TRANSMITTED', since: SINCE } } as const

/** Every person sees something whatever moves: p1 is everywhere and stays there. */
export const WORLD: readonly LoadItem[] = [
  person('p1', EVERYWHERE),
  person('p2', ['FL', 'FED']),
  person('p3', ['WA', 'FED']),
  dossier('d1', 'p1', ['FL', 'FED'], TRANSMITTED),
  withMore('d2', FILED),
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
    proposals: [proposedBy('vl-joris', 'WORK')],
  }),
  dossier('d8', 'p2', ['FL', 'FED'], {
    work: { state: 'GRANTED', since: SINCE },
    residence: { state: 'CARD_ISSUED', since: SINCE },
    authorised: { from: SINCE, to: '2026-02-01' },
  }),
  ...STAGES.map(staged),
  PROPOSED_NORM,
  absence(0, 'vl-an'),
  absence(1, 'vl-joris'),
  ...MATTERS,
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
