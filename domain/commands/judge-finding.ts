import * as v from 'valibot'
import {
  FINDING_CODES,
  FINDING_STATUSES,
  OUTCOME_LABELS,
  type FindingStatus,
  type OutcomeLabel,
} from '../contract/codes.ts'
import { FactPrint, Id, type DossierBody, type RecordRef } from '../contract/records.ts'
import { mayJudge } from '../rights/rights.ts'
import { dossierOfSaid } from '../risk/of-no-dossier.ts'
import { accept, refuse, type Command } from './command.ts'
import { checkReason } from './words.ts'

/** Shortest reason for a judgement, in characters: a click is not a reason. */
export const REASON_MIN_LENGTH = 10
/** Longest reason, in characters. */
export const REASON_MAX_LENGTH = 4000

const Args = v.strictObject({
  findingId: Id,
  code: v.picklist(FINDING_CODES),
  ruleVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Revision of the rule's setting that made the signal; absent on desks of before. */
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Whom it is about: a person, else an enterprise, else a declaration whose worker is nobody's. */
  personId: v.nullable(Id),
  enterpriseId: v.optional(v.nullable(Id)),
  declarationId: v.optional(v.nullable(Id)),
  dossierId: v.nullable(Id),
  status: v.picklist(FINDING_STATUSES),
  /** What the signal was worth; absent: what the status says by itself. */
  outcome: v.optional(v.picklist(OUTCOME_LABELS)),
  /** What the officer saw: a colleague may have judged meanwhile. */
  from: v.picklist(FINDING_STATUSES),
  reason: v.string(),
  /** The facts that the officer saw; absent on desks of before. */
  print: v.optional(FactPrint),
})
type Args = v.InferOutput<typeof Args>

/** Outcomes that go with a status, the usual one first. One that waits for an answer has none. */
export const OUTCOMES_OF_STATUS: Readonly<Record<FindingStatus, readonly OutcomeLabel[]>> = {
  OPEN: [],
  ASKED: [],
  EXPLAINED: ['USEFUL', 'FALSE_ALARM', 'NOT_CHECKED'],
  CONFIRMED: ['CONFIRMED'],
  DISMISSED: ['FALSE_ALARM', 'NOT_CHECKED'],
}

/** True when a dossier is one of the subject: of the person, or with the enterprise as a party. */
function isAbout(body: DossierBody, { personId, enterpriseId }: Args): boolean {
  if (personId !== null) return body.personId === personId
  if (!enterpriseId) return false
  return body.employerId === enterpriseId || body.filedById === enterpriseId
}

/**
 * The record that a finding is about; null when the args name none or two. Of a declaration there is one
 * finding: that its worker, who is nobody of the register, needs an authorisation.
 */
function subjectOf({ code, personId, enterpriseId, declarationId }: Args): RecordRef | null {
  const named: RecordRef[] = []
  if (personId !== null) named.push({ kind: 'person', id: personId })
  if (enterpriseId) named.push({ kind: 'enterprise', id: enterpriseId })
  if (declarationId) named.push({ kind: 'declaration', id: declarationId })
  const [subject, another] = named
  if (!subject || another || (subject.kind === 'declaration' && code !== 'M1')) return null
  return subject
}

/**
 * Says what a person found out about a finding, always with a reason. OPEN reopens it. What it is
 * about is settled by the first judgement: a later one may see another dossier or none behind the
 * same finding, never another person.
 */
export const judgeFinding: Command<'judgeFinding', Args> = {
  name: 'judgeFinding',
  args: Args,
  needs: ({ findingId, personId, enterpriseId, declarationId, dossierId }) => [
    { kind: 'findingJudgement', id: findingId },
    ...(personId ? [{ kind: 'person' as const, id: personId }] : []),
    ...(enterpriseId ? [{ kind: 'enterprise' as const, id: enterpriseId }] : []),
    ...(declarationId ? [{ kind: 'declaration' as const, id: declarationId }] : []),
    ...(dossierId ? [{ kind: 'dossier' as const, id: dossierId }] : []),
  ],
  lane: (args) => (args.dossierId ? { kind: 'dossier', id: args.dossierId } : subjectOf(args)),
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
    const subject = subjectOf(args)
    if (!subject) return refuse('BAD_REQUEST')
    if (!records(subject.kind, subject.id)) return refuse('NOT_FOUND')
    const dossier = args.dossierId ? records('dossier', args.dossierId) : null
    if (args.dossierId && !dossier) return refuse('NOT_FOUND')
    if (dossier && !isAbout(dossier.body, args)) return refuse('BAD_REQUEST')
    const earlier = records('findingJudgement', args.findingId)?.body ?? null
    const enterpriseId = args.enterpriseId ?? undefined
    const declarationId = args.declarationId ?? undefined
    const same =
      earlier?.personId === args.personId &&
      earlier.enterpriseId === enterpriseId &&
      earlier.declarationId === declarationId
    if (earlier && (!same || earlier.code !== args.code)) {
      return refuse('BAD_REQUEST')
    }
    const current = earlier?.status ?? 'OPEN'
    // The same judgement for another reason or of other facts is one of its own, made in view of the first.
    const again =
      current === args.from &&
      earlier !== null &&
      (earlier.reason !== reason || earlier.print !== args.print)
    if (current === args.status && !again) return refuse('ALREADY_SO')
    if (current !== args.from) {
      return refuse('STALE', { mine: args.status, theirs: current, base: args.from })
    }
    const refusal = checkReason(reason, { min: REASON_MIN_LENGTH, max: REASON_MAX_LENGTH })
    if (refusal) return refusal
    const outcomes = OUTCOMES_OF_STATUS[args.status]
    if (args.outcome !== undefined && !outcomes.includes(args.outcome)) return refuse('BAD_REQUEST')
    const outcome = args.outcome ?? outcomes.at(-1)
    const { findingId, code, ruleVersion, revision, personId, status, print } = args
    const dossierId = dossierOfSaid(code, earlier ? earlier.dossierId : args.dossierId)
    return accept({
      kind: 'findingJudgement',
      id: findingId,
      body: {
        code,
        ruleVersion,
        ...(revision !== undefined && { revision }),
        personId,
        ...(enterpriseId && { enterpriseId }),
        ...(declarationId && { declarationId }),
        dossierId,
        status,
        ...(outcome && { outcome }),
        reason,
        by: actor.id,
        byName: actor.name,
        at,
        ...(print !== undefined && { print }),
        ...(earlier?.snooze && { snooze: earlier.snooze }),
        ...(earlier?.contests && { contests: earlier.contests }),
      },
    })
  },
}
