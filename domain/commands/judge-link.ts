import * as v from 'valibot'
import { LINK_VERDICTS } from '../contract/codes.ts'
import type { ConflictField } from '../contract/conflict.ts'
import {
  Id,
  LINK_JUDGEMENTS_MAX,
  LinkJudgement,
  type LinkJudgementBody,
  MentionJudgement,
} from '../contract/records.ts'
import { mentionJudgementId } from '../linking/judgements.ts'
import { mayRun } from '../rights/rights.ts'
import { accept, refuse, type Command, type RecordLookup } from './command.ts'
import { REASON_MAX_LENGTH } from './judge-finding.ts'

const SAID = {
  verdict: v.picklist(LINK_VERDICTS),
  /** What the officer saw compared (domain/linking/judgements.ts). */
  facts: LinkJudgement.entries.facts,
  /** What the officer saw judged: a colleague may have judged meanwhile. */
  from: v.picklist(LINK_VERDICTS),
  reason: v.string(),
}

const Args = v.union([
  v.strictObject({ declarationId: Id, personId: Id, ...SAID }),
  /** A mention of an enterprise (domain/linking/mentions.ts). */
  v.strictObject({ key: MentionJudgement.entries.key, enterpriseId: Id, ...SAID }),
])
type Args = v.InferOutput<typeof Args>

/** Whatever was judged, a worker or a mention. */
type Said = LinkJudgement | MentionJudgement

const idOf = (args: Args): string =>
  'key' in args ? mentionJudgementId(args.key, args.enterpriseId) : args.declarationId

const bodyOf = (records: RecordLookup, args: Args): LinkJudgementBody | null =>
  records('linkJudgement', idOf(args))?.body ?? null

/** What was said of this pair, and still stands as the officer saw it when the facts are the same. */
function earlierOf(records: RecordLookup, args: Args): Said | null {
  const body = bodyOf(records, args)
  const earlier =
    'key' in args ? body?.mention : body?.said.find(({ personId }) => personId === args.personId)
  // Said of other facts: it was asked anew.
  return earlier && earlier.facts === args.facts ? earlier : null
}

function conflictOf({ verdict, from, reason }: Args, earlier: Said | null): ConflictField[] {
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

/** The body with what is said now, or why it cannot be said of the worker. */
function withSaid(
  records: RecordLookup,
  args: Args,
  said: Omit<LinkJudgement, 'personId'>,
): LinkJudgementBody | 'TAKEN' | 'TOO_MANY' {
  if ('key' in args) {
    return { said: [], mention: { key: args.key, enterpriseId: args.enterpriseId, ...said } }
  }
  const { personId, verdict } = args
  const others = (bodyOf(records, args)?.said ?? []).filter((one) => one.personId !== personId)
  // One worker is one person: whoever joins them to another parts them from the first.
  if (verdict === 'SAME' && others.some((one) => one.verdict === 'SAME')) return 'TAKEN'
  if (others.length >= LINK_JUDGEMENTS_MAX) return 'TOO_MANY'
  return { said: [...others, { personId, ...said }] }
}

/**
 * Says whether the worker of a declaration is a person of the register, or an enterprise that records
 * mention one of it: the same, another, or not to be told. OPEN asks again. It holds for the facts that
 * the officer saw compared.
 */
export const judgeLink: Command<'judgeLink', Args> = {
  name: 'judgeLink',
  args: Args,
  needs: (args) => [
    { kind: 'linkJudgement', id: idOf(args) },
    ...('key' in args
      ? [{ kind: 'enterprise' as const, id: args.enterpriseId }]
      : [
          { kind: 'declaration' as const, id: args.declarationId },
          { kind: 'person' as const, id: args.personId },
        ]),
  ],
  lane: (args) =>
    'key' in args
      ? { kind: 'enterprise', id: args.enterpriseId }
      : { kind: 'declaration', id: args.declarationId },
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
    const { verdict, facts, from } = args
    const isThere =
      'key' in args
        ? records('enterprise', args.enterpriseId)
        : records('declaration', args.declarationId) && records('person', args.personId)
    if (!isThere) return refuse('NOT_FOUND')
    const reason = args.reason.trim()
    if (reason.length > REASON_MAX_LENGTH) {
      return refuse('TEXT_TOO_LONG', { max: REASON_MAX_LENGTH })
    }
    const earlier = earlierOf(records, args)
    const current = earlier?.verdict ?? 'OPEN'
    const again = current === from && earlier !== null && earlier.reason !== reason
    if (current === verdict && !again) return refuse('ALREADY_SO')
    if (current !== from) return refuse('STALE', { mine: verdict, theirs: current, base: from })
    const said = { verdict, facts, reason, by: actor.id, byName: actor.name, at }
    const body = withSaid(records, args, said)
    if (body === 'TAKEN') return refuse('LINK_TAKEN')
    if (body === 'TOO_MANY') return refuse('BAD_REQUEST')
    return accept({ kind: 'linkJudgement', id: idOf(args), body })
  },
}
