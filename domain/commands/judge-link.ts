import * as v from 'valibot'
import { LINK_VERDICTS } from '../contract/codes.ts'
import type { ConflictField } from '../contract/conflict.ts'
import { Id, LINK_JUDGEMENTS_MAX, LinkJudgement } from '../contract/records.ts'
import { mayRun } from '../rights/rights.ts'
import { accept, refuse, type Command, type RecordLookup } from './command.ts'
import { REASON_MAX_LENGTH } from './judge-finding.ts'

const Args = v.strictObject({
  declarationId: Id,
  personId: Id,
  verdict: v.picklist(LINK_VERDICTS),
  /** What the officer saw compared (domain/linking/judgements.ts). */
  facts: LinkJudgement.entries.facts,
  /** What the officer saw judged: a colleague may have judged meanwhile. */
  from: v.picklist(LINK_VERDICTS),
  reason: v.string(),
})
type Args = v.InferOutput<typeof Args>

const saidOf = (records: RecordLookup, { declarationId }: Args): readonly LinkJudgement[] =>
  records('linkJudgement', declarationId)?.body.said ?? []

/** What was said of this pair, and still stands as the officer saw it when the facts are the same. */
function earlierOf(records: RecordLookup, args: Args): LinkJudgement | null {
  const earlier = saidOf(records, args).find(({ personId }) => personId === args.personId)
  // Said of other facts: it was asked anew.
  return earlier && earlier.facts === args.facts ? earlier : null
}

function conflictOf(
  { verdict, from, reason }: Args,
  earlier: LinkJudgement | null,
): ConflictField[] {
  const current = earlier?.verdict ?? 'OPEN'
  if (current === from) return []
  const who = { by: earlier?.byName ?? null, at: earlier?.at ?? null }
  const code = (value: string) => `linkVerdict.${value}`
  const fields: ConflictField[] = [
    {
      field: 'linkVerdict',
      type: 'code',
      base: code(from),
      mine: code(verdict),
      theirs: code(current),
      ...who,
    },
  ]
  if (!earlier) return fields
  const words = { base: null, mine: reason.trim(), theirs: earlier.reason }
  return [...fields, { field: 'reason', type: 'text', ...words, ...who }]
}

/**
 * Says whether the worker of a declaration is a person of the register: the same, another, or not
 * to be told. OPEN asks again. It holds for the facts that the officer saw compared.
 */
export const judgeLink: Command<'judgeLink', Args> = {
  name: 'judgeLink',
  args: Args,
  needs: ({ declarationId, personId }) => [
    { kind: 'linkJudgement', id: declarationId },
    { kind: 'declaration', id: declarationId },
    { kind: 'person', id: personId },
  ],
  lane: ({ declarationId }) => ({ kind: 'declaration', id: declarationId }),
  words: [{ field: 'reason', min: 0, max: REASON_MAX_LENGTH }],
  conflict: (args, records) => conflictOf(args, earlierOf(records, args)),
  resolve(args, choice, records) {
    const earlier = earlierOf(records, args)
    const current = earlier?.verdict ?? 'OPEN'
    const verdict = choice('linkVerdict') === 'MINE' ? args.verdict : current
    const reason = earlier && choice('reason') === 'THEIRS' ? earlier.reason : args.reason
    const isTheirs = verdict === current && (!earlier || reason === earlier.reason)
    return isTheirs ? null : { ...args, verdict, from: current, reason }
  },
  decide(records, args, { actor, at }) {
    if (!mayRun(actor, 'judgeLink')) return refuse('FORBIDDEN')
    const { declarationId, personId, verdict, facts, from } = args
    if (!records('declaration', declarationId) || !records('person', personId)) {
      return refuse('NOT_FOUND')
    }
    const reason = args.reason.trim()
    if (reason.length > REASON_MAX_LENGTH) {
      return refuse('TEXT_TOO_LONG', { max: REASON_MAX_LENGTH })
    }
    const earlier = earlierOf(records, args)
    const current = earlier?.verdict ?? 'OPEN'
    const again = current === from && earlier !== null && earlier.reason !== reason
    if (current === verdict && !again) return refuse('ALREADY_SO')
    if (current !== from) return refuse('STALE', { mine: verdict, theirs: current, base: from })
    const others = saidOf(records, args).filter((one) => one.personId !== personId)
    // One worker is one person: whoever joins them to another parts them from the first.
    const isTaken = verdict === 'SAME' && others.some((one) => one.verdict === 'SAME')
    if (isTaken) return refuse('LINK_TAKEN')
    if (others.length >= LINK_JUDGEMENTS_MAX) return refuse('BAD_REQUEST')
    const said = { personId, verdict, facts, reason, by: actor.id, byName: actor.name, at }
    return accept({ kind: 'linkJudgement', id: declarationId, body: { said: [...others, said] } })
  },
}
