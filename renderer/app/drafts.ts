/** Texts that are written but not stored: kept while the page lives, and never on disk. */
import { useState } from 'react'

const drafts = new Map<string, string>()

/**
 * The draft of a dossier's note, or of another text by its own key, and the way to change it; it
 * outlives the form it is written in. `initial` is what is stored elsewhere already.
 */
export function useDraft(key: string, initial = ''): [string, (text: string) => void] {
  const [text, setText] = useState(drafts.get(key) ?? initial)
  const change = (next: string) => {
    setText(next)
    if (next.trim() === initial.trim()) drafts.delete(key)
    else drafts.set(key, next)
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
