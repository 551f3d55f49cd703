import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { closeDialog, goTo, goToQueue, openDesk, pressPair, rows, waitForQueue } from './screens.ts'
import { words } from './words.ts'

test.use({ viewport: { width: 1600, height: 900 } })
test.setTimeout(240_000)

/** No violation at all, with the places that have one in words. */
async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
  )
  expect(found, where).toEqual([])
}

for (const [locale, colorScheme] of [
  ['nl-BE', 'light'],
  ['fr-BE', 'dark'],
] as const) {
  test.describe(`${locale} ${colorScheme}`, () => {
    test.use({ locale, colorScheme })

    test('no screen has an accessibility violation', async ({ house, context }) => {
      const signedOut = await house.desk()
      const door = await openDesk(context, signedOut.url)
      await expect(door.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(door, 'sign-in')
      const opened = context.waitForEvent('page')
      await door.locator('main button.button-primary, main button').last().click()
      const provider = await opened
      await expect(provider.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(provider, 'page of the provider')
      await signedOut.program.stop()

      const desk = await house.desk({ person: 'vl-an' })
      const page = await openDesk(context, desk.url)
      await waitForQueue(page)
      await expectAccessible(page, 'queue')

      await goToQueue(page, '#/queue?queue=ALL&severity=CRITICAL,HIGH')
      await rows(page).first().focus()
      await page.keyboard.press('Enter')
      await expect(page.locator('#record-title')).toBeFocused()
      await expectAccessible(page, 'dossier')
      await page.keyboard.press('n')
      await expect(page.locator('.note-form textarea')).toBeFocused()
      await expectAccessible(page, 'dossier while writing a note')
      await page.keyboard.press('Escape')

      await goToQueue(page, '#/queue?queue=OPEN&workState=IN_EXAM')
      await rows(page).first().focus()
      await page.keyboard.press('Enter')
      await expect(page.locator('#record-title')).toBeFocused()
      await page.keyboard.press('d')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toBeVisible()
      await page.locator('dialog textarea').first().fill('Welk diploma heeft de werknemer?')
      await expect(page.locator('.step-preview li')).not.toHaveCount(0)
      await expectAccessible(page, 'form of a step with its effect')
      await closeDialog(page)

      // A signal about the worker, which the comparison shows; one about the employer it does not.
      await goToQueue(page, '#/queue?queue=ALL&finding=R01')
      await rows(page).first().focus()
      await page.keyboard.press('Enter')
      await expect(page.locator('#record-title')).toBeFocused()
      const person = await page.locator('#record-title a').getAttribute('href')
      const enterprise = await page.locator('.head-facts a').first().getAttribute('href')
      await page.locator('#record-title').focus()
      await page.keyboard.press('c')
      await expect(page).toHaveURL(/#\/comparison\//)
      await expect(page.locator('.finding').first()).toBeVisible()
      await expectAccessible(page, 'comparison')

      for (const [address, where] of [
        [person, 'person'],
        [enterprise, 'enterprise'],
      ] as const) {
        await goTo(page, address ?? '')
        await expect(page).toHaveURL(new RegExp(`#/${where}/`))
        await expect(page.locator('#record-title')).toBeVisible()
        await expectAccessible(page, where)
      }

      for (const [keys, where] of [
        [['Control+k'], 'palette'],
        [['?'], 'list of keys'],
        [['g', 't'], 'attention'],
        [['g', 'y'], 'details of the sync'],
      ] as const) {
        for (const key of keys) await page.keyboard.press(key)
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page, where)
        await closeDialog(page)
      }

      await page.keyboard.press('Control+k')
      await page.keyboard.type('Yilmaz')
      await expect(page.getByRole('option')).toHaveCount(1)
      await page.keyboard.press('Enter')
      await expect(page.locator('dialog input[type=radio]').first()).toBeFocused()
      await expectAccessible(page, 'purpose')
      await page.keyboard.press('Control+Enter')
      await expect(page.locator('dialog .field-problem')).toBeVisible()
      await expectAccessible(page, 'purpose without a reason')

      await page.locator('dialog input[type=radio]').first().check()
      await page
        .locator('dialog :is(textarea, input[type=text])')
        .last()
        .fill('Nazicht van koppelingen')
      await page.keyboard.press('Control+Enter')
      // Back where the purpose was asked.
      await expect(page.getByRole('combobox')).toBeVisible()
      await closeDialog(page)
      for (const [address, where] of [
        ['#/links', 'possible links'],
        ['#/coverage', 'coverage'],
        [(person ?? '').replace('person', 'cluster'), 'records of a person'],
        [(enterprise ?? '').replace('enterprise', 'matrix'), 'weeks of the workers'],
      ] as const) {
        await goTo(page, address)
        await expect(page.locator('h1').first()).toBeVisible()
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        await expectAccessible(page, where)
      }
    })
  })
}

test('the access log of a supervisor, and signing out everywhere', async ({ house, browser }) => {
  const context = await browser.newContext({ locale: 'nl-BE' })
  const desk = await house.desk({ person: 'vl-greet' })
  const page = await openDesk(context, desk.url)
  await waitForQueue(page)
  await pressPair(page, 'gl', page.locator('#record-title'))
  await expect(page.locator('#record-title')).toBeFocused()
  await expect(page.locator('#log-panel :is(tbody tr, .state)').first()).toBeVisible()
  await expectAccessible(page, 'access log')
  await page.locator('.log-filter input').first().fill('99/99/2026')
  await page.keyboard.press('Tab')
  await expect(page.locator('.log-filter .field-problem')).toBeVisible()
  await expectAccessible(page, 'access log with a wrong date')
  await page.getByRole('tab').last().click()
  await expect(page.locator('.log-hint')).toBeVisible()
  await expectAccessible(page, 'what stands out')
  await goTo(page, '#/rules')
  await expect(page.locator('.workshop-body tbody tr').first()).toBeVisible()
  await expectAccessible(page, 'all rules')
  await goTo(page, '#/rule/R13')
  await expect(page.locator('.workshop-history')).toBeVisible()
  await expectAccessible(page, 'a rule with a proposal')
  await page.locator('.workshop-acts .button-primary').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'a second look at a rule')
  await closeDialog(page)
  await goTo(page, '#/fairness/R13')
  await expect(page.locator('.fairness-groups')).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page, 'whom a rule touches')
  await goTo(page, '#/score')
  // A desk that was filled a moment ago may not have linked yet: it says so, and counts when asked.
  await expect(async () => {
    await page.keyboard.press('r')
    await expect(page.locator('.score-limits')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 90_000 })
  await expectAccessible(page, 'how good the links are')
  await expectJudgedFromExamples(page)
  await page.locator('header [aria-haspopup=menu]').last().click()
  await page.getByRole('menuitem').last().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'sign out everywhere')
  await context.close()
})

