import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { TandemError } from '../../domain/contract/errors.ts'
import type { QueueFilter, QueueOrder, QueueWindow } from '../../domain/contract/workbench.ts'
import { reads } from '../data/reads.ts'
import { pageInput } from './reads.ts'
import { mergeWindows, pagesOf, type Arrived, type Rows } from './windows.ts'

export interface QueueRows {
  /** Null before the first answer of all. */
  rows: Rows | null
  /** The rows are still of the view before: an answer is on its way. */
  settling: boolean
  error: TandemError | null
}

interface Range {
  first: number
  last: number
}

/** Rows read ahead on either side of what is in view. */
const AHEAD = 60

type Answers = { arrived: Arrived[]; error: TandemError | null }

function combine(results: UseQueryResult<QueueWindow, Error>[]): Answers {
  const arrived: Arrived[] = []
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
 */
export function useQueueRows(filter: QueueFilter, order: QueueOrder, range: Range): QueueRows {
  const pages = pagesOf(range.first - AHEAD, range.last + AHEAD)
  const key = pages.join()
  const queries = useMemo(
    () => key.split(',').map((page) => reads.queueWindow(pageInput(filter, order, Number(page)))),
    [filter, order, key],
  )
  const { arrived, error } = useQueries({ queries, combine })
  const merged = useMemo(() => (arrived.length ? mergeWindows(arrived) : null), [arrived])
  const [before, setBefore] = useState<Rows | null>(null)
  if (merged && merged !== before) setBefore(merged)
  const rows = merged ?? (error ? null : before)
  return { rows, settling: merged === null && error === null, error: rows ? null : error }
}
