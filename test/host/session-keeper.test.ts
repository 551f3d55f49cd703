import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Me } from '../../domain/contract/sync.ts'
import type { IdentityProvider, Tokens } from '../../host/session/identity.ts'
import { Seat } from '../../host/session/seat.ts'
import { SessionKeeper } from '../../host/session/session.ts'
import type { StoredSession, TokenStore } from '../../host/session/token-store.ts'

const AN: Actor = { id: 'vl-an', name: 'An Ooievaar', role: 'REGION_OFFICER', region: 'FL' }
const LUC: Actor = { id: 'wa-luc', name: 'Luc Cigogne', role: 'REGION_OFFICER', region: 'WA' }
const COLLEAGUES: Me['colleagues'] = [{ id: 'vl-an', name: 'An Ooievaar', assignable: true }]

/** Tokens by a number; `live` ones last, others have to be renewed before use. */
function tokensOf(n: number, live = true): Tokens {
  return { access: `access-${n}`, refresh: `refresh-${n}`, expiresAt: live ? 1e15 : 0 }
}

/** Something that a test lets go on when it wants. */
class Gate<T> {
  readonly waiting: ((value: T) => void)[] = []
  pass(): Promise<T> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }
  /** Waits until somebody stands here, then lets the first one through. */
  async open(value: T): Promise<void> {
    while (this.waiting.length === 0) await turn()
    this.waiting.shift()!(value)
    for (let n = 0; n < 5; n += 1) await turn()
  }
}

/** A keeper with a provider, a gateway and a disk that answer when the test says so. */
function keeperWith(stored: StoredSession | null) {
  const exchange = new Gate<Tokens>()
  const refresh = new Gate<Tokens | TandemError>()
  const me = new Gate<Me>()
  const disk = {
    content: stored,
    /** Set: writes wait for it. */
    slow: null as Gate<void> | null,
    full: false,
  }
  let last: Promise<void> = Promise.resolve()
  const inOrder = (content: StoredSession | null) => {
    last = last
      .catch(() => {})
      .then(async () => {
        await disk.slow?.pass()
        if (disk.full) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        disk.content = content
      })
    return last
  }
  const store = {
    read: () => Promise.resolve(disk.content),
    write: inOrder,
    purge: () => inOrder(null),
  } as unknown as TokenStore
  const revoked: string[] = []
  let redirect = ''
  const provider: IdentityProvider = {
    async begin(round) {
      redirect = `${round.redirect}?code=c&state=${round.state}`
      return { url: 'http://127.0.0.1/sign-in', exchange: () => exchange.pass() }
    },
    async refresh() {
      const answer = await refresh.pass()
      if (answer instanceof TandemError) throw answer
      return answer
    },
    revoke: async (token) => void revoked.push(token),
  }
  const log: string[] = []
  const keeper = new SessionKeeper({
    issuer: 'https://id.example',
    provider,
    store,
    master: Buffer.alloc(32),
    mode: 'browser',
    practice: true,
    clock: () => new Date('2026-11-02T09:00:00Z'),
    log: (_, event) => void log.push(event),
    me: () => me.pass(),
    changed: () => {},
  })
  const browserReturns = () => fetch(redirect).then((page) => page.text())
  return { keeper, exchange, refresh, me, disk, revoked, log, browserReturns }
}

function storedOf(tokens: Tokens, actor = AN): StoredSession {
  return { issuer: 'https://id.example', actor, colleagues: [], tokens }
}

function meOf(actor: Actor, colleagues = COLLEAGUES): Me {
  return { actor, colleagues } as unknown as Me
}

