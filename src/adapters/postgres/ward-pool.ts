import pg from 'pg';
import type { WardId } from '../../core/index.ts';
import { type Ward, wardNotOurs } from '../../ward/index.ts';

/** As much of a connection as tells which ward it leads to. */
type Asked = Pick<pg.ClientBase, 'query'>;
type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (destroy?: boolean) => void,
) => void;

/** A catalogue can be replaced under open connections: a proof is taken for so long, and then asked for again. */
const proofLastsMs = 5_000;

/**
 * Connections to the catalogue of one ward. Each proves where it leads before it is handed out; one that leads to another
 * ward is closed, and so is every other one before its next use.
 * Errors of `connect`, and of queries: `unavailable` `ward-not-ours`, and those of a pool.
 */
export class WardPool extends pg.Pool {
  private provenAtMs = new WeakMap<Asked, number>();

  constructor(
    config: pg.PoolConfig,
    private readonly ward: WardId,
    private readonly lastsMs = proofLastsMs,
  ) {
    super(config);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<pg.PoolClient> | undefined {
    const proven = this.proven();
    if (!connected) return proven;
    proven.then(
      (client) => connected(undefined, client, client.release.bind(client)),
      (error: Error) => connected(error, undefined, () => {}),
    );
    return undefined;
  }

  private async proven(): Promise<pg.PoolClient> {
    const client = await super.connect();
    try {
      await this.prove(client);
    } catch (error) {
      client.release(true);
      throw error;
    }
    return client;
  }

  private async prove(client: pg.PoolClient): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - (this.provenAtMs.get(client) ?? Number.NEGATIVE_INFINITY) < this.lastsMs) return;
    const there = await wardAt(client);
    if (there?.id !== this.ward) {
      this.provenAtMs = new WeakMap();
      throw wardNotOurs(there?.id, this.ward);
    }
    this.provenAtMs.set(client, nowMs);
  }
}

/** The ward that a connection leads to; `undefined` where none has begun, also where the schema has none yet. */
export async function wardAt(client: Asked): Promise<Pick<Ward, 'id' | 'name'> | undefined> {
  const { rows: tables } = await client.query<{ isThere: boolean }>(
    `select to_regclass('ward') is not null as "isThere"`,
  );
  if (!tables[0]?.isThere) return undefined;
  const { rows } = await client.query<Pick<Ward, 'id' | 'name'>>('select id, name from ward');
  return rows[0];
}
