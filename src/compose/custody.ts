import { PostgresCustodyRepository } from '../adapters/postgres/custody/custody-repository.ts';
import { PostgresCustodyLog } from '../adapters/postgres/custody/log.ts';
import type { ApiDeps } from '../api/index.ts';
import { Denials, ServedFootage, ShownCoverage } from '../custody/index.ts';
import type { Services } from './services.ts';

/** A crash loses at most what was noted in these; src/custody/README.md says what is then known. */
const servedDelayMs = 10_000;
const servedAtOnce = 500;
const denialsDelayMs = 60_000;

/** The custody log, and what tells it of things afterwards; `close` waits until it has. */
export function composeCustody({ db, log }: Pick<Services, 'db' | 'log'>): {
  readonly deps: Pick<ApiDeps, 'custody' | 'custodyEvents' | 'denials' | 'served' | 'shownCoverage'>;
  close(): Promise<void>;
} {
  const custody = new PostgresCustodyLog(db);
  const served = new ServedFootage({ custody, log, delayMs: servedDelayMs, maxNotes: servedAtOnce });
  const denials = new Denials({ custody, log, delayMs: denialsDelayMs });
  return {
    deps: {
      custody,
      custodyEvents: new PostgresCustodyRepository(db),
      denials,
      served,
      shownCoverage: new ShownCoverage(custody),
    },
    close: async () => {
      await Promise.all([served.flush(), denials.flush()]);
    },
  };
}
