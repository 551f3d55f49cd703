/**
 * SQLite says the same of a wrong key and of a damaged first page. A small file beside the cache
 * tells them apart: a random salt and an HMAC of it under the key. It gives nothing of the key away
 * and nothing of the content; without it, an unreadable cache counts as a wrong key, because then
 * nothing is moved or thrown away.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { guarded } from './sqlite.ts'

const SALT_BYTES = 16
const MAC_BYTES = 32

const checkFile = (file: string): string => `${file}.check`

function macOf(key: Buffer, salt: Buffer): Buffer {
  return createHmac('sha256', key).update('tandem cache key').update(salt).digest()
}

/** Notes which key this cache is for. */
export function writeKeyCheck(file: string, key: Buffer): void {
  const salt = randomBytes(SALT_BYTES)
  guarded(() =>
    writeFileSync(checkFile(file), Buffer.concat([salt, macOf(key, salt)]), { mode: 0o600 }),
  )
}

export function removeKeyCheck(file: string): void {
  guarded(() => rmSync(checkFile(file), { force: true }))
}

/** RIGHT or WRONG as noted; UNKNOWN when there is no readable note. */
export function checkKey(file: string, key: Buffer): 'RIGHT' | 'WRONG' | 'UNKNOWN' {
  if (!existsSync(checkFile(file))) return 'UNKNOWN'
  const note = guarded(() => readFileSync(checkFile(file)))
  if (note.length !== SALT_BYTES + MAC_BYTES) return 'UNKNOWN'
  const mac = macOf(key, note.subarray(0, SALT_BYTES))
  return timingSafeEqual(mac, note.subarray(SALT_BYTES)) ? 'RIGHT' : 'WRONG'
}
