import { afterEach, expect, test, vi } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'

const officer: Actor = { id: 'an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const supervisor: Actor = { ...officer, role: 'SUPERVISOR' }
const auditor: Actor = { id: 'vera', name: 'Vera', role: 'AUDITOR', region: null }

afterEach(() => {
  vi.doUnmock('../../domain/rights/services.ts')
  vi.resetModules()
})

/** Keys of the views of a program that has these masks of the services. */
async function keysWith(masks: object): Promise<string[]> {
  vi.resetModules()
  vi.doMock('../../domain/rights/services.ts', async (original) => ({
    ...(await original<object>()),
    ...masks,
  }))
  const { viewOf } = await import('../../gateway/feed.ts')
  return [officer, supervisor, auditor].map((actor) => viewOf(actor).key)
}

test('masks that changed void what desks of that role were filled with, and nobody else', async () => {
  const before = await keysWith({})
  expect(await keysWith({}), 'the same program').toEqual(before)
  const REGION = { person: { but: { address: { instead: null } } } }
  const after = await keysWith({ REGION })
  expect(after[0]).not.toBe(before[0])
  expect(after[1]).not.toBe(before[1])
  expect(after[2]).toBe(before[2])
  expect(after.every((key) => key.length <= 200)).toBe(true)
})
