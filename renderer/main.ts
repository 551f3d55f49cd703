/**
 * The page starts. This file and what it imports stay small, so that it runs as soon as it is there:
 * it sets the colours, opens the way to the host and asks for everything that the first rows need,
 * all at the same time.
 */
import './design/tokens.css'
import './design/base.css'
import './design/components.css'
import './app/frame.css'
import './queue/queue.css'
import './team/team.css'
import { startSettings } from './app/settings.ts'
import { openWay, type Way } from './data/way.ts'
import { firstLanguage, readFirstWords } from './i18n/first-words.ts'

startSettings()
void start(openWay())

/** A function, not awaits of the module itself: the files that it waits for import from this one. */
async function start(way: Promise<Way>): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('the page shell has no #root')
  // Whoever connects hears of a failure; it may come before anybody does.
  way.catch(() => undefined)
  const drawing = import('./app/start.tsx')
  const words = readFirstWords(firstLanguage())
  const { startReading } = await import('./app/first-reads.ts')
  startReading(way)
  const [{ startWindow }] = await Promise.all([drawing, words])
  await startWindow(root)
}
