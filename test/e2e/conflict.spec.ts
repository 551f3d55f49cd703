import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test, type Desk } from './desk.ts'
import {
  goTo,
  goToQueue,
  openDesk,
  openDossierId,
  pressPair,
  rows,
  syncLine,
  waitForQueue,
} from './screens.ts'
import { pattern, words } from './words.ts'

test.use({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
test.setTimeout(240_000)

const { attention } = words.app

async function expectOffline(page: Page): Promise<void> {
  await expect(syncLine(page)).toHaveText(pattern(words.app.sync.offline), { timeout: 60_000 })
}

test('two officers take one dossier without network: the second decides by keyboard', async ({
  house,
  browser,
}) => {
  const gateway = await house.gateway()
  const open = async ({ url }: Desk) => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await openDesk(context, url)
    await waitForQueue(page)
    return page
  }
  const an = await open(await house.desk({ gateway, person: 'vl-an' }))
  const joris = await open(await house.desk({ gateway, person: 'vl-joris' }))
  await goToQueue(an, '#/queue?queue=UNASSIGNED')
  await rows(an).first().focus()
  await an.keyboard.press('Enter')
  const id = await openDossierId(an)
  await goTo(joris, `#/dossier/${id}`)

  await gateway.program.stop()
  for (const page of [an, joris]) {
    await expect(page.locator('#record-title')).toBeVisible()
    await expectOffline(page)
    await page.keyboard.press('a')
    await expect(syncLine(page)).toContainText(/1 act waiting/)
  }
  await house.gateway(gateway)
  const badge = (page: Page) =>
    page.getByRole('img', { name: attention.count_one.replace('{{count}}', '1') })
  const late = await Promise.any(
    [an, joris].map(async (page) => {
      await expect(badge(page)).toBeVisible({ timeout: 90_000 })
      return page
    }),
  )

  await pressPair(late, 'gt', late.getByRole('dialog'))
  const item = late.getByRole('dialog').getByRole('listitem')
  await expect(item).toHaveCount(1)
  const { violations } = await new AxeBuilder({ page: late }).analyze()
  expect(violations.map(({ id: rule }) => rule)).toEqual([])

  const send = item.getByRole('button', { name: attention.send })
  await send.press('Enter')
  await expect(item.getByText(attention.decideFirst)).toBeVisible()
  const mine = item.getByRole('radio', { name: attention.keepMine })
  await mine.focus()
  await late.keyboard.press('Space')
  await expect(mine).toBeChecked()
  await send.press('Enter')
  await expect(late.getByText(attention.empty)).toBeVisible()
  await late.keyboard.press('Escape')
  await expect(syncLine(late)).toHaveText(pattern(words.app.sync.upToDate), { timeout: 30_000 })
})
