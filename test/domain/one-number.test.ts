/** What several sources tell under one L1 number is one declaration. */
import { expect, it } from 'vitest'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import { isLaterState, oneOfEachNumber } from '../../domain/limosa/one-number.ts'
import { strangerVerdicts } from '../../domain/limosa/strangers.ts'
import { declaration } from './fixtures.ts'

const told = (id: string, changes: Partial<DeclarationBody>) => declaration(changes, id).record
const idsOf = (...all: ReturnType<typeof told>[]) =>
  oneOfEachNumber(all, (one) => one).map(({ id }) => id)

const MORNING = '2026-02-20T09:00:00.000Z'
const LATER = '2026-02-20T11:00:00.000Z'

it('the latest state counts, whatever the order and the form of the instant', () => {
  const declared = told('feed', { l1Number: 'L1', submittedAt: MORNING })
  const cancelled = told('extract', {
    l1Number: 'L1',
    submittedAt: MORNING,
    cancelledAt: LATER,
    status: 'CANCELLED',
  })
  const other = told('other', { l1Number: 'L2', submittedAt: MORNING })
  expect(idsOf(declared, other, cancelled)).toEqual(['other', 'extract'])
  expect(idsOf(cancelled, other, declared)).toEqual(['extract', 'other'])
  expect(
    isLaterState({ submittedAt: '2026-02-20T09:30:00Z', cancelledAt: null }, declared.body),
  ).toBe(true)
})

it('of one moment what is out of force counts, then the first id; of no known moment the other', () => {
  const first = told('a', { l1Number: 'L1', submittedAt: MORNING })
  const second = told('b', { l1Number: 'L1', submittedAt: MORNING })
  const replaced = told('c', { l1Number: 'L1', submittedAt: MORNING, status: 'REPLACED' })
  const undated = told('0', { l1Number: 'L1', submittedAt: null })
  expect(idsOf(second, first)).toEqual(['a'])
  expect(idsOf(first, second, replaced)).toEqual(['c'])
  expect(idsOf(undated, second)).toEqual(['b'])
})

it('a stranger of whom two sources tell has one signal, and none once one tells that it is cancelled', () => {
  const worker = { ...declaration().record.body.worker, insz: null, passport: null }
  const feed = told('feed', { l1Number: 'L1', worker, submittedAt: MORNING })
  const extract = told('extract', { l1Number: 'L1', worker, submittedAt: LATER })
  const signals = (...all: ReturnType<typeof told>[]) =>
    strangerVerdicts(all, '2026-03-10').map(({ record }) => record.id)
  expect(signals(feed, extract)).toEqual(['extract'])
  const ended = { ...extract, body: { ...extract.body, status: 'CANCELLED' as const } }
  expect(signals(feed, ended)).toEqual([])
})
