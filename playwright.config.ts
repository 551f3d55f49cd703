import { defineConfig } from '@playwright/test'
import { findBrowser } from './tools/system.ts'

/** `npm test` asks for a report in this file beside the output. */
const report = process.env['TANDEM_REPORT']

/**
 * The main job in a real browser, against `npm start -- --browser`. One worker: every test starts
 * whole desks and gateways, and the machine of a colleague has two cores.
 */
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/global-setup.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'nl-BE',
    timezoneId: 'Europe/Brussels',
    trace: 'retain-on-failure',
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    launchOptions: {
      ...executable(),
      // Root has no user namespace for the sandbox in a container; a person's browser keeps it.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-dev-shm-usage',
      ],
    },
  },
})

function executable(): { executablePath?: string } {
  const path = findBrowser()
  return path ? { executablePath: path } : {}
}
