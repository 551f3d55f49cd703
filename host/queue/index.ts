import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type {
  QueueFilter,
  QueueOrder,
  QueueRow,
  QueueSummary,
  QueueWindow,
} from '../../domain/contract/workbench.ts'
import type { QueueChange, QueueSource } from '../../db/index.ts'

/** Who looks and when: for the queue MINE, names of assignees and clock levels. */
export interface QueueViewer {
  actorId: string | null
  colleagues: readonly { id: string; name: string }[]
  today: LocalDate
}

/** The queue as typed columns: windows, counts and positions over any filter and order. */
export interface QueueColumns {
  window(filter: QueueFilter, order: QueueOrder, offset: number, limit: number): QueueWindow
  summary(filter: QueueFilter): QueueSummary
  /** Position of a dossier in a view; null when it is not in it. */
  position(filter: QueueFilter, order: QueueOrder, dossierId: string): number | null
  /** Queue rows of the given dossiers, in the given order; unknown ids are left out. */
  rows(dossierIds: readonly string[]): QueueRow[]
  /** Renews what a write changed. */
  update(change: QueueChange): void
  /** A new day, another person, other colleagues. */
  setViewer(viewer: QueueViewer): void
}

/** Loads the columns (about 1 ms per 1,000 dossiers). */
export declare function loadQueueColumns(source: QueueSource, viewer: QueueViewer): QueueColumns
