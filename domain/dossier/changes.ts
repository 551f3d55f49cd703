/**
 * What is different about a dossier since somebody last looked: in the values themselves, so that a
 * change that was taken back is none.
 */
import { fromDay } from '../calendar/local-date.ts'
import type { DossierBody } from '../contract/records.ts'
import { clockColumns } from './clocks.ts'

export const CHANGED_FIELDS = [
  'WORK_STATE',
  'RESIDENCE_STATE',
  'DUE',
  'ASSIGNEE',
  'ASSIGNEE_DVZ',
  'CATEGORY',
  'EMPLOYER',
  'JOB',
  'PAY',
  'HOURS',
  'CONTRACT',
  'WORKPLACES',
  'AUTHORISED',
  'REGION',
  'LANGUAGE',
  'TAGS',
  'DOCUMENT',
  'EVENT',
] as const
export type ChangedField = (typeof CHANGED_FIELDS)[number]

/** Values as text: codes, ids and dates, for the screen to put into words. Null: there was or is none. */
export interface DossierChange {
  field: ChangedField
  /** Which document; null for other fields. */
  of: string | null
  before: string | null
  after: string | null
}

const period = (value: { from: string; to: string | null } | null): string | null =>
  value && `${value.from}..${value.to ?? ''}`

function dueOf(body: DossierBody): string | null {
  const clock = clockColumns(body)
  // While it stands still nobody knows its end: an answer may come on any day.
  return clock === null || clock.due === null || clock.stillUntil !== null
    ? null
    : fromDay(clock.due)
}

/** The single values that matter to an officer, by field. */
const VALUES: Readonly<
  Record<Exclude<ChangedField, 'DOCUMENT' | 'EVENT'>, (body: DossierBody) => string | null>
> = {
  WORK_STATE: ({ work }) => work.state,
  RESIDENCE_STATE: ({ residence }) => residence.state,
  DUE: dueOf,
  ASSIGNEE: ({ assignee }) => assignee,
  ASSIGNEE_DVZ: ({ assigneeDvz = null }) => assigneeDvz,
  CATEGORY: ({ category }) => category,
  EMPLOYER: ({ employerId }) => employerId,
  JOB: ({ job }) => `${job.isco} ${job.title}`,
  PAY: ({ job }) => (job.payCents === null ? null : `${job.payCents} ${job.payUnit}`),
  HOURS: ({ job: { weeklyHours = null } }) => (weeklyHours === null ? null : String(weeklyHours)),
  CONTRACT: ({ job }) => period(job.contract),
  WORKPLACES: ({ workplaces }) =>
    workplaces
      .map(({ municipality, share }) => `${municipality}:${Math.round(share * 100)}`)
      .join(' ') || null,
  AUTHORISED: ({ authorised }) => period(authorised),
  REGION: ({ region }) => region,
  LANGUAGE: ({ language }) => language,
  TAGS: ({ tags }) => tags?.join(' ') || null,
}

function changedDocuments(before: DossierBody, after: DossierBody): DossierChange[] {
  const known = new Map(before.documents.map((one) => [one.id, one]))
  return after.documents.flatMap(({ id, type, status }) => {
    const old = known.get(id)?.status ?? null
    return old === status ? [] : [{ field: 'DOCUMENT', of: type, before: old, after: status }]
  })
}

/** What is different, the states first; new events that other people or services made come last. */
export function whatChanged(before: DossierBody, after: DossierBody, me: string): DossierChange[] {
  const values = Object.entries(VALUES).flatMap(([field, valueOf]): DossierChange[] => {
    const [old, now] = [valueOf(before), valueOf(after)]
    return old === now ? [] : [{ field: field as ChangedField, of: null, before: old, after: now }]
  })
  const events = after.events
    .slice(before.events.length)
    .filter(({ by }) => by !== me)
    .map(({ type, at }) => ({ field: 'EVENT' as const, of: type, before: null, after: at }))
  return [...values, ...changedDocuments(before, after), ...events]
}
