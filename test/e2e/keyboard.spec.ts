import { expect, test } from './desk.ts'
import { expectSettled, note, openDesk, openDossierId, total, waitForQueue } from './screens.ts'
import { words } from './words.ts'

test.use({ locale: 'en-GB' })

test('the main job with the keyboard alone', async ({ house, context }) => {
  const desk = await house.desk({ person: 'vl-an' })
  const page = await openDesk(context, desk.url)
  await waitForQueue(page)
  const keys = page.keyboard
  const focusedRow = page.locator('.grid-body [role=row]:focus')

  await test.step('search and walk the rows', async () => {
    const all = await total(page)
    await keys.press('/')
    await expect(page.getByRole('textbox', { name: words.queue.search.label })).toBeFocused()
    await keys.type('99')
    await expect.poll(async () => await total(page)).toBeLessThan(all)
    await keys.press('Escape')
    await expect.poll(async () => await total(page)).toBe(all)
    await keys.press('Escape')
    await expect(focusedRow).toBeVisible()
    const first = await focusedRow.getAttribute('aria-rowindex')
    await keys.press('j')
    await keys.press('j')
    await keys.press('k')
    await expect(focusedRow).toHaveAttribute('aria-rowindex', String(Number(first) + 1))
  })

  await test.step('open, come back to the same row', async () => {
    const row = await focusedRow.getAttribute('aria-rowindex')
    await keys.press('Enter')
    await openDossierId(page)
    await expect(page.locator('#record-title')).toBeFocused()
    await keys.press('Escape')
    await expect(focusedRow).toHaveAttribute('aria-rowindex', row ?? '')
  })

  await test.step('act on several at once, and take all of it back', async () => {
    const tag = words.code.tag.TRAINING
    const tagged = page.locator(`.priority[data-reasons*="${tag}"]`)
    const before = await tagged.count()
    await keys.press('Space')
    await keys.press('Shift+ArrowDown')
    await expect(page.locator('.grid-row-selected')).toHaveCount(2)
    await keys.press('b')
    const dialog = page.getByRole('dialog')
    const { act } = words.team.bulk
    await dialog.getByRole('radio', { name: act.TAG }).check()
    await dialog.getByRole('checkbox', { name: tag }).first().check()
    await expect(dialog.getByRole('button', { name: `${act.TAG} (2)` })).toBeEnabled()
    await keys.press('Control+Enter')
    await expect(dialog).toBeHidden()
    await expect(tagged).toHaveCount(before + 2)
    await keys.press('u')
    await expect(tagged).toHaveCount(before)
    await expect(page.locator('.grid-row-selected')).toHaveCount(0)
  })

  await test.step('compare and write a note', async () => {
    await keys.press('Enter')
    await openDossierId(page)
    await keys.press('c')
    await expect(page).toHaveURL(/#\/comparison\//)
    await expect(page.locator('#record-title')).toBeFocused()
    await keys.press('Escape')
    await openDossierId(page)
    await keys.press('n')
    await expect(page.getByRole('textbox', { name: words.dossier.notes.label })).toBeFocused()
    await keys.type('Written with the keyboard.')
    await keys.press('Control+Enter')
    await expect(note(page, 'Written with the keyboard.')).toBeVisible()
    await expectSettled(page)
  })

  await test.step('find an act in the palette', async () => {
    await keys.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await keys.type(words.queue.queue.MINE)
    await keys.press('Enter')
    await expect(page).toHaveURL(/queue=MINE/)
    await keys.press('?')
    await expect(page.getByRole('dialog', { name: words.app.keys.title })).toBeVisible()
    await keys.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  await test.step('switch a column in a menu that stays open', async () => {
    await page.locator('.toolbar [aria-haspopup=menu]').last().focus()
    await keys.press('ArrowDown')
    const column = page.locator('[role=menuitemcheckbox]:focus')
    await expect(column).toHaveAttribute('aria-checked', 'true')
    await keys.press('Space')
    await expect(column).toHaveAttribute('aria-checked', 'false')
    await keys.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
  })

  await test.step('the second key of a pair is not a key of the screen', async () => {
    await keys.type('gv')
    await expect(page).toHaveURL(/#\/coverage/)
    await expect(page.getByRole('menu')).toBeHidden()
  })
})
