import { defineConfig } from 'vitest/config'

/**
 * `unit`: every room alone. `sync`: whole desks and gateways against each other, with kill points.
 * Both run in worker processes: tests open native SQLite handles and start servers.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{domain,db,host,gateway,renderer,electron,house}/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
