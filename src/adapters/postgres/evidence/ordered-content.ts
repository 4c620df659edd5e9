import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { CameraId, TimeRange } from '../../../core/index.ts';
import type { CameraSizes, Export } from '../../../evidence/index.ts';
import { cameraIdsOfRequest } from '../access/request-rows.ts';
import { type Database, onCatalogue } from '../database.ts';
import { offered } from '../footage/stream-facts.ts';
import type { Tables } from '../tables/tables.ts';
import type { OrderedContent } from './export-record.ts';

/**
 * What is ordered of the request, under its row's lock, as far as it is accounted for now: what is still being recorded is another
 * export's. Of a camera that is not recorded, time is accounted for until now.
 */
export async function lockOrdered(
  trx: Transaction<Tables>,
  { requestId, choice, orderedAtMs }: Pick<Export, 'requestId' | 'choice' | 'orderedAtMs'>,
): Promise<OrderedContent> {
  const row = await trx
    .selectFrom('request')
    .select(['from_ms', 'to_ms', cameraIdsOfRequest.as('camera_ids')])
    .where('id', '=', requestId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const { originals, clips, cameraIds = row.camera_ids, range } = choice;
  const { fromMs, toMs } = range ?? { fromMs: row.from_ms, toMs: row.to_ms };
  const { rows } = await sql<{ until: number | null }>`
    select min(case when exists (select from gap g where g.stream_id = s.id and g.end_ms is null)
        then ${orderedAtMs}::bigint else s.accounted_until_ms end) as until
      from stream s where s.camera_id = any(${cameraIds}) and s.recorded`.execute(trx);
  const until = Math.min(toMs, rows[0]?.until ?? toMs);
  return { cameraIds, range: { fromMs, toMs: until > fromMs ? until : toMs }, originals, clips };
}

/** The packed keyframe index counts them: a varint of one byte or two, behind the version. An index that was cut counts none. */
const gopsOfSegment: RawBuilder<number> = sql`case when octet_length(keyframes) < 3 then 0
  when get_byte(keyframes, 1) < 128 then get_byte(keyframes, 1)
  else get_byte(keyframes, 1) - 128 + 128 * get_byte(keyframes, 2) end`;

/** Still and storyboard of a segment together, about. */
const pictureBytes = 40_000;

/**
 * The bytes that each camera has of that range. A clip takes of a segment that the range cuts as much as its share in time, and half a GOP more at
 * each cut. Where two runs overlap both count.
 */
export async function sizesWithin(
  db: Database,
  cameraIds: readonly CameraId[],
  range: TimeRange,
): Promise<CameraSizes[]> {
  const { fromMs, toMs } = range;
  const cuts = sql`(start_ms < ${fromMs})::int + (end_ms > ${toMs})::int`;
  const within = sql`least(end_ms, ${toMs}) - greatest(start_ms, ${fromMs})`;
  const gopMs = sql`(end_ms - start_ms)::float8 / greatest(${gopsOfSegment}, 1)`;
  const share = sql`least(1, (${within} + (${cuts}) * ${gopMs} / 2) / (end_ms - start_ms))`;
  const { rows } = await onCatalogue(() =>
    sql<CameraSizes>`
      select camera.id as "cameraId", coalesce(sum(size_bytes), 0)::float8 as "originalBytes",
          coalesce(sum(size_bytes * ${share}), 0)::float8 as "clipBytes",
          coalesce(sum(coalesce(index_bytes, 0) + has_still::int * ${pictureBytes}::int), 0)::float8 as "besideBytes"
        from unnest(${cameraIds}::text[]) with ordinality as camera (id, place)
          left join stream on stream.camera_id = camera.id and stream.recorded
          left join segment on segment.stream_id = stream.id and ${offered(range)}
        group by camera.id, camera.place order by camera.place`.execute(db),
  );
  return rows.map(rounded);
}

const rounded = ({ cameraId, originalBytes, clipBytes, besideBytes }: CameraSizes): CameraSizes => ({
  cameraId,
  originalBytes: Math.round(originalBytes),
  clipBytes: Math.round(clipBytes),
  besideBytes: Math.round(besideBytes),
});
