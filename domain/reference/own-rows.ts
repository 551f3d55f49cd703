/**
 * Tables that are kept by dated rows: who keeps which, what a row does among the others, and what the
 * keeper's rows say on a day. A new row ends an open one on the day before; a row of the same days
 * takes the place of the one it corrects. Nothing is ever rewritten: what was in force on a day in
 * the past can be read again.
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { OPEN_END } from '../calendar/spans.ts'
import type { Region, Scope, TableName } from '../contract/codes.ts'
import type { NormBody, PayBody, TableBody, TableRow, TableValue } from '../contract/records.ts'
import { enterpriseKeys } from '../linking/enterprise-keys.ts'
import { fold } from '../linking/names.ts'

interface Days {
  validFrom: LocalDate
  /** Last day in force; null: until a later row begins. */
  validTo: LocalDate | null
}

const lastDay = ({ validTo }: Days): LocalDate => validTo ?? OPEN_END

/** The rows with another one among them: it ends an open row, or takes the place of the same days. */
function placed<R extends Days>(rows: readonly R[], row: R): R[] {
  const before = addDays(row.validFrom, -1)
  const others = rows
    .filter(({ validFrom }) => validFrom !== row.validFrom)
    .map((one) =>
      one.validFrom < row.validFrom && lastDay(one) > before ? { ...one, validTo: before } : one,
    )
  return [...others, row]
}

/** The rows with others added in their order, as they are in force: the first first. */
export function series<R extends Days>(base: readonly R[], added: readonly R[]): R[] {
  return added
    .reduce<R[]>((rows, row) => placed(rows, row), [...base])
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
}

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
export function misplaced(rows: readonly Days[], { validFrom, validTo }: Days): Misplaced | null {
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
  const first = rows[0]!
  if (validFrom < first.validFrom) {
    const before = addDays(first.validFrom, -1)
    return validTo === before
      ? null
      : { code: 'NORM_GAP', from: addDays(validTo ?? validFrom, 1), to: before }
  }
  if (last.validTo === null) return null
  const next = addDays(last.validTo, 1)
  return validFrom > next ? { code: 'NORM_GAP', from: next, to: addDays(validFrom, -1) } : null
}

/** Terms of federal law are the same everywhere: no region keeps them. */
const FEDERAL: ReadonlySet<TableName> = new Set<TableName>([
  'TERM_C6',
  'TERM_C6_URGENT',
  'TERM_C6_SECOND',
  'TERM_C7',
  'TERM_C7_JUDGMENT',
  'TERM_C9',
  'TERM_C10',
  'TERM_C10_LONG',
  'MONTH_COUNTING',
])

/** True when the Immigration Office keeps the table, and not each region its own. */
export const isFederal = (table: TableName): boolean => FEDERAL.has(table)

/** Who keeps the table that a file of a region goes by. */
const keeperOf = (table: TableName, region: Region): Scope => (isFederal(table) ? 'FED' : region)

/** The rows that a keeper added to its tables; null: none. */
export type OwnTables = (keeper: Scope) => TableBody | null

/** Nobody changed anything: what comes with the program holds. */
export const NO_TABLES: OwnTables = () => null

/** Id of the record that holds the rows of a keeper's tables. */
export const tablesId = (keeper: Scope): string => `norm-${keeper}-tables`

export const isPayBody = (body: NormBody): body is PayBody => 'category' in body
export const isTableBody = (body: NormBody): body is TableBody => !isPayBody(body)

/** The tables of all keepers among the records of the kind `norm`. */
export function ownTables(norms: readonly { body: NormBody }[]): OwnTables {
  return tablesOf(norms.map(({ body }) => body).filter(isTableBody))
}

/** The tables of these bodies. */
export function tablesOf(bodies: readonly TableBody[]): OwnTables {
  return (keeper) => bodies.find(({ region }) => region === keeper) ?? null
}

/** What the tables hold that a file of a region goes by: the region's own and the federal ones. */
export const tablesFor = (tables: OwnTables, region: Region): TableBody[] =>
  [tables(region), tables('FED')].filter((body) => body !== null)

/** The approved rows of a table, in the order in which they were proposed. */
export const approvedRows = (body: TableBody | null, table: TableName): TableRow[] =>
  (body?.rows ?? []).filter((row) => row.table === table && row.state === 'APPROVED')

/** The tables that rules read of anybody: a change of one concerns everybody. */
const READ_BY_RULES: ReadonlySet<TableName> = new Set<TableName>([
  'INTERMEDIARIES',
  'SHORTAGE_JOBS',
])

/** The approved rows of a keeper that rules read of anybody. */
export const rulesReadOf = ({ rows }: TableBody): TableRow[] =>
  rows.filter(({ table, state }) => state === 'APPROVED' && READ_BY_RULES.has(table))

/**
 * Whom a row is about, in a table that lists many beside each other: by number, else by name. Null: the
 * row is all that its table says.
 */
export function entryOf(value: TableValue): string | null {
  if (!('intermediary' in value)) return null
  const { name, enterpriseNumber } = value.intermediary
  return enterpriseKeys([enterpriseNumber])[0] ?? fold(name)
}

/** The rows of a table that are in force on a day: of one that lists many, one of each. */
export function rowsInForce(
  body: TableBody | null,
  table: TableName,
  on: LocalDate,
): readonly TableRow[] {
  const rows = approvedRows(body, table)
  if (rows.length === 0) return rows
  return [...Map.groupBy(rows, ({ value }) => entryOf(value)).values()].flatMap((own) =>
    series([], own).filter((row) => row.validFrom <= on && on <= lastDay(row)),
  )
}

/**
 * What the keeper's own row of a table says on a day to a file of a region; null: what comes with the
 * program holds.
 */
export function ownRow(
  tables: OwnTables,
  region: Region,
  table: TableName,
  on: LocalDate,
): TableRow | null {
  return rowsInForce(tables(keeperOf(table, region)), table, on)[0] ?? null
}

/** The number of the keeper's own row; null: there is none. */
export function ownAmount(
  tables: OwnTables,
  region: Region,
  table: TableName,
  on: LocalDate,
): number | null {
  const value = ownRow(tables, region, table, on)?.value
  return value && 'amount' in value ? value.amount : null
}
