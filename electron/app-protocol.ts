/** The app scheme: the only place from which the page loads. */
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { APP_SCHEME } from './security/addresses.ts'
import { appFile } from './security/app-files.ts'
import { responseHeaders } from './security/content-policy.ts'

/** Makes the scheme a standard, secure one; before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/** Serves the files of the built page in `root`, and nothing else. */
export function serveApp(root: string): void {
  protocol.handle(APP_SCHEME, ({ method, url }) => answer(method, url, root))
}

async function answer(method: string, address: string, root: string): Promise<Response> {
  const file = appFile(method, address, root)
  const bytes = file && (await readFile(file.path).catch(() => null))
  if (!file || !bytes) {
    return new Response('', { status: 404, headers: responseHeaders('text/plain') })
  }
  return new Response(new Uint8Array(bytes), { headers: responseHeaders(file.contentType) })
}
