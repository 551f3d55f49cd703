/**
 * Access tokens: JSON Web Tokens of one issuer for this gateway (RFC 9068), checked against the
 * issuer's published keys. Who acts comes from the token and from nowhere else.
 */
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from 'jose'
import * as v from 'valibot'
import { Actor, goTogether } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'

/** Who acts, since when and until when the token says so (milliseconds since 1970). */
export interface Caller {
  actor: Actor
  /**
   * When the person signed in: `auth_time`, which renewed tokens keep (RFC 9068); of a token that
   * does not say, when it was issued.
   */
  signedInAt: number
  expiresAt: number
}

export interface TokenCheck {
  /**
   * The caller behind an `Authorization` header. Throws GATEWAY_REFUSED_TOKEN, or
   * GATEWAY_UNREACHABLE when the issuer's keys cannot be had.
   */
  caller(authorization: string | undefined): Promise<Caller>
  /**
   * The second that the issuer's clock shows now, in milliseconds since 1970; null when it does not tell, or
   * tells what no clock shows that goes right (`now`: the clock here).
   */
  issuerClock(now: Date): Promise<number | null>
}

export interface TokenSettings {
  issuer: string
  audience: string
}

/** Clocks of issuer and gateway may differ this much. */
const CLOCK_TOLERANCE_SECONDS = 30
const ISSUER_TIMEOUT_MS = 5_000
/** Longer than any token of ours; a header above it is not worth parsing. */
const MAX_TOKEN_LENGTH = 8_192

/** Checks tokens of an issuer. Its keys are read at the first token and kept until they change. */
export function createTokenCheck({ issuer, audience }: TokenSettings): TokenCheck {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | null = null

  function keysOfIssuer(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    keys ??= discoverKeys(issuer).catch((error: unknown) => {
      keys = null
      throw error
    })
    return keys
  }

  return {
    async caller(authorization) {
      const token = bearerToken(authorization)
      try {
        const { payload } = await jwtVerify(token, await keysOfIssuer(), {
          issuer,
          audience,
          algorithms: ['ES256'],
          typ: 'at+jwt',
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ['sub', 'exp', 'iat'],
        })
        return callerOf(payload)
      } catch (error) {
        throw toTandemError(error)
      }
    },
    async issuerClock(now) {
      const options = { headers: { 'cache-control': 'no-cache' } }
      const answer = await fetchFromIssuer(discoveryOf(issuer), options).catch(() => null)
      await answer?.body?.cancel()
      const shown = Date.parse(answer?.headers.get('date') ?? '')
      const apart = Math.abs(shown - now.getTime())
      return apart <= CLOCK_TOLERANCE_SECONDS * 1000 ? shown : null
    },
  }
}

function bearerToken(authorization: string | undefined): string {
  const match = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? '')
  const token = match?.[1]
  if (!token || token.length > MAX_TOKEN_LENGTH) throw new TandemError('GATEWAY_REFUSED_TOKEN')
  return token
}

const discoveryOf = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

async function discoverKeys(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const answer = await fetchFromIssuer(discoveryOf(issuer))
  if (!answer.ok) throw new TandemError('GATEWAY_UNREACHABLE', { part: 'issuer' })
  const Discovery = v.object({ issuer: v.literal(issuer), jwks_uri: v.pipe(v.string(), v.url()) })
  const discovery = v.safeParse(Discovery, await answer.json().catch(() => null))
  if (!discovery.success) throw new TandemError('GATEWAY_UNREACHABLE', { part: 'issuer' })
  return createRemoteJWKSet(new URL(discovery.output.jwks_uri), {
    timeoutDuration: ISSUER_TIMEOUT_MS,
    [customFetch]: (url: string, options: RequestInit) => fetchFromIssuer(url, options),
  })
}

async function fetchFromIssuer(url: string, options: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS),
      ...options,
    })
  } catch (error) {
    throw new TandemError('GATEWAY_UNREACHABLE', { part: 'issuer' }, { cause: error })
  }
}

const ActorClaims = v.pipe(
  v.object({ sub: v.string(), name: v.string(), role: v.string(), region: v.nullish(v.string()) }),
  v.transform(({ sub, name, role, region }) => ({ id: sub, name, role, region: region ?? null })),
  Actor,
  v.check((actor) => goTogether(actor), 'role and region do not go together'),
)

const AuthTime = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))

function callerOf(payload: JWTPayload): Caller {
  const actor = v.safeParse(ActorClaims, payload)
  const authTime = v.safeParse(AuthTime, payload['auth_time'])
  if (!actor.success || !authTime.success) {
    throw new TandemError('GATEWAY_REFUSED_TOKEN', { part: 'claims' })
  }
  const signedIn = authTime.output ?? (payload.iat as number)
  return {
    actor: actor.output,
    signedInAt: signedIn * 1000,
    expiresAt: (payload.exp as number) * 1000,
  }
}

/** Failures to reach the issuer are the gateway's; every other failure is the token's. */
function toTandemError(error: unknown): TandemError {
  if (error instanceof TandemError) return error
  const unreachable =
    error instanceof errors.JWKSTimeout ||
    (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC')
  if (unreachable) {
    return new TandemError('GATEWAY_UNREACHABLE', { part: 'issuer' }, { cause: error })
  }
  const expired = error instanceof errors.JWTExpired
  return new TandemError('GATEWAY_REFUSED_TOKEN', { expired }, { cause: error })
}
