/**
 * The table of salary thresholds as the services keep it: the rows that come with the program, and
 * those that a region added since (record kind `norm`, one record per region, category and age).
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Category, Region } from '../contract/codes.ts'
import type { PayBody, PayRow, TandemRecord } from '../contract/records.ts'
import { inForceOn } from './dated.ts'
import { isPayBody, series } from './own-rows.ts'
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
  approved: Pick<PayRow, 'byName' | 'closedByName' | 'closedAt'> | null
}

type Norms = readonly Pick<TandemRecord<'norm'>, 'body'>[]

const payBodies = (norms: Norms): PayBody[] => norms.map(({ body }) => body).filter(isPayBody)

/** The highest ages that a series may be for, in whole years. */
export const AGE_MAX = { from: 16, to: 99 } as const

/** Every age that a series may be for; null: any. */
export const NORM_AGES: readonly (number | null)[] = [
  null,
  ...Array.from({ length: AGE_MAX.to - AGE_MAX.from + 1 }, (_, i) => AGE_MAX.from + i),
]

/** Id of the record that holds the rows of a series. */
export function normId({ region, category, ageMax }: NormKey): string {
  return ['norm', region, category, ...(ageMax === null ? [] : [ageMax])].join('-')
}

const isOf =
  ({ region, category, ageMax }: NormKey) =>
  (one: NormKey): boolean =>
    one.region === region && one.category === category && one.ageMax === ageMax

/** The rows of a series that are in force at some time, the first first. */
export function seriesOf(key: NormKey, body: PayBody | null): NormInForce[] {
  const builtIn = THRESHOLDS.filter(isOf(key)).map((row) => ({ ...row, approved: null }))
  const added = (body?.rows ?? []).filter(({ state }) => state === 'APPROVED')
  return series<NormInForce>(
    builtIn,
    added.map((row) => inForce(key, row)),
  )
}

function inForce(key: NormKey, row: PayRow): NormInForce {
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

/** Keys of all series, built in and added, each once. */
export function normKeys(norms: Norms): NormKey[] {
  const keys = new Map<string, NormKey>()
  for (const { region, category, ageMax } of [...THRESHOLDS, ...payBodies(norms)]) {
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
  const own = payBodies(norms).filter(
    ({ region, category }) => region === key.region && category === key.category,
  )
  if (own.length === 0) {
    const built = thresholdIn(THRESHOLDS_OF.get(key.region + key.category) ?? [], date, age)
    return built && { ...built, approved: null }
  }
  const ages = new Set([
    ...(THRESHOLDS_OF.get(key.region + key.category) ?? []).map(({ ageMax }) => ageMax),
    ...own.map(({ ageMax }) => ageMax),
  ])
  const { region, category } = key
  const rows = [...ages].flatMap((ageMax) => {
    const body = own.find((one) => one.ageMax === ageMax) ?? null
    return seriesOf({ region, category, ageMax }, body).filter((row) => inForceOn(row, date))
  })
  return thresholdIn(rows, date, age)
}

const THRESHOLDS_OF = Map.groupBy(THRESHOLDS, ({ region, category }) => region + category)