/** From an example of the scorecard to its records, a judgement by keys, and back to where one was. */
async function expectJudgedFromExamples(page: Page): Promise<void> {
  // Examples name persons: what they are needed for is said first.
  await page.locator('.record-body .button-primary').click()
  await page.locator('dialog input[type=radio]').first().check()
  await page.locator('dialog textarea').fill('Kwaliteit van de koppelingen nakijken')
  await page.keyboard.press('Control+Enter')
  const example = page.locator('.score-edges [aria-current]')
  await expect(example).toHaveCount(1)
  await page.keyboard.press('j')
  await expect(example).toBeFocused()
  await page.keyboard.press('j')
  await expect(example).toBeInViewport()
  const said = await example.innerText()
  await page.keyboard.press('o')
  await page.locator('.judge-bar').waitFor()
  await page.keyboard.press('d')
  const unsure = page.locator('.judge-bar [aria-keyshortcuts=d]')
  await expect(unsure).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('e')
  await expect(page.locator('dialog input:checked'), 'an arrow key goes on from it').toBeFocused()
  await expectAccessible(page, 'a link judged with a reason')
  await closeDialog(page)
  await page.keyboard.press('Escape')
  await expect(example, 'back where the officer was').toBeFocused()
  expect(await example.innerText()).toBe(said)
}

test('reports of irregularities: list, intake and one report', async ({ house, browser }) => {
  const context = await browser.newContext({ locale: 'fr-BE' })
  const desk = await house.desk({ person: 'insp-sien' })
  const page = await openDesk(context, desk.url)
  await waitForQueue(page)
  await pressPair(page, 'gr', page.locator('.reports-body tbody tr').first())
  await expectAccessible(page, 'reports')
  await page.keyboard.press('n')
  await expect(page.locator('dialog textarea')).toBeFocused()
  await expectAccessible(page, 'intake of a report')
  await closeDialog(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.locator('.report-words')).toBeVisible()
  await expectAccessible(page, 'report')
  await page.keyboard.press('t')
  await page.locator('dialog .choice-field-many input').first().check()
  await expect(page.locator('.report-protocol').last()).toBeVisible()
  await expectAccessible(page, 'triage with the protocol')
  await closeDialog(page)
  await pressPair(page, 'go', page.locator('.watch-body tbody tr').first())
  await expectAccessible(page, 'what is watched')
  await page.locator('.watch-body tbody a').first().click()
  await page
    .getByRole('button', { name: /Indiquer|Donner|motif/ })
    .first()
    .click()
  await page.locator('dialog textarea').fill('Suivi du contrôle du mois dernier')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('#record-title')).toBeVisible()
  await page.keyboard.press('x')
  await expect(page.locator('.network-body tbody tr').first()).toBeVisible()
  await expectAccessible(page, 'network')
  await context.close()
})

test('an auditor reads without acting, and sees no names', async ({ house, browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const desk = await house.desk({ person: 'audit-vera' })
  const page = await openDesk(context, desk.url)
  await waitForQueue(page)
  await rows(page).first().focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#record-title')).toContainText('•••')
  await expect(page.getByRole('button', { name: words.dossier.assignToMe })).toHaveCount(0)
  await expectAccessible(page, 'dossier of an auditor')
  await context.close()
})
