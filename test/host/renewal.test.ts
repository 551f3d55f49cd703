/** A desk whose cache another program made: it says what it does, goes on after an end, and opens. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectWriter } from '../../db/sqlite.ts'
import type { WorkbenchEvent } from '../../domain/contract/workbench.ts'
import { keyFile } from '../../host/keys/key-file.ts'
import { cacheKey } from '../../host/keys/keys.ts'
import { openDesk, sessionOf, startPractice, workingDesk, type TestDesk } from './practice.ts'

const ALL = { queue: 'ALL', facets: {}, due: null, search: '' } as const
const FIRST = { filter: ALL, order: [], offset: 0, limit: 10 }

/** The folder of a desk that was closed, with a cache as another program left it. */
async function desk(address: Parameters<typeof openDesk>[0], sql: string): Promise<string> {
  const { dataDir, close } = await workingDesk(address)
  await close()
  const [name] = readdirSync(join(dataDir, 'desks'))
  const key = cacheKey(await keyFile(join(dataDir, 'key')).master())
  const db = connectWriter(join(dataDir, 'desks', name!, 'cache.db'), key)
  db.exec(sql)
  db.exec("UPDATE meta SET value = '[\"earlier\"]' WHERE key = 'projection'")
  db.close()
  return dataDir
}

/** What a window hears until the desk is open. */
async function heardUntilOpen({ window }: TestDesk): Promise<WorkbenchEvent[]> {
  const heard: WorkbenchEvent[] = []
  for await (const event of await window.events()) {
    heard.push(event)
    if (event.type === 'session' && event.session.state === 'SIGNED_IN') break
  }
  return heard
}

test('a desk says that it renews its cache, and opens with what it makes of it', async () => {
  const { address } = await startPractice()
  const dataDir = await desk(address, "UPDATE dossier SET reference = 'old'")
  const opened = await openDesk(address, { dataDir })
  expect((await opened.window.session.get()).state, 'the window is served at once').toBe(
    'SIGNING_IN',
  )
  expect(await opened.window.sync.status()).toMatchObject({ fill: { phase: 'RENEWAL' } })
  const heard = await heardUntilOpen(opened)
  const phases = heard.map((event) => event.type === 'sync' && event.status.fill?.phase)
  expect(phases).toContain('RENEWAL')
  const { rows } = await opened.window.queue.window(FIRST)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.map(({ reference }) => reference)).not.toContain('old')
})

test('who signs out meanwhile is out at once; the renewal goes on at the next sign-in', async () => {
  const { address } = await startPractice()
  const dataDir = await desk(address, "UPDATE dossier SET reference = 'old'")
  const opened = await openDesk(address, { dataDir })
  await opened.window.session.signOut()
  expect((await opened.window.session.get()).state).toBe('SIGNED_OUT')
  expect((await opened.window.sync.status()).fill).toBeNull()
  await opened.workbench.signInWith('vl-an')
  const { rows } = await opened.window.queue.window(FIRST)
  expect(rows.map(({ reference }) => reference)).not.toContain('old')
})

test('a workbench that is closed meanwhile leaves a cache for the next start', async () => {
  const { address } = await startPractice()
  const dataDir = await desk(address, "UPDATE dossier SET reference = 'old'")
  const first = await openDesk(address, { dataDir })
  await first.close()
  const second = await openDesk(address, { dataDir })
  await sessionOf(second, ({ state }) => state === 'SIGNED_IN')
  const { rows } = await second.window.queue.window(FIRST)
  expect(rows.length).toBeGreaterThan(0)
})

test('what cannot be renewed is said, and nothing is thrown away', async () => {
  const { address } = await startPractice()
  const dataDir = await desk(
    address,
    "UPDATE migration SET hash = 'other'; DELETE FROM migration WHERE number > 40",
  )
  const opened = await openDesk(address, { dataDir })
  const { error } = await sessionOf(opened, ({ state }) => state === 'FAILED')
  expect(error).toMatchObject({ code: 'CACHE_MIGRATION_FAILED' })
})
