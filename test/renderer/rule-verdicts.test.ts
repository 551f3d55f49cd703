/** Why a rule is quiet, as the page draws it. */
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import type { MaskedSource } from '../../domain/contract/codes.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { RuleVerdict } from '../../domain/contract/findings.ts'
import { engineOf, explainEnterprise } from '../../domain/risk/index.ts'
import { NothingToReport } from '../../renderer/findings/nothing.tsx'
import { RuleVerdicts } from '../../renderer/findings/rule-verdicts.tsx'
import type { AskedRules } from '../../renderer/findings/use-verdicts.ts'
import { firm, TODAY } from '../domain/rules/cases.ts'
import { speakDutch } from './dutch.ts'

beforeAll(() => speakDutch(['dossier', 'comparison', 'codes', 'app', 'rules', 'errors']))

/** The text about shared contact details on the page of an enterprise that shares none. */
function drawn(withheld: readonly MaskedSource[]): string {
  const verdicts = explainEnterprise({ ...firm({}), withheld }, engineOf(TODAY)).filter(
    ({ code }) => code === 'R40',
  )
  return textOf(createElement(RuleVerdicts, { asked: told(verdicts), shortcut: 6 }))
}

const told = (verdicts: readonly RuleVerdict[]): AskedRules => ({ state: 'TOLD', verdicts })
const failed: AskedRules = {
  state: 'FAILED',
  error: new TandemError('DISK_FULL'),
  retry: () => {},
}

function textOf(element: ReactElement): string {
  const html = renderToStaticMarkup(element)
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

it('each part that was not looked at is named beside what decided', () => {
  const dvz = drawn(['LIAISONS', 'FIRM_ACCOUNTS'])
  expect(dvz).toContain('Geen gegeven dat de regel leest')
  expect(dvz).toContain('Een deel werd niet bekeken · Bron: contactpersonen van Limosa')
  expect(dvz).toContain('bankrekeningen van ondernemingen (niet zichtbaar voor uw rol)')
  expect(drawn([]), 'no register of accounts is held').toContain('bankrekeningen van ondernemingen')
})

it('without signals only the rules that looked at everything are said to have looked', () => {
  const verdicts = explainEnterprise({ ...firm({}), withheld: ['LIAISONS'] }, engineOf(TODAY))
  const text = textOf(createElement(NothingToReport, { asked: told(verdicts) }))
  const clear = verdicts.filter(({ outcome }) => outcome === 'CLEAR').map(({ code }) => code)
  expect(clear).toContain('R40')
  const rest: readonly string[] = clear.filter((code) => code !== 'R40')
  expect(
    rest.filter((code) => !text.includes(code)),
    'looked, and not named',
  ).toEqual([])
  const silent = verdicts.map(({ code }) => code).filter((code) => !rest.includes(code))
  expect(
    silent.filter((code) => text.includes(code)),
    'named, and did not look',
  ).toEqual([])
})

it('while what the rules see is asked or not stored yet, nobody is told that there are no signals', () => {
  const verdicts = explainEnterprise(firm({}), engineOf(TODAY))
  expect(textOf(createElement(NothingToReport, { asked: told(verdicts) }))).toContain(
    'Niets te melden',
  )
  const flagged = verdicts.with(0, { ...verdicts[0]!, outcome: 'FLAGGED', findingIds: ['x'] })
  const asking: AskedRules = { state: 'ASKED' }
  for (const asked of [told(flagged), asking]) {
    const text = textOf(createElement(NothingToReport, { asked }))
    expect(text).toContain('De signalen worden nog berekend')
    expect(text).not.toContain('Niets te melden')
  }
})

it('rules that could not be asked are said to be that, with a way to ask again: never as silence', () => {
  const nothing = renderToStaticMarkup(createElement(NothingToReport, { asked: failed }))
  expect(nothing).toContain('De regels konden niet bevraagd worden')
  expect(nothing).not.toContain('Niets te melden')
  expect(nothing).not.toContain('worden nog berekend')
  const section = renderToStaticMarkup(
    createElement(RuleVerdicts, { asked: failed, shortcut: 0, folded: true }),
  )
  expect(section).toContain('DISK_FULL')
  for (const html of [nothing, section]) expect(html).toMatch(/<button[^>]*>.*Opnieuw proberen/s)
})

it('while the rules are asked their section stands, says so, and tells of no rule', () => {
  const section = renderToStaticMarkup(
    createElement(RuleVerdicts, { asked: { state: 'ASKED' }, shortcut: 0 }),
  )
  expect(section).toContain('role="status"')
  expect(section).not.toContain('<table')
})

it('a role that sees no signals about people has no section of rules, and is told why', () => {
  const asked: AskedRules = { state: 'MASKED' }
  expect(renderToStaticMarkup(createElement(RuleVerdicts, { asked, shortcut: 0 }))).toBe('')
  expect(textOf(createElement(NothingToReport, { asked }))).toContain(
    'Uw functie ziet geen signalen over personen.',
  )
})
