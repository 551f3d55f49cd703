/** A long backlog is pulled on another thread; whoever works meanwhile sees whole pages. */
import { expect, test } from 'vitest'
import {
  eventually,
  isSettled,
  startPractice,
  statusOf,
  workingDesk,
  type TestDesk,
} from './practice.ts'
import { fixtureWorld } from './records.ts'

/** Every pull counts as a long one, in many transactions. */
const limits = { manyChanges: 0, manySliceChanges: 2 }

function addNotes(desk: TestDesk, name: string, count: number): Promise<unknown> {
  const added = Array.from({ length: count }, (_, n) =>
    desk.window.command.run({
      name: 'addNote',
      args: { noteId: `${name}-${n}`, dossierId: `dossier-${1 + (n % 5)}`, text: `Nota ${n}.` },
    }),
  )
  return Promise.all(added)
}

async function notesOf(desk: TestDesk): Promise<{ id: string; pending: boolean }[]> {
  const pages = [1, 2, 3, 4, 5].map((n) => desk.window.dossier.get({ id: `dossier-${n}` }))
  const notes = (await Promise.all(pages)).flatMap((page) => page.notes)
  return notes
    .map(({ id, pending }) => ({ id, pending }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

const pulls = (desk: TestDesk) => desk.log.filter(({ event }) => event === 'sync.pulled').length

test('a long pull brings what colleagues did, settles what waited and takes acts meanwhile', async () => {
  const there = await startPractice(fixtureWorld())
  const colleague = await workingDesk(there.address, 'vl-joris')
  const desk = await workingDesk(there.address, 'vl-an', { limits })
  there.line.mode = 'DOWN'
  there.line.drop()
  await addNotes(desk, 'waited', 10)
  await statusOf(desk, ({ pending }) => pending === 10)
  there.line.mode = 'PASS'
  await colleague.window.sync.now()
  await addNotes(colleague, 'colleague', 60)
  await statusOf(colleague, isSettled)
  await desk.window.sync.now()
  await addNotes(desk, 'meanwhile', 20)
  await statusOf(desk, isSettled)
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  await colleague.window.sync.now()
  await statusOf(colleague, isSettled)
  const shown = await eventually(
    () => notesOf(desk),
    (notes) => notes.length === 90,
  )
  expect(shown.filter(({ pending }) => pending)).toEqual([])
  expect(
    await eventually(
      () => notesOf(colleague),
      (notes) => notes.length === 90,
    ),
  ).toEqual(shown)
  expect(pulls(desk), 'pulls on another thread').toBeGreaterThan(0)
  const moves = () => desk.log.filter(({ event }) => event === 'sync.moved')
  const every = await eventually(
    () => Promise.resolve(moves()),
    (told) => told.length === pulls(desk),
  )
  expect(
    every.filter(({ moved }) => moved !== true),
    'pulls whose log was left',
  ).toEqual([])
  expect(await desk.window.sync.attention()).toEqual([])
})
