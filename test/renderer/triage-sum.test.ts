/** What the signals of a page weigh together, as the page says it: the score that the queue orders by. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import type { FindingStatus } from '../../domain/contract/codes.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { findingsOf, shownScore, triage } from '../../domain/risk/index.ts'
import { TriageSum } from '../../renderer/findings/triage-sum.tsx'
import { declaration, facts } from '../domain/fixtures.ts'
import { speakDutch } from './dutch.ts'

beforeAll(() => speakDutch(['dossier', 'codes', 'app', 'rules']))

const [found] = findingsOf(facts({ declarations: [declaration()] }), '2026-11-20')

const judged = (status: FindingStatus, change: Partial<JudgedFinding['finding']> = {}) =>
  ({
    finding: { ...found!, ...change },
    saidId: found!.id,
    status,
    saidStatus: status,
    reason: null,
    byName: null,
    at: null,
    pending: false,
    snooze: null,
    contests: [],
  }) satisfies JudgedFinding

const textOf = (findings: readonly JudgedFinding[], isClosed = false): string =>
  renderToStaticMarkup(createElement(TriageSum, { findings, isClosed })).replace(/<[^>]*>/g, ' ')

it('a signal that waits for an answer weighs as the queue says', () => {
  const { score } = triage([found!], new Map([[found!.id, 'ASKED']]))
  expect(score).toBeGreaterThan(0)
  expect(textOf([judged('ASKED')])).toContain(`${shownScore(score)}`)
  expect(textOf([judged('EXPLAINED')])).toBe('')
})

it('what is said of the employer weighs on an open dossier and on no closed one', () => {
  const ofEmployer = judged('OPEN', { personId: null, enterpriseId: 'e1' })
  expect(textOf([ofEmployer])).not.toBe('')
  expect(textOf([ofEmployer], true)).toBe('')
})

it('what somebody confirmed weighs on what is open, and says so', () => {
  const { score } = triage([found!], new Map([[found!.id, 'CONFIRMED']]))
  const text = textOf([judged('CONFIRMED')])
  expect(text).toContain(`${shownScore(score)}`)
  expect(text).toContain('Bevestigd')
  expect(textOf([judged('OPEN')])).not.toContain('Bevestigd')
  expect(textOf([judged('CONFIRMED')], true), 'nothing is left to decide').toBe('')
})
