import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WireError } from '../../domain/contract/sync.ts'
import { openEmbedded, type Database } from '../../gateway/database.ts'
import { migrate } from '../../gateway/migrations.ts'
import { createGateway } from '../../gateway/server.ts'
import {
  addNote,
  AN,
  databaseKinds,
  dossier,
  note,
  person,
  refill,
  testGateway,
  type TestGateway,
} from './fixtures.ts'
import { AUDIENCE, startIssuer, type TestIssuer } from './issuer.ts'
import { WIRE_VERSION } from '../../domain/contract/wire.ts'
import { TEST_SEAL } from '../seal.ts'

let issuer: TestIssuer
let database: Database
let gateway: TestGateway
let url: string
let token: string

const WORLD = [
  person('p1', ['FL', 'FED']),
  dossier('d1', 'p1', ['FL', 'FED']),
  ...Array.from({ length: 40 }, (_, i) => note(`n${i}`, 'd1', ['FL', 'FED'])),
]

beforeAll(async () => {
  issuer = await startIssuer()
  database = await openEmbedded(null)
  await migrate(database)
  gateway = testGateway(database, issuer, { limits: { bodyBytes: 100_000 } })
  ;({ url } = await gateway.gateway.listen({ host: '127.0.0.1', port: 0 }))
  token = await issuer.token(AN)
})
beforeEach(async () => {
  await refill(database, WORLD)
  gateway.log.length = 0
})
afterAll(async () => {
  await gateway.gateway.close()
  await database.close()
  await issuer.close()
})

const ask = (path: string, options: RequestInit = {}, bearer: string | null = token) =>
  fetch(`${url}${path}`, {
    ...options,
    ...(bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {}),
  })

async function wireError(response: Response): Promise<{ status: number; code: string }> {
  const body: unknown = await response.json()
  v.assert(WireError, body)
  expect(JSON.stringify(body), 'no trace of the inside').not.toMatch(
    /node_modules|\.ts:|SELECT|Error:/,
  )
  return { status: response.status, code: body.code }
}

