/** Who reported lies at the gateway alone, and opens after its entry in the log, for who works on the report. */
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { AccessEntry } from '../../domain/contract/access.ts'
import { BODIES, type ReportBody } from '../../domain/contract/records.ts'
import type { ReporterGiven } from '../../domain/contract/reports.ts'
import type { ChangePage, SnapshotPage } from '../../domain/contract/sync.ts'
import { answerLetter } from '../../domain/reports/answer-letter.ts'
import { rememberPeople } from '../../gateway/colleagues.ts'
import { rows, type Database } from '../../gateway/database.ts'
import type { LogEntry } from '../../gateway/log.ts'
import { loadRecords } from '../../gateway/records.ts'
import { kindNumber } from '../../gateway/scopes.ts'
import { newKeyLine, readSeal, Seal, sealStored } from '../../gateway/sealing.ts'
import { eraseOldReports } from '../../gateway/sweep.ts'
import { verifyLog } from '../../gateway/verify-log.ts'
import { actor, AN, command, databaseKinds, LUC, refill, testGateway, VERA } from './fixtures.ts'
import { TEST_SEAL } from '../seal.ts'
import { startIssuer, type TestIssuer } from './issuer.ts'

const SIEN = actor('insp-sien')
const KAREL = actor('insp-karel')
const ALINE = actor('insp-aline')
const REASON = 'De melder moet weten dat er gevaar is'

const told = (n: number, guarded: boolean) =>
  command(n, 'fileReport', {
    reportId: 'r1',
    category: 'EXPLOITATION',
    channel: 'PHONE',
    language: 'ro',
    text: 'Șeful ne-a luat pașapoartele.',
    receivedOn: '2026-01-01',
    happened: null,
    region: 'FL',
    worker: null,
    enterprise: null,
    place: null,
    guarded,
    reporter: { name: 'Ion Invențel', contact: '0400 00 00 01', relation: 'WORKER' },
  })
const SEALED = /Invențel|0400/

let issuer: TestIssuer
let database: Database
let gateway: ReturnType<typeof testGateway>
const [kind] = databaseKinds()

beforeAll(async () => {
  issuer = await startIssuer()
  database = await kind!.open()
  gateway = testGateway(database, issuer)
})
beforeEach(async () => {
  await refill(database, [])
  await rememberPeople(database.queries, [AN, SIEN, KAREL, ALINE])
})
afterAll(async () => {
  await gateway.gateway.close()
  await database.close()
  await kind!.stop()
  await issuer.close()
})

const open = (who: typeof SIEN, reason = REASON) =>
  gateway.post<ReporterGiven & { code?: string }>('/sync/reporter', who, { reportId: 'r1', reason })

const unsealed = async (): Promise<AccessEntry[]> => {
  const found = await rows<{ entry: string }>(
    database.queries,
    sql`SELECT entry FROM access_log WHERE action = 'UNSEAL' ORDER BY seq`,
  )
  return found.map(({ entry }) => JSON.parse(entry) as AccessEntry)
}

test('no snapshot and no page of changes holds who reported, for anybody', async () => {
  await gateway.push(AN, 'desk-an', told(1, false))
  for (const who of [AN, SIEN, KAREL, ALINE, LUC, VERA, actor('vl-greet'), actor('dvz-tom')]) {
    const snapshot = await gateway.get<SnapshotPage>('/sync/snapshot', who)
    const changes = await gateway.get<ChangePage>(`/sync/changes?client=c-${who.id}&from=0`, who)
    const text = JSON.stringify([snapshot.body, changes.body])
    expect(text, who.id).not.toMatch(SEALED)
    const sees = [AN, SIEN, KAREL].includes(who)
    expect(text.includes('pașapoartele'), `${who.id} reads the report`).toBe(sees)
    expect(snapshot.body.total, `${who.id} is not told how many there are`).toBe(sees ? 1 : 0)
  }
})

test('opens for an inspector who works on the report, once the entry is written', async () => {
  await gateway.push(AN, 'desk-an', told(1, false))
  expect((await open(SIEN)).body.code, 'who does not work on it').toBe('FORBIDDEN')
  expect((await open(AN)).body.code, 'who took it in').toBe('FORBIDDEN')
  expect((await open(ALINE)).body.code, 'an inspector of another region').toBe('NOT_FOUND')
  await gateway.push(
    SIEN,
    'desk-sien',
    command(1, 'assignReport', { reportId: 'r1', person: 'insp-sien', assigned: true }),
  )
  expect((await open(SIEN, 'zomaar')).body.code).toBe('REASON_REQUIRED')
  expect(await unsealed(), 'a refusal shows nothing and notes nothing').toEqual([])
  expect((await open(SIEN)).body).toEqual({
    name: 'Ion Invențel',
    contact: '0400 00 00 01',
    relation: 'WORKER',
  })
  const [entry] = await unsealed()
  expect(entry).toMatchObject({
    userId: 'insp-sien',
    action: 'UNSEAL',
    subject: { kind: 'report', id: 'r1' },
    reason: REASON,
    fields: ['REPORTER'],
  })
  expect(JSON.stringify(entry)).not.toMatch(SEALED)
  expect(await verifyLog(database.queries)).toMatchObject({ intact: true })
})

