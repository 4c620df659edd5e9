import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../../config/load.ts';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { openServices, type Services } from '../../../src/compose/services.ts';
import { type NodeId, newId } from '../../../src/core/index.ts';
import type { IdentifiedStore } from '../../../src/objects/index.ts';
import type { TestPostgres } from '../../support/postgres.ts';
import { TestRedis } from '../../support/redis.ts';
import { type StockedWard, stockWard } from '../retention/stocked-ward.ts';

/** A catalogue, the data directory of its host, and processes of the service that come and go. Redis is away. */
export class StoreWard {
  private readonly opened: Services[] = [];

  private constructor(
    readonly ward: StockedWard,
    readonly dataDir: string,
    readonly nodeId: NodeId,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** On disk, unless a store is given with the settings that name it. */
  static async make(
    postgres: TestPostgres,
    given?: { readonly store: IdentifiedStore; readonly env: Readonly<Record<string, string>> },
  ): Promise<StoreWard> {
    const dataDir = await mkdtemp(join(tmpdir(), 'stores-'));
    const nodeId = newId('node', Date.now());
    await mkdir(join(dataDir, 'spool'));
    await writeFile(join(dataDir, 'spool/node-id'), `${nodeId}\n`);
    const store = given?.store ?? (await openDiskStore({ directory: join(dataDir, 'store'), nodeId }));
    const ward = await stockWard(postgres, 1, store);
    const redis = await TestRedis.notStarted();
    const env = { DATABASE_URL: ward.database.url, REDIS_URL: redis.url, MINHCHUNG_DATA_DIR: dataDir };
    const quiet = { MINHCHUNG_LOG_LEVEL: 'silent', MINHCHUNG_DISK_RESERVE_GB: '0' };
    return new StoreWard(ward, dataDir, nodeId, { ...env, ...quiet, ...given?.env });
  }

  get config(): Config {
    return loadConfig(this.env);
  }

  /** A process that starts. */
  async start(options?: Parameters<typeof openServices>[2]): Promise<Services> {
    const base = await openServices(this.config, 'test', options);
    this.opened.push(base);
    return base;
  }

  /** As the catalogue of an earlier version: it knows no store. */
  async forgetStore(): Promise<void> {
    await this.ward.database.pool.query('delete from object_store');
  }

  get storeDir(): string {
    return join(this.dataDir, 'store');
  }

  async close(): Promise<void> {
    for (const base of this.opened) await base.close();
    await this.ward.close();
    await rm(this.dataDir, { recursive: true });
  }
}

export const someBytes = (): Buffer => randomBytes(100);
