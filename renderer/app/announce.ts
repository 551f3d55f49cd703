/** Short words about what just happened: shown for a moment, and read aloud. */
import { createStore } from '../data/store.ts'
import type { Tone } from '../design/mark.tsx'

export interface Announcement {
  id: number
  text: string
  tone: Tone
}

const SHOWN_MS = 5000

export const announcement = createStore<Announcement | null>(null)

let last = 0
let timer: ReturnType<typeof setTimeout> | null = null

/** Says it, in place of what was said before. */
export function announce(text: string, tone: Tone = 'calm'): void {
  if (timer) clearTimeout(timer)
  announcement.set({ id: ++last, text, tone })
  timer = setTimeout(() => announcement.set(null), SHOWN_MS)
}
