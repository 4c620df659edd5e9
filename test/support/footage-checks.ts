import type { Database } from '../../src/adapters/postgres/database.ts';
import { AlteredFacts } from '../../src/adapters/postgres/proven/altered-facts.ts';
import { PostgresCoverageChecks } from '../../src/adapters/postgres/proven/coverage-checks.ts';
import {
  PostgresSegmentChecks,
  type SegmentCheckDeps,
} from '../../src/adapters/postgres/proven/segment-checks.ts';
import { type Clock, silentLog } from '../../src/core/index.ts';
import { ProvenRecords } from '../../src/proven/index.ts';
import { unsignedLog } from './checked-requests.ts';
import { aScribe, statementKey } from './scribe.ts';

/** Compares segments and gaps with the records of `aScribe`, as a process just started; nothing was adopted yet. */
export function footageChecksIn(
  db: Database,
  clock: Clock,
  { log = unsignedLog, adoption = async () => undefined }: FootageChecksTerms = {},
) {
  const records = new ProvenRecords({ log, statementKey });
  const deps = { records, adoption, altered: new AlteredFacts(db, clock, silentLog, aScribe(clock)) };
  const segments = new PostgresSegmentChecks(db, deps);
  return { segments, coverage: new PostgresCoverageChecks(db, segments, deps) };
}

interface FootageChecksTerms extends Partial<Pick<SegmentCheckDeps, 'adoption'>> {
  readonly log?: typeof unsignedLog;
}
