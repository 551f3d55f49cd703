/**
 * Records that show what one person may know and another of the same role may not: what a role learns of
 * each of them tells when such a rule changed, as the views of fields do by being data (view.ts).
 */
import {
  NOTE_AUDIENCES,
  NOTE_SERVICES,
  REGIONS,
  REGISTER_SOURCES,
  WORKER_SOURCES,
} from '../contract/codes.ts'
import type { BodyOf, RecordKind } from '../contract/records.ts'
import { REPORT_EVENTS } from '../reports/codes.ts'

/** Kinds of which one person sees what another of the same role does not. */
export const BY_PERSON_KINDS = [
  'note',
  'watch',
  'report',
  'controlRequest',
  'registerLine',
  'workerLine',
] as const satisfies readonly RecordKind[]
type ByPersonKind = (typeof BY_PERSON_KINDS)[number]

/** The person who looks, and a colleague. */
export const LOOKS = 'looks'
const PEOPLE = [LOOKS, 'other'] as const

const DAY = '2000-01-01'
const AT = `${DAY}T00:00:00.000Z`
const said = (by: string) => ({ by, byName: by, at: AT })

const notes = PEOPLE.flatMap((by) =>
  [undefined, ...NOTE_AUDIENCES].flatMap((audience) =>
    [null, ...NOTE_SERVICES].map((service) => ({
      dossierId: 'd1',
      text: 'told',
      ...said(by),
      ...(audience && { audience }),
      service,
    })),
  ),
)

const watches = PEOPLE.map((owner) => ({
  kind: 'person' as const,
  subjectId: 'p1',
  owner,
  reason: 'told',
  from: DAY,
  until: DAY,
  ended: false,
  at: AT,
}))

const controlRequests = PEOPLE.flatMap((by) =>
  REGIONS.map((region) => ({
    region,
    subjects: [{ kind: 'person' as const, id: 'p1' }],
    origin: 'NETWORK' as const,
    reason: 'told',
    status: 'DONE' as const,
    answers: [{ status: 'DONE' as const, text: 'told', ...said('other') }],
    ...said(by),
  })),
)

const reports = PEOPLE.flatMap((by) =>
  [[], ...PEOPLE.map((person) => [person])].flatMap((assignees) =>
    [true, false].map((guarded) => ({
      reference: 'told',
      category: 'WAGE' as const,
      channel: 'PHONE' as const,
      language: 'nl',
      text: 'told',
      receivedOn: DAY,
      happened: { from: DAY, to: DAY },
      region: 'FL' as const,
      worker: { familyName: 'told', givenNames: 'told', birthDate: DAY, insz: 'told' },
      enterprise: { name: 'told', number: 'told' },
      place: { name: 'told', address: null },
      reporter: 'SEALED' as const,
      guarded,
      status: 'IN_HAND' as const,
      urgency: 'HIGH' as const,
      indicators: ['MINOR' as const],
      outcome: 'USEFUL' as const,
      assignees,
      links: [{ kind: 'person' as const, id: 'p1', verdict: 'CONFIRMED' as const, ...said(by) }],
      answers: [
        { template: 'RECEIPT' as const, language: 'nl' as const, text: 'told', ...said(by) },
      ],
      events: REPORT_EVENTS.map((type) => ({ type, ...said(by), value: 'told', text: 'told' })),
      ...said(by),
    })),
  ),
)

/** Of lines of other sources, their source alone decides. */
const from = <T>(sources: readonly string[]) => sources.map((source) => ({ source }) as T)

export const PROBES: { readonly [K in ByPersonKind]: readonly BodyOf<K>[] } = {
  note: notes,
  watch: watches,
  report: reports,
  controlRequest: controlRequests,
  registerLine: from<BodyOf<'registerLine'>>(REGISTER_SOURCES),
  workerLine: from<BodyOf<'workerLine'>>(WORKER_SOURCES),
}
