import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minuteMs, newId, type SiteId } from '../../../src/core/index.ts';
import {
  aCataloguedSegment,
  aClosedSegment,
  aRun,
  aStream,
  enrolledMs,
  type StreamInCatalogue,
} from '../../support/builders.ts';
import { TestCatalogue } from './catalogue.ts';

let catalogue: TestCatalogue;
let stream: StreamInCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());

const halfHourMs = 30 * minuteMs;

/** Sets the clock, from the enrolment on. */
const nowIs = (ms: number) => catalogue.clock.step(enrolledMs + ms - catalogue.clock.nowMs());

/** Footage of minute 0 and of minutes 5 and 7, and nothing that says why not of the others. */
beforeEach(async () => {
  nowIs(8 * minuteMs);
  stream = await aStream(catalogue.db, {
    siteId: newId('node', 0).replaceAll('_', '-') as unknown as SiteId,
  });
  const run = aRun(stream);
  for (const minute of [0, 5, 7]) {
    const startMs = enrolledMs + minute * minuteMs;
    const closed = aClosedSegment(run, { seq: minute, startMs, endMs: startMs + minuteMs });
    await catalogue.segments.commit(aCataloguedSegment(run, closed));
  }
});

const fill = () => catalogue.watch.fillHoles(stream.siteId, halfHourMs);
const gaps = () => catalogue.gaps(stream.streamId, enrolledMs);
const hole = (fromMinute: number, toMinute: number) => ({
  streamId: stream.streamId,
  fromMs: enrolledMs + fromMinute * minuteMs,
  toMs: enrolledMs + toMinute * minuteMs,
});

describe('when nobody accounted for a stretch', () => {
  it('waits until it has stood for as long as it was told', async () => {
    nowIs(halfHourMs + 5 * minuteMs);
    expect(await fill()).toEqual([]);
    expect(await gaps()).toEqual([]);
    catalogue.clock.advance(1);
    expect(await fill()).toEqual([hole(1, 5)]);
    expect(await gaps()).toEqual([[1 * minuteMs, 5 * minuteMs, 'unknown']]);
  });

  it('answers each hole once, the next one at the next look', async () => {
    nowIs(2 * halfHourMs);
    expect(await fill()).toEqual([hole(1, 5)]);
    expect(await fill()).toEqual([hole(6, 7)]);
    expect(await fill()).toEqual([]);
    expect((await catalogue.account(stream.streamId)).accountedUntilMs).toBe(enrolledMs + 8 * minuteMs);
  });

  it('answers it once also to two that look at the same time', async () => {
    nowIs(halfHourMs + 6 * minuteMs);
    const answers = await Promise.all([fill(), fill(), fill()]);
    expect(answers.flat()).toEqual([hole(1, 5)]);
    expect(await gaps()).toHaveLength(1);
  });

  it('takes it back where the footage turns up after all', async () => {
    nowIs(halfHourMs + 6 * minuteMs);
    await fill();
    const run = aRun({ ...stream, epoch: 2, firstFrameMs: enrolledMs + 2 * minuteMs });
    await catalogue.segments.commit(
      aCataloguedSegment(run, aClosedSegment(run, { endMs: enrolledMs + 5 * minuteMs })),
    );
    expect(await gaps()).toEqual([[minuteMs, 2 * minuteMs, 'unknown']]);
  });

  it('looks at its own site alone', async () => {
    nowIs(2 * halfHourMs);
    expect(await catalogue.watch.fillHoles('elsewhere', halfHourMs)).toEqual([]);
  });

  it('has nothing to say of the time after the last thing that is known', async () => {
    const idle = await aStream(catalogue.db, { siteId: 'idle' as SiteId });
    catalogue.clock.advance(10 * halfHourMs);
    expect(await catalogue.watch.fillHoles(idle.siteId, halfHourMs)).toEqual([]);
  });
});

describe('when our clock was set back', () => {
  it('brings the frontier back to now, and on when time comes to the footage of before', async () => {
    nowIs(2 * halfHourMs);
    while ((await fill()).length > 0);
    nowIs(3 * minuteMs);
    await fill();
    const until = async () => (await catalogue.account(stream.streamId)).accountedUntilMs - enrolledMs;
    expect(await until()).toBe(3 * minuteMs);
    nowIs(7 * minuteMs);
    const run = aRun({ ...stream, epoch: 2, firstFrameMs: enrolledMs + 3 * minuteMs });
    const closed = aClosedSegment(run, { endMs: enrolledMs + 6 * minuteMs });
    await catalogue.segments.commit(aCataloguedSegment(run, closed));
    expect(await until()).toBe(7 * minuteMs);
  });
});
