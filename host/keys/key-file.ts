import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { TandemError } from '../../domain/contract/errors.ts'
import { createWhole } from '../whole-file.ts'
import { MASTER_KEY_BYTES, type Keys } from './keys.ts'

/** Permission bits of group and others. */
const OTHERS = 0o077

/**
 * Keys in a file that its owner alone may read (browser mode). A file that others can read is
 * refused: whoever could read it may hold a copy of the key. Windows keeps no such bits; there the
 * user's profile folder protects the file.
 */
export function keyFile(path: string): Keys {
  let master: Promise<Uint8Array> | null = null
  return { master: () => (master ??= readOrMake(path)) }
}

async function readOrMake(path: string): Promise<Uint8Array> {
  return (await readKey(path)) ?? makeKey(path)
}

async function readKey(path: string): Promise<Uint8Array | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!found) return null
  if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0) {
    throw new TandemError('KEY_FILE_READABLE')
  }
  const bytes = await readFile(path)
  if (bytes.length !== MASTER_KEY_BYTES) throw new TandemError('CACHE_WRONG_KEY')
  return bytes
}

async function makeKey(path: string): Promise<Uint8Array> {
  const bytes = randomBytes(MASTER_KEY_BYTES)
  // Whoever was first has made the key of this folder.
  return (await createWhole(path, bytes)) ? bytes : readOrMake(path)
}
