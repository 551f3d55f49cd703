/**
 * The one secret of a desk: 32 random bytes. Caches and tokens are sealed with keys derived from
 * it. Electron keeps it in the key store of the operating system; browser mode in a key file.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { TandemError } from '../../domain/contract/errors.ts'

export const MASTER_KEY_BYTES = 32

/** Where the secret comes from. */
export interface Keys {
  /** The 32 bytes; made at the first call on a new data folder. */
  master(): Promise<Uint8Array>
}

/** Keys that were handed over ready, by the desktop shell or a test. */
export function givenKeys(master: Uint8Array): Keys {
  if (master.length !== MASTER_KEY_BYTES) throw new TandemError('CACHE_WRONG_KEY')
  return { master: () => Promise.resolve(master) }
}

function derive(master: Uint8Array, use: 'cache' | 'tokens' | 'names'): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'tandem', use, MASTER_KEY_BYTES))
}

/** Raw key of the encrypted caches. */
export function cacheKey(master: Uint8Array): Buffer {
  return derive(master, 'cache')
}

/** Key under which names of folders are hashed, so that they tell nothing about people. */
export function nameKey(master: Uint8Array): Buffer {
  return derive(master, 'names')
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts and authenticates a text (AES-256-GCM): nonce, tag and cipher text in one buffer. */
export function seal(master: Uint8Array, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', derive(master, 'tokens'), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** The text of a sealed buffer. Throws CACHE_WRONG_KEY when the key or the bytes are not right. */
export function unseal(master: Uint8Array, sealed: Buffer): string {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', derive(master, 'tokens'), nonce)
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    const body = sealed.subarray(NONCE_BYTES + TAG_BYTES)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new TandemError('CACHE_WRONG_KEY', {}, { cause })
  }
}
