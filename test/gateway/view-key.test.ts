import { afterEach, expect, test, vi } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { READERS } from '../../domain/rights/fields.ts'
import type * as Stated from '../../domain/rights/stated.ts'

const officer: Actor = { id: 'an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const supervisor: Actor = { ...officer, role: 'SUPERVISOR' }
const auditor: Actor = { id: 'vera', name: 'Vera', role: 'AUDITOR', region: null }

afterEach(() => {
  vi.doUnmock('../../domain/rights/fields.ts')
  vi.resetModules()
})

/** Keys of the views of a program in which an address is read by these. */
async function keysWith(readersOf: (stated: typeof Stated) => unknown) {
  vi.resetModules()
  const stated = await import('../../domain/rights/stated.ts')
  vi.doMock('../../domain/rights/fields.ts', async (original) => {
    const { READERS: readers } = await original<{ READERS: typeof READERS }>()
    const address = readersOf(stated) ?? readers.person.address
    return { READERS: { ...readers, person: { ...readers.person, address } } }
  })
  const { viewOf } = await import('../../gateway/feed.ts')
  return [officer, supervisor, auditor].map((actor) => viewOf(actor).key)
}

test('masks that changed void what desks of that role were filled with, and nobody else', async () => {
  const before = await keysWith(() => null)
  expect(await keysWith(() => null), 'the same program').toEqual(before)
  const after = await keysWith(({ Right }) => new Right<never>([]).else(null))
  expect(after[0]).not.toBe(before[0])
  expect(after[1]).not.toBe(before[1])
  expect(after[2]).toBe(before[2])
  expect(after.every((key) => key.length <= 200)).toBe(true)
})
