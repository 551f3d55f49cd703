/** Which file of the built page answers a request of the app scheme. */
import { resolve, sep } from 'node:path'
import { isInternalUrl } from './addresses.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  json: 'application/json; charset=utf-8',
}

export interface AppFile {
  /** Absolute path inside the folder of the page. */
  path: string
  contentType: string
}

/**
 * The file for a request, or null: anything but GET, another host, an address that leaves the
 * folder (also encoded), a type that the page does not have. `root` is an absolute folder.
 */
export function appFile(method: string, address: string, root: string): AppFile | null {
  if (method !== 'GET' || !isInternalUrl(address)) return null
  const name = decode(new URL(address).pathname)
  if (name === null) return null
  const path = resolve(root, `.${name}`)
  if (!path.startsWith(root + sep)) return null
  const contentType = CONTENT_TYPES[/\.([a-z0-9]+)$/.exec(name)?.[1] ?? '']
  return contentType ? { path, contentType } : null
}

/** The decoded path; null when it hides a separator, a drive, a step upwards or a second encoding. */
function decode(pathname: string): string | null {
  let name
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const isTricky = name.includes('\0') || /[\\:%]|\/\/|(^|\/)\.\.?(\/|$)/.test(name)
  return isTricky ? null : name
}
