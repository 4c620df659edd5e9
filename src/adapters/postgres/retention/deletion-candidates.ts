import { type RawBuilder, sql } from 'kysely';
import type { CameraId, NeighbourhoodId, RunId, StreamId } from '../../../core/index.ts';
import type { CameraCutoff, Candidate, SiteStore } from '../../../retention/index.ts';
import type { Database } from '../database.ts';
import { isHeld } from './lock.ts';

interface CandidateRow {
  readonly stream_id: StreamId;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly run_id: RunId;
  readonly camera_id: CameraId;
  readonly neighbourhood_id: NeighbourhoodId;
  readonly size_bytes: number;
  readonly elsewhere?: number;
}

/**
 * Past their camera's cutoff. Every stream gives some of its oldest, so that none waits for another; each comes by the
 * primary key, and partitions after the cutoff are not touched.
 */
export const pastTimeQuery = (
  { siteId, store }: SiteStore,
  cutoffs: readonly CameraCutoff[],
  limit: number,
): RawBuilder<CandidateRow> => sql<CandidateRow>`
  select found.*, c.neighbourhood_id
    from unnest(${cutoffs.map(({ cameraId }) => cameraId)}::text[],
        ${cutoffs.map(({ cutoffMs }) => Math.floor(cutoffMs))}::bigint[]) as cutoff(camera_id, at_ms)
      join camera c on c.id = cutoff.camera_id and c.site_id = ${siteId}
      join stream on stream.camera_id = c.id
      cross join lateral (
        select s.stream_id, s.start_ms, s.end_ms, s.run_id, s.camera_id, s.size_bytes from segment s
          where s.stream_id = stream.id and s.start_ms < cutoff.at_ms and s.end_ms <= cutoff.at_ms
            and s.store = ${store} and s.deletion_id is null and not ${isHeld}
          order by s.start_ms limit ${limit}) found
    limit ${limit}`;

/** Of the site; each with the bytes of other sites before it, in one order for all sites: then their workers meet. */
export const oldestQuery = (
  { siteId, store }: SiteStore,
  beforeMs: number,
  limit: number,
): RawBuilder<CandidateRow> => {
  const mayGo = sql`s.start_ms < ${Math.floor(beforeMs)} and s.end_ms <= ${Math.floor(beforeMs)}
      and s.store = ${store} and s.deletion_id is null and not ${isHeld}`;
  return sql<CandidateRow>`
  with own as (
    select s.stream_id, s.start_ms, s.end_ms, s.run_id, s.camera_id, s.size_bytes, c.neighbourhood_id
      from segment s join camera c on c.id = s.camera_id and c.site_id = ${siteId}
      where ${mayGo} order by s.start_ms limit ${limit}),
  elsewhere as (
    select s.stream_id, s.start_ms, s.size_bytes
      from segment s join camera c on c.id = s.camera_id and c.site_id <> ${siteId}
      where ${mayGo} and s.start_ms <= (select max(start_ms) from own)),
  ranked as (
    select *, sum(other_bytes) over (order by start_ms, stream_id)::bigint as elsewhere from (
      select own.*, 0 as other_bytes, true as is_own from own
      union all select stream_id, start_ms, null, null, null, null, null, size_bytes, false from elsewhere) both_kinds)
  select stream_id, start_ms, end_ms, run_id, camera_id, size_bytes, neighbourhood_id, elsewhere
    from ranked where is_own order by start_ms`;
};

export async function candidatesOf(db: Database, query: RawBuilder<CandidateRow>): Promise<Candidate[]> {
  const { rows } = await query.execute(db);
  return rows.map((row) => ({
    ref: { streamId: row.stream_id, startMs: row.start_ms, runId: row.run_id },
    cameraId: row.camera_id,
    neighbourhoodId: row.neighbourhood_id,
    fromMs: row.start_ms,
    toMs: row.end_ms,
    sizeBytes: row.size_bytes,
    ...(row.elsewhere ? { elsewhereBytes: row.elsewhere } : {}),
  }));
}
