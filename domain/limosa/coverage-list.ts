/** Filters, counts and orders the coverage queue: pure, so that the desk and a test see the same. */
import { COVERAGE_FACETS, type CoverageFacet } from '../contract/codes.ts'
import { SEVERITIES } from '../contract/codes.ts'
import {
  COVERAGE_WINDOW_MAX,
  type CoverageFilter,
  type CoverageList,
  type CoverageRow,
} from '../contract/coverage.ts'

const valueOf = (row: CoverageRow, facet: CoverageFacet): string => row[facet] ?? 'NONE'

function passes(row: CoverageRow, { facets }: CoverageFilter, but: CoverageFacet | null): boolean {
  return COVERAGE_FACETS.every((facet) => {
    const wanted = facet === but ? undefined : facets[facet]
    return !wanted?.length || wanted.includes(valueOf(row, facet))
  })
}

/** Strongest first, then the latest period, then by id. */
function order(a: CoverageRow, b: CoverageRow): number {
  const strength = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity)
  if (strength !== 0) return strength
  const [x, y] = [a.period ?? '', b.period ?? '']
  if (x !== y) return x > y ? -1 : 1
  return a.findingId < b.findingId ? -1 : 1
}

function countsOf(rows: readonly CoverageRow[], filter: CoverageFilter, facet: CoverageFacet) {
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (!passes(row, filter, facet)) continue
    const value = valueOf(row, facet)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

export function coverageList(rows: readonly CoverageRow[], filter: CoverageFilter): CoverageList {
  const found = rows.filter((row) => passes(row, filter, null)).toSorted(order)
  const facets = COVERAGE_FACETS.map((facet) => [facet, countsOf(rows, filter, facet)] as const)
  return {
    total: found.length,
    rows: found.slice(0, COVERAGE_WINDOW_MAX),
    facets: Object.fromEntries(facets) as CoverageList['facets'],
  }
}
