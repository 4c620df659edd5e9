import {
  makeLogKey,
  readLogKey,
  readLogVerifier,
  readOtherVerifiers,
  readReplacedVerifiers,
} from '../adapters/disk/log-key.ts';
import { DiskKeyTurn, isMarkedLeaked, readKeyChange, readNextLogKey } from '../adapters/disk/log-key-turn.ts';
import { stateKeyChange } from '../adapters/postgres/log/key-changes.ts';
import { type KeyTurn, type LogKeys, refuseSharedKey } from '../signer/index.ts';
import type { Services } from './services.ts';

/** How the key of the log with that name changes, in the key folder and in the catalogue. */
export function composeKeyTurn(
  { db, scribe, log }: Pick<Services, 'db' | 'scribe' | 'log'>,
  { folder, origin, keys }: { readonly folder: string; readonly origin: string; readonly keys: LogKeys },
): KeyTurn {
  const files = new DiskKeyTurn(folder);
  return {
    next: async () => {
      const next = await readNextLogKey(folder);
      const now = await keys.verifier();
      if (next) refuseSharedKey(next, origin, [...(await keys.others()), ...(now ? [now] : [])]);
      return next;
    },
    state: async (keysOfChange) =>
      stateKeyChange(db, scribe, { ...keysOfChange, isOldLeaked: await isMarkedLeaked(folder) }),
    keep: files.keep,
    kept: files.kept,
    find: (verifier) => files.find(verifier),
    finish: async (record) => {
      await files.finish(record);
      log.info({ origin }, 'another key signs the evidence log from here');
    },
  };
}

/** The keys of the log in that folder. */
export const logKeysIn = (folder: string): LogKeys => ({
  read: () => readLogKey(folder),
  make: (origin) => makeLogKey(folder, origin),
  verifier: () => readLogVerifier(folder),
  others: () => readOtherVerifiers(folder),
  turning: () => readKeyChange(folder),
});

/** Names of the logs that the one of that name continues, by the keys that were replaced. Errors: `internal` `log-key-damaged`. */
export async function earlierOrigins(folder: string, origin: string): Promise<string[]> {
  const names = (await readReplacedVerifiers(folder)).map(({ name }) => name);
  return [...new Set(names)].filter((name) => name !== origin);
}
