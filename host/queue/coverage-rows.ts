/** The rows of the coverage queue in memory, read again after a change; the view on screen stays sorted. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type {
  CoverageFilter,
  CoverageRow,
  CoverageSummary,
  CoverageWindow,
} from '../../domain/contract/coverage.ts'
import type { CoverageOrder } from '../../domain/contract/queue.ts'
import { coverageRows, coverageSummary } from '../../domain/limosa/coverage-list.ts'
import type { CacheReader } from '../../db/index.ts'

export class CoverageRows {
  readonly #cache: CacheReader
  readonly #today: () => LocalDate
  #day: LocalDate | null = null
  #rows: CoverageRow[] | null = null
  #view: { key: string; rows: CoverageRow[] } | null = null

  constructor(cache: CacheReader, today: () => LocalDate) {
    this.#cache = cache
    this.#today = today
  }

  /** Something changed: what is asked next is read anew. */
  forget(): void {
    this.#rows = null
    this.#view = null
  }

  #all(): CoverageRow[] {
    const today = this.#today()
    if (this.#day !== today) this.forget()
    this.#day = today
    return (this.#rows ??= this.#cache.coverage(today))
  }

  #viewOf(filter: CoverageFilter, order: CoverageOrder): CoverageRow[] {
    const key = JSON.stringify([filter, order])
    const all = this.#all()
    if (this.#view?.key !== key) {
      this.#view = { key, rows: coverageRows(all, filter, order) }
    }
    return this.#view.rows
  }

  window(
    filter: CoverageFilter,
    order: CoverageOrder,
    offset: number,
    limit: number,
  ): CoverageWindow {
    const rows = this.#viewOf(filter, order)
    return { offset, total: rows.length, rows: rows.slice(offset, offset + limit) }
  }

  summary(filter: CoverageFilter): CoverageSummary {
    return coverageSummary(this.#all(), filter)
  }

  pick(filter: CoverageFilter, order: CoverageOrder, max: number) {
    const rows = this.#viewOf(filter, order)
    return { ids: rows.slice(0, max).map(({ id }) => id), total: rows.length }
  }

  /** In the order of the ids; those that are gone are left out. */
  byId(ids: readonly string[]): CoverageRow[] {
    const wanted = new Set(ids)
    const found = new Map(
      this.#all()
        .filter(({ id }) => wanted.has(id))
        .map((row) => [row.id, row]),
    )
    return ids.flatMap((id) => found.get(id) ?? [])
  }
}
