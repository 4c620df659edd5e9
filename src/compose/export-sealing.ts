import { setTimeout as delay } from 'node:timers/promises';
import { exportKeyFile, exportKeyOf } from '../adapters/disk/export-key.ts';
import { readLogVerifier, readOtherVerifiers, readReplacedVerifiers } from '../adapters/disk/log-key.ts';
import { PostgresRecordPlaces } from '../adapters/postgres/evidence/record-places.ts';
import { PostgresKeyBook } from '../adapters/postgres/ward/key-book.ts';
import { AppError, unavailable } from '../core/index.ts';
import { type BuildDeps, SealedLog } from '../evidence/index.ts';
import type { NoteKey, VerifierKey } from '../log/index.ts';
import { readLogFile } from '../objects/index.ts';
import { refuseSharedKey } from '../signer/index.ts';
import { wardKey } from '../ward/index.ts';
import { adoptionOf } from './adopted-records.ts';
import { keyFolderOf } from './keys.ts';
import type { Services } from './services.ts';

type ExportSealing = Pick<
  BuildDeps,
  'places' | 'isAdopted' | 'openLog' | 'logKey' | 'exportKey' | 'askSeal' | 'pause' | 'by'
>;

/** What signs exports, and reads the log that proves them. The key of the log comes from its file, never from the catalogue. */
export function composeExportSealing(base: Services): ExportSealing {
  const { db, store, config, jobs, scribe } = base;
  const folder = keyFolderOf(config.dataDir);
  const adoption = adoptionOf(base);
  const logKey = async (): Promise<VerifierKey> => {
    const key = await readLogVerifier(folder);
    if (!key) throw unavailable('seal-pending', 'the evidence log has no key yet: its signer makes it');
    return key;
  };
  return {
    places: new PostgresRecordPlaces(db),
    isAdopted: async (site) => (await adoption(site))?.isDone ?? false,
    logKey,
    openLog: async () => {
      const keys = [...(await readReplacedVerifiers(folder)), await logKey()];
      return SealedLog.openAll(keys, (origin) => readLogFile(store, origin));
    },
    exportKey: () => ownExportKey(base, folder),
    askSeal: async () => {
      await jobs.add('seal-log', {}).catch(passOver);
    },
    pause: async (ms) => {
      await delay(ms);
    },
    by: scribe.by,
  };
}

/** Reads the keys that sign the log, or signed it, from their folder. */
export const logVerifiersIn = (keyFolder: string) => async (): Promise<VerifierKey[]> => {
  const key = await readLogVerifier(keyFolder);
  return [...(key ? [key] : []), ...(await readReplacedVerifiers(keyFolder))];
};

/** The signer seals by itself, too. */
function passOver(error: unknown): void {
  if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
}

/** Errors: those of `wardKey`; `conflict` `log-key-refused` for a key that others have. */
async function ownExportKey({ db, clock, wardId }: Services, folder: string): Promise<NoteKey> {
  const name = `minhchung.internal/${wardId}/export`;
  const file = exportKeyFile(folder, name);
  const bytes = await wardKey(new PostgresKeyBook(db), 'export-signer', file, clock.nowMs());
  const key = await exportKeyOf(folder, bytes);
  const log = await readLogVerifier(folder);
  const others = (await readOtherVerifiers(folder)).filter((other) => other.name !== name);
  refuseSharedKey(key, name, [...others, ...(log ? [log] : [])]);
  return key;
}
