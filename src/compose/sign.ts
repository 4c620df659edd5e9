import { join } from 'node:path';
import { DiskSignerMemory } from '../adapters/disk/signer-memory.ts';
import { newestLog } from '../adapters/postgres/log/evidence-logs.ts';
import { PostgresOutbox } from '../adapters/postgres/log/outbox.ts';
import { SiteBeat } from '../adapters/postgres/log/site-beat.ts';
import { keyFingerprint, logNumberOf, originOf, otherLogs } from '../log/index.ts';
import { LogFolder, ownKey, Signer } from '../signer/index.ts';
import type { AskedWitnesses, StampedHeads } from '../witness/index.ts';
import { composeKeyTurn, earlierOrigins, logKeysIn } from './key-turn.ts';
import { keyFolderOf } from './keys.ts';
import type { Services } from './services.ts';
import { composeStamps, composeWitnesses, readLogPolicy } from './witnesses.ts';

export interface SignParts {
  /** A signer with the key of the log, which is made where there is none. Errors: those of `ownKey`. */
  readonly signer: () => Promise<Signer>;
  readonly witnesses: Pick<AskedWitnesses, 'show' | 'refuseSetBack'>;
  readonly stamps: Pick<StampedHeads, 'stamp'>;
  /** States that the site's service lives. */
  readonly beat: () => Promise<unknown>;
  /** States that the clock of the host is in another state than at the last look. */
  readonly watchClock: () => Promise<unknown>;
  /** When the newest head was formed; 0 before the first. */
  readonly signedAtMs: () => Promise<number>;
  close(): Promise<void>;
}

/** What the signing worker needs. Errors: `unavailable` `signer-locked`; those of `readLogPolicy` and `composeStamps`. */
export async function composeSign(base: Services): Promise<SignParts> {
  const { db, clock, config, log, scribe, siteId, store, wardId } = base;
  const first = { number: 1, origin: originOf(wardId, 1), begunAtMs: clock.nowMs() };
  const folder = new LogFolder(store, await newestLog(db, first));
  const witnesses = await composeWitnesses(base, folder);
  const stamps = await composeStamps(base, folder);
  const memory = await DiskSignerMemory.open(join(config.dataDir, 'signer'));
  const keyFolder = keyFolderOf(config.dataDir);
  const keys = logKeysIn(keyFolder);
  const turn = composeKeyTurn(base, { folder: keyFolder, origin: folder.origin, keys });
  const ofSite = new SiteBeat(db, scribe, siteId);
  return {
    signer: async () => {
      const key = await ownKey(keys, folder, memory);
      log.info(
        { origin: folder.origin, fingerprint: keyFingerprint(key.verifier) },
        'the key of the evidence log',
      );
      const others = otherLogs((await readLogPolicy(config)) ?? { logs: [] }, key.verifier);
      if (others.length > 0)
        log.warn(
          { policy: others.map(keyFingerprint) },
          'MINHCHUNG_LOG_POLICY names another log key: by this policy nobody verifies what this log proves',
        );
      const statementKey = await base.key('statement');
      const outbox = new PostgresOutbox(db, logNumberOf(folder.origin));
      const earlier = await earlierOrigins(keyFolder, folder.origin);
      return new Signer({ outbox, memory, folder, key, turn, earlier, statementKey, clock });
    },
    witnesses,
    stamps,
    beat: () => ofSite.beat(),
    watchClock: () => ofSite.watchClock(),
    signedAtMs: async () => (await memory.recall()).atMs,
    close: () => memory.close(),
  };
}
