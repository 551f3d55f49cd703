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
import { median, p95 } from './measure.ts'

const GOAL_PAINT_MS = 150
const GOAL_FRAME_MS = 17
const ROUNDS = 9
const WARM_UPS = 2
const FRAMES = 240
const PIXELS_PER_FRAME = 46
const ROW = '.grid-row[data-id]'
const VIEWPORT = { width: 1366, height: 768 }

declare global {
  interface Window {
    /** Moment at which the first rows had been painted, in milliseconds of the page. */
    paintedAt?: number
  }
}

/** Runs in the page before its own scripts: notes when the first rows have been painted. */
function watchRows(row: string): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(row)) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => (window.paintedAt = performance.now())
      port2.postMessage(null)
    })
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** Milliseconds from the arrival of the page's script to painted rows, for one load. */
async function paint(page: Page): Promise<number> {
  await page.reload()
  await page.waitForFunction(() => window.paintedAt !== undefined)
  return await page.evaluate(() => {
    const source = document.querySelector('script[type=module]')?.getAttribute('src') ?? ''
    const address = new URL(source, location.href).href
    const [script] = performance.getEntriesByName(address) as PerformanceResourceTiming[]
    return (window.paintedAt ?? Number.NaN) - (script?.responseEnd ?? Number.NaN)
  })
}

/** Milliseconds between frames while the grid scrolls by `step` pixels each frame; 0: at rest. */
async function scroll(page: Page, step: number): Promise<number[]> {
  return await page.evaluate(
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
}

/** Longest wait for the first rows: a full world is filled first. */
const FILL_MS = 20 * 60_000

async function openQueue(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  await page.addInitScript(watchRows, ROW)
  await page.goto(url)
  await page.waitForSelector(ROW, { timeout: FILL_MS })
  return page
}

interface Hosts {
  real: string
  fixed: string
  stop(): Promise<void>
}

async function startHosts(world: string): Promise<Hosts> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-paint-'))
  const args = ['--browser', '--no-open', '--as', 'vl-an', '--world', world, '--port', '0']
  const start = npm('start', [...args, '--data', dataDir])
  const { url } = JSON.parse(await start.line('ready ')) as { url: string }
  const fixture = spawn(
    process.execPath,
    [join(ROOT, 'test/renderer/fixture-host.ts'), '0', join(ROOT, 'out/renderer'), '100'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const fixed = await new Promise<string>((resolve) => {
    fixture.stdout.once('data', (line: Buffer) =>
      resolve(line.toString().replace('ready ', '').trim()),
    )
  })
  return {
    real: url,
    fixed,
    async stop() {
      fixture.kill()
      await start.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

interface Samples {
  paint: number[]
  frames: number[]
}

/** Loads and scrolls both pages in turn, so that a busy machine slows both alike. */
async function measure(browser: Browser, hosts: Hosts): Promise<{ real: Samples; fixed: Samples }> {
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
  const executablePath = ensureBrowser()
  const hosts = await startHosts(world)
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  try {
    const { real, fixed } = await measure(browser, hosts)
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
    await browser.close()
    await hosts.stop()
  }
}

export default bench
