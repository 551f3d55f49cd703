/** What may be said of a signal beside its judgement, by who may say it. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import { findingsOf } from '../../domain/risk/index.ts'
import { SignalActs } from '../../renderer/findings/signal-acts.tsx'
import { declaration, facts } from '../domain/fixtures.ts'
import { speakDutch } from './dutch.ts'

beforeAll(() => speakDutch(['dossier', 'codes', 'app', 'rules']))

const judged: JudgedFinding = {
  finding: findingsOf(facts({ declarations: [declaration()] }), '2026-11-20')[0]!,
  saidId: 'x',
  status: 'OPEN',
  saidStatus: 'OPEN',
  reason: null,
  byName: null,
  at: null,
  pending: false,
  snooze: null,
  contests: [],
}

const offered = (maySnooze: boolean): string =>
  renderToStaticMarkup(
    createElement(SignalActs, { judged, records: () => null, maySnooze, mayContest: true }),
  )

it('whoever does not judge a signal may contest it, and not set its rule aside', () => {
  const [judging, reading] = [offered(true), offered(false)]
  expect(judging.match(/<button/g)).toHaveLength(2)
  expect(reading.match(/<button/g)).toHaveLength(1)
  expect(reading).toContain('Betwisten')
})
