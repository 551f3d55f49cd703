/** Programs of the repository as a person would start them, in a process group of their own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { ROOT } from '../../tools/repository.ts'

export interface Ended {
  code: number | null
  output: string
  errors: string
}

export interface Program {
  /** What the line that begins with `mark` says; rejects when the program ends before it. */
  line(mark: string): Promise<string>
  /** Asks npm to stop, as a service manager would, and waits. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
  /** Ends the whole group at once, as a power cut would. */
  kill(): Promise<void>
  ended: Promise<Ended>
  pid: number
}

/** Starts `npm run <script> -- <args>` (or `npm start`) in the repository. */
export function npm(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    cwd: ROOT,
    env: { ...process.env, LC_ALL: 'en_GB.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  return followed(child)
}

function followed(child: ChildProcess): Program {
  let output = ''
  let errors = ''
  const watchers = new Set<() => void>()
  const hear = (take: (text: string) => void) => (chunk: Buffer) => {
    take(chunk.toString())
    for (const watcher of watchers) watcher()
  }
  child.stdout?.on(
    'data',
    hear((text) => (output += text)),
  )
  child.stderr?.on(
    'data',
    hear((text) => (errors += text)),
  )
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output, errors }))
  })
  const pid = child.pid ?? 0
  return {
    pid,
    ended,
    line: (mark) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = output.split('\n').find((line) => line.startsWith(mark))
          if (found === undefined || !output.includes(`${found}\n`)) return
          watchers.delete(look)
          resolve(found.slice(mark.length))
        }
        watchers.add(look)
        look()
        void ended.then(({ code }) =>
          reject(new Error(`ended with code ${code} before "${mark}"\n${output}${errors}`)),
        )
      }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return await ended
    },
    async kill() {
      signalGroup(pid, 'SIGKILL')
      await ended
    },
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Is any process of the group still there? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}
