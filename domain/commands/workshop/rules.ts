/**
 * Tuning a rule. Its owner writes a draft, replays it on what the desk holds and puts it before another
 * person; who approves it sees what it would have done. From its day on every desk judges by it. Who
 * somebody is (nationality, origin, sex, age, religion) is no parameter, whoever asks.
 */
import * as v from 'valibot'
import { addDays, addMonths, type LocalDate } from '../../calendar/local-date.ts'
import { FINDING_CODES, type FindingCode } from '../../contract/codes.ts'
import { LocalDateText, ReplayResult, RuleVersion, type RuleBody } from '../../contract/records.ts'
import { mayApproveRule, ownsRule } from '../../rights/rights.ts'
import { PROTECTED_NAMES } from '../../risk/parameters.ts'
import { pastDays } from '../../risk/past-months.ts'
import type { ProtectedFact } from '../../risk/rule.ts'
import {
  draftPrint,
  isSameSetting,
  openPlace,
  REPLAY_DAYS,
  replayHolds,
  revisionOn,
  ruleId,
  ruleOf,
} from '../../risk/settings.ts'
import {
  accept,
  refuse,
  type Acceptance,
  type Command,
  type CommandContext,
  type Decision,
  type RecordLookup,
  type Refusal,
} from '../command.ts'
import {
  answeredBy,
  checkSecondLook,
  checkWhy,
  openedBy,
  WHY_MAX,
  WHY_MIN,
} from '../second-look.ts'
import { checkAhead, checkNotBefore } from '../days.ts'

const CODE = { code: v.picklist(FINDING_CODES) }
/** Place of the version that was seen; versions are only ever added. */
const PLACE = { ...CODE, place: v.pipe(v.number(), v.integer(), v.minValue(0)) }

interface AboutRule {
  code: FindingCode
}

const ref = ({ code }: AboutRule) => ({ kind: 'rule' as const, id: ruleId(code) })
const bodyOf = (records: RecordLookup, { code }: AboutRule): RuleBody =>
  records('rule', ruleId(code))?.body ?? { code, versions: [], releases: [] }
const stored = (body: RuleBody): Acceptance => accept({ ...ref(body), body })
const replaced = (body: RuleBody, place: number, change: Partial<RuleVersion>): Acceptance =>
  stored({ ...body, versions: body.versions.with(place, { ...body.versions[place]!, ...change }) })

/** What all commands on a rule share: one record, one lane, nothing that two people can differ on. */
function ruleCommand<Name extends string, Args extends AboutRule>(
  name: Name,
  args: v.GenericSchema<unknown, Args>,
  words: Command<Name, Args>['words'],
  decide: (body: RuleBody, args: Args, context: CommandContext) => Decision,
  may: (context: CommandContext, code: FindingCode) => boolean = ({ actor }, code) =>
    ownsRule(actor, code),
): Command<Name, Args> {
  return {
    name,
    args,
    needs: (given) => [ref(given)],
    lane: (given) => ref(given),
    words,
    conflict: () => [],
    resolve: (given) => given,
    decide: (records, given, context) =>
      may(context, given.code)
        ? decide(bodyOf(records, given), given, context)
        : refuse('FORBIDDEN'),
  }
}

const reasonWords = [{ field: 'reason' as const, min: WHY_MIN, max: WHY_MAX }]

const Draft = v.strictObject({
  ...CODE,
  /** Place of the own draft that this replaces; null: a new one. */
  place: v.nullable(PLACE.place),
  active: v.boolean(),
  /** Parameters that shall differ from what came with the program. */
  values: RuleVersion.entries.values,
  validFrom: LocalDateText,
  reason: v.string(),
})
type Draft = v.InferOutput<typeof Draft>

/** Months back from which a draft may hold: it waits for its replay and for a second person. */
const DRAFT_MONTHS_BACK = 12

/**
 * Writes a draft, or writes one's own draft anew. A retirement is a draft that is not active. What is
 * changed after a replay was not replayed: the replay is taken away.
 */
