/** Who reported lies at the gateway alone, and opens after its entry in the log, for who works on the report. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AccessEntry } from '../../domain/contract/access.ts'
import type { ReporterGiven } from '../../domain/contract/reports.ts'
import type { ChangePage, SnapshotPage } from '../../domain/contract/sync.ts'
import { rememberPeople } from '../../gateway/colleagues.ts'
import { rows, type Database } from '../../gateway/database.ts'
import { verifyLog } from '../../gateway/verify-log.ts'
import { actor, AN, command, databaseKinds, LUC, refill, testGateway, VERA } from './fixtures.ts'
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
