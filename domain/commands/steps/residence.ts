/** Steps of DVZ from the copy to the card: pre-assessment, visa, entry, registration. */
import * as v from 'valibot'
import { HOLD_CAUSES } from '../../contract/codes.ts'
import type { DossierBody } from '../../contract/records.ts'
import { openProposal } from '../../dossier/requests.ts'
import { isWorkPending } from '../../dossier/tracks.ts'
import { refuse } from '../command.ts'
import { step } from './step.ts'

const isNothingProposed = (body: DossierBody): boolean => openProposal(body, 'RESIDENCE') === null

/** R2, R2b: DVZ examines while the region does (handling in tandem), or after it waited for work. */
export const startPreAssessment = step({
  name: 'startPreAssessment',
  tracks: ['RESIDENCE'],
  fields: {},
  events: ['START_PRE'],
  // What is proposed is signed or sent back before anything else is.
  suits: isNothingProposed,
  timeline: 'PRE_ASSESSMENT_STARTED',
  subject: 'RESIDENCE_DECISION',
  check: (body) =>
    isNothingProposed(body)
      ? null
      : refuse('STEP_NOT_POSSIBLE', { track: 'RESIDENCE', state: body.residence.state }),
})

/** R3: DVZ waits for the decision on work; the days that it waits are counted (domain/dossier/waiting.ts). */
export const waitForWork = step({
  name: 'waitForWork',
  tracks: ['RESIDENCE'],
  fields: {},
  events: ['WAIT'],
  timeline: 'WAITING_FOR_WORK',
  subject: 'RESIDENCE_DECISION',
  needsReason: true,
})

/** R6: how the pre-assessment came out; a negative one is told to the region early. */
export const concludePreAssessment = step({
  name: 'concludePreAssessment',
  tracks: ['RESIDENCE'],
  fields: { result: v.picklist(['POSITIVE', 'NEGATIVE']) },
  events: ['PRE_OK', 'PRE_NOK'],
  event: ({ result }) => (result === 'POSITIVE' ? 'PRE_OK' : 'PRE_NOK'),
  stands({ residence }) {
    if (residence.state === 'READY_POSITIVE') return { result: 'POSITIVE' as const }
    return residence.state === 'READY_NEGATIVE' ? { result: 'NEGATIVE' as const } : null
  },
  timeline: 'PRE_ASSESSMENT_DONE',
  subject: 'RESIDENCE_DECISION',
  check({ work }, { result, reason }) {
    if (!isWorkPending(work) && work.state !== 'GRANTED') {
      return refuse('STEP_NOT_POSSIBLE', { track: 'WORK', state: work.state })
    }
    return result === 'NEGATIVE' && reason.trim() === '' ? refuse('TEXT_REQUIRED') : null
  },
})

const POST_MAX_LENGTH = 200

/** R9: the worker is abroad; a named post handles the visa. */
export const requestVisa = step({
  name: 'requestVisa',
  tracks: ['RESIDENCE'],
  fields: { post: v.pipe(v.string(), v.maxLength(POST_MAX_LENGTH)) },
  events: ['ABROAD'],
  timeline: 'VISA_REQUESTED',
  subject: 'ARRIVAL',
  check: (_body, { post }) => (post.trim() === '' ? refuse('POST_REQUIRED') : null),
  stands: ({ post = '' }) => ({ post }),
  change: (after, { post }) => ({ ...after, post: post.trim() }),
})

/** R10: the post holds the visa; both services see it the same day, with cause, reason and days. */
export const holdVisa = step({
  name: 'holdVisa',
  tracks: ['RESIDENCE'],
  fields: { cause: v.picklist(HOLD_CAUSES) },
  events: ['POST_HOLDS'],
  timeline: 'VISA_HELD',
  subject: 'ARRIVAL',
  needsReason: true,
  change: (after, { cause, on }, { actor }) => ({
    ...after,
    visaHolds: [...(after.visaHolds ?? []), { cause, on, releasedOn: null, by: actor.id }],
  }),
})

/** R10b: the post goes on with the visa. */
export const releaseVisa = step({
  name: 'releaseVisa',
  tracks: ['RESIDENCE'],
  fields: {},
  events: ['POST_RELEASES'],
  timeline: 'VISA_RELEASED',
  subject: 'ARRIVAL',
})

/**
 * R17: the municipality gave Annex 49. On a renewal or change the approval of the region is enough to
 * go on working while residence is examined (domain facts 1.8, 1.10).
 */
export const recordTemporaryStay = step({
  name: 'recordTemporaryStay',
  tracks: ['RESIDENCE'],
  fields: {},
  events: ['ANNEX_49'],
  timeline: 'ANNEX_ISSUED',
  subject: 'ARRIVAL',
  suits: ({ applicationType }) => applicationType !== 'FIRST',
  restsOn: ({ work }) => (work.state === 'GRANTED' ? [work.since] : []),
  check({ applicationType, work, annexes }) {
    if (applicationType === 'FIRST' || work.state !== 'GRANTED') return refuse('ANNEX_49_TOO_EARLY')
    return annexes.some(({ type }) => type === 'ANNEX_49') ? refuse('ALREADY_SO') : null
  },
  change: (after, { on }) => ({ ...after, annexes: [...after.annexes, { type: 'ANNEX_49', on }] }),
})

/** R11: the worker entered, or was told in Belgium; 90 days to be registered (C9). */
export const recordEntry = step({
  name: 'recordEntry',
  tracks: ['RESIDENCE'],
  fields: {},
  events: ['ENTRY'],
  timeline: 'ENTERED',
  subject: 'ARRIVAL',
})

/**
 * R12: the municipality checked the residence, registered the worker and issued the card. The check is
 * the municipality's; who notes the card says that it was in order.
 */
export const recordRegistration = step({
  name: 'recordRegistration',
  tracks: ['RESIDENCE'],
  fields: { checked: v.boolean() },
  check: (_body, { checked }) => (checked ? null : refuse('RESIDENCE_CHECK_REQUIRED')),
  events: ['REGISTERED'],
  timeline: 'CARD_ISSUED',
  subject: 'ARRIVAL',
})
