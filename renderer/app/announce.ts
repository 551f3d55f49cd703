/** Short words about what just happened: shown for a moment, and read aloud. */
import { hostState } from '../data/client.ts'
import { createStore } from '../data/store.ts'
import type { Tone } from '../design/mark.tsx'

export interface Announcement {
  id: number
  text: string
  tone: Tone
  /** Takes back what happened, while the words are shown. */
  undo: (() => void) | null
}

const SHOWN_MS = 5000
const UNDO_MS = 10_000

export const announcement = createStore<Announcement | null>(null)

let last = 0
let timer: ReturnType<typeof setTimeout> | null = null

/** Says it, in place of what was said before; with `undo` it can be taken back for ten seconds. */
export function announce(
  text: string,
  tone: Tone = 'calm',
  undo: Announcement['undo'] = null,
): void {
  if (timer) clearTimeout(timer)
  announcement.set({ id: ++last, text, tone, undo })
  timer = setTimeout(() => announcement.set(null), undo ? UNDO_MS : SHOWN_MS)
}

// What went well before the host stopped says nothing about now.
hostState.subscribe(() => {
  if (hostState.get() === 'LOST') announcement.set(null)
})
