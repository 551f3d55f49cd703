/** Contents of documents: on demand, checked, encrypted on the desk, and never for who may not see them. */
import { expect, test } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import { runBatch } from '../../gateway/commands.ts'
import { giveDocument, hashOf, storeContents, takeContent } from '../../gateway/documents.ts'
import { rows } from '../../gateway/database.ts'
import { moveToScopes } from '../../gateway/records.ts'
import { sql } from 'drizzle-orm'
import { codeOf } from './client.ts'
import {
  eventually,
  isSettled,
  openDesk,
  startPractice,
  statusOf,
  workingDesk,
  type Practice,
  type TestDesk,
} from './practice.ts'
import { fixtureWorld, type FixtureItem } from './records.ts'
import { TEST_SEAL } from '../seal.ts'

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

const PAPER = Buffer.from('%PDF-1.4 diploma startxref 0 %%EOF')
const filing = (bytes: Buffer, dossierId: string, more: object = {}) => {
  const { version: _, ...described } = file(bytes)
  return {
    dossierId,
    documentId: 'new',
    type: 'DIPLOMA',
    on: '2026-03-02',
    file: described,
    replaces: null,
    ...more,
  }
}

/** Uploads in pieces of this many bytes, as the window does with larger ones. */
async function upload(desk: TestDesk, bytes: Buffer, args: object, size = 10) {
  for (let offset = 0; offset < bytes.length; offset += size) {
    const piece = bytes.subarray(offset, offset + size).toString('base64')
    await desk.window.dossier.piece({ upload: 'u1', offset, piece })
  }
  return desk.window.dossier.fileUpload({ upload: 'u1', args })
}

let desks = 0
/** What the gateway answers to these commands of one person, from a desk that it never saw. */
async function answers(practice: Practice, actor: Actor, ...many: [string, object][]) {
  const commands = many.map(([name, args], i) => ({
    n: i + 1,
    name,
    args,
    at: '2026-03-02T10:00:00.000Z',
  }))
  desks += 1
  const batch = { client: `desk-of-${actor.id}-${desks}`, commands }
  const ran = await runBatch(practice.database, actor, batch, {
    now: () => new Date(),
    log: () => undefined,
    seal: TEST_SEAL,
  })
  return ran.answers.map(({ code, outcome }) => code ?? outcome)
}

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }

test('a paper that was added without network survives, goes out before its act, and a colleague reads it', async () => {
  const practice = await startPractice()
  const desk = await workingDesk(practice.address, 'vl-an')
  practice.line.mode = 'DOWN'
  practice.line.drop()
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  expect(await upload(desk, PAPER, filing(PAPER, 'dossier-2'))).toMatchObject({ outcome: 'QUEUED' })
  expect(
    await upload(desk, PAPER, filing(PAPER, 'dossier-2', { documentId: 'twin' })),
  ).toMatchObject({
    code: 'DOCUMENT_DUPLICATE',
  })
  await desk.close()

  const again = await openDesk(practice.address, { dataDir: desk.dataDir })
  const asked = { dossierId: 'dossier-2', documentId: 'new' }
  expect((await again.window.dossier.document(asked)).content).toBe(PAPER.toString('base64'))
  practice.line.mode = 'PASS'
  await again.window.sync.now()
  await statusOf(again, isSettled)
  expect(await again.window.sync.attention()).toEqual([])
  const sent = practice.line.asked.filter((path) => /content|commands/u.test(path))
  expect(sent.indexOf('/sync/content'), 'the content goes first').toBeLessThan(
    sent.lastIndexOf('/sync/commands'),
  )
  const colleague = await workingDesk(practice.address, 'vl-joris')
  expect((await colleague.window.dossier.document(asked)).content).toBe(PAPER.toString('base64'))

  // A second version; the first stays readable by its hash.
  const next = Buffer.from('%PDF-1.4 better diploma startxref 0 %%EOF')
  await upload(again, next, filing(next, 'dossier-2', { replaces: hashOf(PAPER) }))
  await statusOf(again, isSettled)
  const earlier = { ...asked, hash: hashOf(PAPER) }
  await eventually(
    () => colleague.window.dossier.document(asked),
    ({ content }) => content === next.toString('base64'),
  )
  expect((await colleague.window.dossier.document(earlier)).content).toBe(PAPER.toString('base64'))
  expect(await codeOf(colleague.window.dossier.document({ ...asked, hash: 'Z'.repeat(43) }))).toBe(
    'NOT_FOUND',
  )
})

