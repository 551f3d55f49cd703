/**
 * The identity provider, spoken to by OpenID Connect: authorization code with PKCE as a native
 * public client (RFC 8252), refresh with rotation, revocation.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  clockTolerance,
  type Configuration,
  discovery,
  None,
  randomPKCECodeVerifier,
  refreshTokenGrant,
  ResponseBodyError,
  tokenRevocation,
} from 'openid-client'
import { TandemError } from '../../domain/contract/errors.ts'
import type { UiLanguage } from '../../domain/contract/codes.ts'

/** Seconds that the provider may take for one answer. */
const TIMEOUT_SECONDS = 15
/**
 * A computer whose clock is wrong must be able to sign in, to be told so. The token that is checked
 * with this comes straight from the provider and says nothing that is used: who it is, the gateway says.
 */
const CLOCK_TOLERANCE_SECONDS = 366 * 24 * 3600
const SCOPE = 'openid offline_access'

export interface Tokens {
  access: string
  refresh: string | null
  /** Milliseconds since 1970 at which `access` ends. */
  expiresAt: number
}

/** A sign-in that was started: the address for the browser, and the exchange of its answer. */
export interface SignInRequest {
  url: string
  exchange(callback: URL): Promise<Tokens>
}

/** What the session needs of a provider; tests may bring their own. */
export interface IdentityProvider {
  begin(
    round: { redirect: string; state: string },
    language: UiLanguage,
    hint: string | null,
  ): Promise<SignInRequest>
  refresh(refreshToken: string): Promise<Tokens>
  /** Best effort: the provider may be absent. */
  revoke(refreshToken: string): Promise<void>
}

/** Plain http is for a provider on this very machine only. */
function isLoopback(issuer: URL): boolean {
  return issuer.hostname === '127.0.0.1' || issuer.hostname === '[::1]'
}

/** A provider that fails by itself refuses nobody: neither a 5xx nor the page of a proxy is its word. */
function isOutOfOrder(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500
  return (
    error instanceof ClientError &&
    (error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' ||
      error.code === 'OAUTH_RESPONSE_IS_NOT_JSON' ||
      error.code === 'OAUTH_PARSE_ERROR')
  )
}

/** The error as one of ours: refused by the provider, or the provider cannot be reached. */
function asSignInError(error: unknown): TandemError {
  if (error instanceof TandemError) return error
  const unreachable =
    error instanceof TypeError ||
    (error instanceof DOMException && error.name === 'TimeoutError') ||
    (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT') ||
    isOutOfOrder(error)
  if (!unreachable && error instanceof Error && 'error' in error) {
    return new TandemError('GATEWAY_REFUSED_TOKEN', {}, { cause: error })
  }
  return new TandemError(
    unreachable ? 'GATEWAY_UNREACHABLE' : 'SIGN_IN_FAILED',
    {},
    { cause: error },
  )
}

/** The provider at `issuer` for the public client `clientId`. Discovered at first use. */
export function identityProvider(
  issuer: string,
  clientId: string,
  now: () => number,
): IdentityProvider {
  let known: Promise<Configuration> | null = null
  const configuration = () => {
    known ??= discover(issuer, clientId).catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
  const tokensOf = (answer: Awaited<ReturnType<typeof refreshTokenGrant>>): Tokens => ({
    access: answer.access_token,
    refresh: answer.refresh_token ?? null,
    // As it was answered: `expiresIn()` counts down from the moment the answer was read.
    expiresAt: now() + (answer.expires_in ?? 60) * 1000,
  })
  const guarded = async <T>(run: (config: Configuration) => Promise<T>): Promise<T> => {
    try {
      return await run(await configuration())
    } catch (error) {
      throw asSignInError(error)
    }
  }
  return {
    begin: ({ redirect, state }, language, hint) =>
      guarded(async (config) => {
        const verifier = randomPKCECodeVerifier()
        const url = buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          scope: SCOPE,
          state,
          // Who signed out everywhere must sign in anew: a session that the provider still has began
          // before that, and so would every token of it.
          prompt: 'login consent',
          ui_locales: language,
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(hint ? { login_hint: hint } : {}),
        })
        return {
          url: url.href,
          exchange: (callback) =>
            guarded(async () =>
              tokensOf(
                await authorizationCodeGrant(config, callback, {
                  pkceCodeVerifier: verifier,
                  expectedState: state,
                }),
              ),
            ),
        }
      }),
    refresh: (refreshToken) =>
      guarded(async (config) => {
        const tokens = tokensOf(await refreshTokenGrant(config, refreshToken))
        // A provider without rotation keeps the old one valid.
        return { ...tokens, refresh: tokens.refresh ?? refreshToken }
      }),
    revoke: (refreshToken) => guarded((config) => tokenRevocation(config, refreshToken)),
  }
}

function discover(issuer: string, clientId: string): Promise<Configuration> {
  const address = new URL(issuer)
  return discovery(address, clientId, { [clockTolerance]: CLOCK_TOLERANCE_SECONDS }, None(), {
    timeout: TIMEOUT_SECONDS,
    ...(address.protocol === 'http:' && isLoopback(address)
      ? { execute: [allowInsecureRequests] }
      : {}),
  })
}
