/** Notes that are written but not stored: kept while the page lives, and never on disk. */
import { useState } from 'react'

const drafts = new Map<string, string>()

/** The draft of a dossier's note and the way to change it; it outlives the form it is written in. */
export function useDraft(dossierId: string): [string, (text: string) => void] {
  const [text, setText] = useState(drafts.get(dossierId) ?? '')
  const change = (next: string) => {
    setText(next)
    if (next.trim() === '') drafts.delete(dossierId)
    else drafts.set(dossierId, next)
  }
  return [text, change]
}

/** Lets the browser ask before a reload or a closed tab takes drafts away. Called once. */
export function guardDrafts(): void {
  // The shell closes without asking: a page that refuses would leave its window open in silence.
  if (location.protocol === 'app:') return
  window.addEventListener('beforeunload', (event) => {
    if (drafts.size > 0) event.preventDefault()
  })
}
