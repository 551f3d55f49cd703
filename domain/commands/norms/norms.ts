/**
 * Changing the table of salary thresholds: a supervisor of the region proposes a dated row, another
 * person of the region approves or rejects it. From the approval on every desk uses it; who changed
 * what stays in the record. A gap or an overlap is refused when it is proposed, and again when it is
 * approved, because another row may have come between.
 */
import * as v from 'valibot'
import { CATEGORIES, PAY_BASES, PAY_UNITS, REGIONS } from '../../contract/codes.ts'
import { LocalDateText, type NormBody, type NormRow } from '../../contract/records.ts'
import { misplaced, normId, seriesOf, type NormKey } from '../../reference/norms.ts'
import {
  accept,
  refuse,
  type Command,
  type CommandContext,
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
import { checkAhead } from '../steps/step.ts'

const SOURCE_MAX = 400
/** Highest amount that is no slip of the hand: ten million euro. */
const AMOUNT_MAX_CENTS = 1_000_000_000

const KEY = {
  region: v.picklist(REGIONS),
  category: v.picklist(CATEGORIES),
  ageMax: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(99))),
}
const ref = (key: NormKey) => ({ kind: 'norm' as const, id: normId(key) })
const bodyOf = (records: RecordLookup, key: NormKey): NormBody | null =>
  records('norm', normId(key))?.body ?? null

const Proposal = v.strictObject({
  ...KEY,
  amountCents: v.pipe(v.number(), v.integer()),
  unit: v.picklist(PAY_UNITS),
  basis: v.picklist(PAY_BASES),
  validFrom: LocalDateText,
  validTo: v.nullable(LocalDateText),
  source: v.string(),
  reason: v.string(),
})
type Proposal = v.InferOutput<typeof Proposal>

/** Proposes a dated row; it is in force for nobody until another person approved it. */
export const proposeNorm: Command<'proposeNorm', Proposal> = {
  name: 'proposeNorm',
  args: Proposal,
  needs: (args) => [ref(args)],
  lane: (args) => ref(args),
  words: [{ field: 'reason', min: WHY_MIN, max: WHY_MAX }],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, args, { actor, at, today }) {
    const { region, category, ageMax, ...stated } = args
    if (actor.region !== region) return refuse('FORBIDDEN')
    const body = bodyOf(records, args)
    const refused =
      checkStated(args) ?? checkAhead(args.validFrom, today) ?? checkPlace(args, body, args)
    if (refused) return refused
    const row: NormRow = {
      ...stated,
      source: args.source.trim(),
      reason: args.reason.trim(),
      state: 'PROPOSED',
      ...openedBy(actor, at),
    }
    const rows = [...(body?.rows ?? []), row]
    return accept({ ...ref(args), body: { region, category, ageMax, rows } })
  },
}

function checkStated({ amountCents, source, reason }: Proposal): Refusal | null {
  if (amountCents <= 0 || amountCents > AMOUNT_MAX_CENTS) return refuse('AMOUNT_REQUIRED')
  if (source.trim() === '') return refuse('SOURCE_REQUIRED')
  if (source.length > SOURCE_MAX) return refuse('TEXT_TOO_LONG', { max: SOURCE_MAX })
  return checkWhy(reason)
}

/** Refuses a gap or an overlap, with the days that it concerns. */
function checkPlace(
  key: NormKey,
  body: NormBody | null,
  row: Pick<NormRow, 'validFrom' | 'validTo'>,
): Refusal | null {
  const wrong = misplaced(seriesOf(key, body), row)
  return wrong && refuse(wrong.code, { from: wrong.from, to: wrong.to ?? '…' })
}

const Answer = v.strictObject({
  ...KEY,
  /** Place of the proposal among the rows that were seen; rows are only ever added. */
  place: v.pipe(v.number(), v.integer(), v.minValue(0)),
  approved: v.boolean(),
  remark: v.string(),
})
type Answer = v.InferOutput<typeof Answer>

/** Approves or rejects a proposed row; never who proposed it. */
export const decideNorm: Command<'decideNorm', Answer> = {
  name: 'decideNorm',
  args: Answer,
  needs: (args) => [ref(args)],
  lane: (args) => ref(args),
  words: [{ field: 'remark', min: 0, max: WHY_MAX }],
  conflict: () => [],
  resolve: (args) => args,
  decide(records, args, context) {
    const body = bodyOf(records, args)
    const row = body?.rows[args.place]
    if (context.actor.region !== args.region) return refuse('FORBIDDEN')
    if (!body || !row) return refuse('NOT_FOUND')
    const refused = checkAnswer(args, body, row, context)
    if (refused) return refused
    const closed: NormRow = { ...row, ...answeredBy(args, context) }
    return accept({ ...ref(args), body: { ...body, rows: body.rows.with(args.place, closed) } })
  },
}

function checkAnswer(
  { approved, remark, ...key }: Answer,
  body: NormBody,
  row: NormRow,
  { actor }: CommandContext,
): Refusal | null {
  return (
    checkSecondLook(row, { approved, remark }, actor) ??
    (approved ? checkPlace(key, body, row) : null)
  )
}
