import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followChanges } from '../data/use-query.ts'
import { loadOtherWords } from '../i18n/i18n.ts'
import { App, preloadLayers } from './app.tsx'
import { followKeys } from './keys.ts'
import { followLinks } from './route.ts'

/** Draws the window, and reads what a first key may open when the page is at rest. */
export function startWindow(root: HTMLElement): void {
  followChanges()
  followLinks()
  followKeys()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  const atRest = () => {
    loadOtherWords()
    preloadLayers()
  }
  requestIdleCallback(atRest, { timeout: 3000 })
}
