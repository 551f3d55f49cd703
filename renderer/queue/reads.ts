import type { QueueFilter, QueueOrder } from '../../domain/contract/workbench.ts'
import { numbersIn } from '../../domain/linking/number-list.ts'
import type { QueueView } from '../app/route.ts'
import { queryClient, reads, type QueueWindowInput } from '../data/reads.ts'
import { PAGE } from './windows.ts'

/** Name of the search text in the history entry's state. */
export const SEARCH_STATE = 'search'
/** Name of the pasted list of numbers there, one per line. */
export const NUMBERS_STATE = 'numbers'

/** The filter of the contract: what the address says, the search text, and a pasted list. */
export function filterOf(view: QueueView, search: string, list = ''): QueueFilter {
  const { queue, facets, due } = view
  const numbers = numbersIn(list)
  return { queue, facets, due, search, ...(numbers.length > 0 ? { numbers } : {}) }
}

/** The input for one page of a view. */
export function pageInput(filter: QueueFilter, order: QueueOrder, page: number): QueueWindowInput {
  return { filter, order, offset: page * PAGE, limit: PAGE }
}

/** Asks for the first page before anything is drawn. */
export function prefetchQueue(view: QueueView, search: string): void {
  const filter = filterOf(view, search)
  void queryClient.prefetchQuery(reads.queueWindow(pageInput(filter, view.order, 0)))
}
