/** A network as a table: one line per edge, codes in the head, `;` between fields. */
import type { NetworkEdge, NetworkNode } from '../contract/network.ts'
import { nodeName } from './build.ts'

const HEAD = 'fromKind;from;edge;toKind;to;records;first;last;evidence'

/** A field that a spreadsheet neither splits nor runs. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The edges between these nodes, each with the records that carry it. */
export function networkCsv(nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]): string {
  const labels = new Map(nodes.map((node) => [nodeName(node), node.label]))
  const lines = edges.flatMap(({ kind, from, to, count, evidence }) => {
    const [a, b] = [labels.get(nodeName(from)), labels.get(nodeName(to))]
    if (a === undefined || b === undefined) return []
    const days = evidence.flatMap((one) => [one.from ?? [], one.to ?? []].flat()).toSorted()
    const ids = evidence.map(({ label }) => label).join(' ')
    const fields = [from.kind, a, kind, to.kind, b, String(count)]
    return [[...fields, days[0] ?? '', days.at(-1) ?? '', ids].map(field).join(';')]
  })
  return `${[HEAD, ...lines].join('\r\n')}\r\n`
}
