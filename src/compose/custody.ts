import { PostgresCustodyRepository } from '../adapters/postgres/custody/custody-repository.ts';
import { PostgresCustodyLog } from '../adapters/postgres/custody/log.ts';
import type { ApiDeps } from '../api/index.ts';
import { type CustodyProofs, Denials, ServedFootage, ShownCoverage, strandCount } from '../custody/index.ts';
import { isRowTag } from '../log/index.ts';
import { signedStrands } from '../proven/index.ts';
import { readOlderEnd } from './older-custody.ts';
import { signedLog } from './proven.ts';
import type { Services } from './services.ts';

/** A crash loses at most what was noted in these; src/custody/README.md says what is then known. */
const servedDelayMs = 10_000;
const servedAtOnce = 500;
const denialsDelayMs = 60_000;

/** The custody log, and what tells it of things afterwards; `close` waits until it has. */
export async function composeCustody(base: Services): Promise<{
  readonly deps: Pick<
    ApiDeps,
    'custody' | 'custodyEvents' | 'custodyProofs' | 'denials' | 'served' | 'shownCoverage'
  >;
  close(): Promise<void>;
}> {
  const { db, log, scribe } = base;
  const custody = new PostgresCustodyLog(db, scribe);
  const served = new ServedFootage({ custody, log, delayMs: servedDelayMs, maxNotes: servedAtOnce });
  const denials = new Denials({ custody, log, delayMs: denialsDelayMs });
  return {
    deps: {
      custody,
      custodyEvents: new PostgresCustodyRepository(db, scribe),
      custodyProofs: await proofsOf(base),
      denials,
      served,
      shownCoverage: new ShownCoverage(custody),
    },
    close: async () => {
      await Promise.all([served.flush(), denials.flush()]);
    },
  };
}

async function proofsOf(base: Services): Promise<CustodyProofs> {
  const [statementKey, signed] = [await base.key('statement'), signedLog(base)];
  return {
    isTag: (text, tag) => isRowTag(statementKey, text, tag),
    signedStrands: () => signedStrands(signed, strandCount),
    olderEnd: () => readOlderEnd(base),
  };
}
