/** What becomes of a content that the gateway, or a proxy before it, does not take. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type ErrorCode, TandemError } from '../../domain/contract/errors.ts'
import type { WireCommand } from '../../domain/contract/sync.ts'
import { pushContents } from '../../host/sync/push-contents.ts'
import { UploadPause } from '../../host/sync/upload-pause.ts'

const BYTES = Buffer.from('%PDF-1.4 paper startxref 0 %%EOF')
const HASH = createHash('sha256').update(BYTES).digest('base64url')
const FILED: WireCommand = {
  n: 1,
  name: 'fileDocument',
  at: '2026-03-02T08:00:00.000Z',
  args: {
    dossierId: 'd1',
    documentId: 'x1',
    type: 'DIPLOMA',
    on: '2026-03-02',
    file: { hash: HASH, bytes: BYTES.length, claims: 'PDF' },
    replaces: null,
  },
}

const NOTE = { ...FILED, name: 'addNote', args: { noteId: 'm1', dossierId: 'd2', text: 'x' } }

/** Hashes that count as sent after one push; `code`: the gateway does not take the content. */
async function sentAfter(code: ErrorCode | null): Promise<string[]> {
  return (await pushed(code, [FILED])).sent
}

/** The same of these commands, and the numbers of those that may go. */
async function pushed(code: ErrorCode | null, commands: WireCommand[]) {
  const sent: string[] = []
  const out: number[] = []
  const source = {
    contentToSend: (hash: string) => ({ dossierId: 'd1', hash, bytes: BYTES, usedAt: '2026' }),
    contentSent: (hash: string) => sent.push(hash),
    goesOut: (last: number) => out.push(last),
  }
  const client = {
    document: () => Promise.reject(new TandemError('INTERNAL')),
    sendContent: ({ hash }: { hash: string }) =>
      code ? Promise.reject(new TandemError(code)) : Promise.resolve({ hash }),
  }
  const ready = await pushContents(source, client, { commands })
  const numbers = ready.map(({ n }) => n)
  expect(out, 'those that go out are told to the desk first').toEqual(numbers.slice(-1))
  return { sent, ready: numbers }
}

test('a content that was taken counts as sent', async () => {
  expect(await sentAfter(null)).toEqual([HASH])
})

test('a content that does not come through says that it was one, and is to be sent still', async () => {
  await expect(sentAfter('GATEWAY_UNREACHABLE')).rejects.toMatchObject({
    code: 'GATEWAY_UNREACHABLE',
    details: { part: 'content' },
  })
})

test('a content that was refused goes out again when its act does, and stops nothing now', async () => {
  expect(await sentAfter('TOO_LARGE')).toEqual([])
  expect(await sentAfter('FORBIDDEN')).toEqual([])
})

test('a content that does not come through holds back no act before its own', async () => {
  const commands = [
    { ...NOTE, n: 1 },
    { ...NOTE, n: 2 },
    { ...FILED, n: 3 },
    { ...NOTE, n: 4 },
  ]
  for (const code of ['GATEWAY_UNREACHABLE', 'GATEWAY_SLOW', 'GATEWAY_BAD_ANSWER'] as const) {
    expect(await pushed(code, commands), code).toEqual({ sent: [], ready: [1, 2] })
    await expect(pushed(code, commands.slice(2)), code).rejects.toMatchObject({
      code,
      details: { part: 'content' },
    })
  }
  expect(await pushed('TOO_LARGE', commands)).toEqual({ sent: [], ready: [1, 2, 3, 4] })
  expect(await pushed(null, commands)).toEqual({ sent: [HASH], ready: [1, 2, 3, 4] })
})

test('contents of a person who sent enough today are to be sent still, and are not tried at once', async () => {
  await expect(pushed('UPLOADS_USED_UP', [FILED])).rejects.toMatchObject({
    code: 'UPLOADS_USED_UP',
    details: { part: 'content' },
  })
  expect(await pushed('UPLOADS_USED_UP', [NOTE, { ...FILED, n: 2 }])).toEqual({
    sent: [],
    ready: [1],
  })
  let now = 0
  const pause = new UploadPause({ now: () => now })
  let tried = 0
  const send = (code: ErrorCode | null) =>
    pause.send(() => {
      tried += 1
      return code ? Promise.reject(new TandemError(code, { mb: 9 })) : Promise.resolve('taken')
    })
  await expect(send('GATEWAY_SLOW')).rejects.toMatchObject({ code: 'GATEWAY_SLOW' })
  expect(pause.why, 'another failure says nothing of the next').toBeNull()
  const usedUp = { code: 'UPLOADS_USED_UP', details: { mb: 9 } }
  await expect(send('UPLOADS_USED_UP')).rejects.toMatchObject(usedUp)
  await expect(send(null)).rejects.toMatchObject(usedUp)
  expect([tried, pause.why]).toMatchObject([2, usedUp])
  now += 60 * 60_000
  expect(await send(null)).toBe('taken')
  expect(pause.why).toBeNull()
})
