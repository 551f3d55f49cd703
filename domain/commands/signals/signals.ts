/**
 * What else is said about a signal beside its judgement: its rule is set aside for the subject for a
 * while, or its owner is told that it is wrong here and has to answer. Both texts are kept.
 */
import * as v from 'valibot'
import type { Actor } from '../../contract/actor.ts'
import { CONTEST_OUTCOMES, FINDING_CODES, type FindingCode } from '../../contract/codes.ts'
import {
  FactPrint,
  Id,
  LocalDateText,
  type Contest,
  type FindingJudgementBody,
  type RecordRef,
} from '../../contract/records.ts'
import { mayAnswerContest } from '../../rights/contests.ts'
import { mayContest, mayJudge } from '../../rights/rights.ts'
import { dossierOfSaid } from '../../risk/of-no-dossier.ts'
import {
  accept,
  refuse,
  type Command,
  type CommandContext,
  type Decision,
  type RecordLookup,
  type Refusal,
} from '../command.ts'
import { checkWhy, WHY_MAX, WHY_MIN } from '../second-look.ts'
import { checkAhead } from '../days.ts'

/** Which signal: its finding, the rule as it ran, and whom it is about. */
const ABOUT = {
  findingId: Id,
  code: v.picklist(FINDING_CODES),
  ruleVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Whom it is about: a person, or an enterprise when this is null. */
  personId: v.nullable(Id),
  enterpriseId: v.nullable(Id),
  dossierId: v.nullable(Id),
}
const About = v.strictObject(ABOUT)
type About = v.InferOutput<typeof About>

function subjectOf({ personId, enterpriseId }: About): RecordRef | null {
  if (personId !== null) return enterpriseId ? null : { kind: 'person', id: personId }
  return enterpriseId ? { kind: 'enterprise', id: enterpriseId } : null
}

/** What was said so far; of a signal about which nobody said anything, an open judgement. */
function saidOf(args: About, records: RecordLookup): FindingJudgementBody | Refusal {
  const { findingId, code, ruleVersion, personId } = args
  const subject = subjectOf(args)
  if (!subject || !findingId.startsWith(`${code}-`)) return refuse('BAD_REQUEST')
  if (!records(subject.kind, subject.id)) return refuse('NOT_FOUND')
  if (args.dossierId && !records('dossier', args.dossierId)) return refuse('NOT_FOUND')
  const dossierId = dossierOfSaid(code, args.dossierId)
  const enterpriseId = args.enterpriseId ?? undefined
  const earlier = records('findingJudgement', findingId)?.body
  if (earlier) {
    const isSame =
      earlier.code === code &&
      earlier.personId === personId &&
      earlier.enterpriseId === enterpriseId
    return isSame ? earlier : refuse('BAD_REQUEST')
  }
  const about = { code, ruleVersion, personId, ...(enterpriseId && { enterpriseId }), dossierId }
  return { ...about, status: 'OPEN', reason: '', by: '', byName: '', at: '' }
}

const isRefusal = (one: FindingJudgementBody | Refusal): one is Refusal => 'ok' in one

/** What all acts on a signal share: one record, the lane of its subject, nothing that two can differ on. */
function signalCommand<Name extends string, Args extends About>(
  name: Name,
  args: v.GenericSchema<unknown, Args>,
  word: string & keyof Args,
  decide: (said: FindingJudgementBody, args: Args, context: CommandContext) => Decision,
  may: (actor: Actor, code: FindingCode) => boolean = mayJudge,
): Command<Name, Args> {
  return {
    name,
    args,
    needs: ({ findingId, personId, enterpriseId, dossierId }) => [
      { kind: 'findingJudgement', id: findingId },
      ...(personId ? [{ kind: 'person' as const, id: personId }] : []),
      ...(enterpriseId ? [{ kind: 'enterprise' as const, id: enterpriseId }] : []),
      ...(dossierId ? [{ kind: 'dossier' as const, id: dossierId }] : []),
    ],
    lane: (given) =>
      given.dossierId ? { kind: 'dossier', id: given.dossierId } : subjectOf(given),
    words: [{ field: word, min: WHY_MIN, max: WHY_MAX }],
    conflict: () => [],
    resolve: (given) => given,
    decide(records, given, context) {
      if (!may(context.actor, given.code)) return refuse('FORBIDDEN')
      const said = saidOf(given, records)
      return isRefusal(said) ? said : decide(said, given, context)
    },
  }
}

