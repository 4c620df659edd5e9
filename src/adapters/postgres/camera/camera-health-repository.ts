import { sql } from 'kysely';
import type {
  CameraDay,
  CameraHealthRepository,
  EnrolmentStill,
  PasswordException,
  SealedCredential,
} from '../../../camera/index.ts';
import type { CameraId, TimeRange } from '../../../core/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

type Camera = Tables['camera'];

interface DayRow extends Pick<Camera, 'id' | 'name' | 'neighbourhood_id' | 'street_address' | 'landmark'> {
  readonly neighbourhood: string;
  readonly missing: Record<string, number> | null;
  readonly open_since_ms: number | null;
  readonly open_reason: string | null;
  readonly last_message: string | null;
  readonly last_code: string | null;
  readonly verdict: Tables['enrolment_still']['verdict'] | null;
  readonly picture_fault: Tables['picture_fault']['code'] | null;
}

export class PostgresCameraHealthRepository implements CameraHealthRepository {
  constructor(private readonly db: Database) {}

  async days({ fromMs, toMs }: TimeRange): Promise<CameraDay[]> {
    const { rows } = await onCatalogue(() =>
      sql<DayRow>`
        select c.id, c.name, c.neighbourhood_id, c.street_address, c.landmark, n.name as neighbourhood,
            (select jsonb_object_agg(reason, missing_ms) from (
              select reason, sum(least(coalesce(end_ms, ${toMs}), ${toMs}) - greatest(start_ms, ${fromMs})) as missing_ms
                from gap where stream_id = s.id and int8range(start_ms, end_ms) && int8range(${fromMs}, ${toMs})
                group by reason) by_reason) as missing,
            least(o.start_ms, ${toMs}) as open_since_ms, o.reason as open_reason, l.last_message, l.last_code,
            t.verdict, f.code as picture_fault
          from camera c join neighbourhood n on n.id = c.neighbourhood_id
            join stream s on s.camera_id = c.id and s.recorded
            left join gap o on o.stream_id = s.id and o.end_ms is null
            left join lease l on l.stream_id = s.id
            left join enrolment_still t on t.camera_id = c.id
            left join picture_fault f on f.camera_id = c.id`.execute(this.db),
    );
    return rows.map(dayOf);
  }

  async credentials(): Promise<SealedCredential[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('credential')
        .innerJoin('camera', 'camera.id', 'credential.camera_id')
        .select(['credential.camera_id', 'credential.sealed'])
        .orderBy('camera.name')
        .execute(),
    );
    return rows.map(({ camera_id, sealed }) => ({ cameraId: camera_id, sealed }));
  }

  async exceptions(): Promise<PasswordException[]> {
    const rows = await onCatalogue(() => this.db.selectFrom('password_exception').selectAll().execute());
    return rows.map((row) => ({
      cameraId: row.camera_id,
      untilOn: row.until_on,
      reason: row.reason,
      grantedBy: row.granted_by,
      grantedAtMs: row.granted_at_ms,
    }));
  }

  async keepException(exception: PasswordException): Promise<void> {
    const { cameraId, untilOn, reason, grantedBy, grantedAtMs } = exception;
    const granted = {
      until_on: untilOn,
      reason,
      granted_by: grantedBy,
      granted_at_ms: grantedAtMs,
    };
    await onCatalogue(() =>
      this.db
        .insertInto('password_exception')
        .values({ camera_id: cameraId, ...granted })
        .onConflict((at) => at.column('camera_id').doUpdateSet(granted))
        .execute(),
    );
  }

  async still(cameraId: CameraId): Promise<EnrolmentStill | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('enrolment_still').selectAll().where('camera_id', '=', cameraId).executeTakeFirst(),
    );
    if (!row) return undefined;
    const { taken_at_ms, made_at_ms, verdict, luma_mean, luma_spread } = row;
    return {
      cameraId,
      takenAtMs: taken_at_ms,
      madeAtMs: made_at_ms,
      verdict,
      lumaMean: luma_mean,
      lumaSpread: luma_spread,
    };
  }

  async keepStill(still: EnrolmentStill): Promise<void> {
    const { cameraId, takenAtMs, madeAtMs, verdict, lumaMean, lumaSpread } = still;
    const made = {
      taken_at_ms: takenAtMs,
      made_at_ms: madeAtMs,
      verdict,
      luma_mean: lumaMean,
      luma_spread: lumaSpread,
    };
    await onCatalogue(() =>
      this.db
        .insertInto('enrolment_still')
        .values({ camera_id: cameraId, ...made })
        .onConflict((at) => at.column('camera_id').doUpdateSet(made))
        .execute(),
    );
  }

  async stillsShownSince(cameraId: CameraId, sinceMs: number): Promise<number[]> {
    const { rows } = await onCatalogue(() =>
      sql<{ readonly at_ms: number }>`
        select min(at_ms) as at_ms from custody_event
          where camera_id = ${cameraId} and event = 'enrolment-still-shown'
          group by from_ms having min(at_ms) > ${sinceMs} order by 1`.execute(this.db),
    );
    return rows.map(({ at_ms }) => at_ms);
  }
}

const dayOf = (row: DayRow): CameraDay => ({
  camera: {
    id: row.id,
    name: row.name,
    neighbourhoodId: row.neighbourhood_id,
    ...(row.street_address === null ? {} : { streetAddress: row.street_address }),
    ...(row.landmark === null ? {} : { landmark: row.landmark }),
  },
  neighbourhood: row.neighbourhood,
  missingMs: row.missing ?? {},
  ...(row.open_since_ms === null ? {} : { openSinceMs: row.open_since_ms }),
  ...(row.open_reason === null ? {} : { openReason: row.open_reason }),
  ...(row.last_message === null ? {} : { lastMessage: row.last_message }),
  ...(row.last_code === null ? {} : { lastCode: row.last_code }),
  ...(row.verdict === null ? {} : { verdict: row.verdict }),
  ...(row.picture_fault === null ? {} : { pictureFault: row.picture_fault }),
});
