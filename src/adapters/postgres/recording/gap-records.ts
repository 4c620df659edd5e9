import { sql } from 'kysely';
import type { TimeRange } from '../../../core/index.ts';
import type { GapReason } from '../../../recording/index.ts';
import type { LockedStream } from './locked-stream.ts';

/** The record that opened a gap. A gap of an earlier version has none. */
export interface GapRecord {
  readonly record_id: string | null;
  /** `t0` of the record; a row that was carved, or joined with the one before, may begin elsewhere. */
  readonly record_t0_ms: number | null;
}

/** A gap as it was stated: numbers of its records, too. */
export interface StatedGap extends GapRecord {
  readonly record_seqs: number[];
}

/** States that nothing is recorded in the range; `toMs` may be `Infinity`. */
export async function stateGap(
  stream: LockedStream,
  { fromMs, toMs }: TimeRange,
  reason: GapReason,
): Promise<StatedGap> {
  const { trx, scribe } = stream;
  const opened = { ...gapOf(stream), t0: instant(fromMs), reason };
  const [stated] = await scribe.state(trx, opened);
  const id = stated?.id ?? '';
  const ended = Number.isFinite(toMs)
    ? await scribe.state(trx, { ...opened, t1: instant(toMs), opened: id })
    : [];
  const seqs = [...(stated ? [stated] : []), ...ended].map(({ seq }) => seq);
  return { record_id: id, record_t0_ms: fromMs, record_seqs: seqs };
}

/** Rows of gaps that were changed or removed. */
export interface ChangedGap extends GapRecord {
  readonly reason: GapReason;
}

/**
 * States until when gaps lasted, after their rows were changed: the end of the last row of each record, or its beginning
 * where no row is left. The newest end of a gap counts.
 */
export async function stateEnds(stream: LockedStream, changed: readonly ChangedGap[]): Promise<void> {
  const gaps = new Map(changed.map((gap) => [gap.record_id, gap]));
  for (const { record_id: opened, record_t0_ms: fromMs, reason } of gaps.values()) {
    if (opened === null || fromMs === null) continue;
    const toMs = await endOf(stream, { opened, fromMs });
    if (toMs === undefined) continue;
    const ended = { ...gapOf(stream), t0: instant(fromMs), t1: instant(toMs), reason, opened };
    const [stated] = await stream.scribe.state(stream.trx, ended);
    await sql`
      update gap set record_seqs = record_seqs || ${stated?.seq}::bigint
        where stream_id = ${stream.id} and record_id = ${opened}`.execute(stream.trx);
  }
}

/** `undefined` while the gap lasts. */
async function endOf(
  { trx, id }: LockedStream,
  { opened, fromMs }: { readonly opened: string; readonly fromMs: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ lasts: boolean | null; to_ms: number | null }>`
    select bool_or(end_ms is null) as lasts, max(end_ms) as to_ms from gap
      where stream_id = ${id} and record_id = ${opened}`.execute(trx);
  const [row] = rows;
  return row?.lasts ? undefined : Math.max(fromMs, row?.to_ms ?? fromMs);
}

const gapOf = ({ cameraId, role }: LockedStream) => ({ type: 'gap', cam: cameraId, stream: role }) as const;

const instant = (ms: number): string => new Date(ms).toISOString();
