/** What stands in front of the page; one thing at a time. */
import { createStore } from '../data/store.ts'
import type { FactField } from '../../domain/contract/codes.ts'
import type { StepName } from '../../domain/commands/steps/possible.ts'
import type { QueueFilter, QueueOrder } from '../../domain/contract/workbench.ts'
import type { ShownView } from '../team/saved-query.ts'
import type { QueueView } from './route.ts'
import type { Subject } from './subject.ts'

export type Layer =
  | { name: 'palette'; text?: string }
  | { name: 'keys' }
  | { name: 'attention' }
  | { name: 'sync' }
  | { name: 'note'; subject: Subject }
  | { name: 'take-over'; subject: Subject }
  | { name: 'fact'; field: FactField; subject: Subject }
  | { name: 'step'; step: StepName; subject: Subject }
  /** Asks why somebody looks outside a dossier; `back` comes in front again afterwards. */
  | { name: 'purpose'; back: Layer | null }
  /** Saved views; `shown` stands on the screen. */
  | { name: 'views'; shown: ShownView }
  /** An act on these dossiers. */
  | { name: 'bulk'; ids: readonly string[] }
  /** Serial beside parallel handling of one dossier. */
  | { name: 'simulate'; dossierId: string }
  /** What comes of working on the queue on the screen in some orders. */
  | { name: 'forecast'; filter: QueueFilter; order: QueueOrder }
  | { name: 'team' }
  /** A report of an irregularity is taken in. */
  | { name: 'report' }
  /** A list of numbers to show dossiers of; `view` stands on the screen. */
  | { name: 'numbers'; view: QueueView }
  | { name: 'sign-out' }
  | { name: 'sign-out-everywhere' }

export const layer = createStore<Layer | null>(null)

/** Puts a layer in front of the page. */
export function openLayer(next: Layer): void {
  layer.set(next)
}

/** Takes the layer away. */
export function closeLayer(): void {
  layer.set(null)
}
