/**
 * The page starts: the way to the host opens and the first rows are asked for while the words and
 * the rest of the window load.
 */
import './design/tokens.css'
import './design/base.css'
import './design/components.css'
import './app/frame.css'
import './queue/queue.css'
import { currentRoute, historyText } from './app/route.ts'
import { startSettings } from './app/settings.ts'
import { connect } from './data/client.ts'
import { startWords } from './i18n/i18n.ts'
import { prefetchQueue, SEARCH_STATE } from './queue/reads.ts'

void connect()
const route = currentRoute()
if (route.screen === 'queue') prefetchQueue(route.view, historyText(SEARCH_STATE))
startSettings()

const [{ startWindow }] = await Promise.all([import('./app/start.tsx'), startWords()])
const root = document.getElementById('root')
if (!root) throw new Error('the page shell has no #root')
startWindow(root)
