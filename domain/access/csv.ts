/** The access log as a table for other programs: codes and ids, no translated words. */
import type { AccessRow } from '../contract/access.ts'
import type { Link } from './chain.ts'

type Exported = AccessRow & Pick<Link, 'prevHash' | 'hash'>
type Cell = string | number | null

const COLUMNS: readonly (readonly [name: string, value: (row: Exported) => Cell])[] = [
  ['seq', (row) => row.seq],
  ['at', (row) => row.at],
  ['receivedAt', (row) => row.receivedAt],
  ['userId', (row) => row.userId],
  ['userName', (row) => row.userName],
  ['role', (row) => row.role],
  ['region', (row) => row.region],
  ['sentRole', (row) => row.sentAs?.role ?? null],
  ['sentRegion', (row) => row.sentAs?.region ?? null],
  ['action', (row) => row.action],
  ['subject', (row) => row.subject.kind],
  ['subjectId', (row) => row.subject.id],
  ['dossierId', (row) => row.dossierId],
  ['purpose', (row) => row.purpose],
  ['legalBasis', (row) => row.legalBasis],
  ['reason', (row) => row.reason],
  ['fields', (row) => row.fields.join(' ')],
  ['sources', (row) => row.sources.join(' ')],
  ['count', (row) => row.count],
  ['persons', (row) => row.persons.join(' ')],
  ['prevHash', (row) => row.prevHash],
  ['hash', (row) => row.hash],
]

/** A text that a spreadsheet would take for a formula is made a plain one. */
function cellText(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  const plain = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Header and one line per entry, `;` between fields, as Belgian spreadsheets read it. */
export function accessCsv(rows: readonly Exported[]): string {
  const lines = rows.map((row) => COLUMNS.map(([, value]) => cellText(value(row))).join(';'))
  return [COLUMNS.map(([name]) => name).join(';'), ...lines, ''].join('\r\n')
}
