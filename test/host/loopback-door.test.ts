import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { staticPath } from '../../host/doors/static-files.ts'
import { createLog } from '../../host/log.ts'
import { startLoopback, type StartedLoopback } from '../../host/main-loopback.ts'
import { FRAME_MAX_LENGTH } from '../../host/server.ts'
import { codeOf, openSocket, portClient } from './client.ts'
import { testFolder } from './folder.ts'

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A request with exactly these headers: fetch would set Host itself. */
function ask(
  { origin }: StartedLoopback,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method, headers: { ...headers } as Record<string, string> },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A door to a workbench that nobody is signed in to; its gateway is absent. */
async function started(): Promise<StartedLoopback & { lines: string[] }> {
  const dataDir = testFolder()
  const pageDir = testFolder()
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html><title>Tandem</title>')
  mkdirSync(join(pageDir, 'assets'))
  writeFileSync(join(pageDir, 'assets', 'index-abc.js'), 'export {}')
  writeFileSync(join(dataDir, 'secret.json'), '{}')
  const lines: string[] = []
  const workbench = await startLoopback({
    dataDir,
    pageDir,
    port: 0,
    practice: true,
    gateway: { url: 'http://127.0.0.1:9', issuer: 'http://127.0.0.1:9', clientId: 'tandem-desk' },
    log: createLog((line) => lines.push(line)),
  })
  onTestFinished(() => workbench.close())
  return { ...workbench, lines }
}

/** Trades the token for the cookie, as the page does. */
async function cookieOf(door: StartedLoopback): Promise<string> {
  const headers = { origin: door.origin, 'content-type': 'application/json' }
  const body = JSON.stringify({ token: door.token })
  const { status, headers: answered } = await ask(door, '/session', {
    method: 'POST',
    headers,
    body,
  })
  expect(status).toBe(204)
  const [cookie] = answered['set-cookie'] as string[]
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  return cookie!.split(';', 1)[0]!
}

function socketUrl({ origin }: StartedLoopback): string {
  return `${origin.replace('http:', 'ws:')}/workbench`
}

test('the page comes with a policy that lets it talk to its own socket only', async () => {
  const door = await started()
  const { status, headers, body } = await ask(door, '/')
  expect(status).toBe(200)
  expect(body).toContain('Tandem')
  const host = new URL(door.origin).host
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; ` +
      `connect-src 'self' ws://${host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
  })
  expect((await ask(door, '/assets/index-abc.js')).headers['content-type']).toContain('javascript')
})

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/assets/..%2f..%2fsecret.json',
  '//etc/hosts',
])('no way out of the page folder: %s', async (path) => {
  expect((await ask(await started(), path)).status).toBe(404)
})

test('only plain names become paths', () => {
  expect(staticPath('/')).toBe('index.html')
  expect(staticPath('/assets/a-1.js?v=1')).toBe('assets/a-1.js')
  for (const target of ['/.env', '/a/../b', '/a//b', '/a\\b', '/%41', '/C:/x', 'http://x/y', '']) {
    expect(staticPath(target), target).toBeNull()
  }
})

test('another host name is refused: a page of a foreign name that points here reads nothing', async () => {
  const door = await started()
  const { port } = new URL(door.origin)
  for (const host of [
    'tandem.example',
    `localhost:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port}.evil`,
  ]) {
    expect((await ask(door, '/', { headers: { host } })).status, host).toBe(403)
  }
})

test('the token is taken from the body of a POST of this origin, nowhere else', async () => {
  const door = await started()
  const right = { origin: door.origin, 'content-type': 'application/json' }
  const body = JSON.stringify({ token: door.token })
  const post = (headers: object, sent = body) =>
    ask(door, '/session', { method: 'POST', headers, body: sent })
  expect((await post({ ...right, origin: 'http://evil.example' })).status).toBe(403)
  expect((await post({ 'content-type': 'application/json' })).status).toBe(403)
  expect((await post({ ...right, 'content-type': 'text/plain' })).status).toBe(415)
  expect((await post(right, JSON.stringify({ token: 'x' }))).status).toBe(403)
  expect((await post(right, '[]')).status).toBe(403)
  expect((await post(right, '{')).status).toBe(403)
  expect((await post(right, 'x'.repeat(2_000))).status).toBe(413)
  expect((await ask(door, `/session?token=${door.token}`)).status).toBe(404)
  expect((await ask(door, `/?token=${door.token}`)).headers['set-cookie']).toBeUndefined()
  expect(door.url, 'the token stands in the fragment').toBe(`${door.origin}/#token=${door.token}`)
})

test('every start has its own token', async () => {
  const first = await started()
  const second = await started()
  expect(first.token).not.toBe(second.token)
  expect(first.token.length).toBeGreaterThanOrEqual(43)
})

test('the socket needs cookie, origin and host', async () => {
  const door = await started()
  const cookie = await cookieOf(door)
  const url = socketUrl(door)
  const right = { cookie, origin: door.origin }
  const wrong: [string, Record<string, string>][] = [
    ['no cookie', { origin: door.origin }],
    ['a wrong cookie', { ...right, cookie: `${cookie.slice(0, -1)}_` }],
    ['the token as cookie', { ...right, cookie: `${cookie.split('=')[0]}=${door.token}` }],
    ['no origin', { cookie }],
    ['a foreign origin', { ...right, origin: 'http://evil.example' }],
    ['another port', { ...right, origin: 'http://127.0.0.1:1' }],
    ['a foreign host', { ...right, host: 'tandem.example' }],
  ]
  for (const [what, headers] of wrong) {
    await expect(openSocket(url, headers), what).rejects.toThrow(/403/)
  }
  await expect(openSocket(url.replace('workbench', 'other'), right)).rejects.toThrow(/403/)
  const { port } = await openSocket(url, right)
  expect((await portClient(port).session.get()).state).toBe('SIGNED_OUT')
})

