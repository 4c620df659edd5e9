import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunWallClock } from '../../../src/relay/time/wall-clock.ts';
import { type Arrival, type ArrivalOptions, simulateArrivals } from './simulated-arrivals.ts';

interface Closed {
  readonly wallStartMs: number;
  readonly wallEndMs: number;
  readonly startErrorMs: number;
  readonly endErrorMs: number;
}

/** Feeds a run and closes a segment each `segmentMs` of media time, `lagMs` after its end, as a recorder does. */
function replay(options: ArrivalOptions, segmentMs = 60_000, lagMs = 1_200): Closed[] {
  const clock = new RunWallClock();
  const closed: Closed[] = [];
  const border: Arrival[] = [];
  let nextMs = segmentMs;
  let first: Arrival | undefined;
  for (const arrival of simulateArrivals(options)) {
    first ??= arrival;
    clock.sample(arrival.mediaMs, arrival.arrivalMs);
    if (arrival.mediaMs >= nextMs && border.length === 0) border.push(arrival);
    const end = border[0];
    if (!end || arrival.mediaMs < end.mediaMs + lagMs) continue;
    const { wallStartMs, wallEndMs } = clock.closeSegment(end.mediaMs);
    const startErrorMs = wallStartMs - first.capturedMs;
    closed.push({ wallStartMs, wallEndMs, startErrorMs, endErrorMs: wallEndMs - end.capturedMs });
    first = end;
    border.length = 0;
    nextMs = end.mediaMs + segmentMs;
  }
  return closed;
}

const worst = (segments: readonly Closed[]): number =>
  Math.max(...segments.flatMap((s) => [Math.abs(s.startErrorMs), Math.abs(s.endErrorMs)]));

describe('when a camera runs right', () => {
  const options: ArrivalOptions = { seconds: 3 * 3600, jitterMs: 200, burst: 60, fps: 15 };

  it.each([
    ['read at once', 0, 0],
    ['read every 200 ms', 200, 0],
    ['read every 200 ms, 100 ppm fast', 200, 100],
    ['read every 200 ms, 100 ppm slow', 200, -100],
  ])('keeps wall time true for hours: %s', (_, readEveryMs, driftPpm) => {
    const segments = replay({ ...options, readEveryMs, driftPpm });
    expect(segments.length).toBeGreaterThan(170);
    expect(worst(segments)).toBeLessThanOrEqual(50);
  });

  it('places segments of 10 s as well, the first with its burst included', () => {
    const segments = replay({ ...options, seconds: 600, readEveryMs: 200 }, 10_000);
    expect(worst(segments)).toBeLessThanOrEqual(60);
  });

  it('holds for any rate, burst, jitter up to 200 ms and drift up to 100 ppm', () => {
    const any = fc.record({
      fps: fc.constantFrom(5, 10, 12.5, 15, 20, 25, 30),
      burst: fc.integer({ min: 0, max: 40 }),
      jitterMs: fc.integer({ min: 0, max: 200 }),
      readEveryMs: fc.constantFrom(0, 200),
      driftPpm: fc.integer({ min: -100, max: 100 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(any, fc.constantFrom(10_000, 60_000), (options, segmentMs) => {
        expect(worst(replay({ ...options, seconds: 400 }, segmentMs))).toBeLessThanOrEqual(150);
      }),
      { numRuns: 150 },
    );
  });
});

describe('when the network stalls', () => {
  it.each([
    ['within a segment', 30, 34],
    ['over its end', 57, 63],
    ['at the start of the run', 1, 5],
  ])('is not late by the stall: %s', (_, fromS, toS) => {
    const segments = replay({ seconds: 400, jitterMs: 100, readEveryMs: 200, stalls: [[fromS, toS]] });
    expect(worst(segments)).toBeLessThanOrEqual(60);
  });
});

describe('when a camera declares 25 fps but delivers 21 (quirk 21)', () => {
  const options: ArrivalOptions = {
    seconds: 3600,
    fps: 21,
    declaredFps: 25,
    jitterMs: 200,
    burst: 40,
    readEveryMs: 200,
  };

  it('follows the wall clock from the first segment of a minute', () => {
    expect(worst(replay(options))).toBeLessThanOrEqual(80);
  });

  it.each([
    ['21 of 25', {}],
    ['12.6 of 15', { fps: 12.6, declaredFps: 15 }],
    ['12.6 of 15, without a burst', { fps: 12.6, declaredFps: 15, burst: 0 }],
  ])('follows it from the first segment of 10 s: %s', (_, given) => {
    for (const seed of [1, 2, 3, 4, 5])
      expect(worst(replay({ ...options, seconds: 200, ...given, seed }, 10_000))).toBeLessThanOrEqual(200);
  });

  it('follows one that delivers more than it declares', () => {
    expect(worst(replay({ ...options, fps: 25, declaredFps: 21 }).slice(1))).toBeLessThanOrEqual(120);
  });
});

describe('when a camera is off by less than its pictures show', () => {
  it.each([-10_000, -3_000, -1_000, 1_000, 3_000, 10_000])('stays true at %i ppm', (driftPpm) => {
    const options: ArrivalOptions = {
      seconds: 3600,
      fps: 15,
      driftPpm,
      jitterMs: 200,
      burst: 30,
      readEveryMs: 200,
    };
    expect(worst(replay(options).slice(2))).toBeLessThanOrEqual(150);
  });
});

describe('when segments are closed', () => {
  it('starts each where the last ended and never goes back, whatever arrives', () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: -5_000, max: 5_000 })),
      {
        minLength: 30,
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(steps, (samples) => {
        const clock = new RunWallClock();
        let mediaMs = 0;
        let endMs: number | undefined;
        for (const [i, [stepMs, lateMs]] of samples.entries()) {
          clock.sample(mediaMs, 1e12 + mediaMs + lateMs);
          mediaMs += stepMs;
          if (i % 10 !== 9) continue;
          const segment = clock.closeSegment(mediaMs);
          expect(segment.wallStartMs).toBe(endMs ?? segment.wallStartMs);
          expect(Number.isInteger(segment.wallEndMs)).toBe(true);
          expect(segment.wallEndMs).toBeGreaterThan(segment.wallStartMs);
          endMs = segment.wallEndMs;
        }
      }),
    );
  });

  it('starts the first where it is told', () => {
    const clock = new RunWallClock();
    for (let mediaMs = 0; mediaMs < 20_000; mediaMs += 40) clock.sample(mediaMs, 1e12 + mediaMs);
    expect(clock.closeSegment(9_000, 1_000)).toEqual({ wallStartMs: 1e12 + 1_000, wallEndMs: 1e12 + 9_000 });
  });

  it('answers for what is closed and, provisionally, for what is not', () => {
    const clock = new RunWallClock();
    for (let mediaMs = 0; mediaMs < 20_000; mediaMs += 40) clock.sample(mediaMs, 1e12 + mediaMs);
    expect(clock.wallOf(19_000)).toBe(1e12 + 19_000);
    clock.closeSegment(10_000);
    expect([clock.wallOf(5_000), clock.wallOf(10_000), clock.wallOf(12_000)]).toEqual([
      1e12 + 5_000,
      1e12 + 10_000,
      1e12 + 12_000,
    ]);
  });
});
