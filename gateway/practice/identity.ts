/**
 * The identity provider of the practice world: a real OpenID Connect provider on a loopback port,
 * where anybody may sign in as one of the invented people. Never part of a production set-up.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import * as v from 'valibot'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import { StartError } from '../start-error.ts'
import { readJsonFile, writeJsonFile } from './data-folder.ts'
import {
  languageOf,
  PAGE_HEADERS,
  problemPage,
  signedOutPage,
  signInPage,
  signOutPage,
} from './identity-pages.ts'
import { openIdentityStore, type IdentityStore } from './identity-store.ts'
import { PRACTICE_PEOPLE, type PracticePerson } from './people.ts'

/** Who access tokens are for. */
export const GATEWAY_AUDIENCE = 'tandem-gateway'
/** The loopback address to which the desk's browser returns; any port. */
const DESK_REDIRECT = 'http://127.0.0.1/callback'
const DESK_SIGNED_OUT = 'http://127.0.0.1/signed-out'
/** What a desk asks for when it names no resource. */
const GATEWAY_RESOURCE = 'urn:tandem:gateway'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE
const LIFETIMES = {
  AccessToken: 10 * MINUTE,
  AuthorizationCode: MINUTE,
  IdToken: 10 * MINUTE,
  Interaction: 60 * MINUTE,
  RefreshToken: 30 * DAY,
  Session: 90 * DAY,
  Grant: 90 * DAY,
} as const

export interface IdentitySettings {
  /** Keys and grants are kept here. */
  dataFolder: string
  /** 0 takes a free port. */
  port: number
  now?: () => number
}

export interface Identity {
  issuer: string
  close(): Promise<void>
}

/** Starts the provider on 127.0.0.1. Throws PORT_TAKEN. */
export async function startIdentity(settings: IdentitySettings): Promise<Identity> {
  const { dataFolder, port, now = Date.now } = settings
  const store = await openIdentityStore(join(dataFolder, 'identity-grants.json'), now)
  const keys = await loadKeys(join(dataFolder, 'identity-keys.json'))
  const server = createServer()
  const issuer = await listen(server, port)
  const answer = createProvider(issuer, store, keys).callback()
  server.on('request', (request, response) => void answer(request, response))
  return { issuer, close: () => close(server) }
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'EADDRINUSE' ? 'PORT_TAKEN' : 'INTERNAL'
      reject(new StartError(code, `127.0.0.1:${port}`, { cause: error }))
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

// ---------------------------------------------------------------- keys

const Keys = v.object({
  signing: v.looseObject({ kty: v.literal('EC'), d: v.string(), kid: v.string() }),
  cookies: v.array(v.string()),
})
type Keys = { signing: JWK; cookies: string[] }

/** The keys of a data folder, made at its first use: tokens stay good over a restart. */
async function loadKeys(file: string): Promise<Keys> {
  const kept = v.safeParse(Keys, await readJsonFile(file))
  if (kept.success) return kept.output as Keys
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = randomBytes(8).toString('hex')
  const signing = { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' }
  const keys = { signing, cookies: [randomBytes(32).toString('base64url')] }
  await writeJsonFile(file, keys)
  return keys
}

// ---------------------------------------------------------------- provider

const personById = new Map(PRACTICE_PEOPLE.map((person) => [person.id, person]))

function createProvider(issuer: string, store: IdentityStore, keys: Keys): Provider {
  const provider = new Provider(issuer, configuration(store, keys))
  provider.use(async (ctx, next) => {
    if (/^\/auth(\/|$)/.test(ctx.path)) startAfresh(ctx.req)
    if (ctx.path.startsWith(INTERACTION)) await interact(provider, issuer, ctx)
    else await next()
  })
  return provider
}

function configuration(store: IdentityStore, keys: Keys): Configuration {
  return {
    adapter: store.adapter,
    jwks: { keys: [keys.signing as never] },
    cookies: { keys: keys.cookies, names: COOKIE_NAMES },
    clients: [
      {
        client_id: DESK_CLIENT_ID,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [DESK_REDIRECT],
        post_logout_redirect_uris: [DESK_SIGNED_OUT],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientBasedCORS: () => false,
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'name', 'role', 'region'], profile: ['locale'] },
    scopes: ['openid', 'profile', 'offline_access'],
    pkce: { required: () => true },
    ttl: LIFETIMES,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => true,
    rotateRefreshToken: true,
    findAccount: (_ctx, id) => accountOf(personById.get(id)),
    extraTokenClaims: (ctx, token) => {
      const person = 'accountId' in token ? personById.get(token.accountId) : undefined
      // A renewed token is of the sign-in that began it all.
      const { AuthorizationCode, RefreshToken } = ctx.oidc.entities
      const auth_time = (RefreshToken ?? AuthorizationCode)?.authTime
      return person && { name: person.name, role: person.role, region: person.region, auth_time }
    },
    loadExistingGrant: grantEverything,
    interactions: { url: (_ctx, { uid }) => `${INTERACTION}${uid}` },
    renderError(ctx, out) {
      showPage(ctx, problemPage(pageLanguage(ctx), false, out.error))
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => GATEWAY_RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== GATEWAY_RESOURCE) throw new StartError('INTERNAL')
          return {
            scope: '',
            audience: GATEWAY_AUDIENCE,
            accessTokenFormat: 'jwt',
            accessTokenTTL: LIFETIMES.AccessToken,
            jwt: { sign: { alg: 'ES256' } },
          }
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          showPage(ctx, signOutPage(pageLanguage(ctx), form))
        },
        postLogoutSuccessSource(ctx) {
          showPage(ctx, signedOutPage(pageLanguage(ctx)))
        },
      },
    },
  }
}

