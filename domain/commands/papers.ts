/**
 * What an officer or inspector was shown, outside any dossier: the papers of a posting (Vander Elst, domain
 * facts 4.6) and a card that gives unlimited access to work (4.7, rows 12 and 13). Who saw it, where, when
 * and why stands beside it; an extract that comes later takes nothing of it away (gateway/imports.ts).
 */
import * as v from 'valibot'
import { ACCESS_CARDS, PAPER_SOURCES, type Paper } from '../contract/codes.ts'
import type { ConflictField, Lines } from '../contract/conflict.ts'
import {
  Id,
  LocalDateText,
  PAPER_NOTES_MAX,
  type Period,
  PostingPapers,
  UnlimitedAccess,
} from '../contract/records.ts'
import { mayRun } from '../rights/rights.ts'
import { accept, refuse, type Command, type CommandContext, type Refusal } from './command.ts'
import { REASON_MAX_LENGTH, REASON_MIN_LENGTH } from './judge-finding.ts'
import { codeOf, dayOf, periodOf, textOf, wordsBeside } from './said.ts'
import { checkPeriodWithinLife, checkWithinLife } from './days.ts'
import { checkReason } from './words.ts'

const SHOWN = {
  /** Who showed it. */
  source: v.picklist(PAPER_SOURCES),
  /** Day on which it was seen. */
  on: LocalDateText,
  reason: v.string(),
}

const PapersArgs = v.strictObject({
  declarationId: Id,
  /** What the officer saw noted; null: nothing. */
  before: v.nullable(PostingPapers),
  after: v.nullable(PostingPapers),
  ...SHOWN,
})
type PapersArgs = v.InferOutput<typeof PapersArgs>

const AccessArgs = v.strictObject({
  personId: Id,
  before: v.nullable(UnlimitedAccess),
  after: v.nullable(v.strictObject({ ...UnlimitedAccess.entries, card: v.picklist(ACCESS_CARDS) })),
  ...SHOWN,
})
type AccessArgs = v.InferOutput<typeof AccessArgs>

type Shown = Pick<PapersArgs, 'source' | 'on' | 'reason'>
type Note = Shown & { by: string; byName: string; at: string }

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Papers in the order of their fields, so that two that say the same are equal; null for none at all. */
function inOrder(papers: PostingPapers | null): PostingPapers | null {
  if (papers === null || Object.values(papers).every((one) => (one ?? null) === null)) return null
  const of = (one: Period | null) => one && { from: one.from, to: one.to }
  return {
    homeResidence: of(papers.homeResidence),
    homeWorkAuthorisation: of(papers.homeWorkAuthorisation),
    contractWithPostingEmployer: papers.contractWithPostingEmployer,
    passportValidTo: papers.passportValidTo,
    ...(papers.issuedBy === undefined ? {} : { issuedBy: papers.issuedBy }),
    ...(papers.exemption === undefined ? {} : { exemption: papers.exemption }),
  }
}

/** Holds a paper that only somebody posted has. */
const isOfPosting = (papers: PostingPapers) =>
  Object.entries(papers).some(([paper, one]) => paper !== 'exemption' && (one ?? null) !== null)

const cardInOrder = (access: UnlimitedAccess | null) =>
  access && { card: access.card, from: access.from, to: access.to }

function checkPeriod(period: Period | null, { today }: CommandContext): Refusal | null {
  if (period !== null && period.to !== null && period.to < period.from) {
    return refuse('PERIOD_ENDS_BEFORE_START', { from: period.from, to: period.to })
  }
  return checkPeriodWithinLife(period, today)
}

function checkShown({ on, reason }: Shown, { today }: CommandContext): Refusal | null {
  if (on > today) return refuse('DATE_IN_FUTURE', { date: on })
  const early = checkWithinLife(on, today)
  if (early) return early
  return checkReason(reason, { min: REASON_MIN_LENGTH, max: REASON_MAX_LENGTH })
}

/** Refuses what stands so already, or no longer stands as the officer saw it. */
function checkSeen(before: unknown, after: unknown, now: unknown): Refusal | null {
  if (isSame(now, after)) return refuse('ALREADY_SO')
  return isSame(now, before) ? null : refuse('STALE')
}

const noted = ({ source, on, reason }: Shown, { actor, at }: CommandContext): Note => ({
  source,
  on,
  reason: reason.trim(),
  by: actor.id,
  byName: actor.name,
  at,
})

const withNote = <N>(notes: readonly N[] | undefined, note: N): N[] =>
  [...(notes ?? []), note].slice(-PAPER_NOTES_MAX)

const line = (paper: Paper, said: Lines): Lines =>
  said.map((values) => [codeOf('paper', paper), ...values])

function papersOf(papers: PostingPapers | null): Lines {
  if (papers === null) return []
  const { contractWithPostingEmployer: contract, issuedBy, exemption } = papers
  return [
    ...line('HOME_RESIDENCE', periodOf(papers.homeResidence)),
    ...line('HOME_WORK_AUTHORISATION', periodOf(papers.homeWorkAuthorisation)),
    ...line('ISSUED_BY', issuedBy === undefined ? [] : textOf(issuedBy)),
    ...line('CONTRACT', contract === null ? [] : [[codeOf('yesNo', contract ? 'YES' : 'NO')]]),
    ...line('PASSPORT', dayOf(papers.passportValidTo)),
    ...line('EXEMPTION', exemption ? [[codeOf('limosaExemption', exemption)]] : []),
  ]
}

