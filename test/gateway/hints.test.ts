import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHintHub } from '../../gateway/hints.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Hub = ReturnType<typeof createHintHub>

function open(hub: Hub, head: number, expiresAt: number): ReadableStream<Uint8Array> {
  const listener = hub.open('vl-an', expiresAt)
  listener.tell(head)
  return listener.stream
}

const FAR = Date.UTC(2030, 0, 1)

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | null> {
  const { done, value } = await reader.read()
  return done ? null : new TextDecoder().decode(value)
}

test('a silent stream beats, so that both sides notice a dead connection', async () => {
  const hub = createHintHub(Date.now)
  const reader = open(hub, 3, FAR).getReader()
  expect(await next(reader)).toBe('data: {"head":3}\n\n')
  const beat = next(reader)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await beat).toBe(':\n\n')
  hub.close()
})

test('a desk that reads slowly gets the latest head, not a backlog', async () => {
  const hub = createHintHub(Date.now)
  const reader = open(hub, 1, FAR).getReader()
  for (let head = 2; head <= 100; head++) hub.announce(head)
  expect(await next(reader)).toBe('data: {"head":1}\n\n')
  expect(await next(reader)).toBe('data: {"head":100}\n\n')
  hub.close()
})

test('a head announced while the head is read is not missed, nor taken back', async () => {
  const hub = createHintHub(Date.now)
  const listener = hub.open('vl-an', FAR)
  hub.announce(8)
  listener.tell(7)
  hub.announce(9)
  const reader = listener.stream.getReader()
  expect([await next(reader), await next(reader)]).toEqual([
    'data: {"head":8}\n\n',
    'data: {"head":9}\n\n',
  ])
  hub.close()
})

test('a stream ends with its token, a left one is forgotten', async () => {
  const hub = createHintHub(Date.now)
  const reader = open(hub, 1, Date.now() + 5_000).getReader()
  const left = open(hub, 1, FAR)
  expect(hub.size).toBe(2)
  await left.cancel()
  expect(hub.size).toBe(1)
  await next(reader)
  const end = next(reader)
  await vi.advanceTimersByTimeAsync(5_001)
  expect(await end).toBeNull()
  expect(hub.size).toBe(0)
  hub.announce(2)
  hub.close()
})

test('a stream that a sign-out ended may be ended again by whoever opened it', () => {
  const hub = createHintHub(Date.now)
  const listener = hub.open('vl-an', FAR)
  hub.endOf('vl-an')
  expect(hub.size).toBe(0)
  expect(() => listener.end(), 'the refusal of the request must come through').not.toThrow()
  listener.tell(1)
  hub.close()
})
