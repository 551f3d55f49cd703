import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followChanges } from '../data/use-query.ts'
import { App } from './app.tsx'
import { guardDrafts } from './drafts.ts'
import { followKeys } from './keys.ts'
import { followLinks } from './route.ts'

/** Draws the window. */
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
}
