/** The network in a real browser: grown, drawn, lassoed, exported, left for the evidence and found again. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Download, Locator, Page } from '@playwright/test'
import network from '../../resources/i18n/en/network.json' with { type: 'json' }
import { NETWORK_MAX } from '../../domain/contract/network.ts'
import { ROOT } from '../../tools/repository.ts'
import { findBrowser } from '../../tools/system.ts'
import { FIRMS } from '../renderer/fixture-network.ts'
import { expect, test } from './desk.ts'
import { goTo, goToQueue, openDesk, rows, waitForQueue } from './screens.ts'
import { pattern, words as shared } from './words.ts'

const words = network.network
const { app } = shared

test.use({
  locale: 'en-GB',
  viewport: { width: 1366, height: 768 },
  // The drawing is WebGL: here a computer without a graphics card draws it in software.
  launchOptions: {
    executablePath: findBrowser() ?? undefined,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-dev-shm-usage',
    ],
  },
})

/** Names that the drawing wrote the last time, each with its place. */
interface Written {
  text: string
  x: number
  y: number
  width: number
}

/** Notes what is written on the layer of names: anew whenever it is wiped. Runs in the page. */
function noteLabels(): void {
  const paper = CanvasRenderingContext2D.prototype
  const { clearRect, fillText } = paper
  const isOfNames = (context: CanvasRenderingContext2D) =>
    context.canvas.classList.contains('sigma-labels')
  const notes = { labels: [] as Written[] }
  Object.assign(globalThis, { notes })
  paper.clearRect = function (...args) {
    if (isOfNames(this)) notes.labels = []
    clearRect.apply(this, args)
  }
  paper.fillText = function (text, x, y, ...rest) {
    if (isOfNames(this)) notes.labels.push({ text, x, y, width: this.measureText(text).width })
    fillText.call(this, text, x, y, ...rest)
  }
}

const written = (page: Page): Promise<Written[]> =>
  page.evaluate(() => (globalThis as unknown as { notes: { labels: Written[] } }).notes.labels)

/** Shares of the pixels of an element that are not of its ground. */
async function inked(page: Page, locator: Locator): Promise<number> {
  const png = (await locator.screenshot()).toString('base64')
  return await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const { width, height } = picture
    const paper = new OffscreenCanvas(width, height).getContext('2d')!
    paper.drawImage(picture, 0, 0)
    const pixels = new Uint32Array(paper.getImageData(0, 0, width, height).data.buffer)
    const counts = new Map<number, number>()
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
    return 1 - Math.max(...counts.values()) / pixels.length
  }, png)
}

const size = (page: Page) => page.locator('.record-title [role=status]')

/** How many nodes are shown. */
async function nodes(page: Page): Promise<number> {
  const text = (await size(page).textContent()) ?? ''
  return Number(/[\d,]+/.exec(text)?.[0].replace(',', '') ?? 0)
}

/** Waits until the layout has come to rest: the same names at the same places twice. */
async function settled(page: Page): Promise<void> {
  await expect(async () => {
    const before = JSON.stringify(await written(page))
    await page.waitForTimeout(600)
    const after = JSON.stringify(await written(page))
    expect(after).not.toBe('[]')
    expect(after).toBe(before)
  }).toPass({ timeout: 90_000 })
}

/**
 * Grows the first node of the list that has anything more to show, and says which it was: whoever is no
 * party to a dossier of hers asks for a purpose first; then what was refused is shown.
 */
async function grownRow(page: Page, list: Locator): Promise<[row: Locator, name: string]> {
  const before = await size(page).textContent()
  const purpose = page.getByRole('button', { name: app.action.purpose })
  const names = await list.locator('td:nth-child(2) button').allTextContents()
  for (const name of names.slice(1)) {
    const row = list
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name, exact: true }) })
    await row.getByRole('button', { name, exact: true }).click()
    await expect(row).toContainText(words.fold)
    const isMore = async () => (await size(page).textContent()) !== before
    await expect
      .poll(async () => (await isMore()) || (await purpose.isVisible()), { timeout: 5_000 })
      .toBe(true)
      .catch(() => undefined)
    if (await purpose.isVisible()) {
      await purpose.click()
      await page.locator('dialog textarea').fill('Follow-up of the control of last month')
      await page.keyboard.press('Control+Enter')
      await expect.poll(isMore).toBe(true)
    }
    if (await isMore()) return [row, name]
    await page.locator('#record-title').focus()
    await page.keyboard.press('z')
    await expect(row, 'nothing more to show: one step back').not.toContainText(words.fold)
  }
  throw new Error('no node of the network has anything more to show')
}

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path())

