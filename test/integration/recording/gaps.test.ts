import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StreamId } from '../../../src/core/index.ts';
import type { GapReason, Lease, Run } from '../../../src/recording/index.ts';
import {
  aCataloguedSegment,
  aClosedSegment,
  aRun,
  aStream,
  enrolledMs,
  type StreamInCatalogue,
} from '../../support/builders.ts';
import { letLeaseExpire, letRetryComeDue } from '../../support/lease-time.ts';
import { TestCatalogue } from './catalogue.ts';

let catalogue: TestCatalogue;
let stream: StreamInCatalogue;
let streamId: StreamId;

beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());

beforeEach(async () => {
  stream = await aStream(catalogue.db);
  streamId = stream.streamId;
  nowIs(0);
});

/** Instants of these tests are seconds after enrolment. */
const at = (s: number): number => enrolledMs + s * 1000;
const gaps = async () =>
  (await catalogue.gaps(streamId, enrolledMs)).map(([from, to, reason]) => [
    from / 1000,
    to === undefined ? undefined : to / 1000,
    reason,
  ]);
const accountedUntilS = async () =>
  ((await catalogue.account(streamId)).accountedUntilMs - enrolledMs) / 1000;

async function started(s: number): Promise<{ lease: Lease; run: Run }> {
  nowIsAtLeast(s);
  const lease = await catalogue.claim(streamId);
  await catalogue.leases.started(lease, at(s));
  return { lease, run: runOf(lease, s) };
}

const runOf = ({ runId, epoch }: Lease, firstS: number): Run =>
  aRun({ ...stream, id: runId, epoch, firstFrameMs: at(firstS) });

async function ingest(run: Run, seq: number, fromS: number, toS: number): Promise<void> {
  nowIsAtLeast(toS);
  const closed = aClosedSegment(run, { seq, startMs: at(fromS), endMs: at(toS) });
  await catalogue.segments.commit(aCataloguedSegment(run, closed));
}

const released = (lease: Lease, reason: GapReason, recordedToS?: number) =>
  catalogue.leases.release(lease, {
    reason,
    message: reason,
    retryInMs: 0,
    ...(recordedToS === undefined ? {} : { recordedToMs: at(recordedToS) }),
  });

/** Sets the clock. */
const nowIs = (s: number) => catalogue.clock.step(at(s) - catalogue.clock.nowMs());
/** What happens at that time cannot be told before it. */
const nowIsAtLeast = (s: number) => nowIs(Math.max(s, (catalogue.clock.nowMs() - enrolledMs) / 1000));

const expectExact = async () => expect(await catalogue.faults(streamId)).toEqual([]);

describe('when a stream is claimed for the first time', () => {
  it('has a gap `recorder` since its enrolment, which the first keyframe ends', async () => {
    nowIs(3);
    const lease = await catalogue.claim(streamId);
    expect(await gaps()).toEqual([[0, undefined, 'recorder']]);
    await catalogue.leases.started(lease, at(3));
    expect(await gaps()).toEqual([[0, 3, 'recorder']]);
    expect(await accountedUntilS()).toBe(3);
  });

  it('has no gap when the first keyframe was cached before enrolment', async () => {
    const lease = await catalogue.claim(streamId);
    await catalogue.leases.started(lease, at(-1));
    expect(await gaps()).toEqual([]);
    await expectExact();
  });
});

describe('when segments are ingested', () => {
  it('moves the frontier over those that touch, and lets one out of order wait beyond it', async () => {
    const { run } = await started(0);
    await ingest(run, 0, 0, 10);
    expect(await accountedUntilS()).toBe(10);
    await ingest(run, 2, 20, 30);
    expect(await accountedUntilS()).toBe(10);
    await ingest(run, 1, 10, 20);
    expect(await accountedUntilS()).toBe(30);
    await expectExact();
  });

  it('takes them out of whatever gap they turn up in', async () => {
    const lease = await catalogue.claim(streamId);
    const run = runOf(lease, 5);
    await ingest(run, 0, 5, 15);
    expect(await gaps()).toEqual([
      [0, 5, 'recorder'],
      [15, undefined, 'recorder'],
    ]);
    await catalogue.leases.started(lease, at(5));
    expect(await gaps()).toEqual([[0, 5, 'recorder']]);
    expect(await accountedUntilS()).toBe(15);
  });

  it('leaves no hole when the first frame turns out to be later than was told', async () => {
    const { run } = await started(3);
    await ingest(run, 0, 3.08, 13);
    expect(await gaps()).toEqual([[0, 3.08, 'recorder']]);
    expect(await accountedUntilS()).toBe(13);
    await expectExact();
  });

  it('has no gap of a moment when the first frame turns out to be earlier than was told', async () => {
    const { run } = await started(3);
    await ingest(run, 0, 2.9, 13);
    expect(await gaps()).toEqual([[0, 2.9, 'recorder']]);
    await expectExact();
  });
});

