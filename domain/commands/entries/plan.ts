/**
 * The business plan of a professional card by eight criteria, each scored 0 to 3 with words (domain
 * facts 2.2). A draft is the officer's own and is written over; a finished assessment is kept as it
 * is, and a later one stands beside it.
 */
import * as v from 'valibot'
import { PLAN_CRITERIA, type PlanCriterion } from '../../contract/codes.ts'
import { Id, PlanScore, type DossierBody, type PlanAssessment } from '../../contract/records.ts'
import { isWorkPending } from '../../dossier/tracks.ts'
import { maySteer } from '../../rights/tracks.ts'
import { accept, refuse, type Command, type Refusal } from '../command.ts'
import { ENTRY_TEXT_MAX, ENTRY_TEXT_MIN } from './entry.ts'

/** Highest score of a criterion; the lowest is 0. */
export const PLAN_SCORE_MAX = 3

const Args = v.strictObject({
  dossierId: Id,
  scores: v.pipe(v.array(PlanScore), v.maxLength(PLAN_CRITERIA.length)),
  /** False: kept as a draft, whatever it lacks. */
  finished: v.boolean(),
})
type Args = v.InferOutput<typeof Args>

/** Saves or finishes the officer's assessment of a business plan. */
export const assessPlan: Command<'assessPlan', Args> = {
  name: 'assessPlan',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  lane: ({ dossierId }) => ({ kind: 'dossier', id: dossierId }),
  words: [],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, { dossierId, scores, finished }, { actor, at }) {
    const body = records('dossier', dossierId)?.body
    if (!body) return refuse('NOT_FOUND')
    if (!maySteer(actor, 'WORK', body)) return refuse('FORBIDDEN')
    if (!isPlanAssessed(body)) return refuse('COUNTER_NOT_INVOLVED')
    const refused = checkScores(scores, finished)
    if (refused) return refused
    const assessment: PlanAssessment = {
      state: finished ? 'FINISHED' : 'DRAFT',
      by: actor.id,
      byName: actor.name,
      at,
      scores: scores.map((one) => ({ ...one, text: one.text.trim() })),
    }
    const others = (body.planAssessments ?? []).filter(
      ({ state, by }) => state === 'FINISHED' || by !== actor.id,
    )
    const event = { at, type: 'PLAN_ASSESSED' as const, by: actor.id, text: null }
    return accept({
      kind: 'dossier',
      id: dossierId,
      body: {
        ...body,
        planAssessments: [...others, assessment],
        events: finished ? [...body.events, event] : body.events,
      },
    })
  },
}

/** True while a business plan may be assessed: of a professional card that is not decided. */
export function isPlanAssessed(body: DossierBody): boolean {
  return body.procedure === 'PROFESSIONAL_CARD' && isWorkPending(body.work)
}

/** The officer's own draft; null when there is none. */
export function draftOf(body: DossierBody, by: string): PlanAssessment | null {
  return body.planAssessments?.find((one) => one.state === 'DRAFT' && one.by === by) ?? null
}

/** The criteria that a finished assessment still lacks: a score, or words that say why. */
export function lackingCriteria(scores: readonly PlanScore[]): PlanCriterion[] {
  return PLAN_CRITERIA.filter((criterion) => {
    const one = scores.find((score) => score.criterion === criterion)
    return !one || one.score === null || one.text.trim().length < ENTRY_TEXT_MIN
  })
}

function checkScores(scores: readonly PlanScore[], finished: boolean): Refusal | null {
  if (new Set(scores.map(({ criterion }) => criterion)).size < scores.length) {
    return refuse('BAD_REQUEST')
  }
  if (scores.some(({ text }) => text.length > ENTRY_TEXT_MAX)) {
    return refuse('TEXT_TOO_LONG', { max: ENTRY_TEXT_MAX })
  }
  const lacking = finished ? lackingCriteria(scores) : []
  return lacking.length > 0
    ? refuse('CRITERIA_LACKING', { count: lacking.length, min: ENTRY_TEXT_MIN })
    : null
}

/** Sum of the scores, of at most 24; null while one is missing. */
export function planTotal(scores: readonly PlanScore[]): number | null {
  const given = scores.flatMap(({ score }): number[] => (score === null ? [] : [score]))
  return given.length < PLAN_CRITERIA.length ? null : given.reduce((sum, score) => sum + score, 0)
}
