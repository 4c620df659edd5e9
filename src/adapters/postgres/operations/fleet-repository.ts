import { sql } from 'kysely';
import { parseStreamUrl } from '../../../camera/index.ts';
import type { Clock, SiteId } from '../../../core/index.ts';
import type { FleetCounts, FleetRepository } from '../../../operations/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { PostgresDepartures } from '../log/departures.ts';
import { refusal } from '../recording/leave.ts';
import { heldBytesUnderCap } from '../retention/held-bytes.ts';

const lookBackMs = 5 * 60_000;

interface Row {
  recording: number;
  waiting: number;
  off: number;
  leases: number;
  lag: number | null;
  expiring: number;
  due: number;
  doubts: number;
  unadopted: number;
  pending: number;
  oldest: number | null;
}

export class PostgresFleetRepository implements FleetRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async counts(): Promise<FleetCounts> {
    const nowMs = this.clock.nowMs();
    const { rows } = await onCatalogue(() =>
      sql<Row>`
        with state as (
          select ${refusal} is null as wanted,
            coalesce(l.expires_at > clock_timestamp(), false) as held
            from camera c left join stream s on s.camera_id = c.id and s.recorded
            left join lease l on l.stream_id = s.id)
        select count(*) filter (where wanted and held) as recording,
          count(*) filter (where wanted and not held) as waiting,
          count(*) filter (where not wanted) as off,
          count(*) filter (where held) as leases,
          (select max(lag_ms) from ingest_lag where minute_ms > ${nowMs - lookBackMs}) as lag,
          (select count(*) from segment where deletion_id is not null) as expiring,
          (select count(*) from hold where released_at_ms is null and review_at_ms <= ${nowMs}) as due,
          (select count(*) from clock_memory where fault_code is not null) as doubts,
          (select count(*) from adoption) as unadopted,
          (select count(*) from log_outbox) as pending,
          (select min(stated_at_ms) from log_outbox) as oldest
        from state`.execute(this.db),
    );
    const { recording = 0, waiting = 0, off = 0, leases = 0, lag = null } = rows[0] ?? {};
    const { expiring: segmentsExpiring = 0, due: holdsDue = 0, doubts: clocksInDoubt = 0 } = rows[0] ?? {};
    const { unadopted = 0, pending: factsPending = 0, oldest = null } = rows[0] ?? {};
    const held = await onCatalogue(() => heldBytesUnderCap(this.db));
    const left = await new PostgresDepartures(this.db).newest();
    return {
      cameras: { recording, waiting, off },
      leases,
      ingestLagMs: lag ?? undefined,
      segmentsExpiring,
      holdsDue,
      clocksInDoubt,
      unadopted,
      factsPending,
      factsPendingMs: oldest === null ? undefined : Math.max(0, nowMs - oldest),
      headsLeft: Object.fromEntries(left.map(({ way, leftAtMs }) => [way, (nowMs - leftAtMs) / 1000])),
      unapprovedHeldBytes: held,
    };
  }

  /** Streams of a site that should be recorded, and those that are: held, without an open gap. */
  async recording(site: SiteId): Promise<{ readonly wanted: number; readonly recorded: number }> {
    const { rows } = await onCatalogue(() =>
      sql<{ wanted: number; recorded: number }>`
        select count(*) as wanted, count(*) filter (where l.expires_at > clock_timestamp()
            and not exists (select from gap g where g.stream_id = s.id and g.end_ms is null)) as recorded
          from stream s join camera c on c.id = s.camera_id left join lease l on l.stream_id = s.id
          where s.recorded and c.site_id = ${site} and ${refusal} is null`.execute(this.db),
    );
    return rows[0] ?? { wanted: 0, recorded: 0 };
  }

  /** Start of the oldest segment of a site that waits for its pictures. */
  async oldestUnpicturedMs(site: SiteId): Promise<number | undefined> {
    const { rows } = await onCatalogue(() =>
      sql<{ oldest: number | null }>`
        select min(t.start_ms) as oldest from picture_task t join camera c on c.id = t.camera_id
          where c.site_id = ${site}`.execute(this.db),
    );
    return rows[0]?.oldest ?? undefined;
  }

  /** Hosts of the streams of a site's cameras, of those that are not switched off. */
  async streamHosts(site: SiteId): Promise<string[]> {
    const { rows } = await onCatalogue(() =>
      sql<{ url: string }>`
        select s.url from stream s join camera c on c.id = s.camera_id
          where s.recorded and c.enabled and c.site_id = ${site}`.execute(this.db),
    );
    return rows.map(({ url }) => parseStreamUrl(url).url.host);
  }

  /** Sites with a stream that should be recorded. */
  async sitesToRecord(): Promise<SiteId[]> {
    const { rows } = await onCatalogue(() =>
      sql<{ id: SiteId }>`
        select distinct c.site_id as id from stream s join camera c on c.id = s.camera_id
          where s.recorded and ${refusal} is null order by id`.execute(this.db),
    );
    return rows.map(({ id }) => id);
  }
}
