/** How the access log leaves the desk: in batches, past refusals, never twice under one number. */
import { expect, test } from 'vitest'
import type { AccessBatch } from '../../domain/contract/access.ts'
import { TandemError, type ErrorCode } from '../../domain/contract/errors.ts'
import { AccessPush } from '../../host/sync/push-access.ts'

const NOW = new Date('2026-03-03T10:00:00.000Z')
const signal = new AbortController().signal

/** Longer than any wait between two tries, in milliseconds. */
const A_WHILE = 60_000

/** A desk with so many entries and a gateway that may refuse; both plain values. */
function seat(count: number, refuse: (batch: AccessBatch) => ErrorCode | null = () => null) {
  let client = 'name-1'
  /** `of` tells them apart whatever their numbers become. */
  let waiting = Array.from({ length: count }, (_, i) => ({ n: i + 1, of: i + 1 }))
  const aside: [number, ErrorCode][] = []
  const sent: AccessBatch[] = []
  const source = {
    nextAccess: (limit: number) =>
      waiting.length === 0
        ? null
        : {
            client,
            entries: waiting.slice(0, limit).map(({ n, of }) => ({ n, note: { of } as never })),
          },
    accessTaken(name: string, last: number) {
      if (name === client) waiting = waiting.filter(({ n }) => n > last)
    },
    renameAccess() {
      client = `name-${Number(client.slice(5)) + 1}`
      waiting = waiting.map(({ of }, i) => ({ n: i + 1, of }))
    },
    setAsideAccess({ n }: { n: number }, code: ErrorCode) {
      aside.push([waiting.find((one) => one.n === n)!.of, code])
      waiting = waiting.filter((one) => one.n !== n)
      source.renameAccess()
    },
  }
  const gateway = {
    access(batch: AccessBatch) {
      sent.push(batch)
      const code = refuse(batch)
      if (code) return Promise.reject(new TandemError(code))
      return Promise.resolve({ last: batch.entries.at(-1)!.n })
    },
  }
  let time = 0
  const timers = { now: () => time }
  const options = { source, client: gateway, now: () => NOW, timers, random: () => 0 }
  const out = new AccessPush(options)
  /** One exchange, a while after the one before. */
  const push = () => {
    time += A_WHILE
    return out.push(signal)
  }
  const pushAtOnce = () => out.push(signal)
  return { push, pushAtOnce, sent, left: () => waiting.length, gateway, aside }
}

test('an exchange sends a bounded part, oldest first, with the desk’s clock', async () => {
  const { push, sent, left } = seat(1_100)
  await push()
  expect(sent.map(({ entries }) => entries.length)).toEqual([200, 200, 200, 200, 200])
  expect(sent[0]).toMatchObject({ client: 'name-1', sentAt: NOW.toISOString() })
  expect(left(), 'the rest goes with the next exchange').toBe(100)
  await push()
  expect(left()).toBe(0)
  await push()
  expect(sent.length, 'nothing waits, nothing is sent').toBe(6)
})

test.each(['COMMAND_OUT_OF_ORDER', 'FORBIDDEN'] as const)(
  'a name refused as %s: what waits goes under a new one; refused again, it is told',
  async (code) => {
    const mended = seat(3, ({ client }) => (client === 'name-1' ? code : null))
    await mended.push()
    expect(mended.left()).toBe(0)
    expect(mended.sent[1]!.entries.map(({ n }) => n)).toEqual([1, 2, 3])
    const stubborn = seat(3, () => code)
    await expect(stubborn.push()).rejects.toMatchObject({ code })
    expect(stubborn.left(), 'nothing is lost').toBe(3)
  },
)

const ofs = ({ entries }: AccessBatch) =>
  entries.map(({ note }) => (note as unknown as { of: number }).of)

test('one entry that the gateway refuses is found and set aside; all others arrive', async () => {
  const { push, sent, left, aside } = seat(70, (batch) =>
    ofs(batch).some((of) => of === 33 || of === 34) ? 'BAD_REQUEST' : null,
  )
  for (let exchanges = 0; left() > 0; exchanges += 1) {
    expect(exchanges, 'exchanges that end with something left').toBeLessThan(6)
    await push()
  }
  expect(aside).toEqual([
    [33, 'BAD_REQUEST'],
    [34, 'BAD_REQUEST'],
  ])
  const arrived = sent.filter((batch) => !ofs(batch).some((of) => of === 33 || of === 34))
  const all = Array.from({ length: 70 }, (_, i) => i + 1).filter((of) => of !== 33 && of !== 34)
  expect(arrived.flatMap(ofs)).toEqual(all)
})

test('too large a batch is halved until it fits; one entry that never fits is set aside', async () => {
  const { push, sent, left } = seat(60, ({ entries }) => (entries.length > 30 ? 'TOO_LARGE' : null))
  await push()
  expect(sent.map(({ entries }) => entries.length)).toEqual([60, 30, 30])
  expect(left()).toBe(0)
  const huge = seat(1, () => 'TOO_LARGE')
  await huge.push()
  expect(huge.aside).toEqual([[1, 'TOO_LARGE']])
})

const FAILURES = [
  ['GATEWAY_SLOW', 6, 'GATEWAY_SLOW'],
  ['GATEWAY_BAD_ANSWER', 20, 'INTERNAL'],
] as const

test.each(FAILURES)('a batch that fails as %s is halved until it gets through', async (code) => {
  const { push, sent, left } = seat(60, ({ entries }) => (entries.length > 30 ? code : null))
  await push()
  expect(sent.map(({ entries }) => entries.length)).toEqual([60, 30, 30])
  expect(left()).toBe(0)
})

test.each(FAILURES)(
  'an entry at which the gateway fails as %s is set aside after %i tries; all behind it arrive',
  async (code, tries, kept) => {
    const { push, left, aside } = seat(70, (batch) => (ofs(batch).includes(33) ? code : null))
    const failures: unknown[] = []
    for (let exchanges = 0; left() > 0; exchanges += 1) {
      expect(exchanges, 'exchanges that end with something left').toBeLessThan(tries + 10)
      await push().catch((error: unknown) =>
        failures.push([(error as TandemError).code, aside.length]),
      )
    }
    const waits = Array.from({ length: tries - 1 }, () => [code, 0])
    expect(failures, 'the last try sets it aside').toEqual(waits)
    expect(aside).toEqual([[33, kept]])
    expect(left()).toBe(0)
  },
)

test('between two tries of an entry nothing is sent, and why it waits is told still', async () => {
  const { push, pushAtOnce, sent } = seat(1, () => 'GATEWAY_SLOW')
  await expect(push()).rejects.toMatchObject({ code: 'GATEWAY_SLOW' })
  for (let n = 0; n < 40; n += 1) {
    await expect(pushAtOnce()).rejects.toMatchObject({ code: 'GATEWAY_SLOW' })
  }
  expect(sent.length).toBe(1)
})

test('an answer without progress is no answer', async () => {
  const { push, gateway, left } = seat(2)
  gateway.access = () => Promise.resolve({ last: 0 })
  await expect(push()).rejects.toMatchObject({ code: 'GATEWAY_BAD_ANSWER' })
  expect(left()).toBe(2)
})
