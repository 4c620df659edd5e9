import { sql, type Transaction } from 'kysely';
import { newId, type TimeRange } from '../../../core/index.ts';
import { type CustodyEvent, custodyEvent } from '../../../custody/index.ts';
import type {
  Deleted,
  DeletedStream,
  DeletionId,
  ExpiryCause,
  SegmentRef,
} from '../../../retention/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type LockedStream, lockStream } from '../recording/locked-stream.ts';
import type { Tables } from '../tables/tables.ts';
import { fillExpired } from './deletion-gaps.ts';
import { resultOf } from './stated-deletion.ts';

type Trx = Transaction<Tables>;

interface Gone {
  readonly streams: readonly DeletedStream[];
  readonly deleted: Deleted;
  readonly nowMs: number;
}

/** See `DeletionRepository.forget`. Streams are locked in order, so that two of these never wait for each other. */
export async function forgetSegments(
  stating: Pick<LockedStream, 'trx' | 'scribe'>,
  id: DeletionId,
  gone: Gone,
): Promise<void> {
  const { trx } = stating;
  const begun = await trx
    .selectFrom('deletion')
    .selectAll()
    .where('id', '=', id)
    .where('begun_at_ms', 'is not', null)
    .where('forgotten_at_ms', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  // Another worker was here first.
  if (!begun) return;
  for (const part of gone.streams)
    await forgetOfStream(stating, { id, cause: begun.cause, nowMs: gone.nowMs }, part);
  await keepRest(trx, id, newId('deletion', gone.nowMs));
  await trx
    .updateTable('deletion')
    .set({ forgotten_at_ms: gone.nowMs, ...receiptRow(gone.deleted) })
    .where('id', '=', id)
    .execute();
  if (gone.deleted.objects > 0) await appendCustody(stating, deletedEvent(id, begun.cause, gone));
}

async function forgetOfStream(
  stating: Pick<LockedStream, 'trx' | 'scribe'>,
  deletion: { readonly id: DeletionId; readonly cause: ExpiryCause; readonly nowMs: number },
  { streamId, segments, deleted }: DeletedStream,
): Promise<void> {
  const stream = await lockStream(stating, streamId, deletion.nowMs);
  const forgotten = await deleteRows(stating.trx, deletion.id, segments);
  if (!stream) return;
  const numbers = forgotten.flatMap(({ recordSeq }) => recordSeq ?? []);
  const [stated] = await stream.scribe.state(stream.trx, resultOf(stream, deletion, { deleted, numbers }));
  if (stated) await keepPlace(stream, deletion.id, { seq: stated.seq, ...deleted });
  await fillExpired(stream, forgotten);
}

/** Where the record is: expired time is compared with it. */
async function keepPlace(
  { trx, id }: LockedStream,
  deletionId: DeletionId,
  { seq, fromMs, toMs }: TimeRange & { readonly seq: number },
): Promise<void> {
  const place = { deletion_id: deletionId, stream_id: id, record_seq: seq };
  await trx
    .insertInto('stream_deletion')
    .values({ ...place, start_ms: fromMs, end_ms: toMs })
    .execute();
}

interface ForgottenSegment extends TimeRange {
  readonly recordSeq: number | null;
}

async function deleteRows(
  trx: Trx,
  id: DeletionId,
  segments: readonly SegmentRef[],
): Promise<ForgottenSegment[]> {
  const { rows } = await sql<{ start_ms: number; end_ms: number; record_seq: number | null }>`
    delete from segment s
      using unnest(${segments.map(({ streamId }) => streamId)}::text[],
        ${segments.map(({ startMs }) => startMs)}::bigint[],
        ${segments.map(({ runId }) => runId)}::text[]) as gone(stream_id, start_ms, run_id)
      where s.deletion_id = ${id} and s.stream_id = gone.stream_id and s.start_ms = gone.start_ms
        and s.run_id = gone.run_id
      returning s.start_ms, s.end_ms, s.record_seq`.execute(trx);
  return rows.map((row) => ({ fromMs: row.start_ms, toMs: row.end_ms, recordSeq: row.record_seq }));
}

/** Objects that the store did not delete continue as a deletion that has begun already. */
async function keepRest(trx: Trx, id: DeletionId, restId: string): Promise<void> {
  const { numAffectedRows } = await sql`
    update segment set deletion_id = ${restId} where deletion_id = ${id}`.execute(trx);
  if ((numAffectedRows ?? 0n) === 0n) return;
  await sql`
    insert into deletion (id, site_id, store, cause, marked_at_ms, begun_at_ms, absent_keys)
      select ${restId}, site_id, store, cause, marked_at_ms, begun_at_ms, absent_keys from deletion where id = ${id}`.execute(
    trx,
  );
}

/** The receipt, in the log as well: a stored head proves that it was not written later. */
const deletedEvent = (deletionId: DeletionId, cause: string, { deleted, nowMs }: Gone): CustodyEvent => {
  const { fromMs, toMs, cameras, segments, objects, tally, sizeBytes, keysSha256 } = deleted;
  return custodyEvent({ nowMs }, 'footage-deleted', {
    range: { fromMs, toMs },
    detail: { deletionId, cause, cameras, segments, objects, ...tally, sizeBytes, keysSha256 },
  });
};

/** Which objects were absent names cameras: of that a receipt keeps the count. */
const receiptRow = ({ fromMs, toMs, cameras, segments, objects, tally, sizeBytes, keysSha256 }: Deleted) => ({
  from_ms: fromMs,
  to_ms: toMs,
  cameras,
  segments,
  objects,
  size_bytes: sizeBytes,
  keys_sha256: keysSha256,
  absent_keys: null,
  deleted_objects: tally?.deleted ?? null,
  absent_objects: tally?.absent ?? null,
  failed_objects: tally?.failed ?? null,
});
