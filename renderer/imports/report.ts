/** The refused rows of an import, as a table that says nothing of what stood in them. */
import type { ImportProgress } from '../../domain/contract/imports.ts'

export type RefusedRow = ImportProgress['rows'][number]

/** Most refused rows that the window keeps; the count goes on. */
export const REPORT_MAX = 100_000

/** What is said below the first refused rows: nothing, that the report holds all, or that it is cut. */
export function moreWords(kept: number, shown: number): 'import.more' | 'import.moreCut' | null {
  if (kept >= REPORT_MAX) return 'import.moreCut'
  return kept > shown ? 'import.more' : null
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** CSV as a Belgian spreadsheet opens it; the reasons in words. */
export function reportCsv(
  rows: readonly RefusedRow[],
  head: readonly [string, string, string],
  fieldWord: (field: string) => string,
  reasonWord: (reason: RefusedRow['reason']) => string,
): string {
  const lines = rows.map(({ line, field, reason }) =>
    [String(line), field === null ? '' : fieldWord(field), reasonWord(reason)]
      .map(quoted)
      .join(';'),
  )
  return `\uFEFF${head.map(quoted).join(';')}\r\n${lines.map((line) => `${line}\r\n`).join('')}`
}
