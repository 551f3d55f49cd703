/** Why a rule is quiet, as the page draws it. */
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import type { MaskedSource } from '../../domain/contract/codes.ts'
import { engineOf, explainEnterprise } from '../../domain/risk/index.ts'
import { NothingToReport } from '../../renderer/findings/nothing.tsx'
import { RuleVerdicts } from '../../renderer/findings/rule-verdicts.tsx'
import { firm, TODAY } from '../domain/rules/cases.ts'
import { speakDutch } from './dutch.ts'

beforeAll(() => speakDutch(['dossier', 'comparison', 'codes', 'app', 'rules']))

/** The text about shared contact details on the page of an enterprise that shares none. */
function drawn(withheld: readonly MaskedSource[]): string {
  const verdicts = explainEnterprise({ ...firm({}), withheld }, engineOf(TODAY)).filter(
    ({ code }) => code === 'R40',
  )
  return textOf(createElement(RuleVerdicts, { verdicts, shortcut: 6 }))
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
  const text = textOf(createElement(NothingToReport, { verdicts }))
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
  expect(textOf(createElement(NothingToReport, { verdicts }))).toContain('Niets te melden')
  const flagged = verdicts.with(0, { ...verdicts[0]!, outcome: 'FLAGGED', findingIds: ['x'] })
  for (const unsure of [flagged, null]) {
    const text = textOf(createElement(NothingToReport, { verdicts: unsure }))
    expect(text).toContain('De signalen worden nog berekend')
    expect(text).not.toContain('Niets te melden')
  }
})
