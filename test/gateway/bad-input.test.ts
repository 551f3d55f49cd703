/**
 * Whatever may come in badly, and where a test shows that it gets a stable code, writes nothing and
 * leaves the other side at work. "here" is this file, on the raw socket.
 *
 *   malformed    requests, bodies, parameters   http.test "requests", feed.test "a cursor", here
 *                arguments of commands          commands.test, domain/commands.test
 *                no HTTP at all, broken off      here
 *   oversized    bodies                          http.test "refuses a body above its limit"
 *                heads, addresses                here
 *                answers, at the desk            host/gateway-client.test "a huge answer"
 *   unknown      calls, methods                  http.test "unknown calls and methods"
 *                commands, kinds of people       commands.test, here
 *   replayed     pushes, one by one or in part   commands.test "repeated", "overlaps"
 *                under another person            commands.test "a client belongs to the person"
 *   tokens       wrong, expired, not yet valid, other audience, other issuer, alg none, changed
 *                claims, wrong type, wrong key   http.test "tokens"
 *                HS256 with the published key    here
 *                of a session that was left      sign-out-everywhere.test
 *   forged       actor or region in arguments    commands.test "the actor comes from the token"
 *                in body, address or headers     http.test "a field too many", here
 *   another region's dossier, by id              rights.test for every role, here with one's own
 *   slow callers heads, bodies, readers          here
 *   a lost database                              http.test "a lost database", database.test
 *   its full disk                                commands.test "a database whose disk is full"
 *
 *   the desk     hang, reset, cut, HTML, another shape, endless answers  host/gateway-client.test
 *                the same while it fills and pushes                      sync/faults.test
 *                a full disk                                             sync/full-disk.test
 *                a damaged, locked, later or foreign cache               host/cache-trouble.test, db
 */
import { createHash } from 'node:crypto'
import { connect, Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { exportJWK, importJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChangePage, SnapshotPage } from '../../domain/contract/sync.ts'
import { openEmbedded, type Database } from '../../gateway/database.ts'
import { migrate } from '../../gateway/migrations.ts'
import { addNote, AN, command, dossier, person, refill, testGateway } from './fixtures.ts'
import { AUDIENCE, startIssuer, type TestIssuer } from './issuer.ts'

/** Small, so that a test of patience takes little time of its own; for callers who wear it out. */
const IMPATIENT = { head: 400, request: 800, silence: 3_000 }

let issuer: TestIssuer
let database: Database
let gateway: ReturnType<typeof testGateway>
let hasty: ReturnType<typeof testGateway>
let url: URL
/** Where callers may take little time only. */
let impatient: URL
let token: string

/** More than sockets hold back for a reader who does not read. */
const LARGE = Array.from({ length: 1_600 }, (_, i) =>
  dossier(`large${i}`, 'p1', ['FL'], {
    events: [{ at: '2026-01-05T09:00:00.000Z', type: 'SUBMITTED', by: 'x', text: 'x'.repeat(390) }],
    workplaces: Array.from({ length: 20 }, () => ({
      municipality: '11002',
      street: 'y'.repeat(390),
      establishmentUnit: null,
      share: 0,
    })),
  }),
)
const BYTES = Buffer.from('%PDF-1.7 invented')
const CONTENT = {
  hash: createHash('sha256').update(BYTES).digest('base64url'),
  content: BYTES.toString('base64'),
}
const WORLD = [
  person('p1', ['FL']),
  dossier('d1', 'p1', ['FL']),
  person('p2', ['WA']),
  dossier('d2', 'p2', ['WA']),
]

beforeAll(async () => {
  issuer = await startIssuer()
  database = await openEmbedded(null)
  await migrate(database)
  gateway = testGateway(database, issuer)
  hasty = testGateway(database, issuer, {
    patience: IMPATIENT,
    limits: { pageBytes: 64 * 1024 * 1024 },
  })
  url = new URL((await gateway.gateway.listen({ host: '127.0.0.1', port: 0 })).url)
  impatient = new URL((await hasty.gateway.listen({ host: '127.0.0.1', port: 0 })).url)
  token = await issuer.token(AN)
})
beforeEach(async () => {
  await refill(database, WORLD)
  gateway.log.length = 0
  hasty.log.length = 0
})
afterAll(async () => {
  await hasty.gateway.close()
  await gateway.gateway.close()
  await database.close()
  await issuer.close()
})

/** Whatever came in, nobody wrote, nothing was an error of the gateway, and it goes on. */
async function expectUnharmed(): Promise<void> {
  const { rows } = (await database.queries.execute(
    sql`SELECT head, (SELECT count(*)::integer FROM record) AS records FROM gateway`,
  )) as unknown as { rows: { head: string | number; records: number }[] }
  expect(rows.map(({ head, records }) => [Number(head), records])).toEqual([[0, WORLD.length]])
  const told = [...gateway.log, ...hasty.log]
  expect(told, 'a fault of a caller is told as one of the gateway').toEqual([])
  const { status } = await gateway.push(AN, 'after', addNote(1, 'd1', 'after'))
  expect(status).toBe(200)
}

function open(to = url): Socket {
  const socket = connect(Number(to.port), to.hostname)
  socket.on('error', () => undefined)
  return socket
}

/** The gateway's end of a connection, in this same process. */
function otherSide(socket: Socket): Socket {
  const handles = (process as unknown as { _getActiveHandles(): unknown[] })._getActiveHandles()
  const found = handles.find((one) => one instanceof Socket && one.remotePort === socket.localPort)
  if (!found) throw new Error('the gateway has no such connection')
  return found as Socket
}

/** All that comes back until the gateway ends the connection. */
async function told(socket: Socket): Promise<{ status: number; code: unknown; text: string }> {
  let text = ''
  socket.on('data', (bytes) => (text += bytes.toString('latin1')))
  if (!socket.closed) await once(socket, 'close')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])
  const body = text.slice(text.indexOf('\r\n\r\n') + 4)
  const json = body.startsWith('{') ? (JSON.parse(body) as { code?: unknown }) : {}
  return { status, code: json.code, text }
}

