import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Says when to clean up: by default when the test is over. */
export type WhenOver = (clean: () => Promise<void> | void) => void

/** An empty folder that is gone when it is over. */
export function testFolder(whenOver: WhenOver = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-test-'))
  whenOver(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Every text that another process could have read from the file while `run` was at work. */
export async function seenDuring(file: string, run: () => Promise<unknown>): Promise<Set<string>> {
  const seen = new Set<string>()
  let over = false
  const look = () => {
    try {
      seen.add(readFileSync(file, 'latin1'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    if (!over) setImmediate(look)
  }
  look()
  await run()
  over = true
  return seen
}
