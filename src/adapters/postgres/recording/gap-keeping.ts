import { sql } from 'kysely';
import type { TimeRange } from '../../../core/index.ts';
import { carve, type GapReason, unaccountedFrom } from '../../../recording/index.ts';
import { type ChangedGap, type StatedGap, stateEnds, stateGap } from './gap-records.ts';
import { advance, type LockedStream, spansFrom } from './locked-stream.ts';

/* Keeps I4 for one stream, and states a record of each gap as it opens and as it ends. */

const forever = Number.POSITIVE_INFINITY;

/** Whether nothing is recorded now, as far as is known. */
export const hasOpenGap = async (stream: LockedStream): Promise<boolean> =>
  (await openGapOf(stream)) !== undefined;

/** Opens a gap from `fromMs` on, around whatever is there already. Does nothing when one is open. */
export async function openGap(stream: LockedStream, fromMs: number, reason: GapReason): Promise<void> {
  if (await openGapOf(stream)) return;
  await fillGaps(stream, { fromMs, toMs: forever }, reason);
}

/** Writes gaps where nothing accounts for a part of the range. One without an end leaves a gap open. */
export async function fillGaps(
  stream: LockedStream,
  { fromMs, toMs }: TimeRange,
  reason: GapReason,
): Promise<void> {
  const open = await openGapOf(stream);
  const beyond = { fromMs: Math.min(toMs, open?.start_ms ?? forever), toMs: forever };
  const spans = await spansFrom(stream, fromMs);
  for (const hole of unaccountedFrom(fromMs, [...spans, beyond])) await insertGap(stream, hole, reason);
}

/** From `atMs` on, which is not ahead of now, the open gap has another reason. */
export async function turnGap(stream: LockedStream, atMs: number, reason: GapReason): Promise<void> {
  const open = await openGapOf(stream);
  if (!open || open.reason === reason) return;
  await endGap(stream, atMs);
  await openGap(stream, Math.max(Math.min(open.start_ms, stream.nowMs), atMs), reason);
}

/** The open gap ends at `atMs`, with its parts ahead of now; one that would not have begun yet is taken back. */
export async function endGap(stream: LockedStream, atMs: number): Promise<void> {
  const { trx, id, nowMs } = stream;
  const lasting = sql`stream_id = ${id} and (end_ms is null or end_ms > ${nowMs}) and ${isState}`;
  const ended = await sql<ChangedGap>`
    update gap set end_ms = ${atMs} where ${lasting} and start_ms < ${atMs} returning ${changed}`.execute(
    trx,
  );
  const takenBack = await sql<ChangedGap>`
    delete from gap where ${lasting} and start_ms >= ${atMs} returning ${changed}`.execute(trx);
  await stateEnds(stream, [...ended.rows, ...takenBack.rows]);
}

/** These stand for footage, like a segment; the others say that nothing is recorded. */
const isState = sql`reason not in ('damaged', 'expired')`;

const changed = sql`record_id, record_t0_ms, reason`;

/**
 * Follows a clock that was set back, before what is recorded changes: gaps of the time that is lived again are taken
 * back from now on, and an open one begins now, around the footage of the first time. Answers the stream as it is then.
 */
export async function followClock(stream: LockedStream): Promise<LockedStream> {
  const { trx, id, nowMs } = stream;
  const open = await openGapOf(stream);
  const takenBack = await sql<ChangedGap>`
    delete from gap where stream_id = ${id} and start_ms >= ${nowMs} and ${isState} returning ${changed}`.execute(
    trx,
  );
  const ended = await sql<ChangedGap>`update gap set end_ms = ${nowMs}
    where stream_id = ${id} and end_ms > ${nowMs} and start_ms < ${nowMs} and ${isState}
    returning ${changed}`.execute(trx);
  await stateEnds(stream, [...takenBack.rows, ...ended.rows]);
  if (open && open.start_ms >= nowMs) await fillGaps(stream, { fromMs: nowMs, toMs: forever }, open.reason);
  return { ...stream, accountedUntilMs: await advance(stream) };
}

