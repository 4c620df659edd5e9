import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../config/load.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { holdDataDirectory } from '../service/data-directory.ts';
import { startEmbeddedServers } from '../service/embedded-servers.ts';
import { ProcessList } from '../service/process-list.ts';
import { removeRunDirectory } from '../service/run-directory.ts';
import { type CatalogueTerms, withCatalogue } from './catalogue.ts';

/**
 * `withCatalogue` also where no service runs: then the embedded PostgreSQL is started for as long as `act` takes. For acts
 * without which the service refuses to start.
 */
export async function withStartedCatalogue<T>(
  act: (db: Database, config: Config) => Promise<T>,
  terms: CatalogueTerms = {},
): Promise<T> {
  const config = loadConfig();
  if (config.databaseUrl || existsSync(join(config.dataDir, 'run'))) return withCatalogue(act, terms);
  const holder = await holdDataDirectory(config.dataDir);
  const list = new ProcessList({ onRestart: () => {} });
  try {
    // A Redis is not needed, so none is started.
    const needed = { ...config, redisUrl: config.redisUrl ?? 'redis://none' };
    await startEmbeddedServers(needed, list, { env: process.env, onLine: () => {} });
    return await withCatalogue(act, terms);
  } finally {
    await list.stop();
    await removeRunDirectory(config.dataDir);
    await holder.release();
  }
}
