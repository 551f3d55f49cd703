/**
 * A page of a snapshot as the rows of the cache: everything that needs no file. Plain data, so that
 * one thread can read a page while another stores the page before.
 */
import { RECORD_KINDS, type BodyOf, type RecordKind } from '../domain/contract/records.ts'
import type { WireRecord } from '../domain/contract/sync.ts'
import type { FillPage } from './cache.ts'
import { checkedBody } from './checked-body.ts'
import { titleOf } from './project/dossier.ts'
import { projectionOf } from './project/index.ts'
import { RECORD_SQL } from './record-sql.ts'

export type Value = string | number | null

/** The columns of a kind's hot rows, in the order of their values. */
export const HOT_COLUMNS = Object.fromEntries(
  RECORD_KINDS.map((kind) => [kind, ['row', ...RECORD_SQL[kind].columns]]),
) as unknown as Readonly<Record<RecordKind, readonly string[]>>

/** The rows of one kind, in the order of the page. Lists of values are flat: row after row. */
export interface KindRows {
  kind: RecordKind
  /** Values of `HOT_COLUMNS`; null where the file decides: row numbers, its own and of others. */
  hot: Value[]
  /** Bodies as they came. */
  bodies: string[]
  /** For each side table: place of its record in these lists, then the values. */
  sides: Value[][]
  /** What each record is found by; empty for kinds that a search does not find. */
  texts: string[]
  /** Folded job titles of dossiers; empty for other kinds. */
  titles: string[]
}

export type PageRows = Omit<FillPage, 'records'> & {
  /** Records of the page, unfit ones included. */
  count: number
  /** In the order of the page. */
  kinds: KindRows[]
  /** Records whose body does not fit its schema. */
  unfit: Pick<WireRecord, 'kind' | 'id' | 'version'>[]
}

function hotValues<K extends RecordKind>(kind: K, id: string, version: number, body: BodyOf<K>) {
  const values: Record<string, Value> = { ...projectionOf(kind).columns(body), id, version }
  return HOT_COLUMNS[kind].map((column) => values[column] ?? null)
}

function addRecord(
  rows: KindRows,
  { kind, id, version, body: json }: WireRecord,
  body: object,
): void {
  const projection = projectionOf(kind)
  const place = rows.bodies.length
  rows.hot.push(...hotValues(kind, id, version, body as never))
  rows.bodies.push(json)
  for (const [i, side] of (projection.sides ?? []).entries()) {
    for (const values of side(body as never)) rows.sides[i]!.push(place, ...values)
  }
  const text = projection.searchText?.(body as never)
  if (text !== undefined) rows.texts.push(text)
  if (kind === 'dossier') rows.titles.push(titleOf(body as BodyOf<'dossier'>))
}

const noRows = (kind: RecordKind): KindRows => ({
  kind,
  hot: [],
  bodies: [],
  sides: (projectionOf(kind).sides ?? []).map(() => []),
  texts: [],
  titles: [],
})

/** Checks every body of a page and makes its rows. */
export function pageRows({ records, ...place }: FillPage): PageRows {
  const kinds = new Map<RecordKind, KindRows>()
  const unfit: PageRows['unfit'] = []
  for (const record of records) {
    const { kind, id, version } = record
    const body = checkedBody(kind, record.body)
    if (body === null) {
      unfit.push({ kind, id, version })
      continue
    }
    const rows = kinds.get(kind) ?? noRows(kind)
    kinds.set(kind, rows)
    addRecord(rows, record, body)
  }
  return { ...place, count: records.length, kinds: [...kinds.values()], unfit }
}
