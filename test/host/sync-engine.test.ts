import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { type ErrorCode, TandemError } from '../../domain/contract/errors.ts'
import type { ChangePage, CommandBatch, Me, WireCommand } from '../../domain/contract/sync.ts'
import { type Held, SyncEngine } from '../../host/sync/engine.ts'
import type { GatewayClient } from '../../host/sync/gateway-client.ts'
import { CLOCK_TIMERS } from '../../host/sync/timers.ts'
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
const AT = '2026-03-02T08:00:00.000Z'

const command = (n: number): WireCommand => ({ n, name: 'addNote', args: {}, at: AT })
const note = (n: number, body: string | null = '{}') => ({
  n,
  kind: 'note' as const,
  id: `note-${n}`,
  version: 1,
  body,
})

/** An engine between a gateway and a cache that are both plain values, changed by the tests. */
function seat(waiting = 0, manyChanges = Infinity, timers = CLOCK_TIMERS) {
  const cache = {
    held: {
      gatewayId: 'gateway-1',
      view: 'view-1',
      clientId: 'client-1',
      cursor: 7,
      mark: null,
    } as Held | null,
    waiting: Array.from({ length: waiting }, (_, index) => command(index + 1)),
    applied: [] as ChangePage[],
    fills: 0,
    withdrawn: [] as [number, string][],
    /** Numbers that may step aside. */
    aside: [] as number[],
    judge: (() => {}) as (page: ChangePage) => void,
  }
  const gateway = {
    me: ME as Me,
    changes: [] as ChangePage['changes'],
    batches: [] as CommandBatch[],
    /** How often the access log was sent. */
    logs: 0,
    refuse: (() => null) as (batch: CommandBatch) => ErrorCode | null,
    /** What it answers to who asks for changes. */
    refusePages: null as ErrorCode | null,
    details: {} as { part?: string },
  }
  const page = (from: number): ChangePage => {
    const { gatewayId, view, head } = gateway.me
    const changes = gateway.changes.filter(({ n }) => n > from)
    return { gatewayId, view, from, to: head, head, changes, settlements: [] }
  }
  const client: GatewayClient = {
    me: () => Promise.resolve(gateway.me),
    snapshot: () => Promise.reject(new TandemError('INTERNAL')),
    changes: (_, from) =>
      gateway.refusePages
        ? Promise.reject(new TandemError(gateway.refusePages))
        : Promise.resolve(page(from)),
    commands(batch) {
      gateway.batches.push(batch)
      const code = gateway.refuse(batch)
      if (code) return Promise.reject(new TandemError(code, gateway.details))
      return Promise.resolve({ last: batch.commands.at(-1)!.n, answers: [] })
    },
    hints: () => new Promise(() => {}),
    signOutEverywhere: () => Promise.reject(new TandemError('INTERNAL')),
  }
  const many: (ChangePage | null)[] = []
  let stateChanged = () => {}
  const engine = new SyncEngine({
    client,
    target: {
      held: () => cache.held,
      takeOver: () => Promise.resolve(),
      fill({ gatewayId, view, head }) {
        cache.fills += 1
        cache.held = { gatewayId, view, clientId: 'client-1', cursor: head, mark: null }
        return Promise.resolve()
      },
      nextCommands: (limit) => cache.waiting.slice(0, limit),
      recordAnswers: ({ last }) => {
        cache.waiting = cache.waiting.filter(({ n }) => n > last)
      },
      withdraw: (n, code) => {
        cache.withdrawn.push([n, code])
        cache.waiting = cache.waiting.map((one) =>
          one.n === n ? { ...one, name: 'withdrawn', args: {} } : one,
        )
      },
      stepAside: (n) => {
        if (!cache.aside.includes(n)) return false
        cache.aside = []
        const last = cache.waiting.at(-1)!.n
        cache.waiting = cache.waiting.map((one) =>
          one.n === n ? { ...one, name: 'withdrawn', args: {} } : one,
        )
        cache.waiting.push({ ...command(n), n: last + 1, args: 'with content' })
        return true
      },
      renumber: () => {
        cache.held = { ...cache.held!, clientId: 'client-2' }
        cache.waiting = cache.waiting.map((one, index) => ({ ...one, n: index + 1 }))
      },
      judge: (whole) => cache.judge(whole),
      applyPage: (slice) => {
        cache.applied.push(slice)
        cache.held = { ...cache.held!, cursor: slice.to }
      },
      pullMany({ first }) {
        many.push(first)
        cache.held = { ...cache.held!, cursor: gateway.me.head }
        return Promise.resolve(true)
      },
      inStep: () => {},
    },
    log: () => {},
    pushLog: async () => void (gateway.logs += 1),
    changed: () => stateChanged(),
    timers,
    limits: { manyChanges },
  })
  onTestFinished(() => engine.stop())
  const state = (wanted: string) =>
    new Promise<void>((resolve) => {
      stateChanged = () => {
        if (engine.state === wanted) resolve()
      }
      stateChanged()
    })
  return { cache, gateway, engine, many, state }
}

