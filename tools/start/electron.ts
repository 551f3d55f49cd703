/** The workbench in Electron, for a start from the sources. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../repository.ts'
import { StartFailure, type StartTexts } from './texts.ts'

/** What electron/main.ts says once its window can be used. */
const WINDOW_READY = 'tandem:window-ready'

/** Path of Electron's binary, or null: the package comes without it until it is installed. */
export function electronBinary(): string | null {
  const folder = join(ROOT, 'node_modules', 'electron')
  const name = join(folder, 'path.txt')
  if (!existsSync(name)) return null
  const binary = join(folder, 'dist', readFileSync(name, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

export interface ElectronStart {
  binary: string
  dataDir: string
  gateway: { url: string; issuer: string; clientId: string }
  practice: boolean
  person: string | null
}

/** Starts the shell and waits for its window. Throws StartFailure when it ends before that. */
export async function startElectron(
  start: ElectronStart,
  texts: StartTexts,
): Promise<ChildProcess> {
  const { binary, dataDir, gateway, practice, person } = start
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const settings = join(dataDir, 'settings.json')
  writeFileSync(
    settings,
    JSON.stringify({
      gateway: gateway.url,
      issuer: gateway.issuer,
      clientId: gateway.clientId,
      practice,
      signInAs: practice ? person : null,
      dataDir: join(dataDir, 'electron'),
    }),
    { mode: 0o600 },
  )
  const child = spawn(binary, [ROOT], {
    env: { ...process.env, TANDEM_SETTINGS: settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(WINDOW_READY)) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(new StartFailure(texts.electronEnded)))
  })
  return child
}
