import type { Clock } from '../../src/core/index.ts';
import type { Partitions } from '../../src/ingest/index.ts';

const daysAhead = 7;

/** Makes the catalogue's partitions from yesterday on, so that no segment waits for one. */
export async function preparePartitions(partitions: Partitions, clock: Clock): Promise<'done'> {
  await partitions.prepare(clock.nowMs() - 86_400_000, daysAhead + 1);
  return 'done';
}
