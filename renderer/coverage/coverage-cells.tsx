import type { ReactNode } from 'react'
import { COVERAGE_SORTS, type CoverageSort } from '../../domain/contract/codes.ts'
import type { CoverageRow } from '../../domain/contract/coverage.ts'
import { formatRoute } from '../app/route.ts'
import { placeOf } from './place-of.ts'
import { SeverityBadge } from '../design/badge.tsx'
import { CountryText, ValueText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

interface Column {
  /** Width at first in pixels. */
  size: number
  /** Weight by which it shares the room that is left; absent: it takes none. */
  share?: number
}

export const COVERAGE_COLUMNS: Readonly<Record<CoverageSort, Column>> = {
  code: { size: 258, share: 1.4 },
  severity: { size: 114 },
  status: { size: 124, share: 0.8 },
  personName: { size: 164, share: 1.2 },
  nationality: { size: 100 },
  employerName: { size: 144, share: 1.2 },
  period: { size: 184 },
  remindBy: { size: 180 },
  l1Number: { size: 116 },
  reference: { size: 132 },
}
export const COVERAGE_COLUMN_IDS = COVERAGE_SORTS

type Cells = (id: CoverageSort, row: CoverageRow) => ReactNode

/** What each cell shows, in the words of the screen. */
export function useCells(): Cells {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const titleOf = (row: CoverageRow) =>
    row.code === 'M0' ? t('comparison.reading.UNDETERMINED') : t(`rule.${row.code}.title`)
  return (id, row) => {
    switch (id) {
      case 'code':
        return (
          <span className="cell-text" title={titleOf(row)}>
            {row.code !== 'M0' && <span className="mono muted">{row.code}</span>} {titleOf(row)}
          </span>
        )
      case 'severity':
        return <SeverityBadge severity={row.severity} />
      case 'status':
        return (
          <span className="cell-text" title={[row.byName, row.reason].filter(Boolean).join(': ')}>
            {code('findingStatus', row.status)}
            {row.byName && <span className="muted"> · {row.byName}</span>}
          </span>
        )
      case 'personName':
        return (
          <a className="cell-text" tabIndex={-1} href={formatRoute(placeOf(row))}>
            {row.personName}
            {row.worker !== 'KNOWN' && (
              <span className="muted"> · {code('coverageWorker', row.worker)}</span>
            )}
          </a>
        )
      case 'nationality':
        return (
          row.nationality && (
            <span className="cell-text">
              <CountryText code={row.nationality} />
            </span>
          )
        )
      case 'employerName':
        return (
          row.employerName && (
            <span className="cell-text" title={row.employerName}>
              {row.employerName}
              {row.employerCountry && <span className="muted"> · {row.employerCountry}</span>}
            </span>
          )
        )
      case 'period':
        return row.period !== null && <ValueText type="period" value={row.period} />
      case 'remindBy':
        return (
          row.remindBy && (
            <span className="cell-text">
              {date(row.remindBy)}
              {row.reminder === 'LATE' && (
                <b className="tone-red"> · {code('reminderState', row.reminder)}</b>
              )}
            </span>
          )
        )
      case 'l1Number':
        return row.l1Number && <span className="mono">{row.l1Number}</span>
      case 'reference':
        return (
          row.dossierId &&
          row.reference && (
            <a tabIndex={-1} href={formatRoute({ screen: 'dossier', id: row.dossierId })}>
              {row.reference}
            </a>
          )
        )
    }
  }
}