test.each(['COMMAND_OUT_OF_ORDER', 'FORBIDDEN'] as const)(
  'a client id refused as %s: what waits goes out under a new one',
  async (code) => {
    const { cache, gateway, engine, state } = seat()
    cache.waiting = [command(5), command(6)]
    gateway.refuse = ({ client }) => (client === 'client-1' ? code : null)
    engine.start()
    await state('UP_TO_DATE')
    expect(gateway.batches.map(({ client }) => client)).toEqual(['client-1', 'client-2'])
    expect(gateway.batches[1]!.commands.map(({ n }) => n)).toEqual([1, 2])
    expect(cache.waiting).toEqual([])
  },
)

test.each([
  ['BAD_REQUEST', 'BLOCKED'],
  ['GATEWAY_SLOW', 'OFFLINE'],
  ['GATEWAY_BAD_ANSWER', 'OFFLINE'],
] as const)(
  'a command that fails as %s keeps nothing from coming, nor from the access log, and goes out when it can',
  async (code, shown) => {
    const { cache, gateway, engine, state } = seat(3)
    gateway.refuse = () => code
    gateway.me = { ...ME, head: 8 }
    gateway.changes = [note(8)]
    engine.start()
    await state(shown)
    expect(engine.error?.code).toBe(code)
    expect(cache.applied.flatMap(({ changes }) => changes.map(({ id }) => id))).toEqual(['note-8'])
    expect(gateway.logs).toBe(1)
    expect(cache.waiting, 'the commands that wait').toHaveLength(3)
    gateway.refuse = () => null
    engine.retry()
    await state('UP_TO_DATE')
    expect(cache.waiting).toEqual([])
    expect(cache.withdrawn).toEqual([])
  },
)

test('a document that does not come through keeps nobody from what others did', async () => {
  const { cache, gateway, engine, state } = seat(1)
  gateway.refuse = () => 'GATEWAY_UNREACHABLE'
  gateway.details = { part: 'content' }
  gateway.me = { ...ME, head: 8 }
  gateway.changes = [note(8)]
  engine.start()
  await state('OFFLINE')
  expect(cache.applied.flatMap(({ changes }) => changes.map(({ id }) => id))).toEqual(['note-8'])
  expect(cache.waiting, 'its act waits').toHaveLength(1)
})

test('a batch that is too large is halved until the gateway takes it', async () => {
  const { cache, gateway, engine, state } = seat(100)
  gateway.refuse = ({ commands }) => (commands.length > 30 ? 'TOO_LARGE' : null)
  engine.start()
  await state('UP_TO_DATE')
  expect(gateway.batches.map(({ commands }) => commands.length)).toEqual([100, 50, 25, 25, 25, 25])
  expect(cache.waiting).toEqual([])
})

