/**
 * The queue in a browser: from the arrival of the page's script to painted rows, and frames while
 * scrolling, against a running workbench with a warm host. The baseline is the same page on a host
 * that answers 100 fixed rows from memory; for the frames, that page at rest.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { ROOT } from '../../tools/repository.ts'
import { ensureBrowser } from '../../tools/system.ts'
import { npm } from '../e2e/program.ts'
import { atMost, atMostTimes, type Bench } from './figure.ts'
import { median, p95, within } from './measure.ts'

const GOAL_PAINT_MS = 150
const GOAL_FRAME_MS = 17
const ROUNDS = 9
const WARM_UPS = 2
const FRAMES = 120
const PIXELS_PER_FRAME = 46
const ROW = '.grid-row[data-id]'
const VIEWPORT = { width: 1366, height: 768 }

/** Longest waits in milliseconds; after them the bench ends with a sentence. A full world is filled first. */
const FILL_MS = 20 * 60_000
const LOAD_MS = 30_000
const SCROLL_MS = 30_000
const STOP_MS = 15_000
/** Signals that end the bench, and the code it ends with. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** First words of the line by which the page tells its figure; nothing else is asked of it before. */
const TOLD = 'rows painted after'

/**
 * Runs in the page before its own scripts: tells, when the first rows have been painted, how many
 * milliseconds after the arrival of the page's script that was. It is told rather than asked for:
 * a question is a script of its own, which the page would run before its rows.
 */
function tellRows([row, told]: [string, string]): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(row)) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const paintedAt = performance.now()
        const source = document.querySelector('script[type=module]')?.getAttribute('src') ?? ''
        const address = new URL(source, location.href).href
        const [script] = performance.getEntriesByName(address) as PerformanceResourceTiming[]
        console.info(told, paintedAt - (script?.responseEnd ?? Number.NaN))
      }
      port2.postMessage(null)
    })
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** Milliseconds from the arrival of the page's script to painted rows, for one load. */
async function paint(page: Page): Promise<number> {
  const told = page.waitForEvent('console', {
    predicate: (message) => message.text().startsWith(TOLD),
    timeout: LOAD_MS,
  })
  const [message] = await Promise.all([told, page.reload({ timeout: LOAD_MS })])
  return Number(message.text().slice(TOLD.length))
}

/** Milliseconds between frames while the grid scrolls by `step` pixels each frame; 0: at rest. */
async function scroll(page: Page, step: number): Promise<number[]> {
  const frames = page.evaluate(
    ({ frames, step }) =>
      new Promise<number[]>((resolve) => {
        const area = document.querySelector('.grid-scroller')
        const times: number[] = []
        let before = performance.now()
        const frame = (now: number) => {
          times.push(now - before)
          before = now
          if (area) area.scrollTop += step
          if (times.length < frames) requestAnimationFrame(frame)
          else resolve(times.slice(2))
        }
        requestAnimationFrame(frame)
      }),
    { frames: FRAMES, step },
  )
  return await within(SCROLL_MS, `${FRAMES} frames`, frames)
}

async function openQueue(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  await page.addInitScript(tellRows, [ROW, TOLD] as [string, string])
  await page.goto(url)
  await page.waitForSelector(ROW, { timeout: FILL_MS })
  return page
}

/** Starts things, and ends each of them, the last first, whatever happens meanwhile. */
class House {
  private readonly ends: (() => Promise<unknown>)[] = []

  /** The address of `npm start` with a world of that size, when it is ready. */
  async workbench(world: string): Promise<string> {
    const dataDir = mkdtempSync(join(tmpdir(), 'tandem-paint-'))
    this.ends.push(async () => rmSync(dataDir, { recursive: true, force: true }))
    const args = ['--browser', '--no-open', '--as', 'vl-an', '--world', world, '--port', '0']
    const start = npm('start', [...args, '--data', dataDir])
    this.ends.push(() => within(STOP_MS, 'the stop', start.stop()).catch(() => start.kill()))
    const ready = await within(FILL_MS, 'the start of the workbench', start.line('ready '))
    return (JSON.parse(ready) as { url: string }).url
  }

  /** The address of the same page on a host that answers 100 fixed rows from memory. */
  async fixed(): Promise<string> {
    const program = join(ROOT, 'test/renderer/fixture-host.ts')
    const fixture = spawn(process.execPath, [program, '0', join(ROOT, 'out/renderer'), '100'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.ends.push(async () => fixture.kill('SIGKILL'))
    const said = new Promise<string>((resolve, reject) => {
      fixture.stdout.once('data', (line: Buffer) => resolve(line.toString()))
      fixture.once('exit', (code) => reject(new Error(`The fixed host ended with code ${code}.`)))
    })
    const line = await within(LOAD_MS, 'the start of the fixed host', said)
    return line.replace('ready ', '').trim()
  }

  async browser(): Promise<Browser> {
    const browser = await chromium.launch({
      executablePath: ensureBrowser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    this.ends.push(() => within(STOP_MS, 'the end of the browser', browser.close()))
    return browser
  }

  /** Ends what was started. What does not end in time is told, and the rest is ended all the same. */
  async close(): Promise<void> {
    for (const end of this.ends.splice(0).toReversed()) {
      await end().catch((error: Error) => console.error(error.message))
    }
  }
}

interface Samples {
  paint: number[]
  frames: number[]
}

/** Loads and scrolls both pages in turn, so that a busy machine slows both alike. */
async function measure(house: House, world: string): Promise<{ real: Samples; fixed: Samples }> {
  const hosts = { real: await house.workbench(world), fixed: await house.fixed() }
  const browser = await house.browser()
  const pages = {
    real: await openQueue(browser, hosts.real),
    fixed: await openQueue(browser, hosts.fixed),
  }
  const samples = { real: { paint: [], frames: [] }, fixed: { paint: [], frames: [] } } as {
    real: Samples
    fixed: Samples
  }
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    for (const name of ['real', 'fixed'] as const) {
      const page = pages[name]
      await page.bringToFront()
      const painted = await paint(page)
      const frames = await scroll(page, name === 'real' ? PIXELS_PER_FRAME : 0)
      if (round < 0) continue
      samples[name].paint.push(painted)
      samples[name].frames.push(...frames)
    }
  }
  return samples
}

const bench: Bench = async function* paintBench({ world }) {
  const house = new House()
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, () => void house.close().finally(() => process.exit(code)))
  }
  try {
    const { real, fixed } = await measure(house, world)
    const label = 'baseline: 100 fixed rows from memory'
    yield atMost(
      `rows painted after the script arrived, median (${label})`,
      median(real.paint),
      'ms',
      GOAL_PAINT_MS,
      median(fixed.paint),
    )
    const rest = 'baseline: the page at rest'
    yield atMost(
      `scroll frame, median (${rest})`,
      median(real.frames),
      'ms',
      GOAL_FRAME_MS,
      median(fixed.frames),
    )
    yield atMostTimes(`scroll frame, p95 (${rest})`, p95(real.frames), 'ms', 2, p95(fixed.frames))
  } finally {
    await house.close()
  }
}

export default bench
