/** The series of rows of a table of law as the screen shows them. */
import { useTranslation } from 'react-i18next'
import { CATEGORIES, type Scope } from '../../domain/contract/codes.ts'
import type { PayRow, TableRow } from '../../domain/contract/records.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import { inForceOn } from '../../domain/reference/dated.ts'
import {
  normId,
  normKeys,
  seriesOf,
  type NormInForce,
  type NormKey,
} from '../../domain/reference/norms.ts'
import { isPayBody, isTableBody, tablesId } from '../../domain/reference/own-rows.ts'
import {
  tableRows,
  tablesKeptBy,
  type TableKey,
  type TableRowInForce,
} from '../../domain/reference/tables.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

/** A series of the salary thresholds, or another table of a region. */
export type SeriesKey = NormKey | TableKey
export type RowInForce = NormInForce | TableRowInForce
/** A row as somebody proposed it. */
export type ProposedRow = PayRow | TableRow

/** A series of rows with what is in force today, what comes after it, and who proposed what. */
export interface Series {
  key: SeriesKey
  rows: readonly RowInForce[]
  acts: readonly ProposedRow[]
  today: RowInForce | null
  later: readonly RowInForce[]
}

/** A row that waits for a second person. */
export interface Waiting {
  key: SeriesKey
  row: ProposedRow
  place: number
}

/** Names a series among those of its screen. */
export const seriesId = (key: SeriesKey): string =>
  'category' in key ? normId(key) : `${tablesId(key.region)} ${key.table}`

function bodiesIn(norms: readonly NormView[], region: Scope) {
  const own = norms.map(({ body }) => body).filter((body) => body.region === region)
  return { pay: own.filter(isPayBody), tables: own.find(isTableBody) ?? null }
}

/** The rows of a series, and everything that was proposed to it. */
export function rowsOf(
  key: SeriesKey,
  norms: readonly NormView[],
): { rows: readonly RowInForce[]; acts: readonly ProposedRow[] } {
  const { pay, tables } = bodiesIn(norms, key.region)
  if ('category' in key) {
    const body = pay.find((one) => normId(one) === normId(key)) ?? null
    return { rows: seriesOf(key, body), acts: body?.rows ?? [] }
  }
  const acts = (tables?.rows ?? []).filter(({ table }) => table === key.table)
  return { rows: tableRows(key.table, key.region, tables), acts }
}

function seriesFor(key: SeriesKey, norms: readonly NormView[], today: string): Series {
  const { rows, acts } = rowsOf(key, norms)
  return {
    key,
    rows,
    acts,
    today: rows.find((row) => inForceOn(row, today)) ?? null,
    later: rows.filter(({ validFrom }) => validFrom > today),
  }
}

/** The salary thresholds of a region. */
export function paySeries(norms: readonly NormView[], region: Scope, today: string): Series[] {
  return normKeys(norms)
    .filter((key) => key.region === region)
    .toSorted(
      (a, b) =>
        CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
        (a.ageMax ?? 99) - (b.ageMax ?? 99),
    )
    .map((key) => seriesFor(key, norms, today))
}

/** The other tables of a region, or with FED those of federal law. */
export function tableSeries(norms: readonly NormView[], region: Scope, today: string): Series[] {
  return tablesKeptBy(region).map((table) => seriesFor({ region, table }, norms, today))
}

/** What waits for a second person in a region, in all its tables. */
export function waitingIn(norms: readonly NormView[], region: Scope): Waiting[] {
  const { pay, tables } = bodiesIn(norms, region)
  const ofPay = pay.flatMap(({ region: of, category, ageMax, rows }) =>
    rows.map((row, place): Waiting => ({ key: { region: of, category, ageMax }, row, place })),
  )
  const others = (tables?.rows ?? []).map((row, place): Waiting => ({
    key: { region, table: row.table },
    row,
    place,
  }))
  return [...ofPay, ...others].filter(({ row }) => row.state === 'PROPOSED')
}

/** A series in words: category and age, or the name of the table. */
export function useSeriesName(): (key: SeriesKey) => string {
  const { t } = useTranslation('norms')
  const code = useCodes()
  return (key) => {
    if (!('category' in key)) return t(`tableName.${key.table}`)
    const { category, ageMax } = key
    return ageMax === null
      ? code('category', category)
      : `${code('category', category)}, ${t('upTo', { age: ageMax })}`
  }
}

/** What a row says, in words: an amount per year, a number of days, a clock. */
export function useRowWords(): (row: RowInForce | ProposedRow) => string {
  const { t } = useTranslation('norms')
  const code = useCodes()
  const { money } = useFormats()
  return (row) => {
    if ('amountCents' in row) return `${money(row.amountCents)} ${t(`per.${row.unit}`)}`
    const { value } = row
    if ('clock' in value) return code('clock', value.clock)
    if ('counting' in value) return t(`counting.${value.counting}`)
    return value.unit === 'EURO_CENTS'
      ? money(value.amount)
      : t(`counted.${value.unit}`, { count: value.amount })
  }
}
