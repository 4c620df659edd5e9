import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import { fillGaps, openGap } from '../../../src/adapters/postgres/recording/gap-keeping.ts';
import { advance, lockStream } from '../../../src/adapters/postgres/recording/locked-stream.ts';
import type { Services } from '../../../src/compose/services.ts';
import { minuteMs } from '../../../src/core/index.ts';
import { inTurns } from '../in-turns.ts';
import { beginRun, benchSegment } from './committed-segments.ts';
import type { StockedStream } from './stock.ts';
import type { StockTime } from './ward-plan.ts';

/** Every tenth camera was offline for these minutes; of the one after it, a segment waits before the live edge. */
const offline = { from: 20, to: 23 };
const waiting = 50;

/**
 * Commits the recent time of every stream by the product's own code, a segment a minute, so that it has records, and gaps that records
 * tell of. Then each has an open gap, which is carved by what is committed later.
 */
export async function commitRecent(
  base: Services,
  { recentFromMs, toMs }: StockTime,
  streams: readonly StockedStream[],
): Promise<void> {
  const { db, clock, scribe, storeName } = base;
  const repository = new PostgresSegmentRepository(db, clock, storeName, scribe);
  const minutes = (toMs - recentFromMs) / minuteMs;
  const minuteAt = (minute: number) => recentFromMs + minute * minuteMs;
  await inTurns(4, [...streams.entries()], async ([at, names]) => {
    const run = await beginRun(db, names, recentFromMs);
    for (let minute = 0; minute < minutes; minute++) {
      if (at % 10 === 0 && minute >= offline.from && minute < offline.to) continue;
      if (at % 10 === 1 && minute === waiting) continue;
      await repository.commit(benchSegment(run, minute + 1, minuteAt(minute), minuteMs));
    }
    await db.transaction().execute(async (trx) => {
      const stream = await lockStream({ trx, scribe }, names.streamId, clock.nowMs());
      if (!stream) return;
      const range = { fromMs: minuteAt(offline.from), toMs: minuteAt(offline.to) };
      if (at % 10 === 0) await fillGaps(stream, range, 'offline');
      await openGap(stream, toMs, 'recorder');
      await advance(stream);
    });
  });
}