test('a connection that breaks between a content and its act loses and doubles nothing', async () => {
  const practice = await startPractice()
  const desk = await workingDesk(practice.address, 'vl-an')
  practice.line.only = '/sync/commands'
  practice.line.mode = 'RESET'
  await upload(desk, PAPER, filing(PAPER, 'dossier-3'))
  await eventually(
    () => Promise.resolve(practice.line.asked.filter((path) => path === '/sync/commands').length),
    (times) => times > 0,
  )
  practice.line.mode = 'PASS'
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  const { documents } = (await desk.window.dossier.get({ id: 'dossier-3' })).dossier.body
  expect(documents.filter(({ id }) => id === 'new')).toHaveLength(1)
  expect(await desk.window.sync.attention()).toEqual([])
})

test('a program and a document too large to show are kept, and travel to no desk that asks', async () => {
  const practice = await startPractice()
  const desk = await workingDesk(practice.address, 'vl-an')
  const program = Buffer.from('MZ a program')
  // More than a request of the gateway may be otherwise.
  const large = Buffer.alloc(13 * 1024 * 1024, 37)
  const asOther = (bytes: Buffer, documentId: string) => {
    const args = filing(bytes, 'dossier-4', { documentId })
    return { ...args, file: { ...args.file, claims: 'OTHER' } }
  }
  const queued = { outcome: 'QUEUED' }
  expect(await upload(desk, program, asOther(program, 'program'))).toMatchObject(queued)
  expect(await upload(desk, large, asOther(large, 'large'), 500_000)).toMatchObject(queued)
  await desk.window.sync.now()
  await statusOf(desk, isSettled)
  expect(await desk.window.sync.attention()).toEqual([])
  const [kept] = await rows<{ n: number }>(
    practice.database.queries,
    sql`SELECT count(*)::int AS n FROM document_content
         WHERE named AND hash IN (${hashOf(program)}, ${hashOf(large)})`,
  )
  expect(kept).toEqual({ n: 2 })
  const ask = { dossierId: 'dossier-4', documentId: 'large' }
  expect(await codeOf(desk.window.dossier.document(ask))).toBe('TOO_LARGE')
})

test('what is not what the act names never gets onto the desk', async () => {
  const practice = await startPractice()
  const desk = await workingDesk(practice.address, 'vl-an')
  const other = Buffer.from('%PDF-1.4 other startxref 0 %%EOF')
  expect(await codeOf(upload(desk, other, filing(PAPER, 'dossier-4')))).toBe('BAD_REQUEST')
  expect(await codeOf(desk.window.dossier.fileUpload({ upload: 'none', args: {} }))).toBe(
    'NOT_FOUND',
  )
  const hole = { upload: 'u2', offset: 5, piece: 'AAAA' }
  expect(await codeOf(desk.window.dossier.piece(hole))).toBe('BAD_REQUEST')
})

test('the gateway refuses a paper that rights or a lock do not allow, and one whose content it was not sent', async () => {
  const practice = await startPractice()
  // Contents are kept by their bytes: of another test's paper this person has sent the content.
  const OWN = Buffer.from('%PDF-1.4 a paper of its own startxref 0 %%EOF')
  const content = (bytes: Buffer) => ({
    dossierId: 'dossier-5',
    hash: hashOf(bytes),
    content: bytes.toString('base64'),
  })
  const send = (actor: Actor, sent: ReturnType<typeof content>) =>
    takeContent(practice.database, actor, sent, new Date()).then(
      () => 'TAKEN',
      ({ code }: TandemError) => code,
    )
  expect(await answers(practice, AN, ['fileDocument', filing(OWN, 'dossier-5')])).toEqual([
    'CONTENT_MISSING',
  ])
  expect(await send({ ...AN, region: 'WA' }, content(OWN))).toBe('NOT_FOUND')
  expect(await send({ ...AN, role: 'INSPECTOR' }, content(OWN))).toBe('FORBIDDEN')
  expect(await send(AN, { ...content(OWN), hash: hashOf(CONTRACT) })).toBe('BAD_REQUEST')
  expect(await send(AN, content(OWN))).toBe('TAKEN')
  expect(await send(AN, content(OWN)), 'a repeat is harmless').toBe('TAKEN')

  const joris: Actor = { ...AN, id: 'vl-joris', name: 'Joris' }
  expect(
    await answers(practice, joris, ['fileDocument', filing(OWN, 'dossier-5')]),
    'who knows a hash has not the content',
  ).toEqual(['CONTENT_MISSING'])
  const lies = filing(OWN, 'dossier-5', {
    file: { ...filing(OWN, 'dossier-5').file, claims: 'PNG' },
  })
  const reason = 'Origineel gezien aan het loket.'
  expect(
    await answers(
      practice,
      { ...AN, id: 'vl-an' },
      ['fileDocument', lies],
      ['fileDocument', filing(OWN, 'dossier-5')],
      ['lockDocument', { dossierId: 'dossier-5', documentId: 'new', reason }],
      [
        'withdrawDocument',
        { dossierId: 'dossier-5', documentId: 'new', hash: hashOf(OWN), reason },
      ],
      ['fileDocument', filing(OWN, 'dossier-5', { documentId: 'r', type: 'CRIMINAL_RECORD' })],
    ),
  ).toEqual(['CONTENT_MISSING', 'ACCEPTED', 'ACCEPTED', 'DOCUMENT_LOCKED', 'FORBIDDEN'])
})

