import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** One path segment: a plain name. No dots at the start, no encoding, no separators. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/

export interface StaticFile {
  body: Buffer
  type: string
  cache: string
}

/** Path inside the page's folder for a request target; null for anything but plain names. */
export function staticPath(target: string): string | null {
  const path = target.split('?', 1)[0]!
  if (path === '/') return 'index.html'
  if (!path.startsWith('/')) return null
  const segments = path.slice(1).split('/')
  return segments.every((segment) => SEGMENT.test(segment)) ? segments.join('/') : null
}

/** Reads a file of the built page; null when it is not one. Files under assets/ never change. */
export async function readStatic(pageDir: string, target: string): Promise<StaticFile | null> {
  const path = staticPath(target)
  const type = path === null ? undefined : TYPES[extname(path)]
  if (path === null || type === undefined) return null
  const cache = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  try {
    return { body: await readFile(join(pageDir, path)), type, cache }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}
