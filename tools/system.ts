/**
 * Programs of the operating system that the tests and browser mode need: a Chromium and the server
 * programs of PostgreSQL. Where this process may (root and apt), a missing one is installed;
 * elsewhere the error says what to install.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** Where Debian keeps server programs that are not on the PATH. */
const POSTGRES_BIN = '/usr/lib/postgresql/15/bin'

/** A program of the system that is missing and cannot be installed here. */
export class MissingProgram extends Error {}

/** Path of a Chromium, or null. `TANDEM_BROWSER` names one outside the usual places. */
export function findBrowser(): string | null {
  const named = process.env['TANDEM_BROWSER']
  if (named && existsSync(named)) return named
  return BROWSERS.map(onPath).find((path) => path !== null) ?? null
}

/** Path of a Chromium; installs Debian's when there is none. Throws MissingProgram when it may not. */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  install('chromium', 'Install Chromium, or set TANDEM_BROWSER to the path of one.')
  const installed = findBrowser()
  if (!installed) throw new MissingProgram('apt installed chromium, but it is not on the PATH.')
  return installed
}

/** Folder with initdb and pg_ctl of PostgreSQL 15; installs Debian's when there is none. */
export function ensurePostgres(): string {
  const found = findPostgres()
  if (found) return found
  install('postgresql-15', 'Install PostgreSQL 15: the gateway is tested on a real server.')
  const installed = findPostgres()
  if (!installed) throw new MissingProgram('apt installed postgresql-15, but initdb is missing.')
  return installed
}

function findPostgres(): string | null {
  return existsSync(join(POSTGRES_BIN, 'initdb')) ? POSTGRES_BIN : null
}

/** Path of a program on the PATH, or null. */
export function onPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

function install(debianPackage: string, advice: string): void {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) throw new MissingProgram(advice)
  console.error(`Installing ${debianPackage} with apt ...`)
  const update = apt(['update'])
  const installed = update && apt(['install', '-y', '--no-install-recommends', debianPackage])
  if (!installed) throw new MissingProgram(`apt could not install ${debianPackage}. ${advice}`)
}

function apt(args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8' })
  if (status !== 0) console.error(stderr)
  return status === 0
}
