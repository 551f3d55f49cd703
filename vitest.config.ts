import { defineConfig } from 'vitest/config'

/** `npm test` asks for a report in this file beside the output. */
const report = process.env['TANDEM_REPORT']

/**
 * `unit`: every room alone. `sync`: whole desks and gateways against each other, with kill points.
 * Both run in worker processes: tests open native SQLite handles and start servers.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // All cores: tests wait for servers and children as often as they compute.
          maxWorkers: '100%',
          include: ['test/{domain,db,host,gateway,renderer,electron,house}/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sync',
          include: ['test/sync/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
