import { createHash } from 'node:crypto';
import { AlteredFacts } from '../../dist/src/adapters/postgres/proven/altered-facts.js';
import { PostgresCheckedRequests } from '../../dist/src/adapters/postgres/proven/checked-requests.js';
import { PostgresCoverageChecks } from '../../dist/src/adapters/postgres/proven/coverage-checks.js';
import { PostgresSegmentChecks } from '../../dist/src/adapters/postgres/proven/segment-checks.js';
import { silentLog } from '../../dist/src/core/index.js';
import { NewestRequests, ProvenRecords } from '../../dist/src/proven/index.js';
import { processScribe } from './process-scribe.mjs';

const statementKey = createHash('sha256').update('statements of tests').digest();
const unsigned = { key: async () => undefined, filesOf: () => async () => undefined };

/** Compares requests in a process of a test with the records of `aScribe`, none of which is sealed unless a log is given. */
export const processCheckedRequests = (db, clock, log = unsigned) => {
  const newest = new NewestRequests({ log, statementKey, clock });
  return new PostgresCheckedRequests(
    db,
    newest,
    new AlteredFacts(db, clock, silentLog, processScribe('checks')),
  );
};

/** Compares segments and gaps so; nothing was adopted yet. */
export const processFootageChecks = (db, clock, log = unsigned) => {
  const deps = {
    records: new ProvenRecords({ log, statementKey }),
    adoption: async () => undefined,
    altered: new AlteredFacts(db, clock, silentLog, processScribe('checks')),
  };
  const segments = new PostgresSegmentChecks(db, deps);
  return { segments, coverage: new PostgresCoverageChecks(db, segments, deps) };
};
