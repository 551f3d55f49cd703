/** Makes sure that there is a browser for the end-to-end tests, or says what to install. */
import { ensureBrowser, MissingProgram } from './system.ts'

try {
  ensureBrowser()
} catch (error) {
  if (!(error instanceof MissingProgram)) throw error
  console.error(error.message)
  process.exitCode = 1
}
