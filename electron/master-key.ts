/**
 * The desk's one secret, sealed by the key store of the operating system (DPAPI, Keychain, a
 * secret service). Without a real key store the desk does not start: a plain-text backend would
 * leave the key beside what it locks.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SafeStorage } from 'electron'
import { TandemError } from '../domain/contract/errors.ts'

const KEY_BYTES = 32
/** Backends that do not encrypt, or that could not be told. */
const PLAIN_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown'])

/** What this file needs of the key store. */
export type KeyStore = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>

/** The operating system offers no key store that encrypts. */
export class KeyStoreMissing extends Error {}

/** True when the store really encrypts; only Linux has backends that do not. */
export function isSealing(store: KeyStore, platform: NodeJS.Platform): boolean {
  if (!store.isEncryptionAvailable()) return false
  return platform !== 'linux' || !PLAIN_BACKENDS.has(store.getSelectedStorageBackend())
}

/** The 32 bytes from the sealed file; made on a new data folder. Throws KeyStoreMissing or CACHE_WRONG_KEY. */
export function masterKey(store: KeyStore, platform: NodeJS.Platform, file: string): Buffer {
  if (!isSealing(store, platform)) throw new KeyStoreMissing()
  const sealed = readIfThere(file)
  return sealed ? unseal(store, sealed) : makeKey(store, file)
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function unseal(store: KeyStore, sealed: Buffer): Buffer {
  let text
  try {
    text = store.decryptString(sealed)
  } catch (cause) {
    throw new TandemError('CACHE_WRONG_KEY', {}, { cause })
  }
  const key = Buffer.from(text, 'base64')
  if (key.length !== KEY_BYTES) throw new TandemError('CACHE_WRONG_KEY')
  return key
}

function makeKey(store: KeyStore, file: string): Buffer {
  const key = randomBytes(KEY_BYTES)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // 'wx': a file that somebody else put there meanwhile is never replaced.
  writeFileSync(file, store.encryptString(key.toString('base64')), { mode: 0o600, flag: 'wx' })
  return key
}
