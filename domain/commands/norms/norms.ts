/**
 * Changing a table of law: a supervisor of the region, or for federal law a clerk of the Immigration
 * Office, proposes a dated row; another person of the service approves or rejects it. From the approval on every desk uses it; who changed what stays in
 * the record. A gap or an overlap is refused when it is proposed, and again when it is approved,
 * because another row may have come between, and so is an end after which no row holds: of a term always, of
 * a salary threshold unless it is stated which law ended it. The salary thresholds and all other tables go this way.
 */
import * as v from 'valibot'
import { addDays, type LocalDate } from '../../calendar/local-date.ts'
import type { Actor } from '../../contract/actor.ts'
import { CATEGORIES, PAY_BASES, PAY_UNITS, REGIONS, SCOPES, TABLES } from '../../contract/codes.ts'
import {
  LocalDateText,
  TableValue,
  type Intermediary,
  type NormBody,
  type PayRow,
  type TableRow,
} from '../../contract/records.ts'
import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { AGE_MAX, normId, seriesOf, type NormKey } from '../../reference/norms.ts'
import {
  entryOf,
  isFederal,
  isPayBody,
  isTableBody,
  misplaced,
  series,
  tablesId,
} from '../../reference/own-rows.ts'
import { isValueOf, limitsOf, tableRows, type TableKey } from '../../reference/tables.ts'
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
import { keeperFor } from '../../rights/service.ts'
import { checkAhead } from '../days.ts'

const SOURCE_MAX = 400
/** Years for which a row with an end is stated: one that holds longer has none. */
const ROW_YEARS = 20
/** Highest amount that is no slip of the hand: ten million euro. */
const AMOUNT_MAX_CENTS = 1_000_000_000

/** A series of the salary thresholds, or another table of a region. */
type Key = NormKey | TableKey

const PAY_KEY = {
  region: v.picklist(REGIONS),
  category: v.picklist(CATEGORIES),
  ageMax: v.nullable(
    v.pipe(v.number(), v.integer(), v.minValue(AGE_MAX.from), v.maxValue(AGE_MAX.to)),
  ),
}
const TABLE_KEY = { region: v.picklist(SCOPES), table: v.picklist(TABLES) }

/** True when the person's service keeps this table: a region its own, the Immigration Office the federal. */
const keeps = (actor: Actor, key: Key): boolean =>
  keeperFor(actor) === key.region &&
  ('category' in key || isFederal(key.table) === (key.region === 'FED'))

const ref = (key: Key) => ({
  kind: 'norm' as const,
  id: 'category' in key ? normId(key) : tablesId(key.region),
})
const bodyOf = (records: RecordLookup, key: Key): NormBody | null =>
  records('norm', ref(key).id)?.body ?? null
const payBody = (body: NormBody | null) => (body && isPayBody(body) ? body : null)
const tableBody = (body: NormBody | null) => (body && isTableBody(body) ? body : null)

const WHEN_AND_WHY = {
  validFrom: LocalDateText,
  validTo: v.nullable(LocalDateText),
  source: v.string(),
  reason: v.string(),
}
const Proposal = v.union([
  v.strictObject({
    ...PAY_KEY,
    amountCents: v.pipe(v.number(), v.integer()),
    unit: v.picklist(PAY_UNITS),
    basis: v.picklist(PAY_BASES),
    /** The law that ended the norm, where none holds after the last day. */
    endedBy: v.optional(v.string()),
    ...WHEN_AND_WHY,
  }),
  v.strictObject({ ...TABLE_KEY, value: TableValue, ...WHEN_AND_WHY }),
])
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
  decide(records, args, context) {
    if (!keeps(context.actor, args)) return refuse('FORBIDDEN')
    const body = bodyOf(records, args)
    const refused =
      checkStated(args) ??
      checkAhead(args.validFrom, context.today) ??
      (args.validTo === null ? null : checkAhead(args.validTo, args.validFrom, ROW_YEARS)) ??
      checkPlace(args, body, args)
    if (refused) return refused
    return accept({ ...ref(args), body: withProposal(args, body, context) })
  },
}

/** The record with the proposed row at its end. */
function withProposal(
  args: Proposal,
  body: NormBody | null,
  { actor, at }: CommandContext,
): NormBody {
  const open = {
    source: args.source.trim(),
    reason: args.reason.trim(),
    state: 'PROPOSED' as const,
    ...openedBy(actor, at),
  }
  if ('category' in args) {
    const { region, category, ageMax, endedBy, ...stated } = args
    const row: PayRow = { ...stated, ...open, ...(endedBy && { endedBy: endedBy.trim() }) }
    return { region, category, ageMax, rows: [...(payBody(body)?.rows ?? []), row] }
  }
  const { region, ...stated } = args
  const row: TableRow = { ...stated, ...open }
  return { region, rows: [...(tableBody(body)?.rows ?? []), row] }
}

