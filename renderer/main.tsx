/**
 * The page starts: the way to the host opens and the first rows are asked for while the words load
 * and React mounts.
 */
import './design/tokens.css'
import './design/base.css'
import './design/components.css'
import './app/frame.css'
import './queue/queue.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, preloadLayers } from './app/app.tsx'
import { followKeys } from './app/keys.ts'
import { currentRoute, followLinks, historyText } from './app/route.ts'
import { startSettings } from './app/settings.ts'
import { connect } from './data/client.ts'
import { followChanges } from './data/use-query.ts'
import { loadOtherWords, startWords } from './i18n/i18n.ts'
import { prefetchQueue, SEARCH_STATE } from './queue/reads.ts'

void connect()
const route = currentRoute()
if (route.screen === 'queue') prefetchQueue(route.view, historyText(SEARCH_STATE))

startSettings()
followChanges()
followLinks()
followKeys()
await startWords()

const root = document.getElementById('root')
if (!root) throw new Error('the page shell has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

requestIdleCallback(
  () => {
    loadOtherWords()
    preloadLayers()
  },
  { timeout: 3000 },
)
