import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../config/load.ts';
import { type Database, openDatabase, openPool } from '../../src/adapters/postgres/database.ts';
import { type Admission, migrate } from '../../src/adapters/postgres/migrate.ts';
import { migrateNamed } from '../../src/compose/named-servers.ts';
import { meantWard } from '../../src/compose/ward.ts';
import { AppError, type WardId } from '../../src/core/index.ts';
import { refuseOtherWard } from '../../src/ward/index.ts';
import { postgresUrl } from '../service/postgres.ts';

export interface CatalogueTerms {
  /** A catalogue without a ward is taken, whichever is meant: one is about to be put there. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Runs `act` on the catalogue of DATABASE_URL, else of the service that runs on the data directory.
 * Errors: `ward-not-ours` for the catalogue of another ward than settings and data directory mean.
 */
export async function withCatalogue<T>(
  act: (db: Database, config: Config) => Promise<T>,
  { mayBeEmpty = false }: CatalogueTerms = {},
): Promise<T> {
  const config = loadConfig();
  const url = catalogueUrl(config);
  const meant = await meantWard(config);
  let ward: WardId | undefined;
  const admit: Admission = (there) => {
    if (there || !mayBeEmpty) refuseOtherWard(there, meant);
    ward = there?.id;
  };
  await (config.databaseUrl ? migrateNamed(url, admit) : migrate(url, admit));
  const db = openDatabase(openPool(url, () => {}, ward === undefined ? {} : { ward }));
  try {
    return await act(db, config);
  } finally {
    await db.destroy();
  }
}

/** Where it is. Errors: `not-running` (unavailable). */
export const catalogueUrl = ({ databaseUrl, dataDir }: Config): string => databaseUrl ?? embeddedUrl(dataDir);

function embeddedUrl(dataDir: string): string {
  try {
    return postgresUrl(readlinkSync(join(dataDir, 'run')));
  } catch (cause) {
    const advice = 'start it first, or set DATABASE_URL';
    throw new AppError('unavailable', 'not-running', `No service runs on ${dataDir}: ${advice}`, { cause });
  }
}
