/** An import of the window goes on whatever is shown, one at a time, and tells what came of it. */
import { beforeEach, expect, it, vi } from 'vitest'
import { IMPORT_PIECE_BYTES, type ImportProgress } from '../../domain/contract/imports.ts'

const desk = vi.hoisted(() => ({ begin: vi.fn(), push: vi.fn(), end: vi.fn(), cancel: vi.fn() }))
vi.mock('../../renderer/data/client.ts', async () => {
  const { createStore } = await import('../../renderer/data/store.ts')
  const signedIn = { actor: { id: 'vl-greet' } }
  return { workbench: { imports: desk }, session: createStore<object | null>(signedIn) }
})

const { forgetImport, importRun, startImport, stopImport } =
  await import('../../renderer/imports/running.ts')

const { session } = await import('../../renderer/data/client.ts')

const progress = (rows: ImportProgress['rows'] = []): ImportProgress => ({
  read: 0,
  good: 0,
  repeated: 0,
  refused: rows.length,
  skipped: 0,
  created: 0,
  changed: 0,
  same: 0,
  refusedThere: 0,
  rows,
})
const refused = (line: number) => ({ line, field: null, reason: 'MISSING' as const })
/** Of three pieces. */
const FILE = new File([new Uint8Array(2 * IMPORT_PIECE_BYTES + 1)], 'limosa.csv')
const BEGIN = {
  source: 'RSZ',
  kind: 'declaration' as const,
  mapping: {},
  dryRun: false,
  reach: null,
  restart: false,
}

beforeEach(() => {
  forgetImport()
  for (const call of Object.values(desk)) call.mockReset()
  desk.begin.mockResolvedValue({ before: 0 })
  desk.push.mockResolvedValue(progress())
  desk.end.mockResolvedValue(progress())
})

it('runs to its end with all that was refused on the way, and is shown until something else is chosen', async () => {
  desk.push.mockResolvedValueOnce(progress([refused(2)]))
  desk.end.mockResolvedValue(progress([refused(9)]))
  await startImport(FILE, BEGIN)
  expect(desk.push).toHaveBeenCalledTimes(3)
  const { name, size, done, outcome, refused: rows } = importRun.get()!
  expect({ name, done, outcome }).toEqual({ name: 'limosa.csv', done: size, outcome: 'DONE' })
  expect(rows.map(({ line }) => line)).toEqual([2, 9])
  forgetImport()
  expect(importRun.get()).toBeNull()
})

it('is one at a time, is not forgotten while it runs, and stops after the piece on its way', async () => {
  const piece = Promise.withResolvers<ImportProgress>()
  desk.push.mockReturnValueOnce(piece.promise)
  const running = startImport(FILE, BEGIN)
  await vi.waitFor(() => expect(desk.push).toHaveBeenCalledTimes(1))
  await startImport(FILE, { ...BEGIN, dryRun: true })
  forgetImport()
  expect(importRun.get()).toMatchObject({ outcome: 'RUNNING', dryRun: false })
  expect(desk.begin).toHaveBeenCalledTimes(1)
  stopImport()
  piece.resolve(progress())
  await running
  expect(importRun.get()).toMatchObject({ outcome: 'STOPPED', done: IMPORT_PIECE_BYTES })
  expect(desk.push).toHaveBeenCalledTimes(1)
  expect(desk.cancel).toHaveBeenCalledTimes(1)
})

it('that fails says why, and another may begin', async () => {
  desk.push.mockRejectedValueOnce(new Error('gone'))
  await startImport(FILE, BEGIN)
  expect(importRun.get()).toMatchObject({ outcome: 'FAILED', error: { code: 'INTERNAL' } })
  await startImport(FILE, BEGIN)
  expect(importRun.get()).toMatchObject({ outcome: 'DONE', error: null })
})

it('of whoever left is neither gone on with nor shown to the next person', async () => {
  const piece = Promise.withResolvers<ImportProgress>()
  desk.push.mockReturnValueOnce(piece.promise)
  const running = startImport(FILE, BEGIN)
  await vi.waitFor(() => expect(desk.push).toHaveBeenCalledTimes(1))
  session.set({ actor: { id: 'vl-joris' } } as ReturnType<typeof session.get>)
  expect(importRun.get()).toBeNull()
  piece.resolve(progress([refused(2)]))
  await running
  expect(desk.push, 'no piece goes out in the name of the next').toHaveBeenCalledTimes(1)
  expect(importRun.get(), 'not even what came back late').toBeNull()

  await startImport(FILE, BEGIN)
  expect(importRun.get()).toMatchObject({ outcome: 'DONE' })
  session.set(null)
  expect(importRun.get(), 'nor what came of one that was over').toBeNull()
})