export const draftRule = ruleCommand('draftRule', Draft, reasonWords, (body, args, context) => {
  const refused =
    checkParameters(args) ??
    checkWhy(args.reason) ??
    checkAhead(args.validFrom, context.today) ??
    checkNotBefore(args.validFrom, addMonths(context.today, -DRAFT_MONTHS_BACK)) ??
    checkDiffers(body, args, context) ??
    checkOpen(body, args, context)
  if (refused) return refused
  const { actor, at } = context
  const ruleVersion = ruleOf(args.code).version
  const { active, values, validFrom } = args
  const before = args.place === null ? undefined : body.versions[args.place]
  const version: RuleVersion = {
    ruleVersion,
    active,
    values,
    validFrom,
    reason: args.reason.trim(),
    state: 'DRAFT',
    replay: null,
    shadowSince: null,
    ...openedBy(actor, at),
  }
  if (args.place === null || !before) {
    return stored({ ...body, versions: [...body.versions, version] })
  }
  const isSame = before.ruleVersion === ruleVersion && isSameSetting(before, version)
  const kept = isSame && { replay: before.replay, shadowSince: before.shadowSince }
  return stored({ ...body, versions: body.versions.with(args.place, { ...version, ...kept }) })
})

/** Refuses who somebody is as a parameter, and a value that no parameter of the rule may have. */
function checkParameters({ code, values }: Draft): Refusal | null {
  const { parameters, protectedFacts } = ruleOf(code)
  if (new Set(values.map(({ name }) => name)).size < values.length) return refuse('BAD_REQUEST')
  for (const { name, value } of values) {
    const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    const isProtected = (PROTECTED_NAMES as readonly string[]).includes(name)
    // The law itself may speak of it: then it is a parameter of that rule, with that law beside it.
    if (isProtected && !(known && protectedFacts[name as ProtectedFact])) {
      return refuse('PROTECTED_FACT', { name })
    }
    if (!known) return refuse('BAD_REQUEST')
    if (!Number.isFinite(value) || value < known.min || value > known.max) {
      return refuse('PARAMETER_LIMITS', { name, min: known.min, max: known.max })
    }
  }
  return null
}

/** Refuses a draft that does what is in force already. */
function checkDiffers(body: RuleBody, args: Draft, { today }: CommandContext): Refusal | null {
  const inForce = body.versions[revisionOn(body, today) - 1] ?? { active: true, values: [] }
  return isSameSetting(inForce, args) ? refuse('DRAFT_SAME') : null
}

/** One draft of a rule at a time, and it is its author's until it is closed. */
function checkOpen(body: RuleBody, { place }: Draft, { actor }: CommandContext): Refusal | null {
  const open = openPlace(body)
  if (open === -1) return place === null ? null : refuse('ALREADY_SO')
  const { state, by, byName } = body.versions[open]!
  const isOwn = place === open && by === actor.id && state === 'DRAFT'
  return isOwn ? null : refuse('DRAFT_OPEN', { name: byName })
}

/** The open draft that a command names; refused when it is not there, not open, or proposed already. */
function draftAt(body: RuleBody, place: number): RuleVersion | Refusal {
  const version = body.versions[place]
  if (!version) return refuse('NOT_FOUND')
  return version.state === 'DRAFT' ? version : refuse('ALREADY_SO')
}

const isRefusal = (one: RuleVersion | Refusal): one is Refusal => 'ok' in one

const Noted = v.strictObject({
  ...PLACE,
  print: v.string(),
  against: v.pipe(v.number(), v.integer(), v.minValue(0)),
  result: ReplayResult,
})

/**
 * Keeps with a draft what it would have done, as a desk found when it replayed exactly this draft by the
 * logic of today. One that waits for its second person is replayed anew when that took long.
 */
export const noteReplay = ruleCommand('noteReplay', Noted, [], (body, args, context) => {
  const draft = body.versions[args.place]
  if (!draft) return refuse('NOT_FOUND')
  if (args.place !== openPlace(body)) return refuse('ALREADY_SO')
  const isThis =
    args.print === draftPrint(args.code, draft) && args.against === revisionOn(body, context.today)
  if (!isThis) return refuse('REPLAY_STALE', { days: REPLAY_DAYS })
  const { print, against, result } = args
  const refused = checkPast(result, context.today)
  if (refused) return refused
  const replay = { print, against, byName: context.actor.name, at: context.at, result }
  return replaced(body, args.place, { ruleVersion: ruleOf(args.code).version, replay })
})

