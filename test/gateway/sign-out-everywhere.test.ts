import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openPostgres, type Database } from '../../gateway/database.ts'
import { migrate } from '../../gateway/migrations.ts'
import { createGateway, type Gateway } from '../../gateway/server.ts'
import { AN, JORIS, LUC, realPostgres, TOM, VERA, withoutPostgres } from './fixtures.ts'
import { AUDIENCE, startIssuer, type TestIssuer } from './issuer.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { TEST_SEAL } from '../seal.ts'

const missing = withoutPostgres()
const NOW = Date.UTC(2026, 5, 1, 9, 30, 0, 400)
const SECONDS = Math.floor(NOW / 1000)
/** Tokens are checked by the real clock; only the sign-in is of the story. */
const signedIn = (auth_time: number) => ({ auth_time })

describe.skipIf(missing)('two gateways on one PostgreSQL', () => {
  const postgres = realPostgres()
  let issuer: TestIssuer
  let url: string
  const databases: Database[] = []
  let here: Gateway
  let there: Gateway

  beforeAll(async () => {
    issuer = await startIssuer()
    url = await postgres.url()
    for (let n = 0; n < 2; n += 1) databases.push(await openPostgres(url))
    await migrate(databases[0]!)
  })
  beforeEach(() => {
    const [a, b] = databases.map((database) =>
      createGateway({
        database,
        seal: TEST_SEAL,
        issuer: issuer.url,
        audience: AUDIENCE,
        log: () => {},
        now: () => new Date(NOW),
      }),
    )
    here = a!
    there = b!
    onTestFinished(async () => {
      await here.close()
      await there.close()
    })
  })
  afterAll(async () => {
    for (const database of databases) await database.close()
    await issuer.close()
    await postgres.stop()
  })

  async function ask(
    gateway: Gateway,
    path: string,
    who: Actor,
    claims: Record<string, number>,
    method = 'GET',
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${await issuer.token(who, claims)}` }
    return gateway.fetch(new Request(`http://gateway.test${path}`, { method, headers }))
  }
  const leave = (gateway: Gateway, who: Actor, claims: Record<string, number>) =>
    ask(gateway, '/sync/sign-out-everywhere', who, claims, 'POST')
  const statusOf = async (gateway: Gateway, who: Actor, claims: Record<string, number>) =>
    (await ask(gateway, '/sync/me', who, claims)).status

  test('a sign-in before it is refused by both at once, with when; a later one is taken', async () => {
    const before = signedIn(SECONDS - 3600)
    expect(await statusOf(there, AN, before)).toBe(200)
    const left = await leave(here, AN, before)
    expect(await left.json()).toEqual({ at: '2026-06-01T09:30:00.400Z' })
    for (const gateway of [here, there]) {
      for (const [path, method] of [
        ['/sync/me', 'GET'],
        ['/sync/changes?client=c&from=0', 'GET'],
        ['/sync/snapshot', 'GET'],
        ['/sync/commands', 'POST'],
        ['/sync/hints', 'GET'],
        ['/sync/sign-out-everywhere', 'POST'],
      ] as const) {
        const refused = await ask(gateway, path, AN, before, method)
        expect(refused.status, path).toBe(401)
        expect(await refused.json()).toEqual({
          code: 'GATEWAY_REFUSED_TOKEN',
          details: { signedOutAt: '2026-06-01T09:30:00.400Z' },
        })
      }
      expect(await statusOf(gateway, AN, signedIn(SECONDS + 1)), 'signed in anew').toBe(200)
      expect(await statusOf(gateway, JORIS, before), 'somebody else').toBe(200)
    }
  })

  test('within the second of the sign-out a sign-in counts as before it', async () => {
    await leave(here, AN, signedIn(SECONDS - 10))
    expect(await statusOf(there, AN, signedIn(SECONDS))).toBe(401)
    expect(await statusOf(there, AN, signedIn(SECONDS + 1))).toBe(200)
  })

  test('a renewed token of an old sign-in stays refused: the sign-in counts, not the token', async () => {
    await leave(here, AN, signedIn(SECONDS - 10))
    const renewed = { auth_time: SECONDS - 10, iat: Math.floor(Date.now() / 1000) }
    expect(await statusOf(there, AN, renewed)).toBe(401)
  })

  test('a token that does not say when the person signed in goes by its issue', async () => {
    const real = Math.floor(Date.now() / 1000)
    await leave(here, JORIS, signedIn(SECONDS - 10))
    expect(await statusOf(there, JORIS, { iat: SECONDS - 10 })).toBe(401)
    expect(await statusOf(there, JORIS, { iat: real })).toBe(200)
  })

  test('an issuer whose clock runs ahead does not save the session that asked', async () => {
    const ahead = signedIn(SECONDS + 20)
    await leave(here, AN, ahead)
    expect(await statusOf(there, AN, ahead)).toBe(401)
    expect(await statusOf(there, AN, signedIn(SECONDS + 21))).toBe(200)
    // A later one of an older session never takes the earlier one back.
    await leave(here, AN, signedIn(SECONDS + 25))
    expect(await statusOf(there, AN, signedIn(SECONDS + 25))).toBe(401)
  })

  test.each([
    [-20, LUC],
    [20, TOM],
  ] as const)(
    'an issuer whose clock is %i s apart: by its clock older sessions end, and the next sign-in counts',
    async (apart, who) => {
      issuer.clock = NOW + apart * 1000
      onTestFinished(() => {
        issuer.clock = null
      })
      const there = SECONDS + apart
      await leave(here, who, signedIn(SECONDS - 3600))
      expect(await statusOf(here, who, signedIn(there)), 'another desk, just before').toBe(401)
      expect(await statusOf(here, who, signedIn(there + 1)), 'signed in anew').toBe(200)
    },
  )

  test('a clock of the issuer that shows another day is not believed', async () => {
    issuer.clock = NOW - 86_400_000
    onTestFinished(() => {
      issuer.clock = null
    })
    await leave(here, VERA, signedIn(SECONDS - 3600))
    expect(await statusOf(here, VERA, signedIn(SECONDS))).toBe(401)
    expect(await statusOf(here, VERA, signedIn(SECONDS + 1))).toBe(200)
  })

  test('the hint streams of the person end at both gateways; those of others go on', async () => {
    const later = signedIn(SECONDS + 3600)
    const open = async (gateway: Gateway, who: Actor) => {
      const { body, status } = await ask(gateway, '/sync/hints', who, later)
      expect(status).toBe(200)
      return body!.getReader()
    }
    const mine = [await open(here, AN), await open(there, AN)]
    const others = [await open(here, JORIS), await open(there, JORIS)]
    for (const reader of [...mine, ...others]) expect((await reader.read()).done).toBe(false)
    await leave(here, AN, later)
    for (const reader of mine) expect((await reader.read()).done, 'ended').toBe(true)
    const still = others.map((reader) => reader.read().then(() => 'spoke'))
    expect(await Promise.race([...still, Promise.resolve('silent')])).toBe('silent')
    for (const reader of others) await reader.cancel()
  })

  test('an auth_time that is no instant is refused', async () => {
    for (const auth_time of ['yesterday', -1, 1.5]) {
      expect(await statusOf(here, JORIS, { auth_time } as never), String(auth_time)).toBe(401)
    }
  })
})
