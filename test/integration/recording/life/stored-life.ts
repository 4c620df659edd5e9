import { sql } from 'kysely';
import { PostgresDeletionRepository } from '../../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../../src/adapters/postgres/retention/hold-repository.ts';
import {
  type CameraId,
  newId,
  type StreamId,
  silentLog,
  type TimeRange,
  type UserId,
} from '../../../../src/core/index.ts';
import { custodyEvent } from '../../../../src/custody/index.ts';
import { type ObjectStore, segmentKeys } from '../../../../src/objects/index.ts';
import { expireSegments, planExpiry, type RetentionPolicy } from '../../../../src/retention/index.ts';
import type { StreamInCatalogue } from '../../../support/builders.ts';
import { aScribe } from '../../../support/scribe.ts';
import type { TestCatalogue } from '../catalogue.ts';

/** Footage stays for 20 s: long enough to be held, short enough to expire within a life. */
const policy: RetentionPolicy = {
  days: 20 / 86_400,
  neighbourhoods: [],
  cameras: [],
  minimumDays: 0,
  requireClockSync: false,
};

interface Row {
  readonly camera_id: CameraId;
  readonly stream_id: StreamId;
  readonly start_ms: number;
  readonly epoch: number;
  readonly object_key: string;
  readonly size_bytes: number;
  readonly is_marked: boolean;
  readonly is_held: boolean;
}

/** What is stored of one stream, what expires of it, and what is held. */
export class StoredLife {
  private readonly book: PostgresDeletionRepository;
  private readonly holds: PostgresHoldRepository;
  private readonly siteStore;
  private owner: UserId | undefined;

  constructor(
    private readonly catalogue: TestCatalogue,
    private readonly stream: StreamInCatalogue,
    private readonly store: ObjectStore,
  ) {
    this.book = new PostgresDeletionRepository(catalogue.db, aScribe());
    this.holds = new PostgresHoldRepository(catalogue.db, aScribe());
    this.siteStore = { siteId: stream.siteId, store: 'test' };
  }

  /** What is past its time is marked. */
  async mark(): Promise<void> {
    const { book, holds } = this;
    await planExpiry({ book, holds, clock: this.catalogue.clock }, this.siteStore, policy);
  }

  /** What is marked is deleted. */
  async remove(): Promise<void> {
    const { book, store } = this;
    const deps = { book, store, clock: this.catalogue.clock, log: silentLog };
    await expireSegments(deps, this.siteStore, { mayBegin: true });
  }

  async hold(range: TimeRange): Promise<void> {
    const nowMs = this.catalogue.clock.nowMs();
    const { cameraId } = this.stream;
    this.owner ??= await this.officer();
    const event = custodyEvent({ user: { id: this.owner, role: 'officer' }, nowMs }, 'hold-placed');
    const what = { cameraIds: [cameraId], range, caseNumber: 'PC-1', reason: 'A motorbike was taken' };
    const when = { createdAtMs: nowMs, reviewAtMs: nowMs };
    await this.holds.place({ id: newId('hold', nowMs), ownerId: this.owner, ...what, ...when }, event);
  }

  /** What breaks I1 and I5 now. A hold is placed between a mark and a deletion, never within one. */
  async faults(): Promise<string[]> {
    const stored = new Map<string, number>();
    for await (const { key, sizeBytes } of this.store.list('')) stored.set(key, sizeBytes);
    const rows = await this.rows();
    const named = new Set(rows.flatMap(keysOf));
    return [
      ...rows.filter((row) => stored.get(row.object_key) !== row.size_bytes).map(told('lost')),
      ...rows.filter((row) => row.is_held && row.is_marked).map(told('held and marked')),
      ...[...stored.keys()].filter((key) => !named.has(key)).map((key) => `${key}: forgotten, and there`),
    ];
  }

  /** Not by the product's own query. */
  private async rows(): Promise<Row[]> {
    const { rows } = await sql<Row>`
      select camera_id, stream_id, start_ms, epoch, object_key, size_bytes, deletion_id is not null as is_marked,
        exists (select from hold h join hold_camera hc on hc.hold_id = h.id where hc.camera_id = segment.camera_id
          and h.released_at_ms is null and h.from_ms < segment.end_ms and h.to_ms > segment.start_ms) as is_held
      from segment where stream_id = ${this.stream.streamId}`.execute(this.catalogue.db);
    return rows;
  }

  private async officer(): Promise<UserId> {
    const id = newId('user', 0);
    const { db } = this.catalogue;
    await sql`insert into app_user values (${id}, ${id}, 'The officer', 'officer', 'x', true, 0)`.execute(db);
    return id;
  }
}

const told = (fault: string) => (row: Row) => `${row.object_key}: ${fault}`;

function keysOf(row: Row): string[] {
  const name = { cameraId: row.camera_id, streamId: row.stream_id, startMs: row.start_ms, epoch: row.epoch };
  const { original, index, still, storyboard } = segmentKeys(name);
  return [original, index, still, storyboard];
}
