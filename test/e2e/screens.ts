/** What a person does on the screens, by the names that they read. */
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { pattern, words } from './words.ts'

/** Opens the address that `npm start` printed; an error of the page or its policy fails the test. */
export async function openDesk(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) throw new Error(message.text())
  })
  await page.goto(url)
  return page
}

/** The sentence about freshness in the top bar. */
export function syncLine(page: Page): Locator {
  return page.locator('.sync-line')
}

/** Waits until the desk has everything and the queue shows the rows that it was asked for. */
export async function waitForQueue(page: Page): Promise<void> {
  await expect(page.getByRole('grid')).toBeVisible({ timeout: 90_000 })
  await expect(ownRows(page)).toBeVisible()
  await expect(rows(page).first()).toBeVisible()
}

/** The queue while no rows of the view before stand in it. */
function ownRows(page: Page): Locator {
  return page.locator('[role=grid]:not([aria-busy=true])')
}

/** Rows of the queue that are on the screen, without the head. */
export function rows(page: Page): Locator {
  return page.locator('.grid-body [role=row]')
}

/** Number of dossiers in the view that is asked for: never that of the view before. */
export async function total(page: Page): Promise<number> {
  return Number(await ownRows(page).getAttribute('aria-rowcount')) - 1
}

/** Signs in at the provider's own page, as people do. */
export async function signInByClick(page: Page, person: string): Promise<void> {
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: words.app.signIn.button }).click()
  const provider = await opened
  await expect(provider.getByRole('heading', { name: words.gateway.signIn.heading })).toBeVisible()
  await provider.getByRole('button', { name: person }).click()
  await expect(page.locator('.who')).toContainText(person, { timeout: 30_000 })
  await provider.close()
}

/** The dossier that is open: id from the address, reference from the title. */
export async function openDossierId(page: Page): Promise<string> {
  await expect(page).toHaveURL(/#\/dossier\//)
  // Its keys are there with its page, not with its address.
  await expect(page.locator('#record-title')).toBeVisible()
  return /#\/dossier\/([\w-]+)/.exec(page.url())?.[1] ?? ''
}

/** Goes to a place of the window by its address, without loading the page again. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (next) =>
      new Promise<void>((resolve) => {
        if (location.hash === next) return resolve()
        // After the frame in which the window shows its new place.
        const afterPaint = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
        addEventListener('hashchange', afterPaint, { once: true })
        location.hash = next
      }),
    hash,
  )
}

/** Goes to a view of the queue, `#/queue?…`, and waits for its own rows. */
export async function goToQueue(page: Page, hash: string): Promise<void> {
  await goTo(page, hash)
  await waitForQueue(page)
}

/**
 * Presses a pair of keys until what it opens is there: on a busy machine the second one may come too
 * late to be one of a pair.
 */
export async function pressPair(page: Page, pair: string, opened: Locator): Promise<void> {
  await expect(async () => {
    for (const key of pair) await page.keyboard.press(key)
    await expect(opened).toBeVisible({ timeout: 10_000 })
  }).toPass()
}

/** Closes the dialog that is open: a key that comes before it is gone is still the dialog's. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** Writes a note on the dossier that is open. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page
    .getByRole('group', { name: words.dossier.actions })
    .getByText(words.dossier.addNote)
    .click()
  await page.getByRole('textbox', { name: words.dossier.notes.label }).fill(text)
  await page.getByRole('button', { name: words.dossier.notes.save }).click()
  await expect(note(page, text)).toBeVisible()
}

/** A note of the dossier that is open. */
export function note(page: Page, text: string): Locator {
  return page.locator('.note', { hasText: text })
}

/** Waits until the gateway knows everything this desk did. */
export async function expectSettled(page: Page): Promise<void> {
  await expect(syncLine(page)).toHaveText(pattern(words.app.sync.upToDate), { timeout: 30_000 })
  await expect(syncLine(page)).not.toContainText(/waiting/)
}
