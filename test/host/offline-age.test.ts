import { cpSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { commandResult } from '../../gateway/schema.ts'
import { OfflineGuard } from '../../host/offline/guard.ts'
import { codeOf } from './client.ts'
import { testFolder } from './folder.ts'
import {
  eventually,
  isSettled,
  openDesk,
  startPractice,
  statusOf,
  workingDesk,
} from './practice.ts'
import { fixtureWorld } from './records.ts'
import type { TestDesk } from './practice.ts'

type Practice = Awaited<ReturnType<typeof startPractice>>

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A clock of the computer that somebody may set. */
function computerClock() {
  let moved = 0
  return {
    clock: () => new Date(Date.now() + moved),
    move: (ms: number) => void (moved += ms),
  }
}

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const
const queue = (desk: TestDesk) =>
  desk.window.queue.window({ filter: ALL, order: [], offset: 0, limit: 10 })
/** Why a read is refused; null when it is answered. */
const read = (desk: TestDesk): Promise<string | null> =>
  queue(desk).then(
    () => null,
    (error: unknown) => codeOf(Promise.reject(error as Error)),
  )
const note = (noteId: string) => ({
  name: 'addNote',
  args: { noteId, dossierId: 'dossier-1', text: 'Nagevraagd.' },
})

/** Cuts the line, and waits until the desk knows. */
async function goOffline(desk: TestDesk, line: Practice['line']): Promise<void> {
  line.mode = 'DOWN'
  line.drop()
  await desk.window.sync.now()
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
}

/** Files of this desk's cache that the process has open. */
function openFiles(desk: TestDesk): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const file = readlinkSync(join('/proc/self/fd', fd))
      return file.startsWith(join(desk.dataDir, 'desks')) ? [file] : []
    } catch {
      return []
    }
  })
}

test('too long without the gateway: nothing is read or done, all is kept, and contact opens it', async () => {
  const { address, line } = await startPractice(fixtureWorld())
  const { clock, move } = computerClock()
  const desk = await workingDesk(address, 'vl-an', { clock })
  line.mode = 'DOWN'
  line.drop()
  expect(await desk.window.command.run(note('note-kept'))).toMatchObject({ outcome: 'QUEUED' })
  await statusOf(desk, ({ state }) => state === 'OFFLINE')

  move(6 * DAY + HOUR)
  expect((await desk.window.sync.status()).offline).toMatchObject({ state: 'ENDING', code: null })
  expect((await desk.window.dossier.get({ id: 'dossier-1' })).notes).toHaveLength(1)

  expect((await desk.window.sync.details()).waiting).toMatchObject([{ dossierId: 'dossier-1' }])

  move(DAY)
  expect((await desk.window.sync.details()).waiting, 'dossiers of acts that wait').toEqual([])
  // A stated purpose lasts a day.
  await desk.window.access.begin({ purpose: 'ANSWER_QUESTION', reason: 'Vraag van de werkgever' })
  for (const refused of [
    codeOf(queue(desk)),
    codeOf(desk.window.dossier.get({ id: 'dossier-1' })),
    codeOf(desk.window.queue.summary({ filter: ALL })),
    codeOf(desk.window.search.all({ text: 'Voorbeeld', limit: 5 })),
    codeOf(desk.window.person.get({ id: 'person-1' })),
    codeOf(desk.window.sync.attention()),
    codeOf(desk.window.command.run(note('note-too-late'))),
  ]) {
    expect(await refused).toBe('OFFLINE_TOO_LONG')
  }
  const status = await desk.window.sync.status()
  expect(status).toMatchObject({
    pending: 1,
    offline: { state: 'LOCKED', code: 'OFFLINE_TOO_LONG' },
  })
  expect(status.offline.locksAt).not.toBeNull()
  await eventually(
    async () => openFiles(desk),
    (files) => files.length === 0,
  )

  line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, (now) => isSettled(now) && now.offline.state === 'OPEN')
  const { notes } = await desk.window.dossier.get({ id: 'dossier-1' })
  expect(notes).toMatchObject([{ id: 'note-kept', pending: false }])
})

test('it is kept in the encrypted cache: a desk that starts too late starts locked', async () => {
  const { address, line } = await startPractice()
  const { clock, move } = computerClock()
  const { dataDir, close } = await workingDesk(address, 'vl-an', { clock })
  await close()
  line.mode = 'DOWN'
  move(8 * DAY)
  const late = await openDesk(address, { dataDir, clock })
  expect(await read(late)).toBe('OFFLINE_TOO_LONG')
  expect((await late.window.session.get()).state, 'the person stays signed in').toBe('SIGNED_IN')
  await late.close()
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
  for (const file of files.filter((entry) => entry.isFile())) {
    const bytes = readFileSync(join(file.parentPath, file.name))
    expect(bytes.includes('confirmedAt'), `readable in ${file.name}`).toBe(false)
  }
  // Setting the clock back does not help: the late time was seen.
  move(-7 * DAY)
  const back = await openDesk(address, { dataDir, clock })
  expect(await read(back)).toBe('CLOCK_SET_BACK')
  line.mode = 'PASS'
  await back.window.sync.now()
  await statusOf(back, (status) => isSettled(status) && status.offline.state === 'OPEN')
  expect(await read(back)).toBeNull()
})