test('the words of a guarded report go to who works on it, and leave who no longer does', async () => {
  await gateway.push(AN, 'desk-an', told(1, true))
  const bodyFor = async (who: typeof SIEN) => {
    const { body } = await gateway.get<SnapshotPage>('/sync/snapshot', who)
    return body.records.find((one) => one.kind === 'report')?.body ?? ''
  }
  expect(await bodyFor(AN)).toContain('pașapoartele')
  expect(await bodyFor(SIEN)).not.toContain('pașapoartele')
  const assign = (n: number, assigned: boolean) =>
    command(n, 'assignReport', { reportId: 'r1', person: 'insp-sien', assigned })
  const taken = await gateway.push(SIEN, 'desk-sien', assign(1, true))
  expect(taken.body.answers[0]?.outcome).toBe('ACCEPTED')
  expect(await bodyFor(SIEN)).toContain('pașapoartele')
  expect(await bodyFor(KAREL)).not.toContain('pașapoartele')
  await gateway.push(SIEN, 'desk-sien', assign(2, false))
  const { body } = await gateway.get<ChangePage>('/sync/changes?client=desk-sien&from=1', SIEN)
  expect(body.changes.at(-1)?.body, 'the last word takes the words back').not.toContain(
    'pașapoartele',
  )
})

// ---------------------------------------------------------------- under lock

