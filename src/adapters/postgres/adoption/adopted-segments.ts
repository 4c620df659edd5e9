import { type Selectable, sql } from 'kysely';
import { AppError } from '../../../core/index.ts';
import { recordedColumns, type SegmentFact, segmentMembers } from '../ingest/segment-members.ts';
import type { LockedStream } from '../recording/locked-stream.ts';
import type { Tables } from '../tables/tables.ts';
import { type Adopting, stateAdopted } from './adopting.ts';

interface StreamToAdopt extends LockedStream {
  /** Number of the newest record of the camera; 0 before the first. */
  readonly cameraRevision: number;
}

const columns = [...recordedColumns, 'version_id'] as const;

type SegmentRow = Pick<Selectable<Tables['segment']>, (typeof columns)[number]>;

/** The newest of them that begin before that instant, and all of one instant. What is about to expire needs none. */
export async function unrecordedSegments(
  { trx, id }: LockedStream,
  { beforeMs, count }: { readonly beforeMs: number; readonly count: number },
): Promise<SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`
    select ${sql.join(columns.map((name) => sql.ref(name)))} from segment
      where stream_id = ${id} and start_ms < ${beforeMs} and record_seq is null and deletion_id is null
      order by start_ms desc fetch first ${count} rows with ties for update`.execute(trx);
  return rows;
}

/** States what the rows tell: no object is read. */
export async function adoptSegments(
  adopting: Adopting,
  stream: StreamToAdopt,
  rows: readonly SegmentRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const stated = await numbersOf(
    adopting,
    rows.map((row) => adoptedFact(row, stream)),
  );
  const numbered = rows.flatMap((row, at) => {
    const seq = stated[at];
    return seq === undefined ? [] : [{ ...row, seq }];
  });
  await sql`
    update segment s set record_seq = r.seq
      from unnest(${numbered.map(({ start_ms }) => start_ms)}::bigint[], ${numbered.map(({ run_id }) => run_id)}::text[],
        ${numbered.map(({ seq }) => seq)}::bigint[]) as r(start_ms, run_id, seq)
      where s.stream_id = ${stream.id} and s.start_ms = r.start_ms and s.run_id = r.run_id
        and s.start_ms between ${rows.at(-1)?.start_ms} and ${rows[0]?.start_ms}`.execute(adopting.trx);
}

/** All at once; one by one where a record can say only some of them. */
async function numbersOf(adopting: Adopting, facts: readonly SegmentFact[]): Promise<(number | undefined)[]> {
  try {
    return (await adopting.scribe.state(adopting.trx, ...facts)).map(({ seq }) => seq);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'record-malformed') throw error;
    const numbers: (number | undefined)[] = [];
    for (const fact of facts) numbers.push(await stateAdopted(adopting, fact.obj, fact));
    return numbers;
  }
}

/** A row tells nothing of the file's frames, and where the camera stood is told by its own record. */
const adoptedFact = (row: SegmentRow, { role, cameraRevision }: StreamToAdopt): SegmentFact => ({
  ...segmentMembers(row, role),
  ...(row.version_id !== null && { ver: row.version_id }),
  cam_clk: { src: 'none' },
  loc: { rev: cameraRevision },
  adopted: 1,
});
