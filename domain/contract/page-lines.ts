/**
 * A snapshot page as lines of text: the page without bodies, then each body on a line of its own.
 * A body is JSON text already; inside JSON it would be escaped here and unescaped there, which costs
 * both sides about as much as reading it. JSON text on one line holds no line feed.
 */
import type { SnapshotPage, WireRecord } from './sync.ts'

/** The media type by which a desk asks for it. */
export const PAGE_LINES = 'application/vnd.tandem.page-lines'

/** Header with the cursor of the next page, empty on the last: who reads may ask for it at once. */
export const NEXT_PAGE = 'x-tandem-next'

type Head = readonly [kind: WireRecord['kind'], id: string, version: number]

/** The text of a page. */
export function pageToLines(page: SnapshotPage): string {
  const records = page.records.map(({ kind, id, version }): Head => [kind, id, version])
  return [JSON.stringify({ ...page, records }), ...page.records.map(({ body }) => body)].join('\n')
}

/**
 * What the text says, to be checked as a SnapshotPage; null when it is no such text: a line too few
 * or too many is a page that was cut or changed on its way.
 */
export function linesToPage(text: string): unknown {
  const [first = '', ...bodies] = text.split('\n')
  const head = JSON.parse(first) as { records?: unknown } | null
  if (!Array.isArray(head?.records) || head.records.length !== bodies.length) return null
  const records = head.records.map((record: unknown, i) => {
    const [kind, id, version] = Array.isArray(record) ? (record as unknown[]) : []
    return { kind, id, version, body: bodies[i] }
  })
  return { ...head, records }
}