describe('when a run ends', () => {
  it('opens a gap with its reason at the end of what was recorded', async () => {
    const { lease, run } = await started(2);
    await ingest(run, 0, 2, 12);
    nowIs(20);
    await released(lease, 'offline', 17);
    expect(await gaps()).toEqual([
      [0, 2, 'recorder'],
      [17, undefined, 'offline'],
    ]);
    await ingest(run, 1, 12, 17);
    expect(await accountedUntilS()).toBe(17);
    await expectExact();
  });

  it('says why from its end on, though the catalogue was away when it began', async () => {
    const lease = await catalogue.claim(streamId);
    nowIs(60);
    await released(lease, 'offline', 50);
    await ingest(runOf(lease, 2), 0, 2, 50);
    expect(await gaps()).toEqual([
      [0, 2, 'recorder'],
      [50, undefined, 'offline'],
    ]);
    await expectExact();
  });

  it('keeps one open gap over tries that fail for the same reason, and turns it when the reason changes', async () => {
    for (const [s, reason] of [
      [10, 'offline'],
      [20, 'offline'],
      [30, 'auth'],
      [40, 'auth'],
    ] as const) {
      const lease = await catalogue.claim(streamId);
      nowIs(s);
      await released(lease, reason);
      await letRetryComeDue(catalogue.db, streamId);
    }
    expect(await gaps()).toEqual([
      [0, 10, 'recorder'],
      [10, 30, 'offline'],
      [30, undefined, 'auth'],
    ]);
    nowIs(50);
    await catalogue.leases.started(await catalogue.claim(streamId), at(50));
    expect((await gaps()).at(-1)).toEqual([30, 50, 'auth']);
    expect(await accountedUntilS()).toBe(50);
  });

  it('accounts for the stretch to the next run exactly once', async () => {
    const first = await started(0);
    await released(first.lease, 'offline', 10);
    const second = await started(12);
    await ingest(second.run, 0, 12, 22);
    await ingest(first.run, 0, 0, 10);
    expect(await gaps()).toEqual([[10, 12, 'offline']]);
    expect(await accountedUntilS()).toBe(22);
    await expectExact();
  });
});

describe('when a recorder is killed', () => {
  it('leaves one gap `recorder` between what is recovered of it and the next run', async () => {
    const killed = await started(0);
    await ingest(killed.run, 0, 0, 10);
    await letLeaseExpire(catalogue.db, streamId);
    const next = await started(32);
    expect(await gaps()).toEqual([[10, 32, 'recorder']]);
    await ingest(next.run, 0, 32, 42);
    await ingest(killed.run, 1, 10, 20);
    await ingest(killed.run, 2, 20, 26);
    expect(await gaps()).toEqual([[26, 32, 'recorder']]);
    expect(await accountedUntilS()).toBe(42);
    await expectExact();
  });

  it('leaves one gap when another kill follows before anything was recorded', async () => {
    const killed = await started(0);
    await ingest(killed.run, 0, 0, 10);
    for (let i = 0; i < 3; i++) {
      await letLeaseExpire(catalogue.db, streamId);
      await catalogue.claim(streamId);
    }
    expect(await gaps()).toEqual([[10, undefined, 'recorder']]);
  });
});

describe('when a run overlaps the one before', () => {
  it('keeps both and has no gap where there is footage', async () => {
    const first = await started(0);
    nowIs(10);
    await released(first.lease, 'offline', 10);
    const second = await started(8);
    expect(await gaps()).toEqual([]);
    await ingest(second.run, 0, 8, 18);
    await ingest(first.run, 0, 0, 10);
    expect(await accountedUntilS()).toBe(18);
    await expectExact();
  });
});