test('a command too large by itself is withdrawn, keeps its number, and stops nothing', async () => {
  const { cache, gateway, engine, state } = seat(9)
  cache.waiting[5]!.args = 'far too much'
  gateway.refuse = ({ commands }) =>
    commands.some(({ args }) => args === 'far too much') ? 'TOO_LARGE' : null
  engine.start()
  await state('UP_TO_DATE')
  expect(cache.withdrawn).toEqual([[6, 'TOO_LARGE']])
  expect(cache.waiting).toEqual([])
  const taken = gateway.batches.flatMap(({ commands }) =>
    commands.some(({ args }) => args === 'far too much') ? [] : commands.map(({ n }) => n),
  )
  expect(taken, 'every number was used, in order').toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a content that does not come through holds back its own lane only', async () => {
  const { cache, gateway, engine, state } = seat(3)
  cache.waiting[0]!.args = 'with content'
  cache.aside = [1]
  gateway.details = { part: 'content' }
  // As pushContents does: what stands before such a command goes out without it.
  gateway.refuse = ({ commands }) => {
    const at = commands.findIndex(({ args }) => args === 'with content')
    if (at > 0) commands.length = at
    return at === 0 ? 'GATEWAY_UNREACHABLE' : null
  }
  engine.start()
  await state('OFFLINE')
  expect(
    cache.waiting.map(({ n }) => n),
    'the others went out',
  ).toEqual([4])
  gateway.refuse = () => null
  engine.retry()
  await state('UP_TO_DATE')
  expect(cache.waiting).toEqual([])
  expect(cache.withdrawn).toEqual([])
})

test('contents of a person who sent enough today wait, the desk is up to date, and they go out later', async () => {
  const { cache, gateway, engine, state } = seat(3)
  cache.waiting[0]!.args = 'with content'
  cache.aside = [1]
  gateway.details = { part: 'content' }
  gateway.refuse = ({ commands }) => {
    const at = commands.findIndex(({ args }) => args === 'with content')
    if (at > 0) commands.length = at
    return at === 0 ? 'UPLOADS_USED_UP' : null
  }
  gateway.me = { ...ME, head: 8 }
  gateway.changes = [note(8)]
  engine.start()
  await state('UP_TO_DATE')
  expect(
    cache.waiting.map(({ n }) => n),
    'the others went out',
  ).toEqual([4])
  expect(cache.applied.flatMap(({ changes }) => changes.map(({ id }) => id))).toEqual(['note-8'])
  const tried = gateway.batches.length
  for (let n = 0; n < 50; n += 1) await turn()
  expect(gateway.batches.length, 'it is not tried without end').toBe(tried)
  gateway.refuse = () => null
  engine.retry()
  await expect.poll(() => cache.waiting).toEqual([])
  expect(cache.withdrawn).toEqual([])
})

/** Every wait is over at once. */
function noWaiting(): typeof CLOCK_TIMERS {
  let now = 0
  return {
    now: () => now,
    after(ms, act) {
      const soon = setImmediate(() => {
        now += ms
        act()
      })
      return () => clearImmediate(soon)
    },
  }
}

test('a batch for which the gateway has no time goes out in smaller parts', async () => {
  const { cache, gateway, engine, state } = seat(100)
  gateway.refuse = ({ commands }) => (commands.length > 30 ? 'GATEWAY_SLOW' : null)
  engine.start()
  await state('UP_TO_DATE')
  expect(gateway.batches.map(({ commands }) => commands.length)).toEqual([100, 50, 25, 25, 25, 25])
  expect(cache.waiting).toEqual([])
  expect(cache.withdrawn).toEqual([])
})

