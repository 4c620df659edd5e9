import { type Kysely, sql, type Transaction } from 'kysely';
import { type CameraId, newId, type RunId, type SiteId, type StreamId } from '../../../core/index.ts';
import type { ObjectKey } from '../../../objects/index.ts';
import {
  type BegunDeletion,
  type CameraCutoff,
  type Candidate,
  type Deleted,
  type DeletedStream,
  type DeletionId,
  type DeletionRepository,
  deletedStreams,
  type ExpiryCause,
  type ExpiryStop,
  type Located,
  type MarkedSegment,
  type PlannedBatch,
  type SegmentRef,
  type SiteStore,
  type UnfinishedDeletion,
} from '../../../retention/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { lockStream } from '../recording/locked-stream.ts';
import type { Tables } from '../tables/tables.ts';
import { candidatesOf, oldestQuery, pastTimeQuery } from './deletion-candidates.ts';
import { forgetSegments } from './deletion-forget.ts';
import { locatedCameras } from './located-cameras.ts';
import { isHeld, lockRetention } from './lock.ts';
import { intentOf } from './stated-deletion.ts';

export class PostgresDeletionRepository implements DeletionRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  cameras(siteId: SiteId): Promise<Located[]> {
    return onCatalogue(() => locatedCameras(this.db, siteId));
  }

  storedBytes(store: string): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ stored: number }>`
        select ((select coalesce(sum(size_bytes), 0) from stored_day where store = ${store})
          - (select coalesce(sum(size_bytes), 0) from segment
              where store = ${store} and deletion_id is not null))::bigint as stored`.execute(this.db);
      return rows[0]?.stored ?? 0;
    });
  }

  pastTime(siteStore: SiteStore, cutoffs: readonly CameraCutoff[], limit: number): Promise<Candidate[]> {
    return onCatalogue(() => candidatesOf(this.db, pastTimeQuery(siteStore, cutoffs, limit)));
  }

  oldest(siteStore: SiteStore, beforeMs: number, limit: number): Promise<Candidate[]> {
    return onCatalogue(() => candidatesOf(this.db, oldestQuery(siteStore, beforeMs, limit)));
  }

  mark(siteStore: SiteStore, batch: PlannedBatch): Promise<number> {
    const { segments, nowMs } = batch;
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        const id = newId('deletion', nowMs);
        const { numAffectedRows } = await sql`
          update segment s set deletion_id = ${id} from ${named(segments)}
            where s.stream_id = named.stream_id and s.start_ms = named.start_ms and s.run_id = named.run_id
              and s.deletion_id is null and not ${isHeld} and ${isLastPolicy(batch)}`.execute(trx);
        const marked = Number(numAffectedRows ?? 0n);
        if (marked > 0) await insertDeletion(trx, id, siteStore, batch);
        return marked;
      }),
    );
  }

  async unfinished({ siteId, store }: SiteStore): Promise<UnfinishedDeletion[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('deletion')
        .select(['id', 'begun_at_ms', 'stopped_at_ms', 'accepted_missing'])
        .where('site_id', '=', siteId)
        .where('store', '=', store)
        .where('forgotten_at_ms', 'is', null)
        .orderBy(sql`begun_at_ms nulls last`)
        .orderBy('marked_at_ms')
        .orderBy('id')
        .execute(),
    );
    return rows.map((row) => ({
      id: row.id as DeletionId,
      hasBegun: row.begun_at_ms !== null,
      isStopped: row.stopped_at_ms !== null && row.accepted_missing === null,
      ...(row.accepted_missing !== null && { acceptedMissing: row.accepted_missing }),
    }));
  }

  marked(id: DeletionId): Promise<MarkedSegment[]> {
    return onCatalogue(() => segmentsOf(this.db, id));
  }

  async stop(id: DeletionId, { atMs, missing, expected }: ExpiryStop): Promise<boolean> {
    const facts = { stopped_at_ms: atMs, missing_objects: missing, expected_objects: expected };
    const stop = { ...facts, accepted_missing: null };
    const { numUpdatedRows } = await onCatalogue(() =>
      this.db
        .updateTable('deletion')
        .set(stop)
        .where('id', '=', id)
        .where('begun_at_ms', 'is', null)
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  }

  begin(id: DeletionId, nowMs: number, absent: readonly ObjectKey[]): Promise<BegunDeletion | undefined> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        const segments = await segmentsOf(trx, id);
        const unfinished = trx.updateTable('deletion').where('id', '=', id).where('begun_at_ms', 'is', null);
        if (segments.length > 0) {
          const begun = { begun_at_ms: nowMs, absent_keys: [...absent], ...noStop };
          const { numUpdatedRows } = await unfinished.set(begun).executeTakeFirst();
          if (numUpdatedRows > 0n) await this.stateIntents(trx, { id, nowMs }, segments);
          return { id, segments, ...(await absentOf(trx, id)) };
        }
        // Every mark was taken back, by a hold or another policy.
        await trx.deleteFrom('deletion').where('id', '=', id).where('forgotten_at_ms', 'is', null).execute();
        return undefined;
      }),
    );
  }

  forget(
    id: DeletionId,
    gone: { readonly streams: readonly DeletedStream[]; readonly deleted: Deleted; readonly nowMs: number },
  ): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute((trx) => forgetSegments({ trx, scribe: this.scribe }, id, gone)),
    );
  }

  private async stateIntents(
    trx: Transaction<Tables>,
    { id, nowMs }: { readonly id: DeletionId; readonly nowMs: number },
    segments: readonly MarkedSegment[],
  ): Promise<void> {
    const { cause } = await trx
      .selectFrom('deletion')
      .select('cause')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    for (const { streamId, ...part } of deletedStreams(segments, undefined, new Set())) {
      const stream = await lockStream({ trx, scribe: this.scribe }, streamId, nowMs);
      if (stream) await this.scribe.state(trx, intentOf(stream, { id, cause }, part));
    }
  }
}