describe('tokens', () => {
  const refusals: [string, () => Promise<string | null>][] = [
    ['no token', async () => null],
    ['something else than a token', async () => 'abc'],
    ['a huge token', async () => 'a'.repeat(10_000)],
    ['another audience', () => issuer.token(AN, { aud: 'other-service' })],
    ['another issuer', () => issuer.token(AN, { iss: 'https://elsewhere.example' })],
    ['an expired token', () => issuer.token(AN, { exp: Math.floor(Date.now() / 1000) - 120 })],
    ['a token not yet valid', () => issuer.token(AN, { nbf: Math.floor(Date.now() / 1000) + 600 })],
    ['an ID token instead of an access token', () => issuer.token(AN, {}, { typ: 'JWT' })],
    ['a key nobody published', () => issuer.token(AN, {}, { kid: 'unknown' })],
    ['a forged signature', () => issuer.forged(AN)],
    ['a changed role', async () => replaceClaims(await issuer.token(AN), { role: 'AUDITOR' })],
    ['no signature at all', async () => unsigned(await issuer.token(AN))],
    ['an unknown role', () => issuer.token(AN, { role: 'MINISTER' })],
    ['an unknown region', () => issuer.token(AN, { region: 'LU' })],
    ['a regional officer of no region', () => issuer.token(AN, { region: null })],
    ['a federal clerk of a region', () => issuer.token(AN, { role: 'DVZ_CLERK' })],
    ['no name', () => issuer.token(AN, { name: undefined })],
    ['a subject that is no identifier', () => issuer.token(AN, { sub: "x'; DROP TABLE record" })],
  ]

  test.each(refusals)('%s is refused', async (_what, make) => {
    const response = await ask('/sync/me', {}, await make())
    expect(await wireError(response)).toEqual({ status: 401, code: 'GATEWAY_REFUSED_TOKEN' })
    expect(response.headers.get('www-authenticate')).toContain('invalid_token')
  })

  test('clocks may differ by half a minute', async () => {
    const late = await issuer.token(AN, { exp: Math.floor(Date.now() / 1000) - 10 })
    expect((await ask('/sync/me', {}, late)).status).toBe(200)
  })

  test('an issuer that cannot be reached is not the fault of the token', async () => {
    const alone = createGateway({
      database,
      seal: TEST_SEAL,
      issuer: 'http://127.0.0.1:9',
      audience: AUDIENCE,
      log: (entry) => gateway.log.push(entry),
    })
    const request = new Request('http://x/sync/me', {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await wireError(await alone.fetch(request))).toEqual({
      status: 503,
      code: 'GATEWAY_UNREACHABLE',
    })
    await alone.close()
  })

  test.each([
    '/sync/me',
    '/sync/snapshot',
    '/sync/changes?client=a&from=0',
    '/sync/hints',
    '/sync/x',
  ])('%s answers nobody without a token', async (path) => {
    expect((await wireError(await ask(path, {}, null))).status).toBe(401)
  })
})

describe('requests', () => {
  const push = (body: BodyInit) => ask('/sync/commands', { method: 'POST', body })

  test.each([
    ['no JSON', 'this is not JSON'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no commands', JSON.stringify({ client: 'an', commands: [] })],
    ['no client', JSON.stringify({ commands: [addNote(1, 'd1', 'm1')] })],
    [
      'a client that is no identifier',
      JSON.stringify({ client: '../x', commands: [addNote(1, 'd1', 'm1')] }),
    ],
    [
      'a field too many',
      JSON.stringify({ client: 'an', actor: AN, commands: [addNote(1, 'd1', 'm1')] }),
    ],
    [
      'a number that is none',
      JSON.stringify({ client: 'an', commands: [{ ...addNote(1, 'd1', 'm1'), n: '1' }] }),
    ],
    ['number 0', JSON.stringify({ client: 'an', commands: [addNote(0, 'd1', 'm1')] })],
    [
      'a time that is none',
      JSON.stringify({ client: 'an', commands: [{ ...addNote(1, 'd1', 'm1'), at: 'now' }] }),
    ],
    [
      'too many commands',
      JSON.stringify({
        client: 'an',
        commands: Array.from({ length: 501 }, (_, i) => addNote(i + 1, 'd', 'm')),
      }),
    ],
  ])('refuses %s', async (_what, body) => {
    expect(await wireError(await push(body))).toEqual({ status: 400, code: 'BAD_REQUEST' })
    expect((await ask('/sync/changes?client=an&from=0')).ok).toBe(true)
  })

  test('a number beyond what can be stored is refused calmly', async () => {
    const body = JSON.stringify({ client: 'an', commands: [addNote(2 ** 40, 'd1', 'm1')] })
    expect(await wireError(await push(body))).toEqual({ status: 409, code: 'COMMAND_OUT_OF_ORDER' })
    const far = await ask('/sync/changes?client=an&from=999999999999999')
    expect(await wireError(far)).toEqual({ status: 409, code: 'GATEWAY_EMPTY' })
  })

  test('refuses a body above its limit, announced or not', async () => {
    const text = 'x'.repeat(150_000)
    expect(await wireError(await push(text))).toEqual({ status: 413, code: 'TOO_LARGE' })
    const stream = new Blob([text]).stream()
    const unannounced = await ask('/sync/commands', {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(await wireError(unannounced)).toEqual({ status: 413, code: 'TOO_LARGE' })
  })

  test('arguments nested without end are refused as one command', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const body = `{"client":"an","commands":[{"n":1,"name":"addNote","args":${deep},"at":"2026-01-01T00:00:00Z"}]}`
    const response = await push(body)
    expect(await response.json()).toMatchObject({ last: 1, answers: [{ code: 'BAD_REQUEST' }] })
  })

  test('unknown calls and methods are told so', async () => {
    expect(await wireError(await ask('/sync/nothing'))).toEqual({
      status: 404,
      code: 'UNKNOWN_CALL',
    })
    expect(await wireError(await ask('/'))).toEqual({ status: 404, code: 'UNKNOWN_CALL' })
    const method = await ask('/sync/me', { method: 'DELETE' })
    expect(await wireError(method)).toEqual({ status: 404, code: 'UNKNOWN_CALL' })
  })

  test('an accepted push of a small desk works over the network', async () => {
    const response = await push(
      JSON.stringify({ client: 'an', commands: [addNote(1, 'd1', 'm1')] }),
    )
    expect(await response.json()).toMatchObject({ last: 1 })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})

describe('answers', () => {
  /** Node's fetch unpacks by itself: the raw answer shows what went over the line. */
  const raw = async (acceptEncoding: string): Promise<Response> =>
    await gateway.gateway.fetch(
      new Request('http://x/sync/snapshot', {
        headers: { authorization: `Bearer ${token}`, 'accept-encoding': acceptEncoding },
      }),
    )

  test('are compressed when the desk accepts it', async () => {
    const plain = await (await raw('identity')).text()
    const response = await raw('br, gzip;q=0.8')
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const packed = Buffer.from(await response.arrayBuffer())
    expect(packed.length).toBeLessThan(plain.length / 2)
    expect(gunzipSync(packed).toString('utf8')).toBe(plain)
  })

  test.each(['identity', 'gzip;q=0', 'br'])('stay plain for %s', async (accepted) => {
    expect((await raw(accepted)).headers.get('content-encoding')).toBeNull()
  })

  test('health needs no token and tells nothing', async () => {
    const response = await ask('/health', {}, null)
    expect(await response.json()).toEqual({ ok: true, wire: WIRE_VERSION })
  })
})

describe('hints', () => {
  /** Reads events from a stream until `count` heads came. */
  async function heads(body: ReadableStream<Uint8Array>, count: number): Promise<number[]> {
    const found: number[] = []
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of body.values({ preventCancel: true })) {
      text += decoder.decode(chunk, { stream: true })
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        if (event.startsWith('data: '))
          found.push((JSON.parse(event.slice(6)) as { head: number }).head)
      }
      if (found.length >= count) return found
    }
    return found
  }

  async function listen(bearer = token) {
    const stop = new AbortController()
    const response = await ask('/sync/hints', { signal: stop.signal }, bearer)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    if (!response.body) throw new Error('the stream has no body')
    return { body: response.body, stop: () => stop.abort() }
  }

  test('tell the head at once, and again after each commit', async () => {
    const { body, stop } = await listen()
    expect(await heads(body, 1)).toEqual([0])
    await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'))
    expect(await heads(body, 1)).toEqual([1])
    await gateway.push(AN, 'an', addNote(2, 'd1', 'm2'), addNote(3, 'd1', 'm2'))
    // Acts of one push may be told at once or one by one; the last word is what counts.
    let told = 1
    while (told < 3) told = (await heads(body, 1))[0]!
    expect(told, 'a refusal is a change of its desk, too').toBe(3)
    stop()
  })

  test('reach every desk that listens', async () => {
    const desks = await Promise.all(Array.from({ length: 20 }, () => listen()))
    await Promise.all(desks.map(({ body }) => heads(body, 1)))
    await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'))
    const told = await Promise.all(desks.map(({ body }) => heads(body, 1)))
    expect(told).toEqual(desks.map(() => [1]))
    for (const { stop } of desks) stop()
  })

  test('end with the token', async () => {
    // Not rounded: a second of the clock may end at once.
    const short = await issuer.token(AN, { exp: Date.now() / 1000 + 1 })
    const { body } = await listen(short)
    expect(await heads(body, 99), 'the stream closes by itself').toEqual([0])
  })

  test('end when the gateway stops, which waits for nobody who only listens', async () => {
    const other = testGateway(database, issuer)
    const { url: address } = await other.gateway.listen({ host: '127.0.0.1', port: 0 })
    const response = await fetch(`${address}/sync/hints`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (!response.body) throw new Error('the stream has no body')
    const listening = heads(response.body, 99)
    await other.gateway.close()
    expect(await listening).toEqual([0])
  })
})

test('a port that is taken is said so', async () => {
  const port = Number(new URL(url).port)
  const other = testGateway(database, issuer)
  await expect(other.gateway.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
  })
  await other.gateway.close()
})

describe.each(databaseKinds())('a lost database, $name', (kind) => {
  test('is told as unreachable and logged by name, without what people wrote', async () => {
    const lost = await kind.open()
    const there = testGateway(lost, issuer)
    await lost.close()
    const answers = [
      await there.get('/sync/me', AN),
      await there.get('/sync/snapshot', AN),
      await there.push(AN, 'an', addNote(1, 'd1', 'm1', 'Zeer vertrouwelijk')),
    ]
    for (const { status, body } of answers) {
      expect({ status, body }).toMatchObject({ status: 503, body: { code: 'GATEWAY_UNREACHABLE' } })
    }
    expect(there.log.map(({ event }) => event)).toEqual(answers.map(() => 'request-failed'))
    expect(JSON.stringify(there.log)).not.toMatch(/vertrouwelijk|vl-an|Ooievaar|INSERT|SELECT/)
    await there.gateway.close()
    await kind.stop()
  })
})

function replaceClaims(jwt: string, claims: object): string {
  const [header, payload, signature] = jwt.split('.') as [string, string, string]
  const changed = {
    ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object),
    ...claims,
  }
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.')
}

function unsigned(jwt: string): string {
  const [, payload] = jwt.split('.')
  const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
  return `${header}.${payload}.`
}
