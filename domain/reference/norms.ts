/**
 * The table of salary thresholds as the services keep it: the rows that come with the program, and
 * those that a region added since (record kind `norm`, one record per region, category and age). A new
 * row ends an open one on the day before; a row of the same days takes the place of the one it
 * corrects. Nothing is ever rewritten: what was in force on a day in the past can be read again.
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { OPEN_END } from '../calendar/spans.ts'
import type { Category, Region } from '../contract/codes.ts'
import type { NormBody, NormRow, TandemRecord } from '../contract/records.ts'
import { inForceOn } from './dated.ts'
import { THRESHOLDS, thresholdIn, type Threshold } from './thresholds.ts'

/** What one series of rows is about. */
export interface NormKey {
  region: Region
  category: Category
  /** Highest age to which the rows apply; null: any age. */
  ageMax: number | null
}

/** A row in force, with who proposed and who approved it; null: it came with the program. */
export interface NormInForce extends Threshold {
  approved: Pick<NormRow, 'byName' | 'closedByName' | 'closedAt'> | null
}

type Norms = readonly Pick<TandemRecord<'norm'>, 'body'>[]

/** Id of the record that holds the rows of a series. */
export function normId({ region, category, ageMax }: NormKey): string {
  return ['norm', region, category, ...(ageMax === null ? [] : [ageMax])].join('-')
}

const isOf =
  ({ region, category, ageMax }: NormKey) =>
  (one: NormKey): boolean =>
    one.region === region && one.category === category && one.ageMax === ageMax

/** The rows of a series that are in force at some time, the first first. */
export function seriesOf(key: NormKey, body: NormBody | null): NormInForce[] {
  const builtIn = THRESHOLDS.filter(isOf(key)).map((row) => ({ ...row, approved: null }))
  const added = (body?.rows ?? []).filter(({ state }) => state === 'APPROVED')
  return added
    .reduce<NormInForce[]>((rows, row) => placed(rows, inForce(key, row)), builtIn)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
}

function inForce(key: NormKey, row: NormRow): NormInForce {
  const { amountCents, unit, basis, validFrom, validTo, source } = row
  const { byName, closedByName, closedAt } = row
  return {
    ...key,
    amountCents,
    unit,
    basis,
    validFrom,
    validTo,
    source,
    confidence: 'HIGH',
    approved: { byName, closedByName, closedAt },
  }
}

/** The rows with another one among them: it ends an open row, or takes the place of the same days. */
function placed(rows: readonly NormInForce[], row: NormInForce): NormInForce[] {
  const before = addDays(row.validFrom, -1)
  const others = rows
    .filter(({ validFrom }) => validFrom !== row.validFrom)
    .map((one) =>
      one.validFrom < row.validFrom && lastDay(one) > before ? { ...one, validTo: before } : one,
    )
  return [...others, row]
}

const lastDay = ({ validTo }: { validTo: LocalDate | null }): LocalDate => validTo ?? OPEN_END

/** Why a row cannot stand among the others, with the days that it concerns. */
export interface Misplaced {
  code: 'PERIOD_ENDS_BEFORE_START' | 'NORM_OVERLAP' | 'NORM_GAP'
  from: LocalDate
  to: LocalDate | null
}

/**
 * Whether a row may join a series. Rows follow each other without a day between them and without a
 * day in common: a new one begins on the day after the last one, or ends an open one; one with the
 * days of an earlier row corrects it. The last row may be corrected to any end.
 */
export function misplaced(
  rows: readonly NormInForce[],
  { validFrom, validTo }: { validFrom: LocalDate; validTo: LocalDate | null },
): Misplaced | null {
  if (validTo !== null && validTo < validFrom) {
    return { code: 'PERIOD_ENDS_BEFORE_START', from: validFrom, to: validTo }
  }
  const last = rows.at(-1)
  if (!last) return null
  if (rows.some((row) => row.validFrom === validFrom && row.validTo === validTo)) return null
  if (validFrom === last.validFrom) return null
  const shared = rows.findLast(
    (row) =>
      row.validFrom <= (validTo ?? OPEN_END) &&
      lastDay(row) >= validFrom &&
      !(row === last && row.validTo === null && row.validFrom < validFrom),
  )
  if (shared) return { code: 'NORM_OVERLAP', from: shared.validFrom, to: shared.validTo }
  if (last.validTo === null) return null
  const next = addDays(last.validTo, 1)
  if (validFrom > next) return { code: 'NORM_GAP', from: next, to: addDays(validFrom, -1) }
  const first = rows[0]!
  return validFrom < first.validFrom && validTo !== addDays(first.validFrom, -1)
    ? { code: 'NORM_GAP', from: addDays(validTo ?? validFrom, 1), to: addDays(first.validFrom, -1) }
    : null
}

/** Keys of all series, built in and added, each once. */
export function normKeys(norms: Norms): NormKey[] {
  const keys = new Map<string, NormKey>()
  for (const { region, category, ageMax } of [...THRESHOLDS, ...norms.map(({ body }) => body)]) {
    const key = { region, category, ageMax }
    keys.set(normId(key), key)
  }
  return [...keys.values()]
}

/**
 * The threshold for a category in a region on a day, as the services keep the table: the reduced one
 * when the age allows it, and also when the age is unknown. Undefined when there is none.
 */
export function normOn(
  norms: Norms,
  key: Pick<NormKey, 'region' | 'category'>,
  date: LocalDate,
  age: number | null,
): NormInForce | undefined {
  const own = norms.filter(
    ({ body }) => body.region === key.region && body.category === key.category,
  )
  if (own.length === 0) {
    const built = thresholdIn(THRESHOLDS_OF.get(key.region + key.category) ?? [], date, age)
    return built && { ...built, approved: null }
  }
  const ages = new Set([
    ...(THRESHOLDS_OF.get(key.region + key.category) ?? []).map(({ ageMax }) => ageMax),
    ...own.map(({ body }) => body.ageMax),
  ])
  const rows = [...ages].flatMap((ageMax) => {
    const body = own.find((one) => one.body.ageMax === ageMax)?.body ?? null
    return seriesOf({ ...key, ageMax }, body).filter((row) => inForceOn(row, date))
  })
  return thresholdIn(rows, date, age)
}

const THRESHOLDS_OF = Map.groupBy(THRESHOLDS, ({ region, category }) => region + category)