const headOf = (...lines: string[]): string =>
  [
    lines[0],
    'Host: gateway.test',
    `Authorization: Bearer ${token}`,
    ...lines.slice(1),
    '',
    '',
  ].join('\r\n')

/** What comes in, and what is told. */
const NO_REQUESTS: readonly [string, () => string, number, string][] = [
  ['no HTTP', () => 'EHLO gateway\r\n\r\n', 400, 'BAD_REQUEST'],
  ['bytes of TLS', () => '\u0016\u0003\u0001\u0002\u0000\u0001', 400, 'BAD_REQUEST'],
  [
    'two lengths of one body',
    () => headOf('POST /sync/commands HTTP/1.1', 'Content-Length: 3', 'Content-Length: 30'),
    400,
    'BAD_REQUEST',
  ],
  [
    'a huge head',
    () => headOf('GET /sync/me HTTP/1.1', `X: ${'x'.repeat(40_000)}`),
    431,
    'TOO_LARGE',
  ],
  ['a huge address', () => headOf(`GET /sync/${'x'.repeat(40_000)} HTTP/1.1`), 431, 'TOO_LARGE'],
]

describe('what is no request', () => {
  test.each(NO_REQUESTS)('%s is refused by its code', async (_what, bytes, status, code) => {
    const socket = open()
    socket.write(bytes(), 'latin1')
    expect(await told(socket)).toMatchObject({ status, code })
    await expectUnharmed()
  })

  test.each([
    ['with its length said', 'Content-Length: 5000', '{"client":"an","comm'],
    ['in pieces', 'Transfer-Encoding: chunked', '14\r\n{"client":"an","comm\r\n'],
  ])('a body that breaks off, %s, is no fault of the gateway', async (_how, header, part) => {
    const socket = open()
    socket.write(headOf('POST /sync/commands HTTP/1.1', header) + part)
    await pause(50)
    socket.resetAndDestroy()
    await once(socket, 'close')
    await pause(50)
    expect(gateway.log, 'told as a fault of the gateway').toEqual([])
    await expectUnharmed()
  })
})