/** Takes footage out of the gaps it turned up in. Their records stay as they are: a segment counts before a gap. */
export async function carveGaps({ trx, id }: LockedStream, segment: TimeRange): Promise<void> {
  const touched = await trx
    .selectFrom('gap')
    .selectAll()
    .where('stream_id', '=', id)
    .where('start_ms', '<', segment.toMs)
    .where((where) => where.or([where('end_ms', 'is', null), where('end_ms', '>', segment.fromMs)]))
    .execute();
  for (const gap of touched) {
    await trx.deleteFrom('gap').where('stream_id', '=', id).where('start_ms', '=', gap.start_ms).execute();
    const range = { fromMs: gap.start_ms, toMs: gap.end_ms ?? forever };
    const rests = carve(range, segment).map((rest) => ({ ...gap, ...rowsRange(rest) }));
    if (rests.length > 0) await trx.insertInto('gap').values(rests).execute();
  }
}

/**
 * A full disk cuts the file that is being written, which its recorder may still list as whole. What the file lost then
 * belongs to the gap `disk` that follows, whichever of the two is known first. A record says so of that time anew.
 */
export async function joinDiskLoss(stream: LockedStream): Promise<void> {
  const { rows } = await sql<{ from_ms: number; to_ms: number }>`with lost as (
      delete from gap cut using gap disk
        where cut.stream_id = ${stream.id} and cut.reason = 'damaged'
          and disk.stream_id = cut.stream_id and disk.reason = 'disk' and disk.start_ms = cut.end_ms
        returning cut.start_ms as from_ms, cut.end_ms as to_ms)
    update gap set start_ms = lost.from_ms from lost
      where gap.stream_id = ${stream.id} and gap.start_ms = lost.to_ms
      returning lost.from_ms, lost.to_ms`.execute(stream.trx);
  for (const { from_ms: fromMs, to_ms: toMs } of rows) {
    const { record_seqs } = await stateGap(stream, { fromMs, toMs }, 'disk');
    await sql`
      update gap set record_seqs = record_seqs || ${record_seqs}::bigint[]
        where stream_id = ${stream.id} and start_ms = ${fromMs}`.execute(stream.trx);
  }
}

/** Inserts a gap where nothing is, or lengthens one of the same reason that ends there: `toMs` may be `Infinity`. */
async function insertGap(stream: LockedStream, range: TimeRange, reason: GapReason): Promise<void> {
  const { trx, id } = stream;
  const before = await trx
    .selectFrom('gap')
    .select(['start_ms', 'record_id', 'record_t0_ms', 'record_seqs'])
    .where('stream_id', '=', id)
    .where('end_ms', '=', range.fromMs)
    .where('reason', '=', reason)
    .executeTakeFirst();
  if (before) await lengthenGap(stream, { ...before, reason }, range);
  else {
    const record = await stateGap(stream, range, reason);
    await trx
      .insertInto('gap')
      .values({ stream_id: id, ...rowsRange(range), reason, ...record })
      .execute();
  }
}

/**
 * One that has an end again only lasts longer. One that is open again has a record of its own from there, and so has a
 * damaged file: a gap of another reason may have been told of its time since, and the newest record counts.
 */
async function lengthenGap(
  stream: LockedStream,
  gap: ChangedGap & { readonly start_ms: number; readonly record_seqs: number[] | null },
  range: TimeRange,
): Promise<void> {
  const { trx, id } = stream;
  const isAnew = !Number.isFinite(range.toMs) || gap.record_id === null || gap.reason === 'damaged';
  const record = isAnew ? await stateAnew(stream, gap, range) : {};
  await trx
    .updateTable('gap')
    .set({ end_ms: rowsRange(range).end_ms, ...record })
    .where('stream_id', '=', id)
    .where('start_ms', '=', gap.start_ms)
    .execute();
  if (!isAnew) await stateEnds(stream, [gap]);
}

/** What was there keeps its records. */
async function stateAnew(
  stream: LockedStream,
  { record_seqs, reason }: { readonly record_seqs: number[] | null; readonly reason: GapReason },
  range: TimeRange,
): Promise<StatedGap> {
  const record = await stateGap(stream, range, reason);
  return { ...record, record_seqs: [...(record_seqs ?? []), ...record.record_seqs] };
}

const rowsRange = ({ fromMs, toMs }: TimeRange) => ({
  start_ms: fromMs,
  end_ms: Number.isFinite(toMs) ? toMs : null,
});

async function openGapOf({ trx, id }: LockedStream) {
  return trx
    .selectFrom('gap')
    .select(['start_ms', 'reason'])
    .where('stream_id', '=', id)
    .where('end_ms', 'is', null)
    .executeTakeFirst();
}
