import { type RawBuilder, sql } from 'kysely';
import type { SiteId, StreamId } from '../../../core/index.ts';
import { type LockedStream, lockStream } from '../recording/locked-stream.ts';
import { adoptGaps, unrecordedGaps } from './adopted-gaps.ts';
import { adoptSegments, unrecordedSegments } from './adopted-segments.ts';
import { type Adopting, type AdoptionTask, endTask } from './adopting.ts';

/** Of a stream, in one transaction: about an hour of footage, so that its recorder waits for some milliseconds. */
const batch = 50;

export const streamsToAdopt = (site: SiteId, untilMs: number): RawBuilder<unknown> => sql`
  select 'stream', s.id, c.site_id, ${untilMs}::bigint from stream s join camera c on c.id = s.camera_id
    where c.site_id = ${site} and s.enrolled_at_ms < ${untilMs}`;

/** The next segments and gaps of a stream, from the newest on. */
export async function adoptFootage(adopting: Adopting, task: AdoptionTask): Promise<void> {
  const stream = await lockStream(adopting, task.subject as StreamId, task.before_ms);
  if (!stream) return endTask(adopting, task);
  const next = { beforeMs: task.before_ms, count: batch };
  const segments = await unrecordedSegments(stream, next);
  const gaps = await unrecordedGaps(stream, next);
  await adoptSegments(adopting, { ...stream, cameraRevision: await revisionOf(stream) }, segments);
  await adoptGaps(stream, gaps);
  const unfinished = [segments, gaps].filter(({ length }) => length >= batch);
  if (unfinished.length === 0) return endTask(adopting, task);
  await goBack(adopting, task, Math.max(...unfinished.map((rows) => rows.at(-1)?.start_ms ?? 0)));
}

/** Number of the newest record of the camera; 0 before the first. */
async function revisionOf({ trx, cameraId }: LockedStream): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select seq from log_chain where name = ${`cam/${cameraId}`}`.execute(trx);
  return rows[0]?.seq ?? 0;
}

async function goBack({ trx }: Adopting, { kind, subject }: AdoptionTask, beforeMs: number): Promise<void> {
  await trx
    .updateTable('adoption')
    .set({ before_ms: beforeMs })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .execute();
}
