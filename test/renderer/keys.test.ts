import type { TFunction } from 'i18next'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Session } from '../../domain/contract/workbench.ts'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'

const nowhere = new EventTarget()
vi.stubGlobal('location', { hash: '#/queue/OPEN', pathname: '/', search: '' })
vi.stubGlobal('history', { state: null })
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
vi.stubGlobal('window', nowhere)
vi.stubGlobal('addEventListener', () => {})

const load = async () => ({
  ...(await import('../../renderer/app/acts.ts')),
  ...(await import('../../renderer/data/client.ts')),
})
let window: Awaited<ReturnType<typeof load>>
beforeAll(async () => {
  window = await load()
})

const words = ((key: string) => key) as unknown as TFunction

test.each(PRACTICE_PEOPLE.map((person) => [person.id, person] as const))(
  'no two acts of %s share their keys',
  (_, { id, name, role, region }) => {
    window.session.set({ actor: { id, name, role, region }, colleagues: [] } as unknown as Session)
    const keys = window
      .possibleActs(words)
      .flatMap(({ id: act, keys: pressed }) =>
        pressed.length ? [{ act, keys: pressed.join(' ') }] : [],
      )
    expect(keys.length).toBeGreaterThan(5)
    const shared = keys.filter((one) =>
      keys.some((two) => two.act !== one.act && two.keys === one.keys),
    )
    expect(shared).toEqual([])
  },
)
