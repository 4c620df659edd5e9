import { type Selectable, sql } from 'kysely';
import { formatInstant } from '../../../core/index.ts';
import type { Fact } from '../../../log/index.ts';
import type { LockedStream } from '../recording/locked-stream.ts';
import type { Tables } from '../tables/tables.ts';

type GapRow = Selectable<Tables['gap']>;
type GapFact = Extract<Fact, { readonly type: 'gap' }>;

/** The newest of them that begin before that instant. */
export async function unrecordedGaps(
  { trx, id }: LockedStream,
  { beforeMs, count }: { readonly beforeMs: number; readonly count: number },
): Promise<GapRow[]> {
  return trx
    .selectFrom('gap')
    .selectAll()
    .where('stream_id', '=', id)
    .where('start_ms', '<', beforeMs)
    .where('record_id', 'is', null)
    .orderBy('start_ms', 'desc')
    .limit(count)
    .execute();
}

/** States each as it opened, and as it ended where it has; also of time that expired, since no deletion of then has a record. */
export async function adoptGaps(stream: LockedStream, rows: readonly GapRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { trx, scribe } = stream;
  const opened = await scribe.state(trx, ...rows.map((row) => openedFact(row, stream)));
  const gaps = rows.map((row, at) => ({ ...row, record: opened[at]?.id ?? '', seq: opened[at]?.seq ?? 0 }));
  const ended = gaps.filter(({ end_ms }) => end_ms !== null);
  const ends = ended.length > 0 ? await scribe.state(trx, ...ended.map((gap) => endFact(gap, stream))) : [];
  const endSeqs = new Map(ended.map(({ start_ms }, at) => [start_ms, ends[at]?.seq ?? null]));
  await sql`
    update gap g set record_id = r.record, record_t0_ms = r.start_ms,
        record_seqs = array_remove(array[r.seq, r.end_seq], null)
      from unnest(${gaps.map(({ start_ms }) => start_ms)}::bigint[], ${gaps.map(({ record }) => record)}::text[],
          ${gaps.map(({ seq }) => seq)}::bigint[],
          ${gaps.map(({ start_ms }) => endSeqs.get(start_ms) ?? null)}::bigint[])
        as r(start_ms, record, seq, end_seq)
      where g.stream_id = ${stream.id} and g.start_ms = r.start_ms`.execute(trx);
}

const endFact = (gap: GapRow & { readonly record: string }, stream: LockedStream): GapFact => ({
  ...openedFact(gap, stream),
  ...(gap.end_ms !== null && { t1: formatInstant(gap.end_ms) }),
  opened: gap.record,
});

const openedFact = ({ start_ms, reason }: GapRow, { cameraId, role }: LockedStream): GapFact => ({
  type: 'gap',
  cam: cameraId,
  stream: role,
  t0: formatInstant(start_ms),
  reason,
  adopted: 1,
});
