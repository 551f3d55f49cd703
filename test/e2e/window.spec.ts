/** What unfolds, what is still asked and what could not be asked, on the officer's desk. */
import type { Page } from '@playwright/test'
import { expect, OFFICER, test } from './desk.ts'
import { goTo, goToQueue, rows, waitForQueue } from './screens.ts'
import { pattern, words } from './words.ts'

test.use({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })

/** Questions about the rules on their way to the desk: let through, held back, or about nobody. */
class RuleQuestions {
  way: 'OPEN' | 'HELD' | 'NOBODY' = 'OPEN'

  async follow(page: Page): Promise<void> {
    await page.routeWebSocket(/\/workbench$/, (socket) => {
      const desk = socket.connectToServer()
      socket.onMessage((message) => {
        const text = String(message)
        if (this.way === 'OPEN' || !text.includes('/verdicts/of')) return desk.send(message)
        if (this.way === 'NOBODY') desk.send(text.replace(/"id":"[^"]+"/, '"id":"nobody"'))
      })
    })
  }
}

test('notices unfold, watches have their place, and rules that could not be asked are not silence', async ({
  house,
  page,
}) => {
  const desk = await house.desk({ person: OFFICER })
  const questions = new RuleQuestions()
  await questions.follow(page)
  await page.goto(desk.url)
  await waitForQueue(page)

  await test.step('the gravest notice stands alone until the others are asked for', async () => {
    const notices = page.locator('.notice').filter({ hasText: words.queue.told.show })
    await expect(notices).toHaveCount(1)
    const more = notices.getByRole('button', { name: pattern(words.queue.told.more_other) })
    await expect(more).toHaveAttribute('aria-expanded', 'false')
    expect(
      await more.evaluate((button) => getComputedStyle(button).borderTopColor),
      'it looks like a button before the pointer is on it',
    ).not.toMatch(/rgba\(0, 0, 0, 0\)|transparent/)
    const count = Number.parseInt((await more.textContent()) ?? '', 10)
    await more.click()
    await expect(notices).toHaveCount(1 + count)
    const fewer = page.getByRole('button', { name: words.queue.told.fewer })
    await expect(fewer).toHaveAttribute('aria-expanded', 'true')
    await fewer.click()
    await expect(notices).toHaveCount(1)
  })

  await test.step('what is watched is one click away', async () => {
    const rail = page.getByRole('navigation', { name: words.app.rail.label })
    const link = rail.getByRole('link', { name: words.app.rail.watch })
    await link.click()
    await expect(page).toHaveURL(/#\/watch$/)
    await expect(link).toHaveAttribute('aria-current', 'page')
  })

  await goToQueue(page, '#/queue?queue=ALL&finding=R01')
  await rows(page).first().focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#record-title')).toBeFocused()
  const dossier = new URL(page.url()).hash
  const person = await page.locator('#record-title a').getAttribute('href')
  const enterprise = await page.locator('.head-facts a').first().getAttribute('href')

  for (const [address, where] of [
    [dossier, 'dossier'],
    [person, 'person'],
    [enterprise, 'enterprise'],
  ] as const) {
    await test.step(`the rules on the page of a ${where}`, async () => {
      questions.way = 'HELD'
      // A window that was opened now has asked nothing yet.
      await page.reload()
      await waitForWindow(page)
      await goTo(page, address ?? '')
      await expect(page.locator('#record-title')).toBeVisible()
      const section = page.locator('.section-rules')
      await expect(section.getByRole('status')).toBeAttached()
      await expect(section.locator('details')).toHaveCount(0)

      questions.way = 'NOBODY'
      await page.reload()
      await waitForWindow(page)
      await goTo(page, address ?? '')
      await expect(section.getByRole('alert')).toBeVisible()
      questions.way = 'OPEN'
      await section.getByRole('button', { name: words.app.retry }).click()
      await expect(section.locator('details').first()).toBeAttached()
      await expect(section.getByRole('alert')).toHaveCount(0)
    })
  }
})

/** Waits until the window knows who works at it. */
async function waitForWindow(page: Page): Promise<void> {
  await expect(page.locator('.who')).toBeVisible()
}