const noStop = { stopped_at_ms: null, missing_objects: null, expected_objects: null };

/** As the deletion began; nothing when an earlier version began it. */
async function absentOf(trx: Transaction<Tables>, id: DeletionId): Promise<Pick<BegunDeletion, 'absent'>> {
  const { absent_keys } = await trx
    .selectFrom('deletion')
    .select('absent_keys')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return absent_keys ? { absent: absent_keys as ObjectKey[] } : {};
}

const named = (segments: readonly SegmentRef[]) => sql`
  unnest(${segments.map(({ streamId }) => streamId)}::text[], ${segments.map(({ startMs }) => startMs)}::bigint[],
    ${segments.map(({ runId }) => runId)}::text[]) as named(stream_id, start_ms, run_id)`;

const isLastPolicy = ({ policyVersion }: PlannedBatch) =>
  policyVersion === undefined
    ? sql`true`
    : sql`${policyVersion} = (select max(version) from retention_policy)`;

async function insertDeletion(
  trx: Transaction<Tables>,
  id: string,
  { siteId, store }: SiteStore,
  { cause, nowMs }: { readonly cause: ExpiryCause; readonly nowMs: number },
): Promise<void> {
  await trx
    .insertInto('deletion')
    .values({ id, site_id: siteId, store, cause, marked_at_ms: nowMs })
    .execute();
}

async function segmentsOf(db: Kysely<Tables>, id: DeletionId): Promise<MarkedSegment[]> {
  const rows = await db
    .selectFrom('segment')
    .select([
      'stream_id',
      'start_ms',
      'end_ms',
      'run_id',
      'epoch',
      'camera_id',
      'size_bytes',
      'has_still',
      'record_seq',
    ])
    .select((each) => each('storyboard', 'is not', null).$castTo<boolean>().as('has_storyboard'))
    .where('deletion_id', '=', id)
    .orderBy('stream_id')
    .orderBy('start_ms')
    .execute();
  return rows.map((row) => ({
    ref: {
      streamId: row.stream_id satisfies StreamId,
      startMs: row.start_ms,
      runId: row.run_id satisfies RunId,
    },
    cameraId: row.camera_id satisfies CameraId,
    streamId: row.stream_id,
    startMs: row.start_ms,
    epoch: row.epoch,
    fromMs: row.start_ms,
    toMs: row.end_ms,
    ...(row.record_seq !== null && { recordSeq: row.record_seq }),
    sizeBytes: row.size_bytes,
    hasStill: row.has_still,
    hasStoryboard: row.has_storyboard,
  }));
}