test.each([
  ['GATEWAY_SLOW', 'GATEWAY_SLOW', 6],
  ['BAD_REQUEST', 'BAD_REQUEST', 3],
  ['GATEWAY_BAD_ANSWER', 'INTERNAL', 20],
] as const)(
  'a command that fails as %s without end leaves its words and its number, and stops nothing',
  async (code, told, tries) => {
    const { cache, gateway, engine, state } = seat(9, Infinity, noWaiting())
    cache.waiting[5]!.args = 'without end'
    gateway.refuse = ({ commands }) =>
      commands.some(({ args }) => args === 'without end') ? code : null
    engine.start()
    await state('UP_TO_DATE')
    expect(cache.withdrawn).toEqual([[6, told]])
    expect(cache.waiting).toEqual([])
    const alone = gateway.batches.filter(
      ({ commands }) => commands.length === 1 && commands[0]!.args === 'without end',
    )
    expect(alone, 'tried more than once').toHaveLength(tries)
    const taken = gateway.batches.flatMap(({ commands }) =>
      commands.some(({ args }) => args === 'without end') ? [] : commands.map(({ n }) => n),
    )
    expect(taken, 'every number was used, in order').toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  },
)

test('while the gateway answers nothing else either, no command is given up', async () => {
  const { cache, gateway, engine } = seat(1, Infinity, noWaiting())
  gateway.refuse = () => 'GATEWAY_BAD_ANSWER'
  gateway.refusePages = 'GATEWAY_BAD_ANSWER'
  engine.start()
  while (gateway.batches.length < 50) await turn()
  expect(cache.withdrawn).toEqual([])
  expect(cache.waiting).toHaveLength(1)
})

/** Time that passes at the gateway alone: so long for each batch. */
function batchesOf(ms: number, gateway: ReturnType<typeof seat>['gateway']) {
  let now = 0
  gateway.refuse = () => {
    now += ms
    return null
  }
  return () => now
}

test('a long queue is sent at once and taken back in one go, in parts where it is very long', async () => {
  const { cache, gateway, engine, state } = seat(25_000)
  engine.start()
  await state('UP_TO_DATE')
  expect(cache.waiting).toEqual([])
  expect(gateway.batches).toHaveLength(250)
  expect(cache.applied, 'pulls between the pushes').toHaveLength(3)
})

test('over a slow line what others did comes in while a long queue is still being sent', async () => {
  const timers = noWaiting()
  const { cache, gateway, engine, state } = seat(2500, Infinity, timers)
  timers.now = batchesOf(2_500, gateway)
  engine.start()
  await state('UP_TO_DATE')
  expect(cache.waiting).toEqual([])
  expect(gateway.batches).toHaveLength(25)
  expect(cache.applied, 'a pull after each ten seconds').toHaveLength(7)
})

test('a quiet gateway: the empty page at the head is applied', async () => {
  const { cache, engine, state } = seat()
  engine.start()
  await state('UP_TO_DATE')
  expect(cache.applied).toMatchObject([{ from: 7, to: 7, head: 7, changes: [] }])
})

test('a cache that broke while in step is filled anew at once', async () => {
  const { cache, engine, state } = seat()
  engine.start()
  await state('UP_TO_DATE')
  cache.held = null
  engine.retry()
  await state('FILLING')
  await state('UP_TO_DATE')
  expect(cache.fills).toBe(1)
})

test('a page for other rights is not applied: the desk fills anew', async () => {
  const { cache, gateway, engine, state } = seat()
  engine.start()
  await state('UP_TO_DATE')
  cache.applied.length = 0
  gateway.me = { ...ME, view: 'view-2', head: 8 }
  gateway.changes = [note(8)]
  engine.retry()
  await state('FILLING')
  await state('UP_TO_DATE')
  expect(cache.fills).toBe(1)
  expect(cache.applied.flatMap(({ changes }) => changes)).toEqual([])
})

