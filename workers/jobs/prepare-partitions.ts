import type { Clock } from '../../src/core/index.ts';
import type { Partitions } from '../../src/ingest/index.ts';

const dayMs = 86_400_000;
const daysAhead = 7;
/** A spool that was cut off for days may still bring a segment of them. */
const daysBehind = 7;

/** Makes the catalogue's partitions from yesterday on, so that no segment waits for one, and drops what expiry emptied. */
export async function preparePartitions(partitions: Partitions, clock: Clock): Promise<'done'> {
  await partitions.prepare(clock.nowMs() - dayMs, daysAhead + 1);
  await partitions.dropEmpty(clock.nowMs() - daysBehind * dayMs);
  return 'done';
}
