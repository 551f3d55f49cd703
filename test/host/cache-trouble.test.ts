import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { cacheKey } from '../../host/keys/keys.ts'
import { keyFile } from '../../host/keys/key-file.ts'
import {
  eventually,
  isSettled,
  openDesk,
  sessionOf,
  startPractice,
  statusOf,
  workingDesk,
} from './practice.ts'
import { FIXTURE_DOSSIERS } from './records.ts'

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const

function cacheOf(dataDir: string): string {
  const [desk] = readdirSync(join(dataDir, 'desks'))
  return join(dataDir, 'desks', desk!, 'cache.db')
}

/** Overwrites the file from its second page on, as a failing disk might. */
function damage(file: string): void {
  const handle = openSync(file, 'r+')
  for (let at = 8192; at < statSync(file).size; at += 4096) {
    writeSync(handle, Buffer.alloc(600, 0x5a), 0, 600, at)
  }
  closeSync(handle)
}

test('a damaged cache is filled anew; offline the window says what happened', async () => {
  const { address, line } = await startPractice()
  const { dataDir, close } = await workingDesk(address)
  await close()
  damage(cacheOf(dataDir))
  line.mode = 'DOWN'
  const desk = await openDesk(address, { dataDir })
  expect((await desk.window.session.get()).state).toBe('SIGNED_IN')
  const page = { filter: ALL, order: [], offset: 0, limit: 10 }
  // Damage may show at the first read instead of at opening: either way it ends in a new fill.
  await desk.window.queue.window(page).catch(() => null)
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  line.mode = 'PASS'
  await statusOf(desk, isSettled)
  expect((await desk.window.queue.window(page)).total).toBe(FIXTURE_DOSSIERS)
  const { dossier } = await desk.window.dossier.get({ id: 'dossier-1' })
  expect(dossier.id).toBe('dossier-1')
})

test('damage met by a window while the desk is in step is mended at once', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  damage(cacheOf(desk.dataDir))
  const reads = Array.from({ length: FIXTURE_DOSSIERS }, (_, index) => index + 1)
  const met = async () => {
    const answers = reads.map((n) => desk.window.dossier.get({ id: `dossier-${n}` }))
    const outcomes = await Promise.allSettled(answers)
    return outcomes.some(({ status }) => status === 'rejected')
  }
  await eventually(met, Boolean)
  await eventually(met, (isBroken) => !isBroken)
  const { error } = await statusOf(desk, isSettled)
  expect(error).toBeNull()
  expect(desk.log.some(({ event }) => event === 'cache.damaged')).toBe(true)
})

test('damage met by a long pull on another thread is mended at once', async () => {
  const { address } = await startPractice()
  const colleague = await workingDesk(address, 'vl-joris')
  const desk = await workingDesk(address, 'vl-an', {
    limits: { manyChanges: 0, manySliceChanges: 1 },
  })
  damage(cacheOf(desk.dataDir))
  const isAside = () => desk.log.some(({ event }) => event === 'cache.damaged')
  for (let n = 1; n <= FIXTURE_DOSSIERS && !isAside(); n += 1) {
    const args = { noteId: `damaged-${n}`, dossierId: `dossier-${n}`, text: 'Nota.' }
    await colleague.window.command.run({ name: 'addNote', args })
  }
  await statusOf(colleague, isSettled)
  await desk.window.sync.now()
  await eventually(() => Promise.resolve(isAside()), Boolean)
  const { error } = await statusOf(desk, isSettled)
  expect(error).toBeNull()
  const page = { filter: ALL, order: [], offset: 0, limit: 10 }
  expect((await desk.window.queue.window(page)).total).toBe(FIXTURE_DOSSIERS)
})

test('a cache of a later program is left alone and told', async () => {
  const { address } = await startPractice()
  const { dataDir, close } = await workingDesk(address)
  await close()
  const db = new Database(cacheOf(dataDir))
  const master = await keyFile(join(dataDir, 'key')).master()
  db.pragma("cipher = 'aegis'")
  db.pragma(`key = "raw:${cacheKey(master).toString('hex')}"`)
  const last = db.prepare('SELECT max(number) FROM migration').pluck().get() as number
  const step = "INSERT INTO migration (number, name, hash) VALUES (?, 'of a later program', 'x')"
  db.prepare(step).run(last + 1)
  db.close()
  const desk = await openDesk(address, { dataDir })
  const session = await sessionOf(desk, ({ state }) => state === 'FAILED')
  expect(session.error?.code).toBe('CACHE_FROM_FUTURE')
})