test('an inspector has a week more than an officer', async () => {
  const { address, line } = await startPractice()
  const { clock, move } = computerClock()
  const desk = await workingDesk(address, 'insp-karel', { clock })
  line.mode = 'DOWN'
  line.drop()
  move(11 * DAY)
  expect(await read(desk)).toBeNull()
  move(DAY + HOUR)
  expect((await desk.window.sync.status()).offline.state).toBe('ENDING')
  move(2 * DAY)
  expect(await read(desk)).toBe('OFFLINE_TOO_LONG')
})

test('a clock that was set back locks until it is right again, without network', async () => {
  const { address, line } = await startPractice()
  const { clock, move } = computerClock()
  const desk = await workingDesk(address, 'vl-an', { clock })
  await goOffline(desk, line)
  move(-2 * HOUR)
  expect(await read(desk)).toBe('CLOCK_SET_BACK')
  expect((await desk.window.sync.status()).offline).toMatchObject({
    state: 'LOCKED',
    code: 'CLOCK_SET_BACK',
  })
  move(2 * HOUR)
  await desk.window.sync.now()
  await eventually(
    () => read(desk),
    (code) => code === null,
  )
})

test('a clock years ahead that is put right does not lock a desk with network', async () => {
  const { address, line } = await startPractice()
  const { clock, move } = computerClock()
  move(4 * 365 * DAY)
  const desk = await workingDesk(address, 'vl-an', { clock })
  expect((await desk.window.sync.status()).clockAheadMs).toBeGreaterThan(3 * 365 * DAY)
  move(-4 * 365 * DAY)
  expect(await read(desk), 'while the gateway is asked').toBeNull()
  await statusOf(desk, ({ clockAheadMs }) => clockAheadMs === null)
  await goOffline(desk, line)
  expect(await read(desk), 'nothing of the years ahead is left').toBeNull()
  move(8 * DAY)
  expect(await read(desk), 'and the time is as long as it should be').toBe('OFFLINE_TOO_LONG')
})

test('a clock set ahead without network locks; put right, the next contact opens', async () => {
  const { address, line } = await startPractice()
  const { clock, move } = computerClock()
  const desk = await workingDesk(address, 'vl-an', { clock })
  await goOffline(desk, line)
  move(365 * DAY)
  expect(await read(desk)).toBe('OFFLINE_TOO_LONG')
  move(-365 * DAY)
  line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, (status) => isSettled(status) && status.offline.state === 'OPEN')
  expect(await read(desk)).toBeNull()
})

test('a clock that is wrong is told with how much, and no more once it is right', async () => {
  const { address } = await startPractice()
  const { clock, move } = computerClock()
  move(-12 * 60_000)
  const desk = await workingDesk(address, 'vl-an', { clock })
  const { clockAheadMs } = await desk.window.sync.status()
  expect(Math.round(clockAheadMs! / 60_000)).toBe(-12)
  move(12 * 60_000)
  await desk.window.sync.now()
  await statusOf(desk, (status) => status.clockAheadMs === null)
})

test('an act by a clock far behind counts from the last contact; gateway and desk keep what it showed', async () => {
  const { address, line, database } = await startPractice(fixtureWorld())
  const { clock, move } = computerClock()
  const before = Date.now()
  const desk = await workingDesk(address, 'vl-an', { clock })
  line.mode = 'DOWN'
  line.only = '/sync/commands'
  // Too little to lock, enough to come before the contact.
  move(-9 * 60_000)
  const showed = clock().getTime()
  expect(await desk.window.command.run(note('note-behind'))).toMatchObject({ outcome: 'QUEUED' })
  const after = clock().getTime()
  const [waiting] = (await desk.window.dossier.get({ id: 'dossier-1' })).notes
  expect(Date.parse(waiting!.body.at), 'as the desk shows it').toBeGreaterThanOrEqual(before)
  line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  const [sent] = (await desk.window.dossier.get({ id: 'dossier-1' })).notes
  expect(sent!.body.at, 'as the gateway has it').toBe(waiting!.body.at)
  const [kept] = await database.queries.select().from(commandResult)
  expect(kept!.deskAt).toBeGreaterThanOrEqual(showed)
  expect(kept!.deskAt).toBeLessThanOrEqual(after)
  expect(kept!.receivedAt).toBeGreaterThanOrEqual(Date.parse(sent!.body.at))
})

test('killed as soon as the cache of a first fill is in place, it starts open', async () => {
  const { address, line } = await startPractice()
  const desk = await openDesk(address)
  const dataDir = testFolder()
  const opened = vi.spyOn(OfflineGuard.prototype, 'opened')
  opened.mockImplementationOnce(function (this: OfflineGuard, cache, confirmed) {
    // What a kill at this moment leaves on the disk.
    cpSync(desk.dataDir, dataDir, { recursive: true })
    opened.mockRestore()
    this.opened(cache, confirmed)
  })
  await desk.workbench.signInWith('vl-an')
  await statusOf(desk, isSettled)
  rmSync(join(dataDir, 'lock'))
  line.mode = 'DOWN'
  const again = await openDesk(address, { dataDir })
  expect(await read(again)).toBeNull()
  expect((await again.window.sync.status()).offline.state).toBe('OPEN')
})
