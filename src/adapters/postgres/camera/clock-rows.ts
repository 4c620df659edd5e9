import { sql } from 'kysely';
import type { ClockAnswer, ClockReading, KnownClock, ReadingFault } from '../../../camera/index.ts';
import { type CameraId, formatInstant } from '../../../core/index.ts';
import type { EvidenceRecord } from '../../../log/index.ts';
import type { Database } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';

type SegmentClock = Extract<EvidenceRecord, { readonly type: 'seg' }>['cam_clk'];

/** Names of the sources in records. */
const sources = { onvif: 'GSDT', rtcp: 'SR' } as const;

/** A reading as JSON of the server. */
export type ReadingRow = Tables['camera_clock'];
export type TryRow = Tables['camera_clock_try'];

/** The reading of a camera that is nearest to an instant, as a subquery of one value: of the two beside it. */
export const nearestClock = (cameraId: ReturnType<typeof sql>, atMs: number) => sql<ReadingRow | null>`
  (select to_jsonb(k) from (
      (select * from camera_clock where camera_id = ${cameraId} and measured_at_ms <= ${atMs}
        order by measured_at_ms desc limit 1)
      union all
      (select * from camera_clock where camera_id = ${cameraId} and measured_at_ms > ${atMs}
        order by measured_at_ms limit 1)) k
    order by abs(k.measured_at_ms - ${atMs}), k.measured_at_ms desc limit 1)`;

/** What a record of a segment says of the camera's clock. */
export const statedClock = (reading: ClockReading | undefined): SegmentClock =>
  reading
    ? {
        src: sources[reading.source],
        off_ms: reading.offsetMs,
        err_ms: reading.errorMs,
        at: formatInstant(reading.measuredAtMs),
      }
    : { src: 'none' };

export const readingOf = (row: ReadingRow): ClockReading => ({
  source: row.source,
  offsetMs: row.offset_ms,
  errorMs: row.error_ms,
  measuredAtMs: row.measured_at_ms,
});

/** Of the newest reading and the newest try. */
export function knownClockOf(reading: ReadingRow | null, last: TryRow | null): KnownClock {
  return {
    ...(reading && { reading: readingOf(reading) }),
    ...(last?.fault && { failure: { fault: last.fault as ReadingFault, atMs: last.tried_at_ms } }),
  };
}

/** A camera that was asked for the time, and what came of it. */
interface AskedClock {
  readonly id: CameraId;
  readonly answer: ClockAnswer;
  readonly atMs: number;
}

/** `trx` has locked the camera. */
export async function insertClock(
  trx: Database,
  scribe: Scribe,
  { id, answer, atMs }: AskedClock,
): Promise<void> {
  const tried = { tried_at_ms: atMs, fault: 'fault' in answer ? answer.fault : null };
  await trx
    .insertInto('camera_clock_try')
    .values({ camera_id: id, ...tried })
    .onConflict((at) => at.column('camera_id').doUpdateSet(tried))
    .execute();
  if (!('fault' in answer)) await insertReading(trx, scribe, { id, reading: answer });
}

/** With its record; `trx` has locked the camera. A second reading of one millisecond is none. */
export async function insertReading(
  trx: Database,
  scribe: Scribe,
  { id, reading }: { readonly id: CameraId; readonly reading: ClockReading },
): Promise<void> {
  const { source, offsetMs, errorMs, measuredAtMs } = reading;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('camera_clock')
    .values({
      camera_id: id,
      measured_at_ms: measuredAtMs,
      source,
      offset_ms: offsetMs,
      error_ms: errorMs,
    })
    .onConflict((at) => at.columns(['camera_id', 'measured_at_ms']).doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === 0) return;
  await scribe.state(trx, {
    type: 'cclk',
    cam: id,
    at: formatInstant(measuredAtMs),
    src: sources[source],
    off_ms: offsetMs,
    err_ms: errorMs,
  });
}
