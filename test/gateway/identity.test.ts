import { REGIONS, ROLES, type Region, type Role } from '../../domain/contract/codes.ts'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenRevocation,
  type Configuration,
} from 'openid-client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { GATEWAY_AUDIENCE, startIdentity, type Identity } from '../../gateway/practice/identity.ts'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'
import { createTokenCheck } from '../../gateway/token.ts'
import { AN } from './fixtures.ts'

const CALLBACK = 'http://127.0.0.1:45678/callback'
const warnings = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info')]
let folder: string
let identity: Identity

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-identity-'))
  identity = await startIdentity({ dataFolder: folder, port: 0 })
})
afterAll(async () => {
  await identity.close()
  await rm(folder, { recursive: true, force: true })
})
/** A browser: cookies, no redirects of its own. */
class Browser {
  readonly #cookies = new Map<string, string>()

  async ask(
    url: string | URL,
    form?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { ...headers, cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  /** Follows redirects until a page comes or the desk's callback is reached. */
  async follow(start: string | URL): Promise<{ url: URL; page: Response | null }> {
    let url = new URL(start)
    for (let step = 0; step < 10; step++) {
      if (url.href.startsWith(CALLBACK)) return { url, page: null }
      const response = await this.ask(url)
      const location = response.headers.get('location')
      if (!location) return { url, page: response }
      await response.arrayBuffer()
      url = new URL(location, url)
    }
    throw new Error('the provider redirects in circles')
  }
}

function discover(): Promise<Configuration> {
  return discovery(new URL(identity.issuer), DESK_CLIENT_ID, undefined, None(), {
    execute: [allowInsecureRequests],
  })
}

async function beginSignIn(parameters: Record<string, string> = {}) {
  const config = await discover()
  const verifier = randomPKCECodeVerifier()
  const state = randomState()
  const url = buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid offline_access',
    state,
    prompt: 'consent',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  })
  const exchange = (callback: URL) =>
    authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier, expectedState: state })
  return { config, url, exchange }
}

async function signIn(hint: string, browser = new Browser()) {
  const { config, url, exchange } = await beginSignIn({ login_hint: hint })
  const { url: callback } = await browser.follow(url)
  return { config, callback, exchange, tokens: await exchange(callback) }
}

describe('sign-in with a hint', () => {
  test('ends without a click in tokens that the gateway accepts', async () => {
    const { tokens } = await signIn('vl-an')
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({
      alg: 'ES256',
      typ: 'at+jwt',
    })
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      sub: 'vl-an',
      name: AN.name,
      role: 'REGION_OFFICER',
      region: 'FL',
      aud: GATEWAY_AUDIENCE,
      iss: identity.issuer,
      auth_time: expect.any(Number) as number,
    })
    expect(tokens.claims()).toMatchObject({ sub: 'vl-an', role: 'REGION_OFFICER', region: 'FL' })
    const check = createTokenCheck({ issuer: identity.issuer, audience: GATEWAY_AUDIENCE })
    const caller = await check.caller(`Bearer ${tokens.access_token}`)
    expect(caller.actor).toEqual(AN)
  })

  test.each(PRACTICE_PEOPLE)('gives $id the actor that the gateway knows', async (person) => {
    const { tokens } = await signIn(person.id)
    const check = createTokenCheck({ issuer: identity.issuer, audience: GATEWAY_AUDIENCE })
    const { actor } = await check.caller(`Bearer ${tokens.access_token}`)
    const { id, name, role, region } = person
    expect(actor).toEqual({ id, name, role, region })
  })

  test('there is somebody for every role, in every region that the role can have', () => {
    const has = (role: Role, region: Region | null) =>
      PRACTICE_PEOPLE.some((person) => person.role === role && person.region === region)
    for (const region of REGIONS) {
      for (const role of ['REGION_OFFICER', 'SUPERVISOR', 'INSPECTOR'] as const) {
        expect(has(role, region), `${role} ${region}`).toBe(true)
      }
    }
    for (const role of ['DVZ_CLERK', 'INSPECTOR', 'AUDITOR'] as const) {
      expect(has(role, null), `${role} of the whole country`).toBe(true)
    }
    expect(new Set(PRACTICE_PEOPLE.map(({ role }) => role))).toEqual(new Set(ROLES))
  })

  test('shows the list for a hint that names nobody', async () => {
    const { url } = await beginSignIn({ login_hint: 'nobody', ui_locales: 'nl' })
    const { page } = await new Browser().follow(url)
    expect(page?.status).toBe(200)
    expect(await page?.text()).toContain('Wie bent u?')
  })
})

