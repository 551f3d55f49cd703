import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { codeOf } from './client.ts'
import {
  eventually,
  isSettled,
  openDesk,
  sessionOf,
  startPractice,
  statusOf,
  workingDesk,
} from './practice.ts'
import { fixtureWorld } from './records.ts'

/** The provider tells the moment of a sign-in in whole seconds: the next one counts as later. */
const nextSecond = () => wait(1000 - (Date.now() % 1000) + 20)

const addNote = (noteId: string) => ({
  name: 'addNote',
  args: { noteId, dossierId: 'dossier-1', text: 'Nagevraagd.' },
})

test('one desk signs out everywhere: the other closes, says so, and keeps what it had to send', async () => {
  const { address, line } = await startPractice(fixtureWorld())
  const mine = await workingDesk(address)
  const other = await workingDesk(address)
  const colleague = await workingDesk(address, 'vl-joris')
  line.mode = 'DOWN'
  line.only = '/sync/commands'
  expect(await other.window.command.run(addNote('note-kept'))).toMatchObject({ outcome: 'QUEUED' })
  await statusOf(other, ({ state, pending }) => state === 'OFFLINE' && pending === 1)
  await mine.window.session.signOutEverywhere()
  line.mode = 'PASS'
  await other.window.sync.now().catch(() => undefined)
  for (const desk of [mine, other]) {
    const session = await sessionOf(desk, ({ state }) => state === 'SIGNED_OUT')
    expect(session.error).toMatchObject({ code: 'SIGNED_OUT_EVERYWHERE' })
    expect(session.error?.details?.['at']).toMatch(/^\d{4}-\d\d-\d\dT/)
    // The session ends at once, its file a moment later.
    const tokens = () => existsSync(join(desk.dataDir, 'session'))
    await expect.poll(tokens, { timeout: 25_000, message: 'the sealed tokens' }).toBe(false)
    expect(await codeOf(desk.window.dossier.get({ id: 'dossier-1' }))).toBe('NOT_SIGNED_IN')
  }
  const folder = join(other.dataDir, 'desks')
  const cache = readdirSync(folder).map((name) => join(folder, name, 'cache.db'))
  expect(cache.every((file) => existsSync(file) && !readFileSync(file).includes('Voorbeeld'))).toBe(
    true,
  )
  // A colleague goes on.
  await statusOf(colleague, isSettled)

  await nextSecond()
  await other.workbench.signInWith('vl-an')
  await statusOf(other, isSettled)
  const { notes } = await other.window.dossier.get({ id: 'dossier-1' })
  expect(notes).toMatchObject([{ id: 'note-kept', pending: false, body: { by: 'vl-an' } }])
})

test('a desk that sleeps hears of it by its hint stream', async () => {
  const { address } = await startPractice(fixtureWorld())
  const mine = await workingDesk(address)
  const other = await workingDesk(address)
  await mine.window.session.signOutEverywhere()
  const session = await sessionOf(other, ({ state }) => state === 'SIGNED_OUT')
  expect(session.error?.code).toBe('SIGNED_OUT_EVERYWHERE')
})

test('a slow answer does not sign out whoever sat down meanwhile', async () => {
  const { address, line } = await startPractice(fixtureWorld())
  const desk = await workingDesk(address)
  const answer = Promise.withResolvers<void>()
  line.rewrite = async (path, json) => {
    if (path === '/sync/sign-out-everywhere') await answer.promise
    return json
  }
  const leaving = desk.window.session.signOutEverywhere()
  await sessionOf(desk, ({ state }) => state === 'SIGNED_OUT')
  await desk.workbench.signInWith('vl-joris')
  answer.resolve()
  await leaving
  expect(await desk.window.session.get()).toMatchObject({
    state: 'SIGNED_IN',
    actor: { id: 'vl-joris' },
    error: null,
  })
})

test('a desk that was off learns it at its next start', async () => {
  const { address } = await startPractice(fixtureWorld())
  const { dataDir, close } = await workingDesk(address)
  await close()
  const mine = await workingDesk(address)
  await mine.window.session.signOutEverywhere()
  const desk = await openDesk(address, { dataDir })
  const session = await sessionOf(desk, ({ state }) => state === 'SIGNED_OUT')
  expect(session.error?.code).toBe('SIGNED_OUT_EVERYWHERE')
})

test('without network it is refused and the person stays signed in', async () => {
  const { address, line } = await startPractice()
  const desk = await workingDesk(address)
  line.mode = 'DOWN'
  expect(await codeOf(desk.window.session.signOutEverywhere())).toBe('GATEWAY_UNREACHABLE')
  expect((await desk.window.session.get()).state).toBe('SIGNED_IN')
  await desk.window.session.signOut()
  expect(await codeOf(desk.window.session.signOutEverywhere())).toBe('NOT_SIGNED_IN')
})

test('in the middle of a first fill it ends the session too', async () => {
  const { address, line } = await startPractice(fixtureWorld())
  const mine = await workingDesk(address)
  line.mode = 'HANG'
  line.only = '/sync/snapshot'
  const desk = await openDesk(address)
  await desk.workbench.signInWith('vl-an')
  await eventually(
    async () => line.asked.filter((path) => path.startsWith('/sync/snapshot')).length,
    (count) => count >= 2,
  )
  await mine.window.session.signOutEverywhere()
  line.mode = 'PASS'
  line.drop()
  const session = await sessionOf(desk, ({ state }) => state === 'SIGNED_OUT')
  expect(session.error?.code).toBe('SIGNED_OUT_EVERYWHERE')
})
