/**
 * Every decision about an address, as pure functions: which one is ours, which one may be opened in
 * the system browser. Addresses are parsed, never compared by their beginning.
 */

export const APP_SCHEME = 'app'
export const APP_HOST = 'tandem'
/** Origin of the page; the scheme is registered as standard, so that it has one. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
export const START_PAGE = `${APP_ORIGIN}/index.html`

/** True for the page of this application and nothing else: scheme, host, no user, no port. */
export function isInternalUrl(address: string): boolean {
  const url = parse(address)
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === ''
  )
}

/** True for a file that our own page made and offers for saving. */
export function isOwnFile(address: string): boolean {
  const url = parse(address)
  return url !== null && url.protocol === 'blob:' && isInternalUrl(url.pathname)
}

/** Loopback hosts on which a provider may run while people develop; never in a packaged build. */
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * May this address be handed to the operating system? Only https and mailto, without credentials.
 * `allowLoopback` adds http on this machine, for a provider of the practice world.
 */
export function mayOpenExternally(
  address: string,
  { allowLoopback }: { allowLoopback: boolean },
): boolean {
  const url = parse(address)
  if (!url || url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:' || url.protocol === 'mailto:') return true
  return allowLoopback && url.protocol === 'http:' && LOOPBACK.has(url.hostname)
}

/** May the desk talk to this gateway or provider? https, or loopback while not packaged. */
export function isSecureService(
  address: string,
  { allowLoopback }: { allowLoopback: boolean },
): boolean {
  return mayOpenExternally(address, { allowLoopback }) && parse(address)?.protocol !== 'mailto:'
}

function parse(address: string): URL | null {
  // The parser drops spaces and control characters and turns backslashes: what needs that is a trick.
  const isTricky = /[^!-\u{10FFFF}]|\\/u.test(address)
  return !isTricky && URL.canParse(address) ? new URL(address) : null
}