describe('tokens', () => {
  test('a refresh token turns once; used again, it ends the whole grant', async () => {
    const { config, tokens } = await signIn('wa-luc')
    const first = tokens.refresh_token ?? ''
    const second = await refreshTokenGrant(config, first)
    expect(second.refresh_token).not.toBe(first)
    await expect(refreshTokenGrant(config, first)).rejects.toMatchObject({ error: 'invalid_grant' })
    await expect(refreshTokenGrant(config, second.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  test('a renewed access token keeps the moment of the sign-in', async () => {
    const before = Math.floor(Date.now() / 1000)
    const { config, tokens } = await signIn('wa-luc')
    const { auth_time: signedIn } = decodeJwt(tokens.access_token)
    expect(signedIn).toBeGreaterThanOrEqual(before)
    vi.useFakeTimers({ now: Date.now() + 5 * 60_000, toFake: ['Date'] })
    try {
      const again = await refreshTokenGrant(config, tokens.refresh_token ?? '')
      const renewed = decodeJwt(again.access_token)
      expect(renewed.iat, 'issued later').toBeGreaterThan(Number(signedIn) + 200)
      expect(renewed['auth_time']).toBe(signedIn)
    } finally {
      vi.useRealTimers()
    }
  })

  test('a code works once', async () => {
    const { callback, exchange } = await signIn('wa-luc')
    await expect(exchange(callback)).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  test('a code without its PKCE verifier is worth nothing', async () => {
    const { config, url } = await beginSignIn({ login_hint: 'vl-an' })
    const { url: callback } = await new Browser().follow(url)
    const other = randomPKCECodeVerifier()
    await expect(
      authorizationCodeGrant(config, callback, {
        pkceCodeVerifier: other,
        expectedState: callback.searchParams.get('state') ?? '',
      }),
    ).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  test('a request without PKCE, or back to another address, is refused', async () => {
    const { config } = await beginSignIn()
    const plain = buildAuthorizationUrl(config, { redirect_uri: CALLBACK, scope: 'openid' })
    const { url } = await new Browser().follow(plain)
    expect(url.searchParams.get('error')).toBe('invalid_request')
    const { url: elsewhere } = await beginSignIn({
      redirect_uri: 'http://127.0.0.1.evil.test/callback',
    })
    const { page } = await new Browser().follow(elsewhere)
    expect(page?.status).toBe(400)
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('revocation ends the refresh token', async () => {
    const { config, tokens } = await signIn('wa-luc')
    await tokenRevocation(config, tokens.refresh_token ?? '')
    await expect(refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  test('two people in one browser do not sign each other out', async () => {
    const browser = new Browser()
    const an = await signIn('vl-an', browser)
    const luc = await signIn('wa-luc', browser)
    expect(decodeJwt(luc.tokens.access_token).sub).toBe('wa-luc')
    const again = await refreshTokenGrant(an.config, an.tokens.refresh_token ?? '')
    expect(decodeJwt(again.access_token).sub).toBe('vl-an')
  })

  test('survive a restart of the provider, with its keys', async () => {
    const { tokens } = await signIn('dg-heidi')
    const port = Number(new URL(identity.issuer).port)
    await identity.close()
    identity = await startIdentity({ dataFolder: folder, port })
    const again = await refreshTokenGrant(await discover(), tokens.refresh_token ?? '')
    expect(decodeProtectedHeader(again.access_token).kid).toBe(
      decodeProtectedHeader(tokens.access_token).kid,
    )
    expect(decodeJwt(again.access_token).sub).toBe('dg-heidi')
  })

  test('keys and grants are files of their owner alone', async () => {
    await signIn('vl-an')
    for (const name of ['identity-keys.json', 'identity-grants.json']) {
      expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600)
    }
    const kept = await readFile(join(folder, 'identity-grants.json'), 'utf8')
    expect(kept).not.toContain('Interaction')
  })
})

describe('the sign-in page', () => {
  test.each([
    ['nl', 'Wie bent u?'],
    ['fr-BE', 'Qui êtes-vous ?'],
    ['de', 'Wer sind Sie?'],
    ['en', 'Who are you?'],
    ['pl de', 'Wer sind Sie?'],
  ])('speaks the language asked for: %s', async (locale, heading) => {
    const { url } = await beginSignIn({ ui_locales: locale })
    const { page } = await new Browser().follow(url)
    const html = (await page?.text()) ?? ''
    expect(html).toContain(heading)
    expect(html).toContain(
      `<html lang="${locale.split(/[ -]/).at(locale.startsWith('pl') ? 1 : 0)}">`,
    )
  })

  test('lists everybody, loads nothing, runs nothing', async () => {
    const { url } = await beginSignIn({ ui_locales: 'nl' })
    const { page } = await new Browser().follow(url)
    const html = (await page?.text()) ?? ''
    for (const { id, name } of PRACTICE_PEOPLE) {
      expect(html).toContain(`value="${id}">${name}`)
    }
    expect(html).not.toMatch(/<script|<link|<img|https?:\/\//)
    const policy = page?.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('changes language by a link and signs in by its form', async () => {
    const browser = new Browser()
    const { url, exchange } = await beginSignIn({ ui_locales: 'nl' })
    const { url: address, page } = await browser.follow(url)
    await page?.arrayBuffer()
    const french = await browser.ask(`${address.href}?language=fr`)
    expect(await french.text()).toContain('Qui êtes-vous')
    const posted = await browser.ask(address, { person: 'br-samira' })
    expect(posted.status).toBe(303)
    const next = new URL(posted.headers.get('location') ?? '', address)
    const { url: callback } = await browser.follow(next)
    expect((await exchange(callback)).claims()?.sub).toBe('br-samira')
  })

  test('takes the form of its own page alone, as browsers name it', async () => {
    const browser = new Browser()
    const { url } = await beginSignIn({ ui_locales: 'en' })
    const { url: address, page } = await browser.follow(url)
    await page?.arrayBuffer()
    expect(page?.headers.get('referrer-policy'), 'else browsers send the origin null').toBe(
      'same-origin',
    )
    for (const origin of ['https://elsewhere.example', 'null']) {
      const foreign = await browser.ask(address, { person: 'vl-an' }, { origin })
      expect(foreign.status, origin).toBe(200)
      await foreign.arrayBuffer()
    }
    const own = await browser.ask(address, { person: 'vl-an' }, { origin: identity.issuer })
    expect(own.status).toBe(303)
  })

  test('refuses a form of nobody, of another page, or after its time', async () => {
    const browser = new Browser()
    const { url } = await beginSignIn({ ui_locales: 'en' })
    const { url: address, page } = await browser.follow(url)
    await page?.arrayBuffer()
    const nobody = await browser.ask(address, { person: 'nobody' })
    expect(nobody.status).toBe(200)
    expect(await nobody.text()).toContain('Who are you?')
    const long = await browser.ask(address, { person: 'x'.repeat(5_000) })
    expect(long.status).toBe(200)
    const foreign = await fetch(address, { method: 'POST', body: 'person=vl-an' })
    expect(foreign.status).toBe(400)
    const html = await foreign.text()
    expect(html).toContain('session_not_found')
    expect(html).not.toMatch(/node_modules|at async/)
  })
})

test('signing out at the provider ends the session and the refresh token', async () => {
  const browser = new Browser()
  const { config, tokens } = await signIn('vl-an', browser)
  const ask = buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'http://127.0.0.1:45678/signed-out',
    ui_locales: 'nl',
  })
  const { page } = await browser.follow(ask)
  const html = (await page?.text()) ?? ''
  expect(html).toContain('Wilt u afmelden?')
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? ''
  const done = await browser.ask(action, { xsrf, logout: 'yes' })
  expect(done.headers.get('location')).toContain('/signed-out')
  await expect(refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

test('a port that is taken is said so', async () => {
  const port = Number(new URL(identity.issuer).port)
  await expect(startIdentity({ dataFolder: folder, port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
  })
})

test('the provider is set up without a complaint of its library', () => {
  expect(warnings.flatMap((spy) => spy.mock.calls)).toEqual([])
})
