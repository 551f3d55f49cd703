/** The series of rows of a table of law as the screen shows them. */
import { useTranslation } from 'react-i18next'
import { CATEGORIES, type Region, type Scope, type TableName } from '../../domain/contract/codes.ts'
import type { PayRow, TableRow, TableValue } from '../../domain/contract/records.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { inForceOn } from '../../domain/reference/dated.ts'
import {
  normId,
  normKeys,
  seriesOf,
  type NormInForce,
  type NormKey,
} from '../../domain/reference/norms.ts'
import { entryOf, isPayBody, isTableBody, tablesId } from '../../domain/reference/own-rows.ts'
import {
  listsMany,
  tableRows,
  tablesKeptBy,
  type TableKey,
  type TableRowInForce,
} from '../../domain/reference/tables.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

/** One of those whom a table lists. */
interface EntryKey extends TableKey {
  entry: string
  /** Its name, as the last row has it. */
  label: string
}

/** A series of the salary thresholds, another table of a region, or one entry of a table that lists many. */
export type SeriesKey = NormKey | TableKey | EntryKey
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
  'category' in key ? normId(key) : `${tablesId(key.region)} ${key.table} ${entryIn(key)}`

const entryIn = (key: TableKey | EntryKey): string => ('entry' in key ? key.entry : '')

/** True of a value that stands in a series: in a table that lists many, of the same entry. */
const isIn =
  (key: TableKey | EntryKey) =>
  ({ value }: { value: TableValue }): boolean =>
    !listsMany(key.table) || entryOf(value) === entryIn(key)

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
  const acts = (tables?.rows ?? []).filter((row) => row.table === key.table && isIn(key)(row))
  return { rows: tableRows(key.table, key.region, tables).filter(isIn(key)), acts }
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
  return tablesKeptBy(region)
    .filter((table) => !listsMany(table))
    .map((table) => seriesFor({ region, table }, norms, today))
}

/** What a table of a region lists: one series for each entry, by name. */
export function entrySeries(
  table: TableName,
  norms: readonly NormView[],
  region: Region,
  today: string,
): Series[] {
  const labels = new Map<string, string>()
  for (const { value } of tableRows(table, region, bodiesIn(norms, region).tables)) {
    const entry = entryOf(value)
    if (entry !== null && 'intermediary' in value) labels.set(entry, value.intermediary.name)
  }
  return [...labels]
    .toSorted(([, a], [, b]) => a.localeCompare(b))
    .map(([entry, label]) => seriesFor({ region, table, entry, label }, norms, today))
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
    if ('label' in key) return key.label
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
    if ('jobs' in value) {
      return t('jobs.listed', { count: value.jobs.length, list: value.jobs.join(' ') })
    }
    if ('intermediary' in value) {
      const { kind, name, enterpriseNumber, handles } = value.intermediary
      const number = enterpriseNumber === null ? [] : [formatEnterpriseNumber(enterpriseNumber)]
      return [`${name} (${code('intermediaryKind', kind)})`, ...number, ...handles].join(' · ')
    }
    return value.unit === 'EURO_CENTS'
      ? money(value.amount)
      : t(`counted.${value.unit}`, { count: value.amount })
  }
}
