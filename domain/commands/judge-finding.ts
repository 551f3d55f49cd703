import * as v from 'valibot'
import { FINDING_CODES } from '../contract/codes.ts'
import { Id } from '../contract/records.ts'
import { mayJudge } from '../rights/rights.ts'
import { accept, refuse, type Command } from './command.ts'

/** Shortest reason for a judgement, in characters: a click is not a reason. */
export const REASON_MIN_LENGTH = 10
/** Longest reason, in characters. */
export const REASON_MAX_LENGTH = 4000

const Args = v.strictObject({
  findingId: Id,
  code: v.picklist(FINDING_CODES),
  ruleVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  personId: Id,
  dossierId: v.nullable(Id),
  status: v.picklist(['OPEN', 'EXPLAINED', 'CONFIRMED']),
  /** What the officer saw: a colleague may have judged meanwhile. */
  from: v.picklist(['OPEN', 'EXPLAINED', 'CONFIRMED']),
  reason: v.string(),
})

/**
 * Says what a person found out about a finding, always with a reason. OPEN reopens it. What it is
 * about is settled by the first judgement: a later one may see another dossier or none behind the
 * same finding, never another person.
 */
export const judgeFinding: Command<'judgeFinding', v.InferOutput<typeof Args>> = {
  name: 'judgeFinding',
  args: Args,
  needs: ({ findingId, personId, dossierId }) => [
    { kind: 'findingJudgement', id: findingId },
    { kind: 'person', id: personId },
    ...(dossierId ? [{ kind: 'dossier' as const, id: dossierId }] : []),
  ],
  lane: ({ dossierId, personId }) =>
    dossierId ? { kind: 'dossier', id: dossierId } : { kind: 'person', id: personId },
  words: [{ field: 'reason', min: REASON_MIN_LENGTH, max: REASON_MAX_LENGTH }],
  conflict({ findingId, status, from, reason }, records) {
    const earlier = records('findingJudgement', findingId)?.body ?? null
    const current = earlier?.status ?? 'OPEN'
    if (current === from) return []
    const who = { by: earlier?.byName ?? null, at: earlier?.at ?? null }
    const statuses = { base: from, mine: status, theirs: current }
    const codes = Object.entries(statuses).map(([side, code]) => [side, `findingStatus.${code}`])
    return [
      { field: 'status', type: 'code', ...(Object.fromEntries(codes) as typeof statuses), ...who },
      ...(earlier
        ? [
            {
              field: 'reason',
              type: 'text' as const,
              base: null,
              mine: reason.trim(),
              theirs: earlier.reason,
              ...who,
            },
          ]
        : []),
    ]
  },
  resolve(args, choice, records) {
    const earlier = records('findingJudgement', args.findingId)?.body ?? null
    const current = earlier?.status ?? 'OPEN'
    const status = choice('status') === 'MINE' ? args.status : current
    const reason = earlier && choice('reason') === 'THEIRS' ? earlier.reason : args.reason
    const isTheirs = status === current && (!earlier || reason === earlier.reason)
    return isTheirs ? null : { ...args, status, from: current, reason }
  },
  decide(records, args, { actor, at }) {
    // An id begins with its code: under another code it would pass for a signal that is theirs.
    if (!args.findingId.startsWith(`${args.code}-`)) return refuse('BAD_REQUEST')
    if (!mayJudge(actor, args.code)) return refuse('FORBIDDEN')
    const reason = args.reason.trim()
    if (!records('person', args.personId)) return refuse('NOT_FOUND')
    const dossier = args.dossierId ? records('dossier', args.dossierId) : null
    if (args.dossierId && !dossier) return refuse('NOT_FOUND')
    if (dossier && dossier.body.personId !== args.personId) return refuse('BAD_REQUEST')
    const earlier = records('findingJudgement', args.findingId)?.body ?? null
    if (earlier && (earlier.personId !== args.personId || earlier.code !== args.code)) {
      return refuse('BAD_REQUEST')
    }
    const current = earlier?.status ?? 'OPEN'
    // The same judgement for another reason is a judgement of its own, made in view of the first.
    const again = current === args.from && earlier !== null && earlier.reason !== reason
    if (current === args.status && !again) return refuse('ALREADY_SO')
    if (current !== args.from) {
      return refuse('STALE', { mine: args.status, theirs: current, base: args.from })
    }
    if (reason.length < REASON_MIN_LENGTH)
      return refuse('REASON_REQUIRED', { min: REASON_MIN_LENGTH })
    if (reason.length > REASON_MAX_LENGTH)
      return refuse('TEXT_TOO_LONG', { max: REASON_MAX_LENGTH })
    const { findingId, code, ruleVersion, personId, status } = args
    const dossierId = earlier ? earlier.dossierId : args.dossierId
    return accept({
      kind: 'findingJudgement',
      id: findingId,
      body: {
        code,
        ruleVersion,
        personId,
        dossierId,
        status,
        reason,
        by: actor.id,
        byName: actor.name,
        at,
      },
    })
  },
}