test('what the gateway says of the person never brings a rotated token back', async () => {
  const { keeper, refresh, disk } = keeperWith(storedOf(tokensOf(1, false)))
  await keeper.reopen()
  disk.slow = new Gate()
  const token = keeper.token()
  await refresh.open(tokensOf(2))
  const taken = keeper.takeOver(meOf(AN))
  await disk.slow.open()
  await disk.slow.open()
  await taken
  expect(await token).toBe('access-2')
  expect(disk.content?.tokens.refresh, 'the refresh token on disk').toBe('refresh-2')
  expect(disk.content?.colleagues).toEqual(COLLEAGUES)
  expect(await keeper.token()).toBe('access-2')
})

test('a person who signs out while something is written stays away', async () => {
  const { keeper, disk } = keeperWith(storedOf(tokensOf(1)))
  await keeper.reopen()
  disk.slow = new Gate()
  const taken = keeper.takeOver(meOf(AN))
  const out = keeper.signOut()
  await disk.slow.open()
  await disk.slow.open()
  await Promise.all([taken, out])
  expect(keeper.view()).toMatchObject({ state: 'SIGNED_OUT', actor: null })
  expect(disk.content, 'the session on disk').toBeNull()
})

test('on a full disk the renewed tokens go on in memory, and the log says so', async () => {
  const { keeper, refresh, disk, log } = keeperWith(storedOf(tokensOf(1, false)))
  await keeper.reopen()
  disk.full = true
  const token = keeper.token()
  await refresh.open(tokensOf(2))
  expect(await token).toBe('access-2')
  expect(await keeper.token(), 'the next call').toBe('access-2')
  expect(log).toEqual(['session.write'])
})

test.each([
  ['called off while the code is exchanged', 'cancelSignIn', 'EXCHANGE'],
  ['signed out while the code is exchanged', 'signOut', 'EXCHANGE'],
  ['called off while the gateway says who it is', 'cancelSignIn', 'ME'],
] as const)('%s: nobody is signed in and the tokens are revoked', async (_, end, during) => {
  const { keeper, exchange, me, disk, revoked, browserReturns } = keeperWith(null)
  await keeper.signIn('nl')
  await browserReturns()
  if (during === 'ME') await exchange.open(tokensOf(1))
  await keeper[end]()
  expect(keeper.view()).toMatchObject({ state: 'SIGNED_OUT', error: null })
  if (during === 'ME') await me.open(meOf(AN))
  else await exchange.open(tokensOf(1))
  expect(keeper.view()).toMatchObject({ state: 'SIGNED_OUT', actor: null, error: null })
  expect(disk.content).toBeNull()
  expect(revoked).toEqual(['refresh-1'])
})

test('a second sign-in takes the place of the first', async () => {
  const { keeper, exchange, me, browserReturns } = keeperWith(null)
  await keeper.signIn('nl')
  await keeper.signIn('nl')
  await browserReturns()
  await exchange.open(tokensOf(1))
  await me.open(meOf(AN))
  expect(keeper.view()).toMatchObject({ state: 'SIGNED_IN', actor: { id: 'vl-an' } })
})

test('tokens renewed for an earlier sign-in of the same person do not replace the new ones', async () => {
  const { keeper, refresh, exchange, me, disk, revoked, browserReturns } = keeperWith(
    storedOf(tokensOf(1, false)),
  )
  await keeper.reopen()
  const token = keeper.token()
  await keeper.signIn('nl')
  await browserReturns()
  await exchange.open(tokensOf(7))
  await me.open(meOf(AN))
  await refresh.open(tokensOf(2))
  expect(await token).toBe('access-7')
  expect(disk.content?.tokens.refresh).toBe('refresh-7')
  expect(revoked).toEqual(['refresh-2'])
})

