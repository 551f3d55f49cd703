import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TandemError } from '../../domain/contract/errors.ts'
import { replaceWhole } from '../whole-file.ts'
import { nameKey } from './keys.ts'

/**
 * Throws CACHE_WRONG_KEY when this data folder was used with another secret: its desks would not
 * even be found, as their names hang on it. What is noted at first use gives nothing of it away.
 */
export async function checkMaster(dataDir: string, master: Uint8Array): Promise<void> {
  const file = join(dataDir, 'key-check')
  const mac = createHmac('sha256', nameKey(master)).update('tandem master key').digest()
  const noted = await readNote(file)
  if (noted?.length !== mac.length) return replaceWhole(file, mac, `${file}.next`)
  if (!timingSafeEqual(noted, mac)) throw new TandemError('CACHE_WRONG_KEY')
}

async function readNote(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
