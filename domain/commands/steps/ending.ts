/** Steps that end a dossier or reopen it: desisting, withdrawal, appeal, end of stay. */
import * as v from 'valibot'
import { GROUNDS } from '../../contract/codes.ts'
import type { ClockId } from '../../contract/codes.ts'
import type { DossierBody } from '../../contract/records.ts'
import { clockViews } from '../../dossier/clocks.ts'
import { refuse } from '../command.ts'
import { step } from './step.ts'

/** W16: the employer gives the application up; everything stops. */
export const desist = step({
  name: 'desist',
  tracks: ['WORK'],
  fields: {},
  events: ['DESIST'],
  timeline: 'DESISTED',
  subject: 'HANDLING',
  needsReason: true,
})

/** W19: a granted authorisation is withdrawn, on a ground and after the parties were heard. */
export const withdraw = step({
  name: 'withdraw',
  tracks: ['WORK'],
  fields: {
    grounds: v.pipe(v.array(v.picklist(GROUNDS)), v.maxLength(GROUNDS.length)),
    heard: v.boolean(),
  },
  events: ['WITHDRAW'],
  timeline: 'WITHDRAWN',
  subject: 'WORK_DECISION',
  needsReason: true,
  check(_body, { grounds, heard }) {
    if (grounds.length === 0) return refuse('GROUND_REQUIRED')
    return heard ? null : refuse('HEARING_REQUIRED')
  },
  grounds: ({ grounds }) => grounds,
})

function termOver(body: DossierBody, clocks: readonly ClockId[], on: string) {
  const due = clockViews(body.clockEvents, on).findLast(({ id }) => clocks.includes(id))?.due
  return due && on > due ? refuse('TERM_OVER', { clock: clocks[0]!, due }) : null
}

/** W17, R14: an appeal that came within its term (C5 on work, C6 on residence). */
export const recordAppeal = step({
  name: 'recordAppeal',
  tracks: ['WORK', 'RESIDENCE'],
  fields: {},
  events: ['APPEAL'],
  timeline: 'APPEALED',
  subject: 'APPEAL',
  check: (body, { track, on }) => termOver(body, track === 'WORK' ? ['C5'] : ['C6'], on),
})

/** W18, R16: what became of the appeal. UPHELD: the decision stands. */
export const decideAppeal = step({
  name: 'decideAppeal',
  tracks: ['WORK', 'RESIDENCE'],
  fields: { result: v.picklist(['UPHELD', 'REFORMED']) },
  events: ['UPHELD', 'REFORMED'],
  event: ({ result }) => result,
  timeline: 'APPEAL_DECIDED',
  subject: 'APPEAL',
  needsReason: true,
})

/** R13b: employment ended; the term to find other work begins (C10). */
export const endResidence = step({
  name: 'endResidence',
  tracks: ['RESIDENCE'],
  fields: {},
  events: ['EMPLOYMENT_END'],
  timeline: 'RESIDENCE_ENDED',
  subject: 'RESIDENCE_DECISION',
  needsReason: true,
})
