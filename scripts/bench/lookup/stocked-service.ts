import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig } from '../../../config/load.ts';
import { createPasswordHasher } from '../../../src/adapters/argon2/password-hasher.ts';
import { PostgresUserRepository } from '../../../src/adapters/postgres/access/user-repository.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { openServices, type Services } from '../../../src/compose/services.ts';
import { newId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { ApiClient } from '../../demo/api-client.ts';
import { type Service, startService } from '../../service/supervisor.ts';
import { commitRecent } from './recent-footage.ts';
import { type StockedStream, stockCatalogue } from './stock.ts';
import { type StockTime, stockTime } from './ward-plan.ts';

/** A finished folder holds this; the bench makes one of another version again. */
interface Stock {
  readonly version: number;
  readonly time: StockTime;
  readonly streams: readonly StockedStream[];
}
const version = 1;

export interface StockedService extends Omit<Stock, 'version'> {
  readonly base: Services;
  readonly officer: ApiClient;
  stop(): Promise<void>;
}

interface StockOptions {
  /** Kept: the next run finds it. */
  readonly folder: string;
  readonly segmentMs: number;
  readonly say: (text: string) => void;
}

/** Starts api and signer on a stocked catalogue, which is made where it is not there yet. No worker records, and none expires. */
export async function openStockedService({ folder, segmentMs, say }: StockOptions): Promise<StockedService> {
  const file = join(folder, 'stock.json');
  let stock = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Stock) : undefined;
  if (stock?.version !== version) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o711 });
    stock = undefined;
  }
  const service = await serve(join(folder, 'data'), say);
  const base = await openServices(loadConfig(service.env), 'bench');
  const stop = async () => {
    await base.close();
    await service.stop();
  };
  try {
    stock ??= await makeStock(base, file, { segmentMs, say });
    return { ...stock, base, officer: await officerOf(base, service.url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const serve = (dataDir: string, say: (text: string) => void): Promise<Service> =>
  startService({
    dataDir,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      MINHCHUNG_CAMERA_NETWORKS: '192.0.2.0/24',
      MINHCHUNG_DISK_RESERVE_GB: '0',
      MINHCHUNG_LOOKUP_MAX_HOURS: '744',
    },
    workers: [{ name: 'signer', roles: ['sign'] }],
    onLine: (name, line) => {
      if (name === 'supervisor' || /"level":(40|50|60)/.test(line)) say(`${name}: ${line}`);
    },
  });

async function makeStock(
  base: Services,
  file: string,
  { segmentMs, say }: Pick<StockOptions, 'segmentMs' | 'say'>,
): Promise<Stock> {
  const { siteId, storeName } = base;
  const time = stockTime(base.clock.nowMs());
  const onDay = (day: number) => say(`makes day ${day}`);
  // The statements of a pool of the product end after 25 s.
  const unhurried = openDatabase(new pg.Pool({ connectionString: base.config.databaseUrl, max: 1 }));
  const streams = await stockCatalogue(unhurried, { siteId, storeName, time, segmentMs, onDay });
  await unhurried.destroy();
  say('commits the last hour');
  await commitRecent(base, time, streams);
  const stock = { version, time, streams };
  await writeFile(file, JSON.stringify(stock));
  return stock;
}

/** A new one for each run: no password is kept. */
async function officerOf({ db, scribe, clock }: Services, url: string): Promise<ApiClient> {
  const nowMs = clock.nowMs();
  const [id, password] = [newId('user', nowMs), randomBytes(12).toString('base64url')];
  const name = `bench-${nowMs}`;
  const passwordHash = await (await createPasswordHasher()).hash(password);
  await new PostgresUserRepository(db, scribe).create(
    { id, name, fullName: 'Bench', role: 'officer', enabled: true, createdAtMs: nowMs, passwordHash },
    custodyEvent({ nowMs }, 'user-created', { subject: id }),
  );
  const officer = new ApiClient(url);
  await officer.signIn({ name, password });
  return officer;
}