test('a desk that is left waits for no token, and gets none of the next person', async () => {
  const { keeper, exchange, me, browserReturns } = keeperWith(storedOf(tokensOf(1, false)))
  await keeper.reopen()
  const seat = new Seat(keeper, keeper.deskName()!)
  const waiting = seat.token()
  seat.leave()
  await expect(waiting).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  const other = new Seat(keeper, keeper.deskName()!)
  await keeper.signIn('nl')
  await browserReturns()
  await exchange.open(tokensOf(5))
  await me.open(meOf(LUC))
  expect(await keeper.token()).toBe('access-5')
  await expect(other.token()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(other.actor).toBeNull()
})

test('all who need a token while it is renewed wait for one renewal: a refresh token works once', async () => {
  const { keeper, refresh } = keeperWith(storedOf(tokensOf(1, false)))
  await keeper.reopen()
  const all = [keeper.token(), keeper.token(), keeper.token('access-1')]
  expect(refresh.waiting).toHaveLength(1)
  await refresh.open(tokensOf(2))
  expect(await Promise.all(all)).toEqual(['access-2', 'access-2', 'access-2'])
  // One that heard late that the old token was refused gets the new one as well.
  expect(await keeper.token('access-1')).toBe('access-2')
  expect(refresh.waiting).toHaveLength(0)
})

test('a provider that is away is asked again; the person stays signed in', async () => {
  const { keeper, refresh, disk } = keeperWith(storedOf(tokensOf(1, false)))
  await keeper.reopen()
  const first = keeper.token()
  first.catch(() => {})
  await refresh.open(new TandemError('GATEWAY_UNREACHABLE'))
  await expect(first).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' })
  expect(keeper.view().state).toBe('SIGNED_IN')
  expect(disk.content?.tokens.refresh).toBe('refresh-1')
  const second = keeper.token()
  await refresh.open(tokensOf(2))
  expect(await second).toBe('access-2')
})

test('a renewal that the provider refuses is not asked for again until the next sign-in', async () => {
  const { keeper, refresh, exchange, me, disk, browserReturns } = keeperWith(
    storedOf(tokensOf(1, false)),
  )
  await keeper.reopen()
  const refused = keeper.token()
  refused.catch(() => {})
  await refresh.open(new TandemError('GATEWAY_REFUSED_TOKEN'))
  await expect(refused).rejects.toMatchObject({ code: 'GATEWAY_REFUSED_TOKEN' })
  await expect(keeper.token()).rejects.toMatchObject({ code: 'GATEWAY_REFUSED_TOKEN' })
  expect(refresh.waiting, 'asked once').toHaveLength(0)
  expect(disk.content?.tokens.refresh, 'nor after a restart').toBeNull()
  expect(keeper.view(), 'the desk goes on').toMatchObject({ state: 'SIGNED_IN', actor: AN })
  await keeper.signIn('nl')
  await browserReturns()
  await exchange.open(tokensOf(3))
  await me.open(meOf(AN))
  expect(await keeper.token()).toBe('access-3')
})

test('the next person does not wait for the renewal of the one before', async () => {
  const { keeper, refresh, exchange, me, browserReturns } = keeperWith(storedOf(tokensOf(1, false)))
  await keeper.reopen()
  const before = keeper.token()
  before.catch(() => {})
  await keeper.signIn('nl')
  await browserReturns()
  await exchange.open(tokensOf(5, false))
  await me.open(meOf(LUC))
  const luc = keeper.token()
  await refresh.open(tokensOf(2))
  await expect(before).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  await refresh.open(tokensOf(6))
  expect(await luc).toBe('access-6')
})

test('a sign-out everywhere that was told of an older token does not end the new session', async () => {
  const { keeper, disk, revoked } = keeperWith(storedOf(tokensOf(2)))
  await keeper.reopen()
  const at = '2026-11-02T08:00:00.000Z'
  expect(await keeper.token('access-1', at), 'of an earlier token').toBe('access-2')
  await expect(keeper.token('access-2', at)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(keeper.view()).toMatchObject({
    state: 'SIGNED_OUT',
    actor: null,
    error: { code: 'SIGNED_OUT_EVERYWHERE', details: { at } },
  })
  expect(disk.content).toBeNull()
  expect(revoked).toEqual(['refresh-2'])
})
