import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import {
  goTo,
  goToQueue,
  openDesk,
  openDossierId,
  pressPair,
  rows,
  waitForQueue,
} from './screens.ts'
import { words } from './words.ts'

test.use({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
test.setTimeout(240_000)

const { command } = words.app

/** Opens a step of the dossier on screen. */
async function openStep(page: Page, name: keyof typeof command): Promise<void> {
  await page.locator('.step-buttons').getByRole('button', { name: command[name] }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function take(page: Page): Promise<void> {
  await page.locator('dialog .button-primary').click()
}

/** Does not wait for the moment in which a step can be taken back. */
async function sendNow(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await pressPair(page, 'gy', dialog)
  await dialog.getByRole('button', { name: words.app.sync.now }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

const workTrack = (page: Page) => page.locator('.section-tracks')

test('a decision on work is proposed by one officer and signed by another', async ({
  house,
  context,
  browser,
}) => {
  const gateway = await house.gateway()
  const desk = await house.desk({ gateway, person: 'vl-an' })
  const second = await house.desk({ gateway, person: 'vl-joris' })
  const page = await openDesk(context, desk.url)
  await waitForQueue(page)

  const id = await test.step('propose, with the effect shown before it happens', async () => {
    await goToQueue(page, '#/queue?queue=OPEN&workState=IN_EXAM&procedure=SINGLE_PERMIT')
    await rows(page).first().focus()
    await page.keyboard.press('Enter')
    const opened = await openDossierId(page)
    await openStep(page, 'proposeWork')
    await expect(page.locator('.step-preview')).toContainText(words.code.workState.DRAFT_DECISION)
    await take(page)
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(workTrack(page)).toContainText(words.code.workState.DRAFT_DECISION)
    await sendNow(page)
    return opened
  })

  await test.step('who proposed cannot sign', async () => {
    await openStep(page, 'signWork')
    await take(page)
    await expect(page.getByRole('dialog')).toContainText(words.error.FOUR_EYES.title)
    await page.keyboard.press('Escape')
  })

  await test.step('a colleague signs on a second desk, and the first one sees it', async () => {
    const other = await browser.newContext({ locale: 'en-GB' })
    const colleague = await openDesk(other, second.url)
    await waitForQueue(colleague)
    await goTo(colleague, `#/dossier/${id}`)
    const here = colleague.getByRole('status').filter({ hasText: 'An Ooievaar' })
    await expect(here, 'the first officer still has it open').toBeVisible()
    await openStep(colleague, 'signWork')
    await expect(colleague.getByRole('dialog')).toContainText('An Ooievaar')
    await colleague.getByRole('button', { name: words.dossier.step.goOn }).click()
    await take(colleague)
    await expect(colleague.getByRole('dialog')).toBeHidden()
    await sendNow(colleague)
    for (const window of [colleague, page]) {
      await expect(workTrack(window).locator('.track-state')).toContainText(
        words.code.workState.GRANTED,
      )
    }
    await other.close()
  })
})
