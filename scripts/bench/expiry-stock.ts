import { sql } from 'kysely';
import { ensureSite } from '../../src/adapters/postgres/camera/sites.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { PostgresPartitions } from '../../src/adapters/postgres/ingest/partitions.ts';
import { dayMs, minuteMs, newId, type SiteId } from '../../src/core/index.ts';
import type { ObjectKey } from '../../src/objects/index.ts';
import { keysOf } from '../../src/retention/index.ts';

const cameras = 10;
/** Start of the first segment. */
export const firstMs = Date.parse('2026-01-01T00:00:00Z');
export const site = 'bench' as SiteId;

/** Inserts one-minute segments of ten cameras; returns the keys of all their objects, four a segment. */
export async function stockCatalogue(db: Database, segments: number, store: string): Promise<ObjectKey[]> {
  const minutes = Math.ceil(segments / cameras);
  await ensureSite(db, site);
  await new PostgresPartitions(db).prepare(firstMs, Math.ceil((minutes * minuteMs) / dayMs));
  const neighbourhoodId = newId('neighbourhood', firstMs);
  await sql`insert into neighbourhood (id, site_id, name) values (${neighbourhoodId}, ${site}, ${neighbourhoodId})`.execute(
    db,
  );
  const keys: ObjectKey[] = [];
  for (let i = 0; i < cameras; i++) {
    const count = Math.min(minutes, segments - i * minutes);
    keys.push(...(await stockCamera(db, neighbourhoodId, { count, store })));
  }
  return keys;
}

async function stockCamera(
  db: Database,
  neighbourhoodId: string,
  { count, store }: { readonly count: number; readonly store: string },
): Promise<ObjectKey[]> {
  const [cameraId, streamId] = [newId('camera', firstMs), newId('stream', firstMs)];
  const runId = newId('run', firstMs);
  const endMs = firstMs + count * minuteMs;
  await sql`
    insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms)
      values (${cameraId}, ${site}, ${neighbourhoodId}, ${cameraId}, ${firstMs})`.execute(db);
  await sql`
    insert into stream (id, camera_id, role, url, recorded, enrolled_at_ms, accounted_until_ms)
      values (${streamId}, ${cameraId}, 'main', 'rtsp://192.0.2.7/', true, ${firstMs}, ${endMs})`.execute(db);
  await sql`
    insert into segment (stream_id, start_ms, end_ms, run_id, seq, epoch, camera_id, store, object_key, size_bytes,
        sha256, media_from_ms, media_to_ms, packets_lost, codec, width, height, init_bytes, keyframes, has_still,
        ingested_at_ms)
      select ${streamId}, at, at + ${minuteMs}, ${runId}, (at - ${firstMs}) / ${minuteMs}, 1, ${cameraId}, ${store}, 'k',
          1000, repeat('0', 64), 0, 1, 0, 'avc1', 1, 1, 1, '\\x00', true, 0
        from generate_series(${firstMs}::bigint, ${endMs - minuteMs}::bigint, ${minuteMs}::bigint) as at`.execute(
    db,
  );
  return Array.from({ length: count }, (_, i) =>
    keysOf({ cameraId, streamId, startMs: firstMs + i * minuteMs, epoch: 1 }),
  ).flat();
}