describe('slow callers', () => {
  test('a head that drips is ended by its code', async () => {
    const socket = open(impatient)
    socket.write('GET /health HTTP/1.1\r\n')
    const drip = setInterval(() => socket.write('X: y\r\n'), 50)
    expect(await told(socket)).toMatchObject({ status: 408, code: 'BAD_REQUEST' })
    clearInterval(drip)
    await expectUnharmed()
  })

  test('a body that drips is ended by its code', async () => {
    const socket = open(impatient)
    socket.write(headOf('POST /sync/commands HTTP/1.1', 'Content-Length: 100000'))
    const drip = setInterval(() => socket.write(' '), 50)
    expect(await told(socket)).toMatchObject({ status: 408, code: 'BAD_REQUEST' })
    clearInterval(drip)
    await expectUnharmed()
  })

  test('who connects and says nothing is let go', async () => {
    expect(await told(open(impatient))).toMatchObject({ status: 408, code: 'BAD_REQUEST' })
    await expectUnharmed()
  })

  test('who does not read the answer is let go', async () => {
    await refill(database, [...WORLD, ...LARGE])
    const socket = open(impatient)
    socket.write(headOf('GET /sync/snapshot HTTP/1.1'))
    await once(socket, 'data')
    socket.pause()
    await once(otherSide(socket), 'close')
    const answered = told(socket)
    socket.resume()
    const { text } = await answered
    expect(text.endsWith('}'), 'the whole answer waited for its reader').toBe(false)
    await refill(database, WORLD)
    await expectUnharmed()
  })

  test('two hundred of them do not keep an officer waiting', async () => {
    const slow = Array.from({ length: 200 }, () => open())
    for (const socket of slow) socket.write('GET /health HTTP/1.1\r\n')
    const response = await fetch(new URL('/sync/me', url), {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(200)
    for (const socket of slow) socket.destroy()
    await expectUnharmed()
  })
})

describe('forged', () => {
  test('a token signed with the published key as a secret is refused', async () => {
    const { keys } = (await (await fetch(`${issuer.url}/jwks`)).json()) as { keys: object[] }
    const published = JSON.stringify(await exportJWK(await importJWK(keys[0]!, 'ES256')))
    const { id, name, role, region } = AN
    const claims = { iss: issuer.url, aud: AUDIENCE, sub: id, name, role, region }
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'test' })
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(new TextEncoder().encode(published))
    const response = await fetch(new URL('/sync/me', url), {
      headers: { authorization: `Bearer ${forged}` },
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'GATEWAY_REFUSED_TOKEN' })
    await expectUnharmed()
  })

  test('actor, role and region in the address or in headers change nothing', async () => {
    const ask = async (query: string, headers: Record<string, string>) => {
      const response = await fetch(new URL(`/sync/snapshot?${query}`, url), {
        headers: { authorization: `Bearer ${token}`, ...headers },
      })
      return (await response.json()) as SnapshotPage
    }
    const own = await ask('', {})
    expect(own.records.map(({ id }) => id)).toEqual(['p1', 'd1'])
    const forged = await ask('region=WA&role=AUDITOR&actor=wa-luc&scopes=31&mask=31', {
      'x-actor': 'wa-luc',
      'x-region': 'WA',
      'x-forwarded-user': 'wa-luc',
    })
    expect(forged).toEqual(own)
    await expectUnharmed()
  })

  test.each([
    ['a region', { noteId: 'm1', dossierId: 'd1', text: 'x', region: 'WA' }],
    ['a role', { noteId: 'm1', dossierId: 'd1', text: 'x', role: 'SUPERVISOR' }],
    ['scopes', { noteId: 'm1', dossierId: 'd1', text: 'x', scopes: ['FL', 'WA'] }],
    ['a prototype', JSON.parse('{"noteId":"m1","dossierId":"d1","text":"x","__proto__":{"a":1}}')],
  ])('%s in the arguments of a command refuses it', async (_what, args: unknown) => {
    const { body } = await gateway.push(AN, 'an', command(1, 'addNote', args))
    expect(body.answers).toMatchObject([{ code: 'BAD_REQUEST' }])
    const changes = await gateway.get<ChangePage>('/sync/changes?client=other&from=0', AN)
    expect(changes.body.changes).toEqual([])
  })

  test.each([
    ['a document', '/sync/document', { dossierId: 'd2', documentId: 'x' }],
    ['a document of no dossier', '/sync/document', { dossierId: 'd9', documentId: 'x' }],
    ['a content', '/sync/content', { dossierId: 'd2', ...CONTENT }],
    ['a content of no dossier', '/sync/content', { dossierId: 'd9', ...CONTENT }],
  ])('%s asked of another region by id is not there', async (_what, path, asked) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    })
    expect(await response.json()).toEqual({ code: 'NOT_FOUND', details: {} })
    expect(response.status, 'no fault of the gateway').toBe(404)
    await expectUnharmed()
  })

  test('another region\u2019s dossier beside one\u2019s own person is not found, nor the reverse', async () => {
    const judge = (n: number, personId: string, dossierId: string) =>
      command(n, 'judgeFinding', {
        findingId: `M1-${n}`,
        code: 'M1',
        ruleVersion: 1,
        personId,
        dossierId,
        status: 'EXPLAINED',
        from: 'OPEN',
        reason: 'Kaart F gezien op 1 februari.',
      })
    const { body } = await gateway.push(AN, 'an', judge(1, 'p1', 'd2'), judge(2, 'p2', 'd1'))
    expect(body.answers.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND'])
    const changes = await gateway.get<ChangePage>('/sync/changes?client=other&from=0', AN)
    expect(changes.body.changes).toEqual([])
  })
})
