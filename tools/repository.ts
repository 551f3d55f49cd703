/** What the repository's own programs share: where it is, its source files, running a program. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the repository, without a trailing separator. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** A source file: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  path: string
  text: string
}

/** All files under the folders whose name ends on one of the endings; a missing folder has none. */
export function sourceFiles(folders: readonly string[], endings: readonly string[]): SourceFile[] {
  return sourcePaths(folders, endings).map(readSource)
}

/** Their absolute paths alone. */
export function sourcePaths(folders: readonly string[], endings: readonly string[]): string[] {
  return folders.flatMap((folder) => filesUnder(join(ROOT, folder), endings))
}

function filesUnder(folder: string, endings: readonly string[]): string[] {
  let entries
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return entries
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function readSource(file: string): SourceFile {
  return {
    path: relative(ROOT, file).split(sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }
}

/** Path of a program that a development dependency brings. */
export function program(name: string): string {
  return join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
}

/** How a program ended, and what it wrote: its end alone when that was shown as well. */
export interface RunResult {
  code: number
  output: string
}

/** Of an output that is shown the last part is kept. */
const KEPT_LENGTH = 20_000

/** Runs a program in the repository. `show` passes on what it writes as it comes. */
export function run(
  command: string,
  args: readonly string[],
  { show = false, env = process.env }: { show?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: show && process.stdout.isTTY ? { FORCE_COLOR: '1', ...env } : env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const take = (to: NodeJS.WriteStream) => (chunk: string) => {
      output += chunk
      if (!show) return
      to.write(chunk)
      output = output.slice(-KEPT_LENGTH)
    }
    child.stdout.setEncoding('utf8').on('data', take(process.stdout))
    child.stderr.setEncoding('utf8').on('data', take(process.stderr))
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code: signal ? 1 : (code ?? 1), output }))
  })
}
