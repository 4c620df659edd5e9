import { setTimeout as rest } from 'node:timers/promises';
import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import type { Services } from '../../../src/compose/services.ts';
import type { CataloguedSegment } from '../../../src/ingest/index.ts';
import type { Run } from '../../../src/recording/index.ts';
import { inTurns } from '../in-turns.ts';
import { beginRun, benchSegment } from './committed-segments.ts';
import type { StockedStream } from './stock.ts';

/** The length of a segment: the usual setting. */
const lengthMs = 10_000;

export interface LiveWard {
  /** Committed so far. */
  readonly segments: () => number;
  stop(): Promise<void>;
}

/** Committed at once, at most. */
const parallel = 6;

/** Commits a segment of ten seconds of every stream in ten seconds, evenly, by the product's own code, until it is stopped. */
export async function startLiveWard(
  { db, clock, scribe, storeName }: Services,
  streams: readonly StockedStream[],
): Promise<LiveWard> {
  const repository = new PostgresSegmentRepository(db, clock, storeName, scribe);
  // The first segments end at once.
  const startMs = clock.nowMs() - lengthMs;
  const runs: Run[] = [];
  for (const [at, names] of streams.entries())
    runs.push(await beginRun(db, names, startMs + Math.floor((at * lengthMs) / streams.length)));
  const over = new AbortController();
  let segments = 0;
  const done = inTurns(parallel, dueSegments(runs), async (due) => {
    const { endMs } = due.closed;
    const waitMs = Math.max(0, endMs - clock.nowMs());
    await rest(waitMs, undefined, { signal: over.signal }).catch(() => {});
    if (over.signal.aborted) return;
    await repository.commit(due);
    segments++;
  });
  return {
    segments: () => segments,
    stop: async () => {
      over.abort();
      await done;
    },
  };

  /** In the order of their ends. */
  function* dueSegments(of: readonly Run[]): Generator<CataloguedSegment> {
    for (let seq = 1; !over.signal.aborted; seq++)
      for (const run of of) {
        if (over.signal.aborted) return;
        yield benchSegment(run, seq, run.firstFrameMs + (seq - 1) * lengthMs, lengthMs);
      }
  }
}
