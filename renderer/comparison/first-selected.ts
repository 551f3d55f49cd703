import type { DeclarationVerdict } from '../../domain/contract/workbench.ts'
import type { DeclarationRow } from './line-model.ts'

/** Which outcome needs an officer first. */
const URGENCY: readonly DeclarationVerdict['code'][] = ['M3', 'M1', 'M2', 'M4', 'M0']

/**
 * The declaration that the screen opens with: one compared with the dossier that the officer came
 * from, else the most urgent outcome, else the latest.
 */
export function firstSelected(
  rows: readonly DeclarationRow[],
  dossierId: string | null,
): string | null {
  const rank = ({ verdict }: DeclarationRow) => {
    if (!verdict) return URGENCY.length
    const elsewhere = dossierId !== null && verdict.dossierId !== dossierId
    const consistent = verdict.code === 'M0' ? (verdict.isUndetermined ? 15 : 20) : 0
    return URGENCY.indexOf(verdict.code) + (elsewhere ? 10 : 0) + consistent
  }
  const ordered = rows.toSorted((a, b) => rank(a) - rank(b) || b.span.from - a.span.from)
  return ordered[0]?.id ?? null
}
