/**
 * What a person may be shown changed: what the cache was filled with is closed until the gateway has put it
 * together anew, or has said that it stands.
 */
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import { kindNumber } from '../../gateway/scopes.ts'
import { codeOf } from './client.ts'
import {
  eventually,
  isSettled,
  openDesk,
  startPractice,
  statusOf,
  workingDesk,
} from './practice.ts'
import type { TestDesk } from './practice.ts'
import { fixtureWorld } from './records.ts'

/** Another value is a program that masks otherwise, at the desk and at the gateway. */
const program = vi.hoisted(() => ({ masks: '' }))
vi.mock(import('../../domain/rights/masks.ts'), async (original) => {
  const real = await original()
  return { ...real, masksText: (actor) => real.masksText(actor) + program.masks }
})

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const
const reads = (desk: TestDesk) => [
  desk.window.queue.window({ filter: ALL, order: [], offset: 0, limit: 10 }),
  desk.window.dossier.get({ id: 'dossier-1' }),
  desk.window.person.get({ id: 'person-1' }),
  desk.window.search.all({ text: 'Voorbeeld', limit: 5 }),
  desk.window.sync.attention(),
]
/** The codes with which everything is refused that a window could show. */
const refusals = async (desk: TestDesk) => {
  await desk.window.access.begin({ purpose: 'ANSWER_QUESTION', reason: 'Vraag van de werkgever' })
  const codes = await Promise.all(reads(desk).map((one) => codeOf(one as Promise<unknown>)))
  return [...new Set(codes)]
}
const addNote = (desk: TestDesk, noteId: string) =>
  desk.window.command.run({
    name: 'addNote',
    args: { noteId, dossierId: 'dossier-1', text: 'Nagevraagd.' },
  })
const notes = async (desk: TestDesk) =>
  (await desk.window.dossier.get({ id: 'dossier-1' })).notes.map(({ id }) => id)

test('what the gateway shows otherwise now is closed at once, also to the next start, until the refill is done', async () => {
  const { address, line, database } = await startPractice(fixtureWorld())
  const desk = await workingDesk(address)
  expect(await addNote(desk, 'note-sent')).toMatchObject({ outcome: 'QUEUED' })
  await statusOf(desk, (status) => isSettled(status) && status.pending === 0)
  line.mode = 'DOWN'
  line.drop()
  expect(await addNote(desk, 'note-kept')).toMatchObject({ outcome: 'QUEUED' })
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  expect(await notes(desk)).toEqual(expect.arrayContaining(['note-sent', 'note-kept']))

  // A gateway that shows no notes of before any more.
  line.rewrite = (_path, json) =>
    'view' in json ? { ...json, view: `${String(json['view'])} narrower` } : json
  await database.queries.execute(sql`DELETE FROM record WHERE kind = ${kindNumber('note')}`)
  line.only = '/sync/snapshot'
  await desk.window.sync.now()
  const closed = await statusOf(desk, ({ offline }) => offline.state === 'LOCKED')
  expect(closed).toMatchObject({ pending: 1, offline: { code: 'VIEW_CHANGED' } })
  expect(await refusals(desk)).toEqual(['VIEW_CHANGED'])
  await desk.close()

  line.only = ''
  const again = await openDesk(address, { dataDir: desk.dataDir })
  expect(await refusals(again), 'offline, after another start').toEqual(['VIEW_CHANGED'])
  expect(await again.window.sync.status()).toMatchObject({ pending: 1 })

  line.mode = 'PASS'
  await again.window.sync.now()
  await statusOf(again, (status) => isSettled(status) && status.offline.state === 'OPEN')
  await eventually(
    () => notes(again),
    (shown) => shown.join() === 'note-kept',
  )
})

test('a program that masks otherwise shows nothing of a cache until the gateway said that it stands', async () => {
  const { address, line } = await startPractice(fixtureWorld())
  onTestFinished(() => void (program.masks = ''))
  let view: unknown = null
  line.rewrite = (_path, json) => {
    view = json['view'] ?? view
    return json
  }
  const { dataDir, close } = await workingDesk(address)
  await close()
  line.mode = 'DOWN'
  const start = () => openDesk(address, { dataDir })
  const isShown = async (desk: TestDesk) =>
    expect((await desk.window.dossier.get({ id: 'dossier-1' })).dossier.id).toBe('dossier-1')
  const filled = () => line.asked.filter((path) => path.startsWith('/sync/snapshot')).length
  const fills = filled()
  const before = await start()
  await isShown(before)
  await before.close()

  program.masks = 'otherwise'
  const after = await start()
  expect(await refusals(after)).toEqual(['VIEW_CHANGED'])
  expect((await after.window.sync.status()).offline).toMatchObject({ state: 'LOCKED' })

  // A gateway of before: its word counts, and nothing is fetched again.
  line.rewrite = (_path, json) => ('view' in json ? { ...json, view } : json)
  line.mode = 'PASS'
  await after.window.sync.now()
  await statusOf(after, (status) => isSettled(status) && status.offline.state === 'OPEN')
  await isShown(after)
  expect(filled()).toBe(fills)
  await after.close()
  line.mode = 'DOWN'
  const confirmed = await start()
  await isShown(confirmed)
  await confirmed.close()

  // One that masks as this program does.
  line.rewrite = null
  line.mode = 'PASS'
  const refilled = await start()
  await statusOf(refilled, (status) => isSettled(status) && filled() > fills)
  await isShown(refilled)
})
