/** The details of the sync and the support file: what they tell, and what must never leave. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileLog } from '../../host/log.ts'
import { type Bundle, supportFile } from '../../host/support/bundle.ts'
import { checkCache } from '../../host/support/check.ts'
import { SyncHistory } from '../../host/support/history.ts'
import { filledCache, newPlace, sampleInsz } from '../db/samples.ts'
import { isSettled, startPractice, statusOf, workingDesk } from './practice.ts'
import { type FixtureItem, fixtureWorld } from './records.ts'

function* worldWithNumbers(): Generator<FixtureItem> {
  for (const { record, scopes } of fixtureWorld()) {
    const body = record.kind === 'person' ? { ...record.body, insz: sampleInsz(7) } : record.body
    yield { record: { ...record, body } as FixtureItem['record'], scopes }
  }
}

const NOTE = 'The foreman said that Voorbeeld7 sleeps in the container.'
const REASON = 'Looked at the card F of the worker.'
/** Names, numbers, references, ids and texts that the cache of this desk holds. */
const KNOWN = [
  'Voorbeeld',
  'Ada',
  'Bouwwerken',
  'Ankara',
  sampleInsz(7),
  'U1007',
  'FL-2026',
  'L1-7',
  'dossier-7',
  'person-7',
  'enterprise-3',
  'vl-an',
  'Ooievaar',
  'Lindeloof',
  'foreman',
  'card F',
  'Metselaar',
]

test('the support file of a real cache holds no name, number, reference, id or text', async () => {
  const { address, line } = await startPractice(worldWithNumbers())
  const desk = await workingDesk(address)
  const { window } = desk
  const page = JSON.stringify([
    await window.dossier.get({ id: 'dossier-7' }),
    await window.session.get(),
  ])
  expect(page, 'the desk does hold such things').toContain(sampleInsz(7))

  line.mode = 'DOWN'
  line.drop()
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  for (const call of [
    { name: 'addNote', args: { noteId: 'secret-note', dossierId: 'dossier-7', text: NOTE } },
    {
      name: 'judgeFinding',
      args: {
        findingId: 'M1-secret',
        code: 'M1',
        ruleVersion: 1,
        personId: 'person-7',
        dossierId: 'dossier-7',
        status: 'EXPLAINED',
        from: 'OPEN',
        reason: REASON,
      },
    },
  ]) {
    expect((await window.command.run(call)).outcome).toBe('QUEUED')
  }
  const log = fileLog(join(desk.dataDir, 'host.log'))
  log('error', 'call.failed', { name: 'dossier.get', error: 'Voorbeeld7 Ada', ms: 41 })
  const { name, text } = await window.sync.supportFile()
  expect(name).toMatch(/^tandem-support-\d{12}\.json$/)
  for (const word of [...KNOWN, 'secret-note', 'M1-secret']) {
    expect(text.toLowerCase(), `the file holds ${word}`).not.toContain(word.toLowerCase())
  }
  const bundle = JSON.parse(text) as Bundle
  expect(bundle).toMatchObject({
    session: { state: 'SIGNED_IN', role: 'REGION_OFFICER' },
    sync: { state: 'OFFLINE', code: 'GATEWAY_UNREACHABLE', pending: 2 },
    cache: {
      check: 'OK',
      counts: { person: 20, dossier: 20 },
      outbox: [
        { name: 'addNote', state: 'PENDING', count: 1 },
        { name: 'judgeFinding', state: 'PENDING', count: 1 },
      ],
    },
  })
  expect(bundle.cache!.migrations.map(({ number }) => number)).toEqual(
    bundle.cache!.migrations.map((_, index) => index + 1),
  )
  expect(bundle.sync.history.map(({ state }) => state)).toContain('UP_TO_DATE')
  expect(bundle.log).toMatchObject([{ event: 'call.failed', name: 'dossier.get', ms: 41 }])
})

test('the details say what waits on which dossier and why, and how far the desk is', async () => {
  const { address, line } = await startPractice()
  const desk = await workingDesk(address, 'vl-joris')
  const { window } = desk
  const before = await window.sync.details()
  expect(before).toMatchObject({ waiting: [], rejected: 0, cursor: before.head })
  expect(before.counts).toMatchObject({ dossier: 20, person: 20 })
  expect(before.cacheBytes).toBeGreaterThan(10_000)
  line.mode = 'DOWN'
  line.drop()
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  const note = (id: string, dossierId: string) => ({
    name: 'addNote',
    args: { noteId: id, dossierId, text: 'Called.' },
  })
  for (const call of [note('w1', 'dossier-9'), note('w2', 'dossier-9'), note('w3', 'dossier-10')]) {
    await window.command.run(call)
  }
  const { waiting, history } = await window.sync.details()
  expect(waiting).toMatchObject([
    { dossierId: 'dossier-9', reference: 'FL-2026-000009', count: 2, why: 'NOT_SENT' },
    { dossierId: 'dossier-10', reference: 'FL-2026-000010', count: 1, why: 'NOT_SENT' },
  ])
  // A retry may be under way by now.
  expect(history.findLast(({ state }) => state === 'OFFLINE')).toMatchObject({
    code: 'GATEWAY_UNREACHABLE',
  })
  line.mode = 'PASS'
  await window.sync.now()
  await statusOf(desk, isSettled)
  expect((await window.sync.details()).waiting).toEqual([])
})

test('a value that is not on the list keeps the whole file back', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  const bundle = JSON.parse((await desk.window.sync.supportFile()).text) as Bundle
  expect(() => supportFile(bundle)).not.toThrow()
  const wrong: unknown[] = [
    { ...bundle, note: NOTE },
    { ...bundle, sync: { ...bundle.sync, code: NOTE } },
    { ...bundle, settings: { ...bundle.settings, gateway: 'https://an:secret@gateway.test' } },
    { ...bundle, slow: [{ name: NOTE, count: 1, worstMs: 1 }] },
    { ...bundle, cache: { ...bundle.cache, outbox: [{ name: NOTE, state: 'PENDING' }] } },
  ]
  for (const one of wrong) expect(() => supportFile(one as Bundle)).toThrow(/Invalid/)
})

test('lines of the log that are not ours stay behind', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  await desk.close()
  writeFileSync(join(desk.dataDir, 'host.log'), 'not json\n{"at":"yesterday"}\n')
  const again = await workingDesk(address, 'vl-an', { dataDir: desk.dataDir })
  const bundle = JSON.parse((await again.window.sync.supportFile()).text) as Bundle
  expect(bundle.log).toEqual([])
})

test('the check on demand finds a page that is not as it was written', async () => {
  const place = newPlace()
  onTestFinished(() => place.remove())
  filledCache(place).close()
  expect(await checkCache(place)).toBe('OK')
  const bytes = readFileSync(place.file)
  bytes.fill(7, bytes.length - 2000, bytes.length - 1000)
  writeFileSync(place.file, bytes)
  expect(await checkCache(place)).toBe('DAMAGED')
  expect(await checkCache({ ...place, file: `${place.file}.absent` })).toBe('NOT_CHECKED')
})

test('the history is bounded, and a state that lasts is one moment', () => {
  const history = new SyncHistory()
  for (let n = 0; n < 500; n += 1) {
    const at = new Date(n * 1000).toISOString()
    history.note({ at, state: n % 2 === 0 ? 'OFFLINE' : 'CONNECTING', code: null })
    history.note({ at, state: n % 2 === 0 ? 'OFFLINE' : 'CONNECTING', code: null })
  }
  expect(history.list()).toHaveLength(200)
  expect(history.list().at(-1)?.at).toBe(new Date(499_000).toISOString())
})
