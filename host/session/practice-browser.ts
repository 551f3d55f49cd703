import { TandemError } from '../../domain/contract/errors.ts'

/** Redirects and forms of one sign-in at most. */
const STEPS_MAX = 15
const STEP_TIMEOUT_MS = 15_000

/**
 * Walks through a sign-in as a browser would: follows redirects and keeps cookies per origin, up
 * to the loopback callback. For practice sign-in with a login hint, where no person has to click;
 * a provider that shows a page instead of a redirect ends it with SIGN_IN_FAILED.
 */
export async function walkThrough(start: string, callback: string): Promise<void> {
  const jar = new Map<string, Map<string, string>>()
  let url = new URL(start)
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookieHeader(jar.get(url.origin)) },
      signal: AbortSignal.timeout(STEP_TIMEOUT_MS),
    })
    await response.arrayBuffer()
    keepCookies(jar, url.origin, response.headers.getSetCookie())
    if (url.href.startsWith(`${callback}?`)) return
    const location = response.headers.get('location')
    if (!location) throw new TandemError('SIGN_IN_FAILED')
    url = new URL(location, url)
  }
  throw new TandemError('SIGN_IN_FAILED')
}

function cookieHeader(cookies: Map<string, string> | undefined): string {
  return [...(cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
}

function keepCookies(
  jar: Map<string, Map<string, string>>,
  origin: string,
  lines: readonly string[],
): void {
  const cookies = jar.get(origin) ?? new Map<string, string>()
  jar.set(origin, cookies)
  for (const line of lines) {
    const pair = line.split(';', 1)[0] ?? ''
    const at = pair.indexOf('=')
    if (at > 0) cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim())
  }
}
