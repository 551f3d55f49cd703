/** Paper leaves the desk: printing is told to the host, with the screen and the record on it. */
import { afterEach, expect, test, vi } from 'vitest'
import type { Route } from '../../renderer/app/route.ts'

const printed = vi.hoisted(() => vi.fn<(what: unknown) => Promise<object>>(async () => ({})))
const shown = vi.hoisted(() => ({ route: null as Route | null }))
vi.mock('../../renderer/data/client.ts', () => ({ workbench: { access: { printed } } }))
vi.mock('../../renderer/app/route.ts', () => ({ currentRoute: () => shown.route }))
const { followPrinting } = await import('../../renderer/access/printing.ts')

const listening = new EventTarget()
vi.stubGlobal('window', listening)
followPrinting()
afterEach(() => void printed.mockClear())

function print(route: object): unknown[] {
  shown.route = route as Route
  listening.dispatchEvent(new Event('beforeprint'))
  return printed.mock.calls.map(([what]) => what)
}

test.each([
  [
    { screen: 'dossier', id: 'd1' },
    { screen: 'dossier', id: 'd1' },
  ],
  [
    { screen: 'person', id: 'p1' },
    { screen: 'person', id: 'p1' },
  ],
  [
    { screen: 'enterprise', id: 'e1' },
    { screen: 'enterprise', id: 'e1' },
  ],
  [
    { screen: 'comparison', personId: 'p1' },
    { screen: 'comparison', id: 'p1' },
  ],
  [{ screen: 'queue' }, { screen: 'queue', id: null }],
  [
    { screen: 'fairness', id: 'R06' },
    { screen: 'rule', id: 'R06' },
  ],
  [{ screen: 'log' }, { screen: 'log', id: null }],
])('before %j is printed the host is told, once', (route, told) => {
  expect(print(route)).toEqual([told])
})

test('a host that does not answer stops no printing', async () => {
  printed.mockRejectedValueOnce(new Error('the host is gone'))
  expect(print({ screen: 'dossier', id: 'd1' })).toHaveLength(1)
  await new Promise((resolve) => setImmediate(resolve))
})
