/** Sends the good rows of an extract in batches, without those that an earlier run sent. */
import type { LocalDate } from '../calendar/local-date.ts'
import { IMPORT_BATCH_MAX, type ImportBatch, type ImportTaken } from '../contract/imports.ts'
import type { Mapping } from './fields.ts'
import type { Reach } from './holding.ts'
import type { ImportRow, RefusedRow } from './importer.ts'

/** Takes a batch. */
export type Send = (batch: ImportBatch) => Promise<ImportTaken>

/**
 * Names a file as it is read: by other columns, or on another day, other rows of it are good, so that a
 * count of rows that were sent says nothing there. `file`: what tells it from other files.
 */
export function readingOf(
  file: readonly (string | number)[],
  { source, kind }: Pick<ImportBatch, 'source' | 'kind'>,
  mapping: Mapping,
  today: LocalDate,
): string {
  const columns = Object.entries(mapping).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([...file, source, kind, columns, today])
}

export interface SenderOptions extends Pick<ImportBatch, 'source' | 'kind'> {
  /** Null for a dry run: nothing is sent. */
  send: Send | null
  /** Good rows that an earlier run of the same reading sent: see `readingOf`. */
  before: number
  /** So many more rows are where they belong. */
  acknowledged(rows: number): Promise<void>
}

export class Sender {
  readonly taken = { created: 0, changed: 0, same: 0 }
  /** Rows that fitted here and that the gateway refused. */
  refused = 0
  skipped = 0
  #refusedRows: RefusedRow[] = []
  #waiting: ImportRow[] = []
  readonly #options: SenderOptions

  constructor(options: SenderOptions) {
    this.#options = options
  }

  async add(rows: readonly ImportRow[]): Promise<void> {
    if (!this.#options.send) return
    for (const row of rows) {
      if (this.skipped < this.#options.before) {
        this.skipped += 1
        continue
      }
      this.#waiting.push(row)
      if (this.#waiting.length === IMPORT_BATCH_MAX) await this.flush()
    }
  }

  /** Everything was read: sends what waits, then how far the extract reaches, where that was told. */
  async finish(reach: Reach | null, refused: number): Promise<void> {
    await this.flush()
    const { source, kind, send } = this.#options
    if (!send || reach === null) return
    await send({ source, kind, rows: [], reach: { ...reach, refused: refused + this.refused } })
  }

  /** The rows that the gateway refused since this was asked last, by the line of the file. */
  takeRefused(): RefusedRow[] {
    const rows = this.#refusedRows
    this.#refusedRows = []
    return rows
  }

  async flush(): Promise<void> {
    const rows = this.#waiting
    const { source, kind, send, acknowledged } = this.#options
    if (!send || rows.length === 0) return
    const batch = rows.map(({ key, body }) => ({ key, body }))
    const { created, changed, same, refused } = await send({ source, kind, rows: batch })
    this.#waiting = []
    this.taken.created += created
    this.taken.changed += changed
    this.taken.same += same
    this.refused += refused.length
    for (const at of refused) {
      this.#refusedRows.push({ line: rows[at]!.line, field: null, reason: 'REFUSED' })
    }
    await acknowledged(rows.length)
  }
}
