import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresUrl } from '../../scripts/service/postgres.ts';

/** How to reach the embedded PostgreSQL of the service on this data directory. */
export const databaseUrlOf = async (dataDir: string): Promise<string> =>
  postgresUrl(await realpath(join(dataDir, 'run')));
