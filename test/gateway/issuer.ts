/** An issuer of access tokens for tests: its keys on a loopback port, tokens signed on demand. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import type { Actor } from '../../domain/contract/actor.ts'

export const AUDIENCE = 'tandem-gateway'

export interface TestIssuer {
  url: string
  /** A good token of this person; `claims` and `header` replace parts of it. */
  token(actor: Actor, claims?: JWTPayload, header?: Record<string, unknown>): Promise<string>
  /** A token that another key signed under the same key id. */
  forged(actor: Actor): Promise<string>
  /** What its clock shows to who asks (milliseconds since 1970); null: what it shows here. */
  clock: number | null
  close(): Promise<void>
}

/** Starts the issuer. */
export async function startIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const other = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }
  const server = createServer((request, response) => {
    const json =
      request.url === '/jwks' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/jwks` }
    if (issuer.clock !== null) response.setHeader('date', new Date(issuer.clock).toUTCString())
    response.setHeader('content-type', 'application/json').end(JSON.stringify(json))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const sign = (
    key: CryptoKey,
    { id, name, role, region }: Actor,
    claims: JWTPayload = {},
    header: Record<string, unknown> = {},
  ): Promise<string> =>
    new SignJWT({ iss: url, aud: AUDIENCE, sub: id, name, role, region, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test', ...header })
      .setIssuedAt(claims.iat)
      .setExpirationTime(claims.exp ?? '10m')
      .sign(key)

  const issuer: TestIssuer = {
    url,
    clock: null,
    token: (actor, claims, header) => sign(privateKey, actor, claims, header),
    forged: (actor) => sign(other.privateKey, actor),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return issuer
}
