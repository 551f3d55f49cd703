import type { ChangePage } from '../../domain/contract/sync.ts'

/**
 * Cuts a change page into pages of at most `max` changes, between transactions of the gateway (all
 * changes of one number stay together; a larger transaction stays whole). Each slice is a page of
 * its own: applied one after the other they give what the page gives.
 */
export function slicesOf(page: ChangePage, max: number): ChangePage[] {
  const slices: ChangePage[] = []
  // Of the last change alone the page tells the mark.
  const { mark: _, ...unmarked } = page
  let start = 0
  let from = page.from
  while (page.changes.length - start > max) {
    const end = cut(page.changes, start, max)
    if (end === page.changes.length) break
    const to = page.changes[end - 1]!.n
    slices.push({
      ...unmarked,
      from,
      to,
      changes: page.changes.slice(start, end),
      settlements: page.settlements.filter(({ n }) => n > from && n <= to),
    })
    start = end
    from = to
  }
  // A page at the head may be empty: it still says that nothing more comes.
  if (page.to > from || slices.length === 0) {
    const settlements = page.settlements.filter(({ n }) => n > from)
    const changes = page.changes.slice(start)
    slices.push({ ...page, from, changes, settlements })
  }
  return slices
}

/** End of the last whole transaction within `max` changes; of the first one when it is larger. */
function cut(changes: ChangePage['changes'], start: number, max: number): number {
  const next = changes[start + max]!.n
  let end = start + max
  while (end > start && changes[end - 1]!.n === next) end -= 1
  if (end > start) return end
  end = start + max
  while (end < changes.length && changes[end]!.n === next) end += 1
  return end
}