test('a gateway of other data is followed only when a person expected it', async () => {
  const { cache, gateway, engine, state } = seat()
  engine.start()
  await state('UP_TO_DATE')
  gateway.me = { ...ME, gatewayId: 'gateway-2' }
  engine.retry()
  await state('BLOCKED')
  expect(engine.error?.code).toBe('GATEWAY_CHANGED')
  expect(cache.fills).toBe(0)
  engine.retry()
  await state('CONNECTING')
  await state('BLOCKED')
  expect(cache.fills, 'trying again alone accepts nothing').toBe(0)
  engine.expectGateway()
  engine.retry()
  await state('UP_TO_DATE')
  expect(cache.fills).toBe(1)
  expect(cache.held?.gatewayId).toBe('gateway-2')
})

test('the same data with another change under the number of the cursor are followed only when a person expected it', async () => {
  const { cache, gateway, engine, state } = seat()
  gateway.me = { ...ME, mark: 'restored' }
  engine.start()
  await state('UP_TO_DATE')
  cache.held = { ...cache.held!, mark: 'known' }
  engine.recheck()
  await state('BLOCKED')
  expect(engine.error?.code).toBe('GATEWAY_CHANGED')
  expect(cache.fills).toBe(0)
  engine.expectGateway()
  engine.retry()
  await state('FILLING')
  await state('UP_TO_DATE')
  expect(cache.fills).toBe(1)
  cache.held = { ...cache.held!, mark: 'known' }
  engine.recheck()
  await state('BLOCKED')
  expect(engine.error?.code, 'what was accepted once was accepted for that once').toBe(
    'GATEWAY_CHANGED',
  )
})

test('the fuse sees the whole page before any slice of it is applied', async () => {
  const { cache, gateway, engine, state } = seat()
  gateway.me = { ...ME, head: 1207 }
  gateway.changes = Array.from({ length: 1200 }, (_, index) => note(8 + index, null))
  const judged: number[] = []
  cache.judge = ({ changes }) => {
    judged.push(changes.length)
    throw new TandemError('SYNC_FUSE', { deleted: 1200, total: 2000 })
  }
  engine.start()
  await state('BLOCKED')
  expect(engine.error?.code).toBe('SYNC_FUSE')
  expect(judged).toEqual([1200])
  expect(cache.applied).toEqual([])
  expect(gateway.logs, 'the access log goes to the same data as before').toBe(1)
})

test('a gateway that lost its records or has others gets nothing of the access log', async () => {
  const { cache, gateway, engine, state } = seat()
  gateway.me = { ...ME, head: 6 }
  engine.start()
  await state('BLOCKED')
  expect(engine.error?.code).toBe('GATEWAY_EMPTY')
  gateway.me = { ...ME, head: 6, view: 'view-2' }
  engine.retry()
  await state('CONNECTING')
  await state('BLOCKED')
  expect(engine.error?.code, 'also when it shows more or less than before').toBe('GATEWAY_EMPTY')
  expect(cache.fills).toBe(0)
  gateway.me = { ...ME, gatewayId: 'gateway-2' }
  engine.retry()
  await state('CONNECTING')
  await state('BLOCKED')
  expect(engine.error?.code).toBe('GATEWAY_CHANGED')
  expect(gateway.logs).toBe(0)
})

test('a long backlog goes to another thread, in whatever way it shows', async () => {
  const { cache, gateway, engine, many, state } = seat(0, 500)
  gateway.me = { ...ME, head: 2_000 }
  engine.start()
  await state('UP_TO_DATE')
  expect(many, 'told by the head: nothing was fetched here').toEqual([null])
  cache.held = { ...cache.held!, cursor: 2_000 }
  gateway.me = { ...ME, head: 2_001 }
  gateway.changes = Array.from({ length: 1_000 }, () => note(2_001))
  engine.work()
  while (cache.held?.cursor !== 2_001) await turn()
  expect(many[1]?.changes, 'one transaction with many changes: the page goes along').toHaveLength(
    1_000,
  )
  expect(
    cache.applied.flatMap(({ changes }) => changes),
    'applied here',
  ).toEqual([])
})