test('a network grows, is lassoed, leaves as files, and is there after its evidence', async ({
  house,
  context,
}) => {
  await context.addInitScript(noteLabels)
  const desk = await house.desk({ person: 'vl-an' })
  const page = await openDesk(context, desk.url)
  await waitForQueue(page)
  await goToQueue(page, '#/queue?queue=ALL&finding=R01')
  await rows(page).first().focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#record-title')).toBeFocused()
  const enterprise = await page.locator('.head-facts a').first().getAttribute('href')
  await goTo(page, enterprise!)
  await expect(page.locator('#record-title')).toBeVisible()
  await page.keyboard.press('x')
  const list = page.locator('.network-main tbody')
  await expect(list.locator('tr').nth(1)).toBeVisible()
  const canvas = page.locator('.network-canvas')
  await settled(page)
  expect(await inked(page, canvas), 'something is drawn').toBeGreaterThan(0.002)

  const before = (await size(page).textContent())!
  const [person, name] = await grownRow(page, list)
  const grown = (await size(page).textContent())!

  await page.locator('#record-title').focus()
  await page.keyboard.press('z')
  await expect(size(page), 'one step back').toHaveText(before)
  await person.getByRole('button').first().click()
  await expect(size(page)).toHaveText(grown)
  await page.locator('#record-title').focus()
  await page.keyboard.press('v')
  await expect(size(page), 'folded again').toHaveText(before)
  await person.getByRole('button').first().click()
  await expect(size(page)).toHaveText(grown)
  await settled(page)

  await page.locator('#record-title').focus()
  await page.keyboard.press('l')
  const lasso = page.locator('.network-lasso')
  await lasso.scrollIntoViewIfNeeded()
  const box = (await lasso.boundingBox())!
  const [left, top] = [box.x + 2, box.y + 2]
  const [right, bottom] = [box.x + box.width - 2, Math.min(box.y + box.height, 760) - 2]
  const chosen = page.locator('.network-aside input, .network-main tbody input:checked')
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(right, top, { steps: 4 })
  await page.mouse.move(right, bottom, { steps: 4 })
  await lasso.dispatchEvent('pointercancel', { pointerId: 1 })
  await expect(lasso.locator('polyline'), 'the half line is gone').toHaveAttribute('points', '')
  await page.mouse.up()
  await expect(chosen, 'and chose nothing').toHaveCount(0)
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(right, top, { steps: 4 })
  await page.mouse.move(right, bottom, { steps: 4 })
  await page.mouse.move(left, bottom, { steps: 4 })
  await page.mouse.up()
  await expect(chosen.first()).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(lasso, 'Escape leaves the lasso, not the network').toHaveCount(0)

  const saved = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ])
    return await bytesOf(download)
  }
  const table = (await saved(words.csv)).toString('utf8')
  expect(table.split('\r\n').length, 'a head, ties and an end').toBeGreaterThan(2)
  const png = await saved(words.png)
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  expect(png.length).toBeGreaterThan(5_000)

  await page.locator('.network-aside details summary').first().click()
  const evidence = page.locator('.network-aside details[open] li a').first()
  await expect(evidence).toHaveAttribute('href', /^#\/(?:dossier|comparison|enterprise|person)\//)
  await evidence.click()
  await expect(page).not.toHaveURL(/#\/network\//)
  await page.goBack()
  await expect(page).toHaveURL(/#\/network\//)
  await expect(size(page), 'what was grown is there again').toHaveText(grown)
  await expect(chosen.first(), 'and what was chosen').toBeChecked()
  await expect(page.locator('.network-aside')).toContainText(name)
})

test('two thousand nodes are drawn, named without lying over each other, and worked by keyboard', async ({
  context,
}) => {
  const program = join(ROOT, 'test/renderer/fixture-host.ts')
  const host = spawn(process.execPath, [program, '0', join(ROOT, 'out/renderer'), '100'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const line = await new Promise<string>((resolve, reject) => {
      host.stdout.once('data', (said: Buffer) => resolve(said.toString()))
      host.once('exit', (code) => reject(new Error(`the host ended with code ${code}`)))
    })
    await context.addInitScript(noteLabels)
    const page = await openDesk(context, line.replace('ready ', '').trim())
    await waitForQueue(page)
    await goTo(page, '#/network/firm-0?of=enterprise')
    const find = page.getByRole('textbox', { name: words.find })
    for (let n = 1; n < FIRMS; n += 1) {
      await find.fill(`Bouwbedrijf ${n}`)
      const row = page
        .locator('.network-main tbody tr')
        .filter({ has: page.getByRole('button', { name: `Bouwbedrijf ${n}`, exact: true }) })
      await row.getByRole('button', { name: `Bouwbedrijf ${n}`, exact: true }).press('Enter')
      await expect(row).toContainText(words.fold)
    }
    await expect.poll(() => nodes(page)).toBe(NETWORK_MAX)
    await expect(page.getByText(pattern(words.full))).toBeVisible()
    await settled(page)
    expect(await inked(page, page.locator('.network-canvas'))).toBeGreaterThan(0.01)

    const labels = await written(page)
    expect(labels.length, 'some names').toBeGreaterThan(3)
    expect(labels.length, 'not a thousand').toBeLessThan(120)
    const lie = (a: Written, b: Written) =>
      Math.abs(a.y - b.y) < 10 && a.x < b.x + b.width && b.x < a.x + a.width
    const over = labels.filter((one, i) => labels.slice(i + 1).some((other) => lie(one, other)))
    expect(over.length, 'names that lie over another').toBeLessThan(labels.length / 4)

    await find.fill('WERKNEMER 3-17')
    const worker = page.getByRole('button', { name: 'WERKNEMER 3-17', exact: true }).first()
    await worker.focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('.network-aside')).toContainText('WERKNEMER 3-17')
    await page.locator('.network-aside summary').first().press('Enter')
    await expect(page.locator('.network-aside details[open] a')).toHaveAttribute(
      'href',
      '#/dossier/dworker-3-17',
    )
    await page.getByRole('checkbox', { name: /WERKNEMER 3-17$/ }).press('Space')
    await expect(page.getByText(pattern(words.chosen_one))).toBeVisible()
  } finally {
    host.kill('SIGKILL')
  }
})