/** Who says it: of a signal about which nobody spoke before, its record is by whoever speaks first. */
function stored(
  said: FindingJudgementBody,
  { findingId }: About,
  { actor, at }: CommandContext,
  change: Partial<FindingJudgementBody>,
): Decision {
  const first = said.at === '' ? { by: actor.id, byName: actor.name, at } : {}
  return accept({ kind: 'findingJudgement', id: findingId, body: { ...said, ...first, ...change } })
}

const Snooze = v.strictObject({
  ...ABOUT,
  /** Until a day on which it counts again; null: until its facts differ. Null as a whole: it counts now. */
  snooze: v.nullable(
    v.strictObject({
      until: v.nullable(LocalDateText),
      /** What it rests on now: domain/risk/snooze.ts makes it. */
      print: FactPrint,
    }),
  ),
  reason: v.string(),
})

/** Sets a rule aside for one subject, or lets it count again; the reason of the last act is kept. */
export const snoozeRule = signalCommand('snoozeRule', Snooze, 'reason', (said, args, context) => {
  const { actor, at, today } = context
  const { snooze, reason } = args
  if (snooze === null && !said.snooze) return refuse('ALREADY_SO')
  const refused = checkWhy(reason)
  if (refused) return refused
  if (snooze === null) {
    const { snooze: _, ...rest } = said
    return stored(rest, args, context, {})
  }
  if (snooze.until !== null) {
    if (snooze.until <= today) return refuse('SNOOZE_TOO_EARLY')
    const ahead = checkAhead(snooze.until, today)
    if (ahead) return ahead
  }
  const who = { by: actor.id, byName: actor.name, at }
  return stored(said, args, context, { snooze: { ...snooze, reason: reason.trim(), ...who } })
})

const Contested = v.strictObject({
  ...ABOUT,
  /** Which setting of the rule it came from. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  text: v.string(),
})

/**
 * Tells the owner of a rule that its signal is wrong here. One at a time waits for an answer. Whoever is
 * shown signals may say so, also of those that another service judges.
 */
export const contestRule = signalCommand(
  'contestRule',
  Contested,
  'text',
  (said, args, context) => {
    const { actor, at } = context
    const contests = said.contests ?? []
    if (contests.some(({ answer }) => answer === null)) return refuse('ALREADY_SO')
    const refused = checkWhy(args.text)
    if (refused) return refused
    const { ruleVersion, revision } = args
    const who = { by: actor.id, byName: actor.name, at }
    const contest: Contest = { ruleVersion, revision, text: args.text.trim(), ...who, answer: null }
    return stored(said, args, context, { contests: [...contests, contest] })
  },
  mayContest,
)

const Answered = v.strictObject({
  ...ABOUT,
  /** Place of the contest; contests are only ever added. */
  place: v.pipe(v.number(), v.integer(), v.minValue(0)),
  outcome: v.picklist(CONTEST_OUTCOMES),
  text: v.string(),
})

/** The owner of the rule answers, never who contested; once that is late, who may approve its versions too. */
export const answerContest = signalCommand(
  'answerContest',
  Answered,
  'text',
  (said, args, context) => {
    const { actor, at, today } = context
    const contest = said.contests?.[args.place]
    if (!contest) return refuse('NOT_FOUND')
    if (contest.answer) return refuse('ALREADY_SO')
    if (contest.by === actor.id) return refuse('FOUR_EYES')
    if (!mayAnswerContest(actor, args.code, contest, today)) return refuse('FORBIDDEN')
    const refused = checkWhy(args.text)
    if (refused) return refused
    const who = { by: actor.id, byName: actor.name, at }
    const answer = { outcome: args.outcome, text: args.text.trim(), ...who }
    const contests = said.contests!.with(args.place, { ...contest, answer })
    return stored(said, args, context, { contests })
  },
)
