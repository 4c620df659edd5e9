import { defineConfig } from 'vitest/config';

/** Tiers by folder: unit and architecture need nothing; contract, integration and e2e start real servers. */
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts', 'test/ward/**/*.test.ts'],
          // Against hanging alone: a slow machine takes several times what ours does.
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // They wait for servers and processes as much as they compute.
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // Against hanging alone: how quick a page is depends on the machine.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 180_000,
          // They wait for cameras more than they compute.
          maxWorkers: 4,
        },
      },
    ],
  },
});
