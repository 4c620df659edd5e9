import { sql } from 'kysely';
import type {
  CameraClockBook,
  ClockAnswer,
  ClockReading,
  ClockTry,
  ReadingFault,
} from '../../../camera/index.ts';
import { type CameraId, dayMs, type SiteId } from '../../../core/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { insertClock, insertReading, nearestClock, type ReadingRow, readingOf } from './clock-rows.ts';

/** A report is no news within a day, less what a scheduled measurement may be late. */
const reportedMs = dayMs + 2 * 3_600_000;

export class PostgresCameraClockBook implements CameraClockBook {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async keep(id: CameraId, answer: ClockAnswer, atMs: number): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockCamera(trx, id);
        await insertClock(trx, this.scribe, { id, answer, atMs });
      }),
    );
  }

  async keepReport(id: CameraId, reading: ClockReading): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockCamera(trx, id);
        if (!(await isMeasured(trx, id, reading.measuredAtMs)))
          await insertReading(trx, this.scribe, { id, reading });
      }),
    );
  }

  async tries(siteId: SiteId): Promise<ReadonlyMap<CameraId, ClockTry>> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('camera_clock_try')
        .innerJoin('camera', 'camera.id', 'camera_clock_try.camera_id')
        .select(['camera_clock_try.camera_id', 'tried_at_ms', 'fault'])
        .where('site_id', '=', siteId)
        .execute(),
    );
    return new Map(rows.map(({ camera_id, ...row }) => [camera_id, tryOf(row)]));
  }

  readingAt(id: CameraId, atMs: number): Promise<ClockReading | undefined> {
    return onCatalogue(() => cameraClockAt(this.db, id, atMs));
  }
}

/** The reading of the camera's clock nearest to an instant, for who states a segment in a transaction. */
export async function cameraClockAt(
  db: Database,
  id: CameraId,
  atMs: number,
): Promise<ClockReading | undefined> {
  const { rows } = await sql<{
    clock: ReadingRow | null;
  }>`select ${nearestClock(sql`${id}`, atMs)} as clock`.execute(db);
  return rows[0]?.clock ? readingOf(rows[0].clock) : undefined;
}

/** Its chain of records follows the order of its facts. */
const lockCamera = (db: Database, id: CameraId): Promise<unknown> =>
  sql`select from camera where id = ${id} for no key update`.execute(db);

/** Whether there is a reading of the last day, or one ahead of it. */
async function isMeasured(db: Database, id: CameraId, atMs: number): Promise<boolean> {
  const { rows } = await sql`select from camera_clock
    where camera_id = ${id} and measured_at_ms > ${atMs - reportedMs} limit 1`.execute(db);
  return rows.length > 0;
}

const tryOf = ({ tried_at_ms, fault }: { tried_at_ms: number; fault: string | null }): ClockTry => ({
  triedAtMs: tried_at_ms,
  ...(fault !== null && { fault: fault as ReadingFault }),
});
