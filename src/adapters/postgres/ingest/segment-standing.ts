import { sql } from 'kysely';
import type { ClockReading } from '../../../camera/index.ts';
import { minuteMs, type WardId } from '../../../core/index.ts';
import type { CataloguedSegment } from '../../../ingest/index.ts';
import { nearestClock, type ReadingRow, readingOf } from '../camera/clock-rows.ts';
import type { LockedStream, Trx } from '../recording/locked-stream.ts';

/** What the catalogue knows, when a segment is committed, of what its record says. */
export interface SegmentStanding {
  /** The row is there already. */
  readonly isKnown: boolean;
  readonly role: 'main' | 'sub';
  readonly ward?: WardId;
  readonly place?: { readonly lat: number; readonly lon: number };
  /** Number of the newest record of the camera; 0 before the first. */
  readonly cameraRevision: number;
  /** As the camera tells them: attacker-controlled. */
  readonly device: {
    readonly endpoint?: string;
    readonly mac?: string;
    readonly serial?: string;
    readonly firmware?: string;
  };
  readonly clock?: ClockReading;
  /** Why it comes after what was recorded later, or long after its end. */
  readonly late?: 'epoch' | 'spool';
}

/** A verifier expects `late` of a record that is stated ten minutes after the end; the transaction may take one. */
const lateAfterMs = 9 * minuteMs;

interface StandingTerms {
  readonly stream: LockedStream;
  /** Another run recorded the same time. */
  readonly overlapping: boolean;
  readonly nowMs: number;
}

interface StandingRow {
  is_known: boolean;
  role: 'main' | 'sub';
  ward: WardId | null;
  lat: number | null;
  lon: number | null;
  revision: number | null;
  firmware: string | null;
  identity: Readonly<Record<string, string>> | null;
  clock: ReadingRow | null;
  is_behind: boolean;
}

/** Under the stream's row lock. */
export async function standingOfSegment(
  trx: Trx,
  { run, closed }: Pick<CataloguedSegment, 'run' | 'closed'>,
  at: StandingTerms,
): Promise<SegmentStanding> {
  const { streamId, cameraId } = run;
  const { rows } = await sql<StandingRow>`
    select s.role, c.lat, c.lon, c.firmware, (select id from ward) as ward,
      exists (select from segment where stream_id = ${streamId} and start_ms = ${closed.startMs}
        and run_id = ${run.id}) as is_known,
      exists (select from segment where stream_id = ${streamId} and start_ms > ${closed.startMs}) as is_behind,
      (select seq from log_chain where name = ${`cam/${cameraId}`}) as revision,
      (select jsonb_object_agg(kind, value) from camera_identity where camera_id = c.id) as identity,
      ${nearestClock(sql`c.id`, closed.startMs)} as clock
      from stream s join camera c on c.id = s.camera_id where s.id = ${streamId}`.execute(trx);
  return standingFrom(rows[0] as StandingRow, closed, at);
}

function standingFrom(
  row: StandingRow,
  closed: CataloguedSegment['closed'],
  { stream, overlapping, nowMs }: StandingTerms,
): SegmentStanding {
  const { lat, lon, identity, firmware } = row;
  const isAccounted = stream.accountedUntilMs >= closed.endMs;
  const isLate = row.is_behind || isAccounted || nowMs - closed.endMs > lateAfterMs;
  const [endpoint, mac, serial] = [identity?.['endpoint-uuid'], identity?.mac, identity?.serial];
  return {
    isKnown: row.is_known,
    role: row.role,
    ...(row.ward !== null && { ward: row.ward }),
    ...(lat !== null && lon !== null && { place: { lat, lon } }),
    cameraRevision: Number(row.revision ?? 0),
    device: {
      ...(endpoint !== undefined && { endpoint }),
      ...(mac !== undefined && { mac }),
      ...(serial !== undefined && { serial }),
      ...(firmware !== null && { firmware }),
    },
    ...(row.clock && { clock: readingOf(row.clock) }),
    ...(isLate && { late: overlapping ? 'epoch' : 'spool' }),
  };
}
