/** Paper leaves the desk: printing is told to the host, with the screen and the record on it. */
import { afterEach, expect, test, vi } from 'vitest'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Route } from '../../renderer/app/route.ts'

const printed = vi.hoisted(() => vi.fn<(what: unknown) => Promise<object>>(async () => ({})))
const said = vi.hoisted(() => vi.fn<(t: unknown, error: { code: string }) => void>())
const shown = vi.hoisted(() => ({ route: null as Route | null }))
vi.mock('../../renderer/data/client.ts', () => ({ workbench: { access: { printed } } }))
vi.mock('../../renderer/app/route.ts', () => ({ currentRoute: () => shown.route }))
vi.mock('../../renderer/app/problem.ts', () => ({ sayProblem: said }))
const { followPrinting } = await import('../../renderer/access/printing.ts')

/** What every sheet that left said: the page, or only that it was not noted. */
const sheets: string[] = []
const body = { dataset: {} as Record<string, string> }
const paper = () => {
  listening.dispatchEvent(new Event('beforeprint'))
  sheets.push(body.dataset['notPrinted'] === undefined ? 'the page' : 'not noted')
  listening.dispatchEvent(new Event('afterprint'))
}
const listening = Object.assign(new EventTarget(), { print: paper })
vi.stubGlobal('window', listening)
vi.stubGlobal('document', { body })
followPrinting()
afterEach(() => {
  printed.mockClear()
  said.mockClear()
  sheets.length = 0
})

/** Presses Ctrl+P on a page; what the host was told. */
async function print(route: object): Promise<unknown[]> {
  shown.route = route as Route
  const key = Object.assign(new Event('keydown', { cancelable: true }), { ctrlKey: true, key: 'p' })
  listening.dispatchEvent(key)
  expect(key.defaultPrevented, 'the browser prints nothing by itself').toBe(true)
  await new Promise((resolve) => setImmediate(resolve))
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
])('%j is printed once the host has noted it', async (route, told) => {
  expect(await print(route)).toEqual([told])
  expect(sheets).toEqual(['the page'])
})

test('what cannot be noted is not printed, and the officer reads why', async () => {
  printed.mockRejectedValueOnce(new TandemError('DISK_FULL'))
  expect(await print({ screen: 'dossier', id: 'd1' })).toHaveLength(1)
  expect(sheets).toEqual([])
  expect(said.mock.calls.map(([, { code }]) => code)).toEqual(['DISK_FULL'])
})

test('whoever went to another page before the entry was written prints nothing', async () => {
  printed.mockImplementationOnce(async () => {
    shown.route = { screen: 'person', id: 'p2' } as Route
    return {}
  })
  expect(await print({ screen: 'person', id: 'p1' })).toEqual([{ screen: 'person', id: 'p1' }])
  expect(sheets, 'the entry is about another person').toEqual([])
})

test('a print that came to nothing leaves no leave for the next', async () => {
  listening.print = () => {}
  await print({ screen: 'dossier', id: 'd1' })
  listening.print = paper
  paper()
  expect(sheets).toEqual(['not noted'])
})

test('what the menu of a browser prints past the log says nothing of anybody', () => {
  shown.route = { screen: 'person', id: 'p1' } as Route
  paper()
  expect(printed).not.toHaveBeenCalled()
  expect(sheets).toEqual(['not noted'])
  expect(body.dataset, 'the screen is as it was').toEqual({})
})

test('a page about nobody is printed as it is, and nobody is told', async () => {
  expect(await print({ screen: 'norms' })).toEqual([])
  paper()
  expect(sheets).toEqual(['the page', 'the page'])
})

test('one print that was noted is no leave for the next', async () => {
  await print({ screen: 'dossier', id: 'd1' })
  paper()
  expect(sheets).toEqual(['the page', 'not noted'])
})
