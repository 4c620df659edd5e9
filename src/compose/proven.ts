import { readLogVerifier, readReplacedVerifiers } from '../adapters/disk/log-key.ts';
import type { FootageChecks } from '../adapters/postgres/footage/footage-repository.ts';
import { AlteredFacts } from '../adapters/postgres/proven/altered-facts.ts';
import { PostgresCheckedRequests } from '../adapters/postgres/proven/checked-requests.ts';
import { PostgresCoverageChecks } from '../adapters/postgres/proven/coverage-checks.ts';
import { PostgresSegmentChecks } from '../adapters/postgres/proven/segment-checks.ts';
import type { VerifierKey } from '../log/index.ts';
import { readLogFile } from '../objects/index.ts';
import { KeptReads, NewestRequests, ProvenRecords, type SignedLog } from '../proven/index.ts';
import { adoptionOf } from './adopted-records.ts';
import { keyFolderOf } from './keys.ts';
import type { Services } from './services.ts';

/** Builds what compares requests with their records, as they are used. */
export async function composeCheckedRequests(base: Services): Promise<PostgresCheckedRequests> {
  const { db, clock, log } = base;
  const statementKey = await base.key('statement');
  const newest = new NewestRequests({ log: signedLog(base), statementKey, clock });
  return new PostgresCheckedRequests(db, newest, new AlteredFacts(db, clock, log, base.scribe));
}

/** Builds what reads a record by its place, and believes it by its tag or its proof. */
export const composeProvenRecords = async (base: Services): Promise<ProvenRecords> =>
  new ProvenRecords({ log: signedLog(base), statementKey: await base.key('statement') });

/** Builds what compares rows of segments and gaps with their records, as they are used. */
export async function composeFootageChecks(base: Services): Promise<FootageChecks> {
  const { db, clock, log } = base;
  const deps = {
    records: await composeProvenRecords(base),
    adoption: adoptionOf(base),
    altered: new AlteredFacts(db, clock, log, base.scribe),
  };
  const segments = new PostgresSegmentChecks(db, deps);
  return { segments, coverage: new PostgresCoverageChecks(db, segments, deps) };
}

export function signedLog({ config, store }: Pick<Services, 'config' | 'store'>): SignedLog {
  // The signer may make it later, or another one in its place.
  const keys = new KeptReads<VerifierKey | undefined>(1);
  const earlier = new KeptReads<readonly VerifierKey[]>(1);
  const folder = keyFolderOf(config.dataDir);
  return {
    key: (mustBeNew = false) => {
      if (mustBeNew) for (const kept of [keys, earlier]) kept.forget('log');
      return keys.get(
        'log',
        () => true,
        () => readLogVerifier(folder),
      );
    },
    earlier: () =>
      earlier.get(
        'log',
        () => true,
        () => readReplacedVerifiers(folder),
      ),
    filesOf: (origin) => readLogFile(store, origin),
  };
}
