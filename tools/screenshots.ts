/**
 * `npm run screenshots`: the README's pictures from the real application on the practice world,
 * into resources/screenshots/.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { ROOT } from './repository.ts'
import { ensureBrowser } from './system.ts'

const FOLDER = join(ROOT, 'resources', 'screenshots')
const SIZE = { width: 1600, height: 1000 }
/** First fill and findings on a slow machine, in milliseconds. */
const FILL_TIMEOUT_MS = 300_000

interface Shot {
  name: string
  locale: string
  colorScheme: 'light' | 'dark'
  visit(page: Page): Promise<void>
}

/** Dossiers with the most severe signals first: where there is something to see. */
const SIGNALS = '#/queue?queue=ALL&severity=HIGH,CRITICAL&sort=-risk,due'

const SHOTS: readonly Shot[] = [
  { name: 'dossier', locale: 'nl-BE', colorScheme: 'light', visit: openFirst },
  {
    name: 'comparison',
    locale: 'fr-BE',
    colorScheme: 'light',
    async visit(page) {
      await openFirst(page)
      await page.keyboard.press('c')
      await page.waitForURL(/#\/comparison\//)
      await page.locator('.finding').first().waitFor()
    },
  },
  {
    name: 'queue-dark',
    locale: 'de-BE',
    colorScheme: 'dark',
    visit: (page) => goTo(page, SIGNALS, '.grid-body [role=row]'),
  },
  // Last: by now the findings are computed.
  {
    name: 'queue',
    locale: 'nl-BE',
    colorScheme: 'light',
    visit: (page) => goTo(page, '#/queue', '.grid-body [role=row]'),
  },
]

async function goTo(page: Page, hash: string, until: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next
  }, hash)
  // Loaded anew, so that no row of the former view is taken for one of this.
  await page.reload()
  await page.locator(until).first().waitFor({ timeout: FILL_TIMEOUT_MS })
  await page.locator('.facet-count:not(:empty)').first().waitFor()
}

async function openFirst(page: Page): Promise<void> {
  await goTo(page, SIGNALS, '.grid-body [role=row]')
  await page.locator('.grid-body [role=row]').first().focus()
  await page.keyboard.press('Enter')
  await page.locator('#record-title').waitFor()
  await page.locator('.finding').first().waitFor()
}

async function ready(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    const line = /^ready (\{.*\})$/m.exec(text)
    if (line) return (JSON.parse(line[1]!) as { url: string }).url
  }
  throw new Error('npm start ended before it was ready')
}

async function shoot(url: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [],
  })
  for (const { name, locale, colorScheme, visit } of SHOTS) {
    const options = { locale, colorScheme, viewport: SIZE, timezoneId: 'Europe/Brussels' }
    const context = await browser.newContext(options)
    const page = await context.newPage()
    await page.goto(url)
    await page.locator('.grid-body [role=row]').first().waitFor({ timeout: FILL_TIMEOUT_MS })
    await visit(page)
    await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' })
    console.log(`resources/screenshots/${name}.png`)
    await context.close()
  }
  await browser.close()
}

const dataDir = mkdtempSync(join(tmpdir(), 'tandem-screenshots-'))
mkdirSync(FOLDER, { recursive: true })
const args = ['tools/start.ts', '--browser', '--no-open', '--as', 'vl-an', '--data', dataDir]
const desk = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
const ended = new Promise((resolve) => desk.once('close', resolve))
try {
  await shoot(await ready(desk))
} finally {
  desk.kill('SIGTERM')
  await ended
  rmSync(dataDir, { recursive: true, force: true })
}