describe('when our clock steps by an hour', () => {
  /** Recorded from 0 to 10, and what the step ends. */
  const recorded = async () => {
    const { lease, run } = await started(0);
    await ingest(run, 0, 0, 10);
    return lease;
  };
  const stepped = async (lease: Lease, nowS: number, recordedToS: number) => {
    nowIs(nowS);
    await released(lease, 'clock', recordedToS);
  };
  const dead = async (s: number) => {
    await letRetryComeDue(catalogue.db, streamId);
    const lease = await catalogue.claim(streamId);
    nowIs(s);
    await released(lease, 'offline');
  };

  it('says `clock` of the hour that was not, and of a dead camera what it is from then on', async () => {
    await stepped(await recorded(), 3611, 10);
    await dead(3615);
    expect(await gaps()).toEqual([
      [10, 3615, 'clock'],
      [3615, undefined, 'offline'],
    ]);
    await expectExact();
  });

  it('says nothing of the time ahead of now when it is set back again', async () => {
    await stepped(await recorded(), 3611, 10);
    await dead(3615);
    await dead(20);
    expect(await gaps()).toEqual([
      [10, 20, 'clock'],
      [20, undefined, 'offline'],
    ]);
    expect(await accountedUntilS()).toBe(20);
  });

  it('leaves the newest seconds of a camera that is recorded to itself', async () => {
    await stepped(await recorded(), 3611, 10);
    const ahead = await started(3612);
    await ingest(ahead.run, 0, 3612, 3622);
    await stepped(ahead.lease, 24, 3624);
    const back = await started(25);
    expect(await gaps()).toEqual([[10, 25, 'clock']]);
    await ingest(back.run, 0, 25, 35);
    expect(await gaps()).toEqual([[10, 25, 'clock']]);
    expect(await accountedUntilS()).toBe(35);
    await expectExact();
  });

  it('keeps the footage of an hour that is lived twice, and has a gap nowhere over it', async () => {
    const first = await started(3600);
    await ingest(first.run, 0, 3600, 3610);
    await stepped(first.lease, 10, 3610);
    expect(await accountedUntilS()).toBe(10);
    const second = await started(12);
    await ingest(second.run, 0, 12, 22);
    expect(await gaps()).toEqual([
      [0, 10, 'recorder'],
      [10, 12, 'clock'],
    ]);
    nowIs(3000);
    await released(second.lease, 'offline', 22);
    await started(3700);
    expect((await gaps()).slice(-2)).toEqual([
      [22, 3600, 'offline'],
      [3610, 3700, 'offline'],
    ]);
    await expectExact();
  });

  it('says since when a camera is dead, and never since a time to come', async () => {
    nowIs(3600);
    const lease = await catalogue.claim(streamId);
    await released(lease, 'offline');
    nowIs(60);
    await catalogue.watch.fillHoles(stream.siteId, 3_600_000);
    expect((await gaps()).at(-1)).toEqual([60, undefined, 'offline']);
    await expectExact();
  });
});

describe('when a segment cannot be read', () => {
  const damaged = (run: Run, seq: number, fromS: number, toS: number) =>
    catalogue.segments.commitDamaged(run, aClosedSegment(run, { seq, startMs: at(fromS), endMs: at(toS) }));

  it('is a gap `damaged` in its place, once, and the frontier moves on', async () => {
    const { run } = await started(0);
    await ingest(run, 0, 0, 10);
    await ingest(run, 2, 20, 30);
    for (let i = 0; i < 2; i++) await damaged(run, 1, 10, 20);
    expect(await gaps()).toEqual([[10, 20, 'damaged']]);
    expect(await accountedUntilS()).toBe(30);
  });

  it('is one also where a gap stood because nobody knew of the segment yet', async () => {
    const killed = await started(0);
    await letLeaseExpire(catalogue.db, streamId);
    await started(20);
    await damaged(killed.run, 0, 0, 10);
    expect(await gaps()).toEqual([
      [0, 10, 'damaged'],
      [10, 20, 'recorder'],
    ]);
    await expectExact();
  });

  it('is told by a record of its own after one of the same run, where another gap was told of since', async () => {
    const killed = await started(0);
    await damaged(killed.run, 0, 0, 10);
    await letLeaseExpire(catalogue.db, streamId);
    await started(30);
    await damaged(killed.run, 1, 10, 20);
    expect(await gaps()).toEqual([
      [0, 20, 'damaged'],
      [20, 30, 'recorder'],
    ]);
    await expectExact();
  });

  it('takes nothing away from footage of another run', async () => {
    const first = await started(0);
    await released(first.lease, 'offline', 10);
    const second = await started(8);
    await ingest(second.run, 0, 8, 18);
    await damaged(first.run, 0, 0, 10);
    expect(await gaps()).toEqual([[0, 8, 'damaged']]);
    expect(await accountedUntilS()).toBe(18);
    await expectExact();
  });

  it.each(['the end of its run', 'the cut file'])(
    'is a part of the gap `disk` when a full disk cut it, and %s is known first',
    async (first) => {
      const { lease, run } = await started(0);
      await ingest(run, 0, 0, 10);
      await ingest(run, 1, 10, 16);
      const steps = [() => released(lease, 'disk', 20), () => damaged(run, 1, 16, 20)];
      for (const step of first === 'the cut file' ? steps.toReversed() : steps) {
        nowIsAtLeast(20);
        await step();
      }
      expect(await gaps()).toEqual([[16, undefined, 'disk']]);
      await started(40);
      expect(await gaps()).toEqual([[16, 40, 'disk']]);
      await expectExact();
    },
  );

  it('stays `damaged` beside a gap of another reason', async () => {
    const { lease, run } = await started(0);
    await ingest(run, 0, 0, 16);
    await released(lease, 'recorder', 20);
    await damaged(run, 0, 16, 20);
    expect(await gaps()).toEqual([
      [16, 20, 'damaged'],
      [20, undefined, 'recorder'],
    ]);
  });

  it('accounts for what lies before a gap that is open, too', async () => {
    const { lease, run } = await started(0);
    await released(lease, 'offline', 15);
    await damaged(run, 0, 0, 20);
    expect(await gaps()).toEqual([
      [0, 20, 'damaged'],
      [20, undefined, 'offline'],
    ]);
    await expectExact();
  });
});
