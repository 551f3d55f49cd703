import { afterEach, expect, test, vi } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { READERS } from '../../domain/rights/fields.ts'
import type * as Stated from '../../domain/rights/stated.ts'

const officer: Actor = { id: 'an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const supervisor: Actor = { ...officer, role: 'SUPERVISOR' }
const clerk: Actor = { ...officer, role: 'DVZ_CLERK', region: null }
const inspector: Actor = { ...officer, role: 'INSPECTOR' }
const auditor: Actor = { id: 'vera', name: 'Vera', role: 'AUDITOR', region: null }

const RULES = ['fields', 'notes', 'reports', 'controls', 'worker-lines'] as const

afterEach(() => {
  for (const rules of RULES) vi.doUnmock(`../../domain/rights/${rules}.ts`)
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

/** Keys of the views of a program in which one rule of what a person may know is another. */
async function keysOtherwise(rules: (typeof RULES)[number], other: Record<string, unknown>) {
  vi.resetModules()
  vi.doMock(`../../domain/rights/${rules}.ts`, async (original) => ({
    ...(await original<object>()),
    ...other,
  }))
  const { viewOf } = await import('../../gateway/feed.ts')
  vi.doUnmock(`../../domain/rights/${rules}.ts`)
  return [officer, clerk, inspector, auditor].map((one) => viewOf(one).key)
}

const nobody = () => false
test.each([
  ['notes', { mayReadNote: nobody }, [true, true, true, false]],
  ['reports', { reportAsSeen: () => null }, [true, true, true, false]],
  [
    'reports',
    // A guarded one is read by every inspector.
    { reportAsSeen: ({ role }: Actor, body: object) => (role === 'AUDITOR' ? null : body) },
    [true, true, true, false],
  ],
  ['controls', { mayKnowControlRequest: nobody }, [true, true, true, false]],
  ['worker-lines', { seesWorkerLine: nobody }, [true, true, true, false]],
] as const)(
  'what one person may know and another may not: other %s void the view (%#)',
  async (rules, other, changed) => {
    const before = await keysOtherwise('fields', {})
    const after = await keysOtherwise(rules, other)
    expect(after.map((key, i) => key !== before[i])).toEqual(changed)
  },
)

test('a person who moves to another region, role or service has another view', async () => {
  const { viewOf } = await import('../../gateway/feed.ts')
  const moves: Partial<Actor>[] = [
    {},
    { region: 'WA' },
    { role: 'SUPERVISOR' },
    { role: 'INSPECTOR' },
    { role: 'INSPECTOR', region: null },
    { role: 'DVZ_CLERK', region: null },
    { role: 'AUDITOR', region: null },
  ]
  const keys = moves.map((move) => viewOf({ ...officer, ...move }).key)
  expect(new Set(keys).size).toBe(moves.length)
})
