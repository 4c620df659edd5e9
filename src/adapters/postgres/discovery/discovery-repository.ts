import { type Selectable, sql, type Transaction } from 'kysely';
import { type CameraId, invalid, type SiteId } from '../../../core/index.ts';
import {
  type AskedPort,
  type Discovery,
  type DiscoveryRepository,
  type DiscoveryResult,
  foundIdOf,
  type ListedDevice,
} from '../../../discovery/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { onCatalogueWith } from '../violations.ts';

type Detail = Pick<ListedDevice, 'sighting' | 'changes' | 'candidateIds' | 'ports'>;
type ResultRow = Selectable<Tables['discovery_result']>;

/** A camera that was not seen for longer must be discovered again before it is registered. */
const keptMs = 7 * 86_400_000;

const violations = {
  discovery_site_id_fkey: () => invalid('unknown-site', 'There is no such site.', 'site'),
};

export class PostgresDiscoveryRepository implements DiscoveryRepository {
  constructor(private readonly db: Database) {}

  async begin({ id, siteId, startedAtMs, host }: Discovery): Promise<void> {
    const row = { id, site_id: siteId, started_at_ms: startedAtMs, host: host ?? null };
    await onCatalogueWith(violations, () => this.db.insertInto('discovery').values(row).execute());
  }

  finish(
    id: string,
    results: readonly DiscoveryResult[],
    nowMs: number,
    ports?: readonly AskedPort[],
  ): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('discovery')
          .set({ finished_at_ms: nowMs, ports: ports ? JSON.stringify(ports) : null })
          .where('id', '=', id)
          .where('finished_at_ms', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        if (results.length > 0)
          await trx.insertInto('discovery_result').values(rowsOf(id, results)).execute();
        await forgetOld(trx, id, nowMs);
      }),
    );
  }

  async fail(id: string, error: string, nowMs: number): Promise<void> {
    await onCatalogue(() =>
      this.db
        .updateTable('discovery')
        .set({ finished_at_ms: nowMs, error })
        .where('id', '=', id)
        .where('finished_at_ms', 'is', null)
        .execute(),
    );
  }

  get(id: string): Promise<{ discovery: Discovery; devices: ListedDevice[] } | undefined> {
    return onCatalogue(async () => {
      const row = await this.db.selectFrom('discovery').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return undefined;
      const results = await this.db
        .selectFrom('discovery_result')
        .selectAll()
        .where('discovery_id', '=', id)
        .orderBy('found_id')
        .execute();
      return { discovery: discoveryOf(row), devices: results.map(deviceOf) };
    });
  }

  async findDevice(siteId: SiteId, foundId: string): Promise<ListedDevice | undefined> {
    const { rows } = await onCatalogue(() =>
      sql<ResultRow>`
        select r.* from discovery_result r join discovery d on d.id = r.discovery_id
          where r.found_id = ${foundId} and d.site_id = ${siteId} and r.state <> 'silent'
          order by d.started_at_ms desc limit 1`.execute(this.db),
    );
    return rows[0] && deviceOf(rows[0]);
  }
}

/** Old discoveries of the same site, a few at a time, so that no discovery waits for the deletion of years. */
const forgetOld = (trx: Transaction<Tables>, id: string, nowMs: number) =>
  sql`
  delete from discovery where id in (
    select old.id from discovery old join discovery finished on finished.site_id = old.site_id
      where finished.id = ${id} and old.id <> finished.id and old.started_at_ms < ${nowMs - keptMs}
      order by old.started_at_ms limit 200)`.execute(trx);

/** Devices in the site's latest finished discovery. */
export async function latestDevices(db: Database, siteId: SiteId): Promise<ListedDevice[]> {
  const { rows } = await sql<ResultRow>`
    select r.* from discovery_result r
      where r.discovery_id = (select id from discovery
        where site_id = ${siteId} and finished_at_ms is not null and error is null
        order by started_at_ms desc limit 1)`.execute(db);
  return rows.map(deviceOf);
}

/** Devices that share a found id (firmware with a built-in UUID) are distinguished by their address. */
function rowsOf(discovery_id: string, results: readonly DiscoveryResult[]) {
  const taken = new Set<string>();
  return results.map((result) => {
    const plain = foundIdIn(result);
    const detailed: Detail = detailOf(result);
    const apart = taken.has(plain) ? `${plain} ${detailed.sighting?.found.address ?? taken.size}` : plain;
    taken.add(apart);
    const camera_id = 'camera' in result ? result.camera.id : null;
    const detail = JSON.stringify(detailed);
    return { discovery_id, found_id: apart, state: result.state, camera_id, detail };
  });
}

const foundIdIn = (result: DiscoveryResult): string =>
  result.state === 'silent' ? result.camera.id : foundIdOf(result.sighting.found);

function detailOf(result: DiscoveryResult): Detail {
  switch (result.state) {
    case 'silent':
      return result.ports ? { ports: result.ports } : {};
    case 'changed':
      return { sighting: result.sighting, changes: result.changes };
    case 'ambiguous':
      return { sighting: result.sighting, candidateIds: result.candidates.map(({ id }): CameraId => id) };
    case 'new':
    case 'known':
      return { sighting: result.sighting };
  }
}

const deviceOf = (row: ResultRow): ListedDevice => ({
  foundId: row.found_id,
  state: row.state,
  ...(row.camera_id === null ? {} : { cameraId: row.camera_id }),
  // Only `rowsOf` writes it.
  ...(row.detail as Detail),
});

const discoveryOf = (row: Selectable<Tables['discovery']>): Discovery => ({
  id: row.id,
  siteId: row.site_id as SiteId,
  startedAtMs: row.started_at_ms,
  ...(row.finished_at_ms === null ? {} : { finishedAtMs: row.finished_at_ms }),
  ...(row.error === null ? {} : { error: row.error }),
  ...(row.host === null ? {} : { host: row.host }),
  // Only `finish` writes it.
  ...(row.ports === null ? {} : { ports: row.ports as readonly AskedPort[] }),
});