test('a refused socket that is reset while it is answered does not end the host', async () => {
  const door = await started()
  const { hostname, port, host } = new URL(door.origin)
  const ask = `GET /workbench HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`
  const knock = () =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(ask, () => socket.resetAndDestroy())
      })
      socket.on('close', () => resolve())
    })
  for (let n = 0; n < 20; n += 1) await knock()
  await expect(openSocket(socketUrl(door), { origin: door.origin })).rejects.toThrow(/403/)
})

test('broken frames are answered or ignored, and the next call works', async () => {
  const door = await started()
  const { port, socket } = await openSocket(socketUrl(door), {
    cookie: await cookieOf(door),
    origin: door.origin,
  })
  const answers: string[] = []
  port.onMessage((text) => answers.push(text))
  const broken = [
    'hello',
    '',
    '{}',
    '[1,2]',
    '{"i":"b1","p":',
    '{"i":"b2"}',
    '{"i":"b3","p":{"u":7}}',
    '{"i":"b4","p":{"u":"//evil.example/x"}}',
    '{"i":"b5","p":{"u":"/no/such"}}',
    '{"i":"b6","p":{"u":"/session/__proto__"}}',
    '{"i":"b7","p":{"u":"/session/get","h":{"content-type":"text/event-stream"}}}',
    '{"i":"b8","t":3,"p":{"e":"message"}}',
    `{"i":"b9","p":{"u":"/search/all","b":{"json":{"text":"${'x'.repeat(FRAME_MAX_LENGTH)}"}}}}`,
  ]
  for (const frame of broken) port.post(frame)
  socket.send(Buffer.from([0, 255, 1]))
  expect((await portClient(port).session.get()).state, 'a call after broken frames').toBe(
    'SIGNED_OUT',
  )
  const codes = new Map(
    answers.map((text) => {
      const { i, p } = JSON.parse(text) as {
        i: string
        p: { b: { json: { data?: { code?: string } } } }
      }
      return [i, p.b.json.data?.code]
    }),
  )
  expect(Object.fromEntries([...codes].filter(([id]) => id.startsWith('b')))).toEqual({
    b1: 'BAD_REQUEST',
    b2: 'BAD_REQUEST',
    b3: 'BAD_REQUEST',
    b4: 'UNKNOWN_CALL',
    b5: 'UNKNOWN_CALL',
    b6: 'UNKNOWN_CALL',
    b7: 'BAD_REQUEST',
    b9: 'TOO_LARGE',
  })
})

test('a frame beyond the limit of the socket closes it, not the host', async () => {
  const door = await started()
  const headers = { cookie: await cookieOf(door), origin: door.origin }
  const { port, socket } = await openSocket(socketUrl(door), headers)
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  port.post('x'.repeat(3 * FRAME_MAX_LENGTH))
  expect(await closed, 'close code: message too big').toBe(1009)
  const again = await openSocket(socketUrl(door), headers)
  expect((await portClient(again.port).session.get()).mode).toBe('browser')
})

test('no token, cookie or text of a window reaches the log', async () => {
  const door = await started()
  const cookie = await cookieOf(door)
  const { port } = await openSocket(socketUrl(door), { cookie, origin: door.origin })
  await expect(openSocket(socketUrl(door), { cookie: 'x', origin: door.origin })).rejects.toThrow(
    /403/,
  )
  port.post('{"i":"x1","p":{"u":"/no/Peeters"}}')
  expect(await codeOf(portClient(port).search.all({ text: 'Peeters', limit: 5 }))).toBe(
    'NOT_SIGNED_IN',
  )
  const log = door.lines.join('')
  expect(log).toContain('door.refused')
  for (const secret of [door.token, cookie.split('=')[1]!, 'Peeters']) {
    expect(log, 'a secret in the log').not.toContain(secret)
  }
})

test('a taken port and a locked folder stop the start with their own code', async () => {
  const door = await started()
  const port = Number(new URL(door.origin).port)
  const gateway = { url: 'http://127.0.0.1:9', issuer: 'http://127.0.0.1:9', clientId: 'c' }
  const base = { pageDir: testFolder(), practice: true, gateway, log: createLog(() => {}) }
  const dataDir = testFolder()
  await expect(startLoopback({ ...base, dataDir, port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    details: { port },
  })
  const first = await startLoopback({ ...base, dataDir, port: 0 })
  await expect(startLoopback({ ...base, dataDir, port: 0 })).rejects.toMatchObject({
    code: 'CACHE_LOCKED_BY_OTHER',
  })
  await first.close()
  await (await startLoopback({ ...base, dataDir, port: 0 })).close()
})

test('it listens on the loopback address alone', async () => {
  const door = await started()
  const port = Number(new URL(door.origin).port)
  const probe = createServer()
  onTestFinished(() => void probe.close())
  // Another address of this machine is still free on the same port: the door has not taken it.
  const listening = new Promise<string>((resolve) => {
    probe.once('error', (error) => resolve(error.message))
    probe.listen(port, '127.0.0.2', () => resolve('free'))
  })
  expect(await listening).toBe('free')
})
