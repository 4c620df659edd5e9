import { join } from 'node:path';
import type { Config } from '../../config/load.ts';
import { keepWardId, readWardId } from '../adapters/disk/ward-id.ts';
import { openDatabase, openPool } from '../adapters/postgres/database.ts';
import { PostgresWardBook } from '../adapters/postgres/ward/ward-book.ts';
import type { Clock, SiteId } from '../core/index.ts';
import { joinWard, type MeantWard, refuseOtherWard, type Ward } from '../ward/index.ts';
import { migrateNamed } from './named-servers.ts';

type WardConfig = Pick<Config, 'dataDir' | 'ward' | 'site'>;

/** The ward that settings and data directory mean. Errors: `ward-id-damaged` (internal). */
export const meantWard = async ({ dataDir, ward }: Omit<WardConfig, 'site'>): Promise<MeantWard> => ({
  named: ward,
  remembered: await readWardId(memoryIn(dataDir)),
});

/**
 * Brings the catalogue up to date, and joins its ward as a process of the site. The data directory remembers the ward.
 * Another ward's catalogue is left as it is. Errors: those of `migrateNamed`, `joinWard` and `meantWard`.
 */
export async function openWard(url: string, config: WardConfig, clock: Clock): Promise<Ward> {
  const meant = await meantWard(config);
  await migrateNamed(url, (there) => refuseOtherWard(there, meant));
  const db = openDatabase(openPool(url, () => {}, { max: 1 }));
  try {
    const ward = await joinWard(new PostgresWardBook(db), config.site as SiteId, { ...meant, clock });
    await keepWardId(memoryIn(config.dataDir), ward.id);
    return ward;
  } finally {
    await db.destroy();
  }
}

/** In the spool: the footage there is the ward's. */
const memoryIn = (dataDir: string): string => join(dataDir, 'spool', 'ward-id');
