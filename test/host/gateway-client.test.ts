import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import type { Hint, Me } from '../../domain/contract/sync.ts'
import { gatewayClient } from '../../host/sync/gateway-client.ts'
import { WIRE_VERSION } from '../../domain/contract/wire.ts'

const ME: Me = {
  actor: { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' },
  wire: WIRE_VERSION,
  gatewayId: 'gateway-1',
  view: 'view-1',
  head: 7,
  at: '2026-11-02T09:00:00.000Z',
  colleagues: [],
}

async function gateway(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const tokens = { token: () => Promise.resolve('token-1') }

function answer(status: number, type: string, body: string): RequestListener {
  return (_, response) => response.writeHead(status, { 'content-type': type }).end(body)
}

test('reads a good answer with its token', async () => {
  const url = await gateway((request, response) => {
    expect(request.headers.authorization).toBe('Bearer token-1')
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ME))
  })
  expect(await gatewayClient(url, tokens).me()).toEqual(ME)
})

test.each([
  ['a page of a proxy', answer(200, 'text/html', '<h1>Sign in to the network</h1>')],
  ['a cut answer', answer(200, 'application/json', '{"actor":')],
  ['another shape', answer(200, 'application/json', JSON.stringify({ ...ME, head: -1 }))],
  ['an unknown field', answer(200, 'application/json', JSON.stringify({ ...ME, extra: 1 }))],
  ['an error page', answer(502, 'text/html', '<h1>Bad gateway</h1>')],
  ['an unknown code', answer(400, 'application/json', '{"code":"SURPRISE"}')],
  ['an internal failure', answer(500, 'application/json', '{"code":"INTERNAL"}')],
])('%s is a bad answer', async (_, listener) => {
  const client = gatewayClient(await gateway(listener), tokens)
  await expect(client.me()).rejects.toMatchObject({ code: 'GATEWAY_BAD_ANSWER' })
})

test.each([
  ['a closed connection', (request) => request.socket.destroy()],
  [
    'a body that ends in the middle',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' })
      response.write('{"actor":')
      setTimeout(() => response.destroy(), 20)
    },
  ],
  ['a redirect', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
] satisfies [string, RequestListener][])('%s is no answer', async (_, listener) => {
  const client = gatewayClient(await gateway(listener), tokens)
  await expect(client.me()).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' })
})

test('a gateway that hangs is left when the caller gives up', async () => {
  const client = gatewayClient(await gateway(() => {}), tokens)
  await expect(client.me(AbortSignal.timeout(50))).rejects.toMatchObject({
    code: 'GATEWAY_UNREACHABLE',
  })
})

test('a gateway that hangs, before its answer or in it, is left when its time is over', async () => {
  let over = () => {}
  const timers = { now: () => 0, after: (_: number, act: () => void) => ((over = act), () => {}) }
  for (const begin of [() => {}, answerHalf] satisfies RequestListener[]) {
    const url = await gateway((request, response) => {
      begin(request, response)
      setTimeout(() => over(), 20)
    })
    const client = gatewayClient(url, tokens, { fetch, timers })
    await expect(client.me()).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' })
  }
})

/** A clock that a test moves, with the limits that it brings about; and what a slow line does with it. */
function slowLine(serve: (passes: (ms: number) => boolean) => Response | Promise<Response>) {
  let now = 0
  const due = new Set<{ at: number; act: () => void }>()
  const timers = {
    now: () => now,
    after(ms: number, act: () => void) {
      const one = { at: now + ms, act }
      due.add(one)
      return () => void due.delete(one)
    },
  }
  const way = {
    timers,
    fetch: (_: unknown, { signal }: RequestInit = {}) =>
      Promise.resolve(
        serve((ms) => {
          now += ms
          for (const one of due) if (one.at <= now) one.act()
          return !signal!.aborted
        }),
      ),
  }
  return gatewayClient('http://127.0.0.1:1', tokens, way as never)
}
const JSON_TYPE = { headers: { 'content-type': 'application/json' } }

test('a large body has the time that it takes over a weak line, a small one does not', async () => {
  const client = slowLine((passes) => {
    if (!passes(600_000)) throw new Error('left')
    return new Response('{"hash":"h"}', JSON_TYPE)
  })
  const sent = (bytes: number) => ({ dossierId: 'd', hash: 'h', content: 'x'.repeat(bytes) })
  expect(await client.sendContent(sent(11_000_000))).toEqual({ hash: 'h' })
  await expect(client.sendContent(sent(10))).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' })
})

