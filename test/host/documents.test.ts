/** Contents of documents: on demand, checked, encrypted on the desk, and never for who may not see them. */
import { expect, test } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import { giveDocument, hashOf, storeContents } from '../../gateway/documents.ts'
import { moveToScopes } from '../../gateway/records.ts'
import { sql } from 'drizzle-orm'
import { codeOf } from './client.ts'
import { eventually, isSettled, startPractice, statusOf, workingDesk } from './practice.ts'
import { fixtureWorld, type FixtureItem } from './records.ts'

const CONTRACT = Buffer.from('%PDF-1.4 contract startxref 0 %%EOF')
const RECORD = Buffer.from('%PDF-1.4 criminal record startxref 0 %%EOF')
const file = (bytes: Buffer) => ({
  hash: hashOf(bytes),
  bytes: bytes.length,
  claims: 'PDF' as const,
  version: 1,
})

function* filedWorld(): Generator<FixtureItem> {
  for (const item of fixtureWorld()) {
    if (item.record.kind !== 'dossier' || item.record.id !== 'dossier-1') {
      yield item
      continue
    }
    const received = { status: 'RECEIVED' as const, receivedOn: '2026-01-05' }
    const documents = [
      { id: 'c', type: 'CONTRACT' as const, ...received, file: file(CONTRACT) },
      { id: 'r', type: 'CRIMINAL_RECORD' as const, ...received, file: file(RECORD) },
      { id: 'x', type: 'DIPLOMA' as const, ...received, file: file(Buffer.from('lost')) },
    ]
    const body = { ...item.record.body, documents }
    yield { ...item, record: { ...item.record, body } }
  }
}

test('a content comes on demand, is checked, stays on the desk without network and leaves with its dossier', async () => {
  const practice = await startPractice(filedWorld())
  await storeContents(practice.database.queries, [CONTRACT, RECORD])
  const desk = await workingDesk(practice.address, 'vl-an')
  const ask = (documentId: string) =>
    desk.window.dossier.document({ dossierId: 'dossier-1', documentId })
  expect((await ask('c')).content).toBe(CONTRACT.toString('base64'))
  // 9.4: of a criminal record a region sees that it is there.
  const { documents } = (await desk.window.dossier.get({ id: 'dossier-1' })).dossier.body
  expect(documents.find(({ id }) => id === 'r')).not.toHaveProperty('file')
  expect(await codeOf(ask('r'))).toBe('NOT_FOUND')
  expect(await codeOf(ask('x')), 'named, but nowhere kept').toBe('NOT_FOUND')

  practice.line.mode = 'DOWN'
  practice.line.drop()
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  expect((await ask('c')).content).toBe(CONTRACT.toString('base64'))

  practice.line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  await moveToScopes(practice.database, { kind: 'dossier', id: 'dossier-1' }, ['WA'])
  const where = () =>
    ask('c').then(
      () => 'HERE',
      () => 'GONE',
    )
  await eventually(where, (found) => found === 'GONE')
  expect(await codeOf(ask('c'))).toBe('NOT_FOUND')
})

test('bytes that are not those of the dossier are refused and not kept', async () => {
  const practice = await startPractice(filedWorld())
  await storeContents(practice.database.queries, [CONTRACT])
  await practice.database.queries.execute(
    sql`UPDATE document_content SET content = 'AAAA' WHERE hash = ${hashOf(CONTRACT)}`,
  )
  const desk = await workingDesk(practice.address, 'vl-an')
  const ask = () => desk.window.dossier.document({ dossierId: 'dossier-1', documentId: 'c' })
  expect(await codeOf(ask())).toBe('GATEWAY_BAD_ANSWER')
  expect(await codeOf(ask())).toBe('GATEWAY_BAD_ANSWER')
})

test('who may not see a dossier gets no content of it, and who may not see a document neither', async () => {
  const practice = await startPractice(filedWorld())
  await storeContents(practice.database.queries, [CONTRACT, RECORD])
  const clerk = await workingDesk(practice.address, 'dvz-tom')
  const { documents } = (await clerk.window.dossier.get({ id: 'dossier-1' })).dossier.body
  expect(documents.find(({ id }) => id === 'r')).toHaveProperty('file')
  // The gateway's word counts, whatever a desk asks.
  const asks = (actor: Actor, documentId: string) =>
    giveDocument(practice.database.queries, actor, { dossierId: 'dossier-1', documentId }).then(
      ({ hash }) => hash,
      ({ code }: TandemError) => code,
    )
  const an: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
  expect(await asks(an, 'c')).toBe(hashOf(CONTRACT))
  expect(await asks(an, 'r')).toBe('NOT_FOUND')
  expect(await asks({ ...an, role: 'DVZ_CLERK', region: null }, 'r')).toBe(hashOf(RECORD))
  expect(await asks({ ...an, region: 'WA' }, 'c')).toBe('NOT_FOUND')
  expect(await asks({ ...an, role: 'AUDITOR', region: null }, 'c')).toBe('NOT_FOUND')
})
