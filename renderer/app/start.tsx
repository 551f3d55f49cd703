import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followChanges } from '../data/use-query.ts'
import { loadOtherWords } from '../i18n/i18n.ts'
import { preloadMenus } from '../design/menu.tsx'
import { App } from './app.tsx'
import { guardDrafts } from './drafts.ts'
import { followKeys } from './keys.ts'
import { followLinks } from './route.ts'

/** Draws the window, and reads what a first key may open when the page is at rest. */
export function startWindow(root: HTMLElement): void {
  followChanges()
  followLinks()
  followKeys()
  guardDrafts()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  const atRest = () => {
    loadOtherWords()
    preloadMenus()
  }
  requestIdleCallback(atRest, { timeout: 3000 })
}