test('a letter is made and filed without network, reaches the gateway, and is corrected as a version', async () => {
  const practice = await startPractice()
  const desk = await workingDesk(practice.address, 'vl-an')
  practice.line.mode = 'DOWN'
  practice.line.drop()
  await statusOf(desk, ({ state }) => state === 'OFFLINE')
  const dossierId = 'dossier-6'
  const letter = { dossierId, template: 'ACKNOWLEDGEMENT', track: 'WORK', nth: null } as const
  const first = { ...letter, replaces: null, reason: '', addressee: '' }
  const elsewhere = { ...first, template: 'REROUTED' as const }
  expect(await desk.window.dossier.fileLetter(elsewhere)).toMatchObject({
    code: 'LETTER_NOT_POSSIBLE',
  })
  const french = {
    dossierId: 'dossier-7',
    track: 'WORK',
    on: '2026-03-02',
    from: 'IN_EXAM',
    reason: '',
    text: 'Veuillez nous transmettre le contrat et les diplômes du travailleur.',
    documents: [],
    deadline: '2026-04-02',
  }
  const asked = await desk.window.command.run({ name: 'askInformation', args: french })
  expect(asked).toMatchObject({ outcome: 'QUEUED' })
  const question = { ...first, dossierId: 'dossier-7', template: 'INFO_ASKED' as const, nth: 0 }
  expect(
    await desk.window.dossier.fileLetter(question),
    'the file is in Dutch: nothing is translated',
  ).toMatchObject({ code: 'LETTER_OTHER_LANGUAGE' })
  const addressee = 'Bouwwerken 1\nWerfstraat 2\n2000 Antwerpen'
  expect(await desk.window.dossier.fileLetter({ ...first, addressee })).toMatchObject({
    outcome: 'QUEUED',
  })
  const documentId = 'letter-ACKNOWLEDGEMENT-WORK'
  const filed = async (of: TestDesk) =>
    (await of.window.dossier.get({ id: dossierId })).dossier.body.documents.find(
      ({ id }) => id === documentId,
    )
  const { hash } = (await filed(desk))!.file!
  expect(await desk.window.dossier.fileLetter({ ...first, addressee })).toMatchObject({
    code: 'ALREADY_SO',
  })
  await desk.close()

  const again = await openDesk(practice.address, { dataDir: desk.dataDir })
  practice.line.mode = 'PASS'
  await again.window.sync.now()
  await statusOf(again, isSettled)
  expect(await again.window.sync.attention()).toEqual([])
  const clerk = await workingDesk(practice.address, 'dvz-tom')
  const { content } = await clerk.window.dossier.document({ dossierId, documentId })
  const bytes = Buffer.from(content, 'base64')
  expect(hashOf(bytes)).toBe(hash)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')

  const corrected = { ...first, addressee: `${addressee}\nBus 3`, replaces: hash }
  expect(await again.window.dossier.fileLetter(corrected)).toMatchObject({
    code: 'REASON_REQUIRED',
  })
  const reason = 'Het busnummer ontbrak.'
  expect(await again.window.dossier.fileLetter({ ...corrected, reason })).toMatchObject({
    outcome: 'QUEUED',
  })
  await statusOf(again, isSettled)
  await eventually(
    () => filed(clerk),
    (document) => document?.file?.version === 2,
  )
  expect((await clerk.window.dossier.document({ dossierId, documentId, hash })).content).toBe(
    content,
  )
  // Another region, or a service that it is not the track of, files none, whatever its desk says.
  const args = {
    ...letter,
    language: 'nl',
    file: { hash, bytes: bytes.length, claims: 'PDF' },
    replaces: null,
    reason,
  }
  const tom: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
  expect(await answers(practice, tom, ['fileLetter', args])).toEqual(['CONTENT_MISSING'])
  expect(await answers(practice, { ...AN, region: 'WA' }, ['fileLetter', args])).toEqual([
    'NOT_FOUND',
  ])
})
