/** Filters, counts and orders the coverage queue: pure, so that the desk and a test see the same. */
import {
  COVERAGE_FACETS,
  FINDING_STATUSES,
  SEVERITIES,
  type CoverageSort,
} from '../contract/codes.ts'
import type { CoverageFilter, CoverageRow, CoverageSummary } from '../contract/coverage.ts'
import type { CoverageOrder } from '../contract/queue.ts'
import { facetCounts, passesFacets } from '../lists/facets.ts'

const passes = (row: CoverageRow, { facets }: CoverageFilter): boolean =>
  passesFacets(row, COVERAGE_FACETS, facets)

/** Strongest first, then the latest period. */
export const COVERAGE_ORDER: CoverageOrder = [
  { column: 'severity', descending: true },
  { column: 'period', descending: true },
]

const names = new Intl.Collator('nl-BE', { numeric: true, sensitivity: 'base' })

/** Order of two rows by one column; what is not known stands last, whichever way it runs. */
function compared(a: CoverageRow, b: CoverageRow, column: CoverageSort, way: 1 | -1): number {
  if (column === 'severity')
    return way * (SEVERITIES.indexOf(a[column]) - SEVERITIES.indexOf(b[column]))
  if (column === 'status') {
    return way * (FINDING_STATUSES.indexOf(a[column]) - FINDING_STATUSES.indexOf(b[column]))
  }
  const [x, y] = [a[column], b[column]]
  if (x === null || y === null) return Number(x === null) - Number(y === null)
  if (column === 'personName' || column === 'employerName') return way * names.compare(x, y)
  return x === y ? 0 : x > y ? way : -way
}

/** The rows that pass, in this order, then by id. */
export function coverageRows(
  rows: readonly CoverageRow[],
  filter: CoverageFilter,
  order: CoverageOrder,
): CoverageRow[] {
  const wanted = order.length > 0 ? order : COVERAGE_ORDER
  return rows
    .filter((row) => passes(row, filter))
    .toSorted((a, b) => {
      for (const { column, descending } of wanted) {
        const way = compared(a, b, column, descending ? -1 : 1)
        if (way !== 0) return way
      }
      return a.id < b.id ? -1 : 1
    })
}

export function coverageSummary(
  rows: readonly CoverageRow[],
  filter: CoverageFilter,
): CoverageSummary {
  return {
    total: rows.filter((row) => passes(row, filter)).length,
    facets: facetCounts(rows, COVERAGE_FACETS, filter.facets),
  }
}
