import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import {
  expectSettled,
  goTo,
  goToQueue,
  note,
  openDesk,
  openDossierId,
  rows,
  signInByClick,
  syncLine,
  total,
  waitForQueue,
  writeNote,
} from './screens.ts'
import { pattern, words } from './words.ts'

/** The mark on the note that waits for the gateway. */
const waitingMark = (page: Page) =>
  note(page, 'Written without network.').getByRole('img', { name: words.app.pending })

test.use({ locale: 'en-GB', viewport: { width: 1600, height: 900 } })
test.setTimeout(240_000)

test('the main job, with a second desk, without network, and back', async ({
  house,
  context,
  browser,
}) => {
  const gateway = await house.gateway()
  const desk = await house.desk({ gateway })
  const colleague = await house.desk({ gateway, person: 'vl-joris' })

  const page = await test.step('sign in at the provider', async () => {
    const opened = await openDesk(context, desk.url)
    await expect(opened, 'the start token leaves the address').toHaveURL(/#\/queue$/)
    await signInByClick(opened, 'An Ooievaar')
    await waitForQueue(opened)
    return opened
  })

  // Nobody's open work, so that it can be taken in hand below.
  await test.step('filter open work of nobody to one severity of signals', async () => {
    const unassigned = page.getByRole('tab', { name: words.queue.queue.UNASSIGNED })
    await unassigned.click()
    await expect(unassigned).toHaveAttribute('aria-selected', 'true')
    const all = await total(page)
    const medium = page.getByRole('checkbox', { name: words.code.severity.MEDIUM })
    // Findings are computed in the background after the first fill.
    await expect(medium).toBeVisible({ timeout: 120_000 })
    await medium.check()
    await expect(page).toHaveURL(/severity=MEDIUM/)
    await expect.poll(async () => await total(page)).toBeLessThan(all)
    expect(await total(page)).toBeGreaterThan(0)
    await page.reload()
    await expect(medium).toBeChecked()
    await waitForQueue(page)
  })

  const dossierId = await test.step('open the first dossier with a signal of theirs', async () => {
    // One that the comparison shows and a region judges: not about the employer, nor the identity alone.
    // Asked for: which signals stand first in the list changes with the day.
    await goToQueue(page, '#/queue?queue=UNASSIGNED&finding=M1,M2,M3,M4')
    await rows(page)
      .filter({ hasText: /M[1-4]/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    const id = await openDossierId(page)
    await expect(page.locator('#record-title')).toBeFocused()
    await expect(page.getByRole('heading', { name: words.dossier.track.work })).toBeVisible()
    await expect(page.getByRole('heading', { name: words.dossier.track.residence })).toBeVisible()
    return id
  })

  const seen = await test.step('a colleague looks at the same dossier', async () => {
    const other = await openDesk(await browser.newContext({ locale: 'en-GB' }), colleague.url)
    await waitForQueue(other)
    await goTo(other, `#/dossier/${dossierId}`)
    await expect(other.locator('#record-title')).toBeVisible()
    return other
  })

  await test.step('compare with Limosa and read why', async () => {
    await page.getByRole('button', { name: words.dossier.openComparison }).click()
    await expect(page).toHaveURL(/#\/comparison\//)
    await expect(page.getByRole('heading', { name: words.comparison.line.title })).toBeVisible()
    await expect(page.locator('.finding').first()).toBeVisible()
    await expect(page.getByText(words.finding.question).first()).toBeVisible()
  })

  await test.step('judge the signal with a reason', async () => {
    const finding = page.locator('.finding').first()
    const judge = finding.getByRole('group', { name: words.finding.judge.title })
    await judge.getByRole('button', { name: words.finding.judge.EXPLAINED }).click()
    await finding.getByRole('textbox', { name: words.finding.judge.reason }).fill('Too short')
    await finding.getByRole('button', { name: words.finding.judge.submit.EXPLAINED }).click()
    await expect(finding.getByText(pattern(words.finding.judge.tooShort_one))).toBeVisible()
    await finding
      .getByRole('textbox', { name: words.finding.judge.reason })
      .fill('The employer sent the A1 form and the permit of the other region.')
    await finding.getByRole('button', { name: words.finding.judge.submit.EXPLAINED }).click()
    await expect(page.locator('.finding[data-status=EXPLAINED]').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await openDossierId(page)
  })

  await test.step('take it in hand: the colleague sees it', async () => {
    await page
      .getByRole('group', { name: words.dossier.actions })
      .getByRole('button', { name: words.dossier.assignToMe })
      .click()
    await expect(page.getByText('An Ooievaar (you)')).toBeVisible()
    // As who handles it, and as who has it open now.
    await expect(seen.locator('.head-facts').getByText('An Ooievaar')).toHaveCount(2)
    await writeNote(page, 'Asked the employer for the missing annex.')
    await expect(note(seen, 'Asked the employer for the missing annex.')).toBeVisible()
    await expectSettled(page)
  })

  await test.step('the gateway stops: work goes on and waits', async () => {
    await gateway.program.stop()
    await expect(syncLine(page)).toHaveText(pattern(words.app.sync.offline), { timeout: 60_000 })
    await writeNote(page, 'Written without network.')
    await expect(syncLine(page)).toContainText(/1 act waiting/)
    await expect(waitingMark(page)).toBeVisible()
  })

  const again = await test.step('the browser is closed and opened again', async () => {
    await page.close()
    const opened = await openDesk(context, desk.url)
    await waitForQueue(opened)
    await goTo(opened, `#/dossier/${dossierId}`)
    await expect(note(opened, 'Written without network.')).toBeVisible()
    await expect(syncLine(opened)).toContainText(/1 act waiting/)
    return opened
  })

  await test.step('the gateway comes back and everything is settled', async () => {
    await house.gateway(gateway)
    await expectSettled(again)
    await expect(waitingMark(again)).toHaveCount(0)
    await expect(note(seen, 'Written without network.')).toBeVisible({ timeout: 60_000 })
  })
})
