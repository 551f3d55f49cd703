/**
 * One workbench per data folder. The lock is a small file that names the process; it is taken over
 * when that process is gone, so that a crash or a power cut locks nobody out. Only Linux tells when
 * a process started: elsewhere, another program that was given the number of a crashed workbench
 * keeps the folder locked until that program ends. Two workbenches on one cache would be worse.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TandemError } from '../domain/contract/errors.ts'
import { createWhole, replaceWhole } from './whole-file.ts'

export interface FolderLock {
  release(): Promise<void>
}

interface LockNote {
  pid: number
  /** When the process started, as the system tells; guards against a reused process number. */
  started: string | null
  token: string
}

/** Locks held by this process: its own number in a file says nothing about who wrote it. */
const heldHere = new Set<string>()
/** Two processes that take over the same stale lock at once both wait this long, then look again. */
const TAKEOVER_SETTLE_MS = 100

/** Makes the folder if needed and locks it. Throws CACHE_LOCKED_BY_OTHER, DATA_FOLDER_NOT_WRITABLE. */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const file = join(dataDir, 'lock')
  const note: LockNote = {
    pid: process.pid,
    started: statOf(process.pid).start,
    token: randomUUID(),
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (!(await createWhole(file, JSON.stringify(note)))) await takeOver(file, note)
  heldHere.add(note.token)
  return {
    async release() {
      heldHere.delete(note.token)
      if ((await readNote(file))?.token === note.token) await rm(file, { force: true })
    },
  }
}

async function takeOver(file: string, note: LockNote): Promise<void> {
  const holder = await readNote(file)
  if (holder && isAlive(holder)) throw new TandemError('CACHE_LOCKED_BY_OTHER')
  await replaceWhole(file, JSON.stringify(note), `${file}.${note.token}`)
  await sleep(TAKEOVER_SETTLE_MS)
  if ((await readNote(file))?.token !== note.token) throw new TandemError('CACHE_LOCKED_BY_OTHER')
}

/** The note in the file; null when there is none or a failing disk lost it. */
async function readNote(file: string): Promise<LockNote | null> {
  try {
    const note: unknown = JSON.parse(await readFile(file, 'utf8'))
    return isNote(note) ? note : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function isNote(value: unknown): value is LockNote {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    Number.isInteger(value.pid) &&
    'token' in value &&
    typeof value.token === 'string'
  )
}

function isAlive({ pid, started, token }: LockNote): boolean {
  if (pid === process.pid) return heldHere.has(token)
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const { state, start } = statOf(pid)
  // Ended, though the system has not cleared it away yet: it will never release its lock.
  if (state === 'Z' || state === 'X') return false
  return !started || !start || started === start
}

/** State letter and start time (clock ticks since boot) of a process; null where the system does not tell. */
function statOf(pid: number): { state: string | null; start: string | null } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold spaces: count fields after the last parenthesis.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? null, start: fields[19] ?? null }
  } catch {
    return { state: null, start: null }
  }
}
