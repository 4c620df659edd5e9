import pg from 'pg';
import type { TimeRange } from '../../src/core/index.ts';
import { lengthMs, overlaps, union } from '../../src/core/index.ts';

export interface StreamAccount {
  readonly streamId: string;
  readonly enrolledMs: number;
  readonly accountedUntilMs: number;
  readonly segments: readonly (TimeRange & {
    readonly runId: string;
    readonly seq: number;
    readonly epoch: number;
    readonly width: number;
  })[];
  /** `toMs` is `Infinity` while a gap lasts. */
  readonly gaps: readonly (TimeRange & { readonly reason: string })[];
}

/** Everything the catalogue holds of every recorded stream, read past the product's own code. */
export async function readAccounts(databaseUrl: string): Promise<StreamAccount[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<StreamAccount>(`
      select s.id as "streamId", s.enrolled_at_ms::float8 as "enrolledMs", s.accounted_until_ms::float8 as "accountedUntilMs",
        coalesce((select json_agg(json_build_object('fromMs', start_ms, 'toMs', end_ms, 'runId', run_id, 'seq', seq,
          'epoch', epoch, 'width', width) order by start_ms) from segment where stream_id = s.id), '[]') as segments,
        coalesce((select json_agg(json_build_object('fromMs', start_ms, 'toMs', coalesce(end_ms, 9e15), 'reason', reason)
          order by start_ms) from gap where stream_id = s.id), '[]') as gaps
      from stream s where s.recorded order by s.id`);
    return rows;
  } finally {
    await client.end();
  }
}

/** What breaks I3 and I4 in an account; empty when it is exact. */
export function faultsOf({ enrolledMs, accountedUntilMs, segments, gaps }: StreamAccount): string[] {
  const whole = { fromMs: enrolledMs, toMs: accountedUntilMs };
  const within = [...segments, ...gaps].map(({ fromMs, toMs }) => ({
    fromMs: Math.max(fromMs, whole.fromMs),
    toMs: Math.min(toMs, whole.toMs),
  }));
  const covered = union(within);
  const faults: string[] = [];
  if (lengthMs(whole) > 0 && JSON.stringify(covered) !== JSON.stringify([whole]))
    faults.push(`covered ${JSON.stringify(covered)}, not ${JSON.stringify(whole)}`);
  for (const gap of gaps) {
    if (gap.reason === 'unknown') faults.push(`unknown ${JSON.stringify(gap)}`);
    for (const segment of segments)
      if (overlaps(gap, segment))
        faults.push(`gap ${JSON.stringify(gap)} over segment ${JSON.stringify(segment)}`);
  }
  return [...faults, ...breaksWithinRuns(segments)];
}

/** Where wall time is reckoned from media time. */
const roundingMs = 100;

/** Those of what was written, by `<run>-<seq>`, of which the catalogue has not every whole GOP. */
export function lostOf(
  written: ReadonlyMap<string, number>,
  accounts: readonly StreamAccount[],
): [name: string, writtenMs: number][] {
  const kept = new Map(
    accounts.flatMap(({ segments }) => segments.map((one) => [`${one.runId}-${one.seq}`, lengthMs(one)])),
  );
  return [...written].filter(([name, ms]) => (kept.get(name) ?? 0) < ms - roundingMs);
}

/** I3: within a run a segment's end is the next one's start; runs overlap only across epochs. */
function breaksWithinRuns(segments: StreamAccount['segments']): string[] {
  return segments.flatMap((segment, i) => {
    const others = segments.slice(i + 1).filter((other) => other.epoch === segment.epoch);
    const next = others.find(({ seq }) => seq === segment.seq + 1);
    const seam = next && next.fromMs !== segment.toMs ? [`seam at ${segment.toMs}, ${next.fromMs}`] : [];
    const over = others
      .filter((other) => overlaps(other, segment))
      .map((other) => `overlap at ${other.fromMs}`);
    return [...seam, ...over];
  });
}