function accessOf(access: UnlimitedAccess | null): Lines {
  if (access === null) return []
  const isKnown = (ACCESS_CARDS as readonly string[]).includes(access.card)
  const card: Lines = isKnown ? [[codeOf('accessCard', access.card)]] : textOf(access.card)
  return [[...card.flat(), ...periodOf(access).flat()]]
}

/** What the officer saw, wanted and finds now, and who noted that, when it was seen and why. */
function conflictOn(
  field: string,
  sides: Record<'base' | 'mine' | 'theirs', Lines>,
  { on, reason }: Shown,
  last: Note | undefined,
): ConflictField[] {
  const who = { by: last?.byName ?? null, at: last?.at ?? null }
  const fields: ConflictField[] = [{ field, type: 'lines', ...sides, ...who }]
  if (!last) return fields
  return [
    ...fields,
    { ...wordsBeside('seenOn', '', ''), mine: dayOf(on), theirs: dayOf(last.on), ...who },
    { ...wordsBeside('reason', reason, last.reason), ...who },
  ]
}

const WORDS = [{ field: 'reason', min: REASON_MIN_LENGTH, max: REASON_MAX_LENGTH }] as const

/** Notes which papers of a posting were shown, for the declaration they belong to. */
export const recordPapers: Command<'recordPapers', PapersArgs> = {
  name: 'recordPapers',
  args: PapersArgs,
  needs: ({ declarationId }) => [{ kind: 'declaration', id: declarationId }],
  lane: ({ declarationId }) => ({ kind: 'declaration', id: declarationId }),
  words: WORDS,
  conflict(args, records) {
    const body = records('declaration', args.declarationId)?.body
    if (!body) return []
    const [base, mine, theirs] = [args.before, args.after, body.postingProof].map(inOrder)
    if (isSame(base, theirs)) return []
    const sides = { base: papersOf(base!), mine: papersOf(mine!), theirs: papersOf(theirs!) }
    return conflictOn('papers', sides, args, body.paperNotes?.at(-1))
  },
  resolve(args, choice, records) {
    if (choice('papers') === 'THEIRS') return null
    const body = records('declaration', args.declarationId)?.body
    return body ? { ...args, before: body.postingProof } : args
  },
  decide(records, args, context) {
    if (!mayRun(context.actor, 'recordPapers')) return refuse('FORBIDDEN')
    const body = records('declaration', args.declarationId)?.body
    if (!body) return refuse('NOT_FOUND')
    const [before, after, now] = [args.before, args.after, body.postingProof].map(inOrder)
    // Nobody posts a person who works on their own account: an exemption alone is shown for them.
    if (body.employer === null && after && isOfPosting(after)) return refuse('BAD_REQUEST')
    const refusal =
      checkSeen(before, after, now) ??
      checkShown(args, context) ??
      checkPeriod(after?.homeResidence ?? null, context) ??
      checkPeriod(after?.homeWorkAuthorisation ?? null, context) ??
      (after?.passportValidTo ? checkWithinLife(after.passportValidTo, context.today) : null)
    if (refusal) return refusal
    const note = { papers: after ?? null, ...noted(args, context) }
    return accept({
      kind: 'declaration',
      id: args.declarationId,
      body: {
        ...body,
        postingProof: after ?? null,
        paperNotes: withNote(body.paperNotes, note),
      },
    })
  },
}

/** Notes a card of unlimited access to work, or temporary protection, that a person showed. */
export const recordAccess: Command<'recordAccess', AccessArgs> = {
  name: 'recordAccess',
  args: AccessArgs,
  needs: ({ personId }) => [{ kind: 'person', id: personId }],
  lane: ({ personId }) => ({ kind: 'person', id: personId }),
  words: WORDS,
  conflict(args, records) {
    const body = records('person', args.personId)?.body
    if (!body) return []
    const [base, mine, theirs] = [args.before, args.after, body.unlimitedAccess].map(cardInOrder)
    if (isSame(base, theirs)) return []
    const sides = { base: accessOf(base!), mine: accessOf(mine!), theirs: accessOf(theirs!) }
    return conflictOn('access', sides, args, body.accessNotes?.at(-1))
  },
  resolve(args, choice, records) {
    if (choice('access') === 'THEIRS') return null
    const body = records('person', args.personId)?.body
    return body ? { ...args, before: body.unlimitedAccess } : args
  },
  decide(records, args, context) {
    if (!mayRun(context.actor, 'recordAccess')) return refuse('FORBIDDEN')
    const body = records('person', args.personId)?.body
    if (!body) return refuse('NOT_FOUND')
    const [before, after, now] = [args.before, args.after, body.unlimitedAccess].map(cardInOrder)
    const refusal =
      checkSeen(before, after, now) ??
      checkShown(args, context) ??
      checkPeriod(after ?? null, context)
    if (refusal) return refusal
    const note = { access: after ?? null, ...noted(args, context) }
    return accept({
      kind: 'person',
      id: args.personId,
      body: {
        ...body,
        unlimitedAccess: after ?? null,
        accessNotes: withNote(body.accessNotes, note),
      },
    })
  },
}
