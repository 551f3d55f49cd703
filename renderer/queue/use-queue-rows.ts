import { useQueries, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { TandemError } from '../../domain/contract/errors.ts'
import type { QueueFilter, QueueOrder, QueueRow } from '../../domain/contract/workbench.ts'
import { reads } from '../data/reads.ts'
import { pageInput } from './reads.ts'
import { mergeWindows, pagesOf, type Arrived, type Rows } from './windows.ts'

export interface WindowedRows<Row> {
  /** Null before the first answer of all. */
  rows: Rows<Row> | null
  /** The rows are still of the view before: an answer is on its way. */
  settling: boolean
  error: TandemError | null
}
export type QueueRows = WindowedRows<QueueRow>

export interface Range {
  first: number
  last: number
}

/** Rows read ahead on either side of what is in view. */
const AHEAD = 60

type Window<Row> = Arrived<Row>['window']
type Answers<Row> = { arrived: Arrived<Row>[]; error: TandemError | null }

function combine<Row>(results: UseQueryResult<Window<Row>, Error>[]): Answers<Row> {
  const arrived: Arrived<Row>[] = []
  let error: TandemError | null = null
  for (const result of results) {
    if (result.data) arrived.push({ window: result.data, arrivedAt: result.dataUpdatedAt })
    else if (result.error) error = result.error as TandemError
  }
  return { arrived, error }
}

/**
 * The rows in and around the range of a view. While the first answer of a new view is on its way
 * the rows of the view before stay, so that nothing jumps; an answer to an older view never shows.
 * `read`: how a page of the view is read; the same function while the view is the same.
 */
export function useWindowedRows<Row extends { id: string }>(
  // oxlint-disable-next-line typescript/no-explicit-any -- keys of reads differ, and nobody looks into them here
  read: (page: number) => UseQueryOptions<Window<Row>, Error, Window<Row>, any>,
  range: Range,
): WindowedRows<Row> {
  const pages = pagesOf(range.first - AHEAD, range.last + AHEAD)
  const key = pages.join()
  const queries = useMemo(() => key.split(',').map((page) => read(Number(page))), [read, key])
  const { arrived, error } = useQueries({ queries, combine: combine<Row> })
  const merged = useMemo(() => (arrived.length ? mergeWindows(arrived) : null), [arrived])
  const [before, setBefore] = useState<Rows<Row> | null>(null)
  if (merged && merged !== before) setBefore(merged)
  const rows = merged ?? (error ? null : before)
  return { rows, settling: merged === null && error === null, error: rows ? null : error }
}

/** The rows of the queue of dossiers. */
export function useQueueRows(filter: QueueFilter, order: QueueOrder, range: Range): QueueRows {
  const read = useCallback(
    (page: number) => reads.queueWindow(pageInput(filter, order, page)),
    [filter, order],
  )
  return useWindowedRows<QueueRow>(read, range)
}
