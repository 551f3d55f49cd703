import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startWords } from '../i18n/i18n.ts'
import { App } from './app.tsx'
import { askAhead } from './ask-ahead.ts'
import { guardDrafts } from './drafts.ts'
import { followPrinting } from '../access/printing.ts'
import { followKeys } from './keys.ts'
import { followLinks } from './route.ts'

/** Draws the window. */
export async function startWindow(root: HTMLElement): Promise<void> {
  await startWords()
  // Before the window follows the address itself: the question leaves first.
  askAhead()
  followLinks()
  followKeys()
  guardDrafts()
  followPrinting()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
