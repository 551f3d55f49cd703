import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { identityProvider } from '../../host/session/identity.ts'

/** A provider whose token endpoint answers as the test says. */
async function providerThat(answers: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    if (request.url === '/token') return answers(response)
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return identityProvider(issuer, 'tandem-desk', () => Date.UTC(2026, 10, 27))
}

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

test.each([
  ['refuses the refresh token', json(400, { error: 'invalid_grant' }), 'GATEWAY_REFUSED_TOKEN'],
  ['does not know the client', json(401, { error: 'invalid_client' }), 'GATEWAY_REFUSED_TOKEN'],
  ['is out of order', json(503, { error: 'temporarily_unavailable' }), 'GATEWAY_UNREACHABLE'],
  ['fails without a word', json(500, {}), 'GATEWAY_UNREACHABLE'],
  [
    'has the page of a proxy before it',
    (response: ServerResponse) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Portal</h1>'),
    'GATEWAY_UNREACHABLE',
  ],
  ['hangs up', (response: ServerResponse) => void response.destroy(), 'GATEWAY_UNREACHABLE'],
])('a provider that %s', async (_, answers, code) => {
  const provider = await providerThat(answers)
  await expect(provider.refresh('refresh-1')).rejects.toMatchObject({ code })
})

test('a provider that does not turn refresh tokens keeps the old one good', async () => {
  const provider = await providerThat(
    json(200, { access_token: 'access-2', token_type: 'bearer', expires_in: 600 }),
  )
  expect(await provider.refresh('refresh-1')).toEqual({
    access: 'access-2',
    refresh: 'refresh-1',
    expiresAt: Date.UTC(2026, 10, 27) + 600_000,
  })
})

test('a sign-in is proven to this desk, and never goes on with an earlier one at the provider', async () => {
  const provider = await providerThat(json(500, {}))
  const { url } = await provider.begin(
    { redirect: 'http://127.0.0.1:1/callback', state: 'state-1' } as never,
    'fr',
    null,
  )
  const asked = Object.fromEntries(new URL(url).searchParams)
  expect(asked).toMatchObject({ code_challenge_method: 'S256', state: 'state-1' })
  // After a sign-out everywhere the tokens of an earlier sign-in would be refused for ever.
  expect(asked['prompt']?.split(' ')).toContain('login')
})