test('an answer that comes slowly is read for as long as it comes', async () => {
  const text = Buffer.from(JSON.stringify(ME))
  const inParts = (pause: number) =>
    slowLine((passes) => {
      const parts = [0, 1, 2, 3].map((i) =>
        text.subarray(i * 60, i === 3 ? undefined : i * 60 + 60),
      )
      const pull = (stream: ReadableStreamDefaultController) => {
        if (!passes(pause)) return stream.error(new Error('left'))
        const part = parts.shift()
        if (part) stream.enqueue(part)
        else stream.close()
      }
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), JSON_TYPE)
    })
  expect(await inParts(8_000).me()).toEqual(ME)
  await expect(inParts(11_000).me()).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' })
})

function answerHalf(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"actor":')
}

/** Sends a megabyte again and again until nobody listens; counts them. Packed once: packing each costs a busy machine the client's patience. */
async function endless(packed: boolean): Promise<{ url: string; megabytes(): number }> {
  const megabyte = Buffer.alloc(1 << 20, 'x')
  const part = packed ? gzipSync(megabyte) : megabyte
  let sent = 0
  const url = await gateway((_, response) => {
    const encoding = packed ? { 'content-encoding': 'gzip' } : {}
    response.writeHead(200, { 'content-type': 'application/json', ...encoding })
    function* parts() {
      for (; sent < 1_000; sent += 1) yield part
    }
    // The client leaves in the middle: that is what is wanted.
    pipeline([Readable.from(parts()), response], () => undefined)
  })
  return { url, megabytes: () => sent }
}

test('a huge answer is left long before it fills the memory', async () => {
  const { url, megabytes } = await endless(false)
  await expect(gatewayClient(url, tokens).me()).rejects.toMatchObject({
    code: 'GATEWAY_BAD_ANSWER',
  })
  expect(megabytes(), 'megabytes that were read').toBeLessThan(500)
})

test('a small answer that unpacks to a huge one, too', async () => {
  const { url } = await endless(true)
  await expect(gatewayClient(url, tokens).me()).rejects.toMatchObject({
    code: 'GATEWAY_BAD_ANSWER',
  })
})

test('the code that the gateway gives is passed on, with plain details only', async () => {
  const body = { code: 'COMMAND_OUT_OF_ORDER', details: { expected: 4, nested: { a: 1 } } }
  const url = await gateway(answer(409, 'application/json', JSON.stringify(body)))
  const refused = gatewayClient(url, tokens).commands({ client: 'c', commands: [] })
  await expect(refused).rejects.toMatchObject({
    code: 'COMMAND_OUT_OF_ORDER',
    details: { expected: 4 },
  })
})

test('after a 401 it asks for another token once, then gives up', async () => {
  const seen: (string | undefined)[] = []
  const url = await gateway((request, response) => {
    seen.push(request.headers.authorization)
    const good = request.headers.authorization === 'Bearer fresh'
    const status = good ? 200 : 401
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(good ? JSON.stringify(ME) : '{"code":"GATEWAY_REFUSED_TOKEN"}')
  })
  const renewing = { token: (refused?: string) => Promise.resolve(refused ? 'fresh' : 'old') }
  expect(await gatewayClient(url, renewing).me()).toEqual(ME)
  expect(seen).toEqual(['Bearer old', 'Bearer fresh'])
  const hopeless = { token: () => Promise.resolve('old') }
  await expect(gatewayClient(url, hopeless).me()).rejects.toMatchObject({
    code: 'GATEWAY_REFUSED_TOKEN',
  })
  expect(seen).toHaveLength(4)
})

test('hints arrive one by one, however the stream is cut', async () => {
  const url = await gateway((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': hello\n\ndata: {"he')
    setTimeout(() => response.write('ad": 8}\r\n\r\ndata:{"head":9}\n\n'), 20)
    setTimeout(() => response.end(), 40)
  })
  const heads: number[] = []
  const { signal } = new AbortController()
  const hear = (hint: Hint) => 'head' in hint && heads.push(hint.head)
  await gatewayClient(url, tokens).hints('s1', hear, signal)
  expect(heads).toEqual([8, 9])
})

test.each([
  ['not a stream', answer(200, 'text/html', '<p>data: {"head": 1}</p>')],
  ['not JSON', answer(200, 'text/event-stream', 'data: soon\n\n')],
  ['a head that is no number', answer(200, 'text/event-stream', 'data: {"head":"x"}\n\n')],
  ['a line without end', answer(200, 'text/event-stream', 'x'.repeat(20_000))],
])('hints: %s is a bad answer', async (_, listener) => {
  const client = gatewayClient(await gateway(listener), tokens)
  const hints = client.hints('s1', () => {}, new AbortController().signal)
  await expect(hints).rejects.toMatchObject({ code: 'GATEWAY_BAD_ANSWER' })
})
