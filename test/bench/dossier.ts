/**
 * Bench `dossier`: a dossier with 200 events and 60 documents on the whole world. The host's answer
 * over a port, and in a browser from the click on its row to the painted page; beside it ordinary
 * dossiers of the same world, in turn.
 */
import { chromium, type Page } from '@playwright/test'
import { memoryPorts } from '../../host/doors/memory.ts'
import { createLog } from '../../host/log.ts'
import { startLoopback } from '../../host/main-loopback.ts'
import { ensurePage, PAGE_DIR } from '../../tools/start/page.ts'
import { startTexts } from '../../tools/start/texts.ts'
import { ensureBrowser } from '../../tools/system.ts'
import { portClient } from '../host/client.ts'
import { dossierDesk, type DossierDesk, NOW, NOWHERE } from './dossier.world.ts'
import { atMost, type Bench } from './figure.ts'
import { interleave, p95 } from './measure.ts'

const GOAL_ANSWER_MS = 12
const GOAL_PAINT_MS = 80
const ANSWERS = 150
/** Each load of the page forgets what it has read, so that every click asks the host. */
const LOADS = 5
const VIEWPORT = { width: 1366, height: 768 }
/** The dossiers of the bench are the first by day of filing. */
const QUEUE = '#/queue?queue=ALL&sort=submittedOn'
const WAIT_MS = 60_000
const TOLD = 'dossier painted after'

type Samples = Record<'heavy' | 'ordinary', number[]>

/**
 * Runs in the page before its own scripts: tells how many milliseconds after the click on a row the
 * dossier had been painted.
 */
function tellDossier(told: string): void {
  document.addEventListener(
    'click',
    ({ target, timeStamp }) => {
      if (!(target instanceof Element) || !target.closest('.reference-link')) return
      const observer = new MutationObserver(() => {
        if (!document.querySelector('article.record')) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => console.info(told, performance.now() - timeStamp)
          port2.postMessage(null)
        })
      })
      observer.observe(document, { childList: true, subtree: true })
    },
    true,
  )
}

/** Milliseconds from the click on the row of a dossier to its painted page. */
async function open(page: Page, id: string): Promise<number> {
  const link = page.locator(`[data-id='${id}'] .reference-link`)
  await link.waitFor({ timeout: WAIT_MS })
  const told = page.waitForEvent('console', {
    predicate: (message) => message.text().startsWith(TOLD),
    timeout: WAIT_MS,
  })
  const [message] = await Promise.all([told, link.click()])
  await page.keyboard.press('Escape')
  return Number(message.text().slice(TOLD.length))
}

async function paint(url: string, { heavy, ordinary }: DossierDesk): Promise<Samples> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  try {
    const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage()
    await page.addInitScript(tellDossier, TOLD)
    await page.goto(url)
    await page.locator('.grid-row[data-id]').first().waitFor({ timeout: WAIT_MS })
    const samples: Samples = { heavy: [], ordinary: [] }
    for (let load = 0; load < LOADS; load += 1) {
      await page.evaluate((hash) => (location.hash = hash), QUEUE)
      await page.reload()
      // The first clicks of a load also fetch the screen, and the page still loads what it needs later.
      await open(page, ordinary[0]!)
      await open(page, heavy[0]!)
      for (const [n, id] of heavy.entries()) {
        if (n === 0) continue
        samples.heavy.push(await open(page, id))
        samples.ordinary.push(await open(page, ordinary[n]!))
      }
    }
    return samples
  } finally {
    await browser.close()
  }
}

const bench: Bench = async function* ({ world }) {
  await ensurePage(startTexts('en'))
  const desk = await dossierDesk(world)
  const started = await startLoopback({
    dataDir: desk.dataDir,
    gateway: NOWHERE,
    port: 0,
    pageDir: PAGE_DIR,
    practice: true,
    clock: () => NOW,
    log: createLog(() => {}),
  })
  try {
    const [here, there] = memoryPorts()
    started.workbench.attach(there)
    const client = portClient(here)
    const ask = (ids: string[]) => (round: number) =>
      client.dossier.get({ id: ids[round % ids.length]! })
    const answers = await interleave(
      { heavy: ask(desk.heavy), ordinary: ask(desk.ordinary) },
      { rounds: ANSWERS, warmUp: 2 * desk.heavy.length },
    )
    const label = 'baseline: ordinary dossiers'
    yield atMost(
      `dossier of 200 events and 60 documents, host answer, p95 (${label})`,
      p95(answers.heavy),
      'ms',
      GOAL_ANSWER_MS,
      p95(answers.ordinary),
    )
    const painted = await paint(started.url, desk)
    yield atMost(
      `the same, click to painted, p95 (${label})`,
      p95(painted.heavy),
      'ms',
      GOAL_PAINT_MS,
      p95(painted.ordinary),
    )
  } finally {
    await started.close()
  }
}

export default bench
