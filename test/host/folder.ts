import { mkdtempSync, rmSync } from 'node:fs'
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