function checkStated(args: Proposal): Refusal | null {
  const { source, reason } = args
  const refused = checkValue(args)
  if (refused) return refused
  if (source.trim() === '') return refuse('SOURCE_REQUIRED')
  const ended = 'category' in args ? (args.endedBy ?? '') : ''
  if (Math.max(source.length, ended.length) > SOURCE_MAX) {
    return refuse('TEXT_TOO_LONG', { max: SOURCE_MAX })
  }
  return checkWhy(reason)
}

function checkValue(args: Proposal): Refusal | null {
  if ('category' in args) {
    return args.amountCents <= 0 || args.amountCents > AMOUNT_MAX_CENTS
      ? refuse('AMOUNT_REQUIRED')
      : null
  }
  const { table, value } = args
  if (!isValueOf(table, value)) return refuse('VALUE_OUT_OF_RANGE', { ...limitsOf(table, value) })
  return 'intermediary' in value ? checkIntermediary(value.intermediary) : null
}

/** By a name alone only one place is known: a number or a handle tells who is meant. */
function checkIntermediary({ name, enterpriseNumber, handles }: Intermediary): Refusal | null {
  const isEmpty = (text: string) => text.trim() === ''
  if (isEmpty(name) || handles.some(isEmpty)) return refuse('INTERMEDIARY_UNKNOWN')
  if (enterpriseNumber === null) return handles.length > 0 ? null : refuse('INTERMEDIARY_UNKNOWN')
  return parseEnterpriseNumber(enterpriseNumber) === null ? refuse('ENTERPRISE_NUMBER_WRONG') : null
}

/** A row that is proposed, or that is to be approved. */
type Placed = Pick<PayRow, 'validFrom' | 'validTo' | 'endedBy'> & { value?: TableValue }

const entryIn = ({ value }: Placed): string | null => (value ? entryOf(value) : null)

/** Refuses a gap or an overlap, with the days that it concerns. */
function checkPlace(key: Key, body: NormBody | null, row: Placed): Refusal | null {
  const rows: readonly Placed[] =
    'category' in key
      ? seriesOf(key, payBody(body))
      : tableRows(key.table, key.region, tableBody(body))
  const entry = entryIn(row)
  const own = entry === null ? rows : rows.filter((one) => entryIn(one) === entry)
  const wrong = misplaced(own, row)
  // Who stands on a list may leave it, and come back.
  if (entry !== null && (wrong === null || wrong.code === 'NORM_GAP')) return null
  if (wrong) return refuse(wrong.code, { from: wrong.from, to: wrong.to ?? '…' })
  const from = unruledFrom(rows, row)
  if (from === null) return null
  if (!('category' in key)) return refuse('NORM_GAP', { from, to: '…' })
  return row.endedBy?.trim() ? null : refuse('NORM_ENDS', { from })
}

/**
 * The first day on which no row would hold any more, of a table that went on before; null: it still
 * does, or ended all the same. A term or a fee is needed on every day to come; a threshold the law may end.
 */
function unruledFrom(rows: readonly Placed[], row: Placed): LocalDate | null {
  const end = series<Placed>(rows, [row]).at(-1)!.validTo
  const hadOne = rows.length > 0 && rows.at(-1)!.validTo !== null
  return end === null || hadOne ? null : addDays(end, 1)
}

const ANSWER = {
  /** Place of the proposal among the rows that were seen; rows are only ever added. */
  place: v.pipe(v.number(), v.integer(), v.minValue(0)),
  approved: v.boolean(),
  remark: v.string(),
}
const Answer = v.union([
  v.strictObject({ ...PAY_KEY, ...ANSWER }),
  v.strictObject({ ...TABLE_KEY, ...ANSWER }),
])
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
    if (!keeps(context.actor, args)) return refuse('FORBIDDEN')
    if (!body || !row) return refuse('NOT_FOUND')
    // The place is one among the rows of all tables together.
    if ('table' in args && !('table' in row && row.table === args.table)) return refuse('NOT_FOUND')
    const refused = checkAnswer(args, body, row, context)
    if (refused) return refused
    return accept({ ...ref(args), body: withAnswer(body, args, context) })
  },
}

function withAnswer(body: NormBody, args: Answer, context: CommandContext): NormBody {
  const { place } = args
  const answer = answeredBy(args, context)
  return isPayBody(body)
    ? { ...body, rows: body.rows.with(place, { ...body.rows[place]!, ...answer }) }
    : { ...body, rows: body.rows.with(place, { ...body.rows[place]!, ...answer }) }
}

function checkAnswer(
  args: Answer,
  body: NormBody,
  row: PayRow | TableRow,
  { actor }: CommandContext,
): Refusal | null {
  return checkSecondLook(row, args, actor) ?? (args.approved ? checkPlace(args, body, row) : null)
}
