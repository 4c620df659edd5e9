import { defineConfig } from 'vitest/config';
import { filesOf } from './scripts/check/tiers.ts';
import { LongestFirst } from './test/support/longest-first.ts';

/** The PostgreSQL of a tier, for those of its files that ask for one. */
const globalSetup = 'test/support/postgres-server.ts';

/** The tiers of scripts/check/tiers.ts: unit needs nothing; the others start real servers. */
export default defineConfig({
  test: {
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: filesOf('unit'),
          // Against hanging alone, here and below: a busy machine takes many times what ours does.
          testTimeout: 240_000,
          // They share no state that one could leave behind: half of their time went into loading modules again.
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          globalSetup,
          include: filesOf('integration'),
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // They wait for servers and processes as much as they compute.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'browser',
          globalSetup,
          include: filesOf('browser'),
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 120_000 } },
          // They wait for footage and for the next code of an authenticator more than they compute.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup,
          include: filesOf('e2e'),
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // They wait for cameras more than they compute.
          maxWorkers: 4,
        },
      },
      {
        test: {
          name: 'chaos',
          globalSetup,
          include: filesOf('chaos'),
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 4,
        },
      },
    ],
  },
});