function accountOf(person: PracticePerson | undefined) {
  if (!person) return undefined
  const { id, name, role, region, language } = person
  return { accountId: id, claims: () => ({ sub: id, name, role, region, locale: language }) }
}

/** The desk is our own client: it gets what it may ask for, and nobody has to consent. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, account, provider } = ctx.oidc
  if (!client || !account) return undefined
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope('openid profile offline_access')
  grant.addResourceScope(GATEWAY_RESOURCE, '')
  await grant.save()
  return grant
}

// ---------------------------------------------------------------- sign-in

const INTERACTION = '/sign-in/'
const COOKIE_NAMES = {
  session: 'tandem_practice_session',
  interaction: 'tandem_practice_sign_in',
  resume: 'tandem_practice_resume',
}

/**
 * Each sign-in starts without the browser's earlier session: several desks of different people may
 * share one browser, and signing in on one must not sign out the others.
 */
function startAfresh(request: IncomingMessage): void {
  const cookies = (request.headers.cookie ?? '').split('; ')
  request.headers.cookie = cookies
    .filter((cookie) => !cookie.startsWith(COOKIE_NAMES.session))
    .join('; ')
}

type PageContext = Parameters<Parameters<Provider['use']>[0]>[0]

async function interact(provider: Provider, issuer: string, ctx: PageContext): Promise<void> {
  const details = await provider.interactionDetails(ctx.req, ctx.res).catch(() => null)
  const action = details && `${INTERACTION}${details.uid}`
  if (!details || ctx.path !== action) {
    showPage(ctx, problemPage(languageOf(ctx.get('accept-language')), true, 'session_not_found'))
    ctx.status = 400
    return
  }
  const { login_hint: hint, ui_locales: locales } = details.params
  const person =
    ctx.method === 'POST' ? await chosenPerson(ctx, issuer) : personById.get(String(hint))
  if (person) {
    ctx.respond = false
    const login = { accountId: person.id, remember: false }
    return await provider.interactionFinished(ctx.req, ctx.res, { login, consent: {} })
  }
  const wanted = [ctx.query['language'], locales, ctx.get('accept-language')]
  const language = languageOf(wanted.find((text) => typeof text === 'string'))
  showPage(ctx, signInPage(language, PRACTICE_PEOPLE, action))
}

/** Longest form that names a person, in bytes. */
const FORM_MAX_BYTES = 1_000

async function chosenPerson(ctx: PageContext, issuer: string): Promise<PracticePerson | undefined> {
  const origin = ctx.get('origin')
  if (origin && origin !== issuer) return undefined
  let text = ''
  for await (const chunk of ctx.req) {
    text += String(chunk)
    if (text.length > FORM_MAX_BYTES) return undefined
  }
  return personById.get(new URLSearchParams(text).get('person') ?? '')
}

function pageLanguage(ctx: KoaContextWithOIDC) {
  const locales = ctx.oidc?.params?.['ui_locales']
  return languageOf(typeof locales === 'string' ? locales : ctx.get('accept-language'))
}

function showPage(ctx: Pick<PageContext, 'set' | 'body'>, html: string): void {
  ctx.set(PAGE_HEADERS)
  ctx.body = html
}
