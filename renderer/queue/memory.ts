/** Where the officer was in the queue, for coming back from a dossier. */
export interface QueuePlace {
  /** The address and search text that the place belongs to. */
  view: string
  /** The row with the focus. */
  id: string | null
  position: number
  scrollTop: number
}

let place: QueuePlace | null = null

/** Remembers the place; told while the officer moves. */
export function rememberPlace(next: QueuePlace): void {
  place = next
}

/** The remembered place, if it belongs to this view. */
export function placeIn(view: string): QueuePlace | null {
  return place?.view === view ? place : null
}
