import { TandemError } from '../../domain/contract/errors.ts'
import type { ChangePage } from '../../domain/contract/sync.ts'

/** What a cache holds and how far. */
export interface PageSource {
  gatewayId: string
  view: string
  cursor: number
}

/**
 * Does the page go on where the cache ends? False: it is of other data or for other rights. Throws
 * GATEWAY_EMPTY for a gateway that lost records, GATEWAY_BAD_ANSWER for a page of another place or
 * one that would be asked for without end.
 */
export function follows(page: ChangePage, { gatewayId, view, cursor }: PageSource): boolean {
  if (page.gatewayId !== gatewayId || page.view !== view) return false
  if (page.head < cursor) throw new TandemError('GATEWAY_EMPTY')
  if (page.from !== cursor || (page.to <= page.from && page.head > page.from)) {
    throw new TandemError('GATEWAY_BAD_ANSWER')
  }
  return true
}
