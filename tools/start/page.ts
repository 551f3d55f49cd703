/** Builds what is missing or older than its sources. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { program, ROOT, run, sourcePaths } from '../repository.ts'
import { StartFailure, type StartTexts } from './texts.ts'

/** Folder of the built page. */
export const PAGE_DIR = join(ROOT, 'out', 'renderer')

const PAGE_SOURCES = ['renderer', 'resources', 'domain']
const SHELL_SOURCES = ['electron', 'host', 'db', 'domain', 'resources']
const ENDINGS = ['.ts', '.tsx', '.css', '.html', '.svg', '.json', '.woff2']
const ROOT_SOURCES = ['vite.config.ts', 'package-lock.json']

/** Builds the page when needed. Throws StartFailure when it cannot be built. */
export async function ensurePage(texts: StartTexts): Promise<void> {
  if (isFresh(join(PAGE_DIR, 'index.html'), PAGE_SOURCES)) return
  await build(['build', '--logLevel', 'error'], texts)
}

/** Builds page and shell when needed; for Electron. */
export async function ensureShell(texts: StartTexts): Promise<void> {
  const isBuilt =
    isFresh(join(PAGE_DIR, 'index.html'), PAGE_SOURCES) &&
    isFresh(join(ROOT, 'out', 'electron', 'main.js'), SHELL_SOURCES)
  if (!isBuilt) await build(['build', '--app', '--logLevel', 'error'], texts)
}

async function build(args: readonly string[], texts: StartTexts): Promise<void> {
  const { code } = await run(program('vite'), args)
  if (code !== 0) throw new StartFailure(texts.buildFailed)
}

function isFresh(target: string, folders: readonly string[]): boolean {
  const built = modified(target)
  if (built === null) return false
  const own = ROOT_SOURCES.map((name) => join(ROOT, name))
  return [...own, ...sourcePaths(folders, ENDINGS)].every((path) => (modified(path) ?? 0) <= built)
}

function modified(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null
}