/** Every row of every table, as text. */
async function allRows(): Promise<string> {
  const tables = await rows<{ name: string }>(
    database.queries,
    sql`SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const found = await rows<{ text: string }>(
      database.queries,
      sql.raw(`SELECT row_to_json(t)::text AS text FROM ${name} t`),
    )
    texts.push(...found.map(({ text }) => text))
  }
  return texts.join('\n')
}

const reporterRow = async () => {
  const [row] = await rows<{ body: string }>(
    database.queries,
    sql`SELECT body FROM record WHERE kind = ${kindNumber('reporter')}`,
  )
  return row!.body
}
const takeOn = (n = 1) =>
  gateway.push(
    SIEN,
    'desk-sien',
    command(n, 'assignReport', { reportId: 'r1', person: 'insp-sien', assigned: true }),
  )

test('no row of the database holds who reported, nor a hash on which names could be tried', async () => {
  const filed = told(1, true)
  await gateway.push(AN, 'desk-an', filed)
  await takeOn()
  expect((await open(SIEN)).body.name).toBe('Ion Invențel')
  const text = await allRows()
  expect(text, 'the report is there').toContain('pașapoartele')
  expect(text).not.toMatch(SEALED)
  const named = createHash('sha256').update(JSON.stringify([filed.name, filed.args, filed.at]))
  expect(text).not.toContain(named.digest('hex'))
  const again = await gateway.push(AN, 'desk-an', filed)
  expect(again.body.answers, 'a repeat is one still').toMatchObject([{ outcome: 'ACCEPTED' }])
})

test('what was stored in clear is locked at the next start, and another key takes over from an older one', async () => {
  await gateway.push(AN, 'desk-an', told(1, true))
  await takeOn()
  const body = {
    reportId: 'r1',
    name: 'Ion Invențel',
    contact: '0400 00 00 01',
    relation: 'WORKER',
  }
  await database.queries.execute(
    sql`UPDATE record SET body = ${JSON.stringify(body)} WHERE kind = ${kindNumber('reporter')}`,
  )
  const log: LogEntry[] = []
  const start = (seal: Seal) => sealStored(database, seal, (entry) => void log.push(entry))
  await start(TEST_SEAL)
  expect(await reporterRow()).not.toMatch(SEALED)
  expect((await open(SIEN)).body.name).toBe('Ion Invențel')
  const before = await reporterRow()
  await start(TEST_SEAL)
  expect(await reporterRow(), 'nothing to do').toBe(before)

  const [old, fresh] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)]
  await start(new Seal([fresh, old]))
  expect(await reporterRow()).not.toBe(before)
  expect((await open(SIEN)).body.code, 'this gateway lacks the new key').toBe('SEAL_KEY_MISSING')
  await start(new Seal([Buffer.alloc(32, 9)]))
  expect(log).toEqual([
    { event: 'reporters-sealed', count: 1 },
    { event: 'reporters-sealed', count: 1 },
    { event: 'seal-key-missing', count: 1 },
  ])
  await start(TEST_SEAL)
  await start(new Seal([old, fresh]))
  expect((await open(SIEN)).body.name, 'back under the key of this gateway').toBe('Ion Invențel')
})

test('an identity opens for its own report alone, and not when a byte of it differs', () => {
  const body = { reportId: 'r1', name: 'A', contact: 'B', relation: 'OTHER' as const }
  const sealed = TEST_SEAL.close('r1', body)
  expect(TEST_SEAL.open('r1', sealed)).toEqual(body)
  expect(() => TEST_SEAL.open('r2', sealed)).toThrow(/authenticate/)
  const other = `${sealed.text.startsWith('A') ? 'B' : 'A'}${sealed.text.slice(1)}`
  expect(() => TEST_SEAL.open('r1', { ...sealed, text: other })).toThrow(/authenticate/)
  expect(TEST_SEAL.close('r1', body).text, 'never twice the same').not.toBe(sealed.text)
})

test('the key file holds keys, for those alone who run the gateway', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-seal-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = (text: string, mode = 0o600) => {
    const path = join(folder, `${mode}-${text.length}`)
    writeFileSync(path, text, { mode })
    chmodSync(path, mode)
    return path
  }
  const two = `${newKeyLine()}\n\n${newKeyLine()}\n`
  expect(readSeal(file(two)).current).toHaveLength(16)
  expect(() => readSeal(file(two, 0o644))).toThrow(/everybody/)
  expect(() => readSeal(file(''))).toThrow(/32 bytes/)
  expect(() => readSeal(file('kort'))).toThrow(/32 bytes/)
  expect(() => readSeal(join(folder, 'gone'))).toThrow(/cannot be read/)
})

test('an identity that is not locked is not stored at all', async () => {
  const body = { reportId: 'r1', name: 'Ion Invențel', contact: '', relation: 'WORKER' as const }
  const record = { kind: 'reporter' as const, id: 'r1', version: 1, body }
  const clear = loadRecords(database, [{ record, scopes: [] }])
  await expect(clear).rejects.toThrow(/sealed or not at all/)
})

test('words that tell who reported are refused, and come back; others are filed', async () => {
  await gateway.push(AN, 'desk-an', told(1, false))
  const answerOf = (n: number, text: string) =>
    command(n, 'answerReport', {
      reportId: 'r1',
      after: 0,
      template: 'RECEIPT',
      language: 'nl',
      text,
    })
  const triage = (n: number, remark: string) =>
    command(n, 'triageReport', {
      reportId: 'r1',
      from: null,
      category: 'EXPLOITATION',
      urgency: 'HIGH',
      indicators: [],
      guarded: true,
      remark,
    })
  const { body } = await gateway.push(
    SIEN,
    'desk-sien',
    answerOf(1, 'Geachte heer Invențel,\n\nWij hebben uw melding ontvangen.'),
    answerOf(2, 'Bel ons terug: wij belden 0400/00.00.01 zonder antwoord.'),
    triage(3, 'Gebeld met Invențel Ion, die bang is.'),
    answerOf(4, answerLetter('RECEIPT', 'nl', { reference: 'M-1', receivedOn: '2026-01-01' })),
    triage(5, 'Gebeld, de melder is bang.'),
  )
  expect(body.answers.map(({ code }) => code)).toEqual([
    'REPORTER_TOLD',
    'REPORTER_TOLD',
    'REPORTER_TOLD',
    null,
    null,
  ])
  expect(await allRows()).not.toMatch(SEALED)
})

test('a year after it was closed the words, the persons and the reporter are gone, in every version', async () => {
  await gateway.push(AN, 'desk-an', told(1, true))
  await takeOn()
  const triage = { reportId: 'r1', from: null, category: 'EXPLOITATION', urgency: 'HIGH' }
  const move = { reportId: 'r1', from: 'TRIAGED', to: 'CLOSED', outcome: 'CONFIRMED' }
  const done = await gateway.push(
    SIEN,
    'desk-sien',
    command(2, 'triageReport', { ...triage, indicators: [], guarded: true, remark: '' }),
    command(3, 'moveReport', { ...move, reason: 'Vastgesteld op de werf.' }),
  )
  expect(done.body.answers.map(({ code }) => code)).toEqual([null, null])
  const closed = new Date(command(1, 'moveReport', {}).at)
  const later = (days: number) => new Date(closed.getTime() + days * 86_400_000)
  expect(await eraseOldReports(database, later(360))).toBe(0)
  expect(await allRows()).toMatch(/pașapoartele/)
  expect(await eraseOldReports(database, later(370))).toBe(1)
  expect(await allRows()).not.toMatch(/pașapoartele|op de werf/)
  const sealed = await rows(
    database.queries,
    sql`SELECT 1 FROM record WHERE kind = ${kindNumber('reporter')}`,
  )
  expect(sealed).toEqual([])
  const { body } = await gateway.get<ChangePage>('/sync/changes?client=desk-sien&from=0', SIEN)
  const last = JSON.parse(body.changes.at(-1)!.body!) as ReportBody
  expect(last).toMatchObject({ status: 'CLOSED', outcome: 'CONFIRMED', text: '', worker: null })
  expect(last.events.at(-1)).toMatchObject({ type: 'ERASED', byName: 'Tandem' })
  expect(v.is(BODIES.report, last)).toBe(true)
  expect(await eraseOldReports(database, later(400)), 'once').toBe(0)
  expect((await open(SIEN)).body.code).toBe('FORBIDDEN')
})
