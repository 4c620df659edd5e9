import type { Config } from '../../config/load.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { Scribe } from '../../src/adapters/postgres/log/scribe.ts';
import { PostgresKeyBook } from '../../src/adapters/postgres/ward/key-book.ts';
import { PostgresWardBook } from '../../src/adapters/postgres/ward/ward-book.ts';
import { composeKeys } from '../../src/compose/keys.ts';
import { composeScribe } from '../../src/compose/scribe.ts';
import { AppError, systemClock } from '../../src/core/index.ts';
import { statedSync } from '../../src/retention/index.ts';
import { withCatalogue } from './catalogue.ts';

/** A catalogue, and who states records of what is done to it. */
export interface StatedCatalogue {
  readonly db: Database;
  readonly scribe: Scribe;
  readonly config: Config;
}

/**
 * `withCatalogue` for acts that the evidence log states: under the key of the service, which is in its data directory. Errors:
 * `not-running` (unavailable) where no service has made that key yet; `key-missing` where it is not there any more.
 */
export const withStatedCatalogue = <T>(act: (catalogue: StatedCatalogue) => Promise<T>): Promise<T> =>
  withCatalogue((db, config) => withScribe(db, config, act));

/** The same on a catalogue that is open already. Errors: as above. */
export async function withScribe<T>(
  db: Database,
  config: Config,
  act: (catalogue: StatedCatalogue) => Promise<T>,
): Promise<T> {
  const stating = await scribeOnHost(db, config);
  try {
    return await act({ db, scribe: stating.scribe, config });
  } finally {
    stating.stop();
  }
}

async function scribeOnHost(db: Database, { dataDir, clockIsStated }: Config) {
  const ward = await new PostgresWardBook(db).read();
  const isMade = (await new PostgresKeyBook(db).read('statement')) !== undefined;
  // A command makes no key: the service may have another data directory.
  if (!ward || !isMade) throw notStarted();
  return composeScribe({
    db,
    clock: systemClock,
    wardId: ward.id,
    processName: 'host/minhchung',
    // A command ends before another answer.
    sync: statedSync(clockIsStated),
    key: composeKeys(dataDir, db, systemClock),
  });
}

const notStarted = (): AppError =>
  new AppError(
    'unavailable',
    'not-running',
    'The service has never run on this catalogue: start it first, which makes the keys',
  );
