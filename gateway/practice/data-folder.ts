/** The folder of a practice gateway: made for its owner alone, used by one process at a time. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { StartError } from '../start-error.ts'

const LOCK_FILE = 'gateway.lock'

/**
 * Makes the folder when it is absent, and those above it. One by one: where the system says that a
 * folder cannot be there (below /proc), Node's recursive mkdir tries forever.
 */
export function makeFolder(folder: string, mode?: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent, mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}

/** Makes the folder when it is absent. Throws DATA_FOLDER_NOT_WRITABLE or DISK_FULL. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    makeFolder(resolve(folder), 0o700)
    const probe = join(folder, `.probe-${randomBytes(6).toString('hex')}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    throw new StartError(full ? 'DISK_FULL' : 'DATA_FOLDER_NOT_WRITABLE', folder, { cause: error })
  }
}

/**
 * Takes the folder for this process: two on one embedded database would destroy it. Throws
 * DATA_FOLDER_IN_USE. The lock of a process that no longer runs is taken over. Returns the release.
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, LOCK_FILE)
  const mine = `${process.pid} ${randomBytes(8).toString('hex')}`
  for (let tries = 1; ; tries++) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 })
      return async () => {
        if ((await readText(file)) === mine) await rm(file, { force: true })
      }
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EEXIST'
      if (!taken) throw new StartError('DATA_FOLDER_NOT_WRITABLE', folder, { cause: error })
      if (tries === 3 || (await isHeld(file))) throw new StartError('DATA_FOLDER_IN_USE', folder)
      await rm(file, { force: true })
    }
  }
}

/** A lock of this very process is held too: it may run several practice gateways. */
async function isHeld(file: string): Promise<boolean> {
  const pid = Number((await readText(file))?.split(' ')[0])
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !(await hasEnded(pid))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** True for a killed process that the system has not cleared away yet; false where it does not tell. */
async function hasEnded(pid: number): Promise<boolean> {
  return /\) [ZX] /.test((await readText(`/proc/${pid}/stat`)) ?? '')
}

async function readText(file: string): Promise<string | null> {
  return await readFile(file, 'utf8').catch(() => null)
}

/** JSON of a file that only its owner may read; null when there is none or it cannot be parsed. */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readText(file)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    // Half-written by something else than us (we rename whole files): made anew by the caller.
    return null
  }
}

/** Writes a file whole or not at all, readable by its owner alone. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(value), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
