/**
 * Small files that are there as a whole or not at all, whenever the program or the machine stops:
 * written aside, pressed to the disk, then put in place by one step of the file system.
 */
import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'

/** Makes a file for its owner alone; false when there is one already, which stays as it is. */
export function createWhole(path: string, bytes: string | Uint8Array): Promise<boolean> {
  return throughAside(`${path}.${randomUUID()}`, bytes, async (aside) => {
    try {
      await link(aside, path)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  })
}

/** Replaces a file by way of `aside`, a name beside it that nobody else writes to meanwhile. */
export function replaceWhole(
  path: string,
  bytes: string | Uint8Array,
  aside: string,
): Promise<void> {
  return throughAside(aside, bytes, () => rename(aside, path))
}

async function throughAside<T>(
  aside: string,
  bytes: string | Uint8Array,
  place: (aside: string) => Promise<T>,
): Promise<T> {
  try {
    const file = await open(aside, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    return await place(aside)
  } finally {
    await rm(aside, { force: true })
  }
}