/** Refuses a past over which no replay of lately can have looked back. */
function checkPast({ past }: ReplayResult, today: LocalDate): Refusal | null {
  if (!past) return null
  const [earliest] = pastDays(addDays(today, -REPLAY_DAYS))
  const refusedDay = (date: LocalDate) =>
    checkNotBefore(date, earliest!) ?? checkAhead(date, today, 0)
  return refusedDay(past.from) ?? refusedDay(past.to)
}

/** Refuses a version that was not replayed as it stands, or not lately. */
function checkReplay(body: RuleBody, version: RuleVersion, today: string): Refusal | null {
  if (!version.replay) return refuse('REPLAY_REQUIRED')
  return replayHolds(body, version, today) ? null : refuse('REPLAY_STALE', { days: REPLAY_DAYS })
}

const Place = v.strictObject(PLACE)

/** Puts a replayed draft before another person. */
export const proposeRule = ruleCommand('proposeRule', Place, [], (body, { place }, context) => {
  const draft = draftAt(body, place)
  if (isRefusal(draft)) return draft
  if (draft.by !== context.actor.id) return refuse('FORBIDDEN')
  return checkReplay(body, draft, context.today) ?? replaced(body, place, { state: 'PROPOSED' })
})

const Answer = v.strictObject({ ...PLACE, approved: v.boolean(), remark: v.string() })

/** Approves or rejects a proposed version; never who wrote it, and never one that was not replayed. */
export const decideRule = ruleCommand(
  'decideRule',
  Answer,
  [{ field: 'remark', min: 0, max: WHY_MAX }],
  (body, args, context) => {
    const version = body.versions[args.place]
    if (!version) return refuse('NOT_FOUND')
    const refused =
      checkSecondLook(version, args, context.actor) ??
      (args.approved ? checkReplay(body, version, context.today) : null)
    if (refused) return refused
    return replaced(body, args.place, { ...answeredBy(args, context), shadowSince: null })
  },
  ({ actor }, code) => mayApproveRule(actor, code),
)

const Withdrawn = v.strictObject({
  ...PLACE,
  /** Asked of whoever withdraws what a colleague wrote; absent: one's own. */
  reason: v.optional(v.string()),
})

/**
 * Takes back a draft while nobody answered it. There is one at a time: that of a colleague who left would
 * block the rule, so any owner may withdraw it, with a reason that stays in the history.
 */
export const withdrawRule = ruleCommand(
  'withdrawRule',
  Withdrawn,
  [],
  (body, { place, reason = '' }, { actor, at }) => {
    const version = body.versions[place]
    if (!version) return refuse('NOT_FOUND')
    if (place !== openPlace(body)) return refuse('ALREADY_SO')
    const gone = { state: 'WITHDRAWN' as const, shadowSince: null }
    if (version.by === actor.id) return replaced(body, place, gone)
    const refused = checkWhy(reason)
    if (refused) return refused
    const who = { closedBy: actor.id, closedByName: actor.name, closedAt: at }
    return replaced(body, place, { ...gone, ...who, remark: reason.trim() })
  },
)

const Shadow = v.strictObject({ ...PLACE, on: v.boolean() })

/** Lets an open draft run along with the live rule, seen by nobody but the workshop, or stops it. */
export const shadowRule = ruleCommand('shadowRule', Shadow, [], (body, { place, on }, { at }) => {
  const version = body.versions[place]
  if (!version) return refuse('NOT_FOUND')
  if (place !== openPlace(body) || (version.shadowSince !== null) === on) {
    return refuse('ALREADY_SO')
  }
  return replaced(body, place, { shadowSince: on ? at : null })
})

const Release = v.strictObject({ ...CODE, reason: v.string() })

/** Lets a rule go on that was held back because it fired far above its normal rate. */
export const releaseRule = ruleCommand(
  'releaseRule',
  Release,
  reasonWords,
  (body, { reason }, { actor, at }) => {
    const refused = checkWhy(reason)
    if (refused) return refused
    const release = { by: actor.id, byName: actor.name, at, reason: reason.trim() }
    return stored({ ...body, releases: [...body.releases, release] })
  },
)
