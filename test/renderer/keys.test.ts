import { readFileSync } from 'node:fs'
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
vi.stubGlobal('Element', class {})

const load = async () => ({
  ...(await import('../../renderer/app/keys.ts')),
  ...(await import('../../renderer/app/acts.ts')),
  ...(await import('../../renderer/data/client.ts')),
})
let window: Awaited<ReturnType<typeof load>>
beforeAll(async () => {
  window = await load()
  window.followKeys()
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

/** Second keys in the README's rows of pairs. */
function pairsOfReadme(): string[] {
  const lines = readFileSync('README.md', 'utf8').split('\n')
  const cells = lines.filter((line) => line.startsWith('| `g` then')).map((line) => line.split('|'))
  return cells.flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(.)`/g)].slice(1).map(([, key]) => key!),
  )
}

test('the README names every pair of keys, and each once', () => {
  const pairs = PRACTICE_PEOPLE.flatMap(({ id, name, role, region }) => {
    window.session.set({ actor: { id, name, role, region }, colleagues: [] } as unknown as Session)
    return window.possibleActs(words).filter(({ keys }) => keys.length === 2)
  })
  const wanted = new Set(pairs.map(({ keys }) => keys[1]!))
  expect(pairsOfReadme().toSorted()).toEqual([...wanted].toSorted())
})

function press(key: string): void {
  nowhere.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key }))
}

/** What a screen that listens hears of these keys, pressed before any timer runs. */
function heardOf(keys: readonly string[], takes: (event: Event) => void): string[] {
  const heard: string[] = []
  const screen = (event: Event) => {
    if (!event.defaultPrevented) heard.push((event as KeyboardEvent).key)
    takes(event)
  }
  nowhere.addEventListener('keydown', screen)
  for (const key of keys) press(key)
  nowhere.removeEventListener('keydown', screen)
  return heard
}

test('the second key of a pair is not a key of the screen, however quick it is', () => {
  expect(heardOf(['g', 'i', 'i'], () => {})).toEqual(['g', 'i'])
})

test('a first key that a screen takes begins no pair', () => {
  expect(heardOf(['g', 'i'], (event) => event.preventDefault())).toEqual(['g', 'i'])
})
