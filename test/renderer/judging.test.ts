import { expect, it } from 'vitest'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { isJudgingMany, lacksSignals } from '../../renderer/sync/judging.ts'

type Fill = SyncStatus['fill']

it('says that signals are worked out during a pass over everybody, not over a few or at a first fill', () => {
  const on = (fill: Fill) => isJudgingMany({ fill } as SyncStatus)
  expect(on({ phase: 'FINDINGS', done: 0, total: 3_922 })).toBe(true)
  expect(on({ phase: 'FINDINGS', done: 0, total: 12 })).toBe(false)
  expect(on({ phase: 'RECORDS', done: 0, total: 3_922 })).toBe(false)
  expect(on(null)).toBe(false)
})

it('a list by signals that is empty meanwhile says nothing, any other list does', () => {
  const judging = { fill: { phase: 'FINDINGS', done: 0, total: 3_922 } } as SyncStatus
  const done = { fill: null } as SyncStatus
  expect(lacksSignals({ queue: 'SIGNALS', facets: {} }, judging)).toBe(true)
  expect(lacksSignals({ queue: 'OPEN', facets: { finding: ['M1'] } }, judging)).toBe(true)
  expect(lacksSignals({ queue: 'OPEN', facets: {} }, judging)).toBe(false)
  expect(lacksSignals({ queue: 'SIGNALS', facets: {} }, done)).toBe(false)
  expect(lacksSignals({ queue: 'SIGNALS', facets: {} }, null)).toBe(false)
})
