import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Camera, ClockTry, RegisteredCamera } from '../../../src/camera/index.ts';
import { type CameraId, dayMs, hourMs, minuteMs, newId, type SiteId } from '../../../src/core/index.ts';
import { dueClocks } from '../../../src/discovery/clock/due-clocks.ts';
import { measureClocks } from '../../../src/discovery/index.ts';
import { HandClock, noonMs } from '../../support/hand-clock.ts';
import { aCamera } from '../camera/a-camera.ts';

const registered = (camera: Camera): RegisteredCamera => ({
  camera,
  stream: {
    id: newId('stream', 0),
    cameraId: camera.id,
    role: 'main',
    url: 'rtsp://10.0.0.7/',
    recorded: true,
  },
  hasCredentials: false,
  recording: { state: 'recording', accountedUntilMs: 0 },
});
const many = (count: number): RegisteredCamera[] =>
  Array.from({ length: count }, () => registered(aCamera()));
const everyMs = 10 * minuteMs;

/** Runs of two days, of cameras of which some never answer. Answers when each was asked. */
function asksOf(cameras: readonly RegisteredCamera[], silent: ReadonlySet<CameraId>) {
  const tries = new Map<CameraId, ClockTry>();
  const asks = new Map<CameraId, number[]>();
  let most = 0;
  for (let atMs = 0; atMs < 2 * dayMs; atMs += everyMs) {
    const due = dueClocks(cameras, tries, atMs);
    most = Math.max(most, due.length);
    for (const { camera } of due) {
      tries.set(camera.id, { triedAtMs: atMs, ...(silent.has(camera.id) && { fault: 'silent' }) });
      asks.set(camera.id, [...(asks.get(camera.id) ?? []), atMs]);
    }
  }
  return { asks, most };
}

describe('when the clocks of a site are measured', () => {
  it('asks every camera once a day, a few at once, however many are away', () => {
    const counts = fc.record({
      all: fc.integer({ min: 1, max: 250 }),
      away: fc.integer({ min: 0, max: 250 }),
    });
    fc.assert(
      fc.property(counts, ({ all, away }) => {
        const cameras = many(all);
        const silent = new Set(cameras.slice(0, away).map(({ camera }) => camera.id));
        const { asks, most } = asksOf(cameras, silent);
        const there = cameras.filter(({ camera }) => !silent.has(camera.id));
        const isDaily = there.every(({ camera }) => {
          const own = asks.get(camera.id) ?? [];
          return own.length === 2 && (own[0] ?? dayMs) < dayMs;
        });
        return most <= Math.max(4, Math.ceil(all / 72)) && isDaily && asks.size === all;
      }),
      { numRuns: 20 },
    );
  });

  it('asks one that was away again after an hour, another after a day, and one from ahead of our clock at once', () => {
    const [away, told, ahead] = many(3) as [RegisteredCamera, RegisteredCamera, RegisteredCamera];
    const tries = new Map<CameraId, ClockTry>([
      [away.camera.id, { triedAtMs: noonMs - hourMs, fault: 'silent' }],
      [told.camera.id, { triedAtMs: noonMs - dayMs + 1, fault: 'no-utc' }],
      [ahead.camera.id, { triedAtMs: noonMs + 1 }],
    ]);
    expect(dueClocks([away, told, ahead], tries, noonMs)).toEqual([away, ahead]);
    expect(dueClocks([told], tries, noonMs + 1)).toEqual([told]);
  });

  it('leaves out cameras without ONVIF, and those that are switched off', () => {
    const { onvifUrl: _, ...plain } = aCamera();
    expect(dueClocks([registered(plain), registered(aCamera({ enabled: false }))], new Map(), 0)).toEqual([]);
  });

  it('keeps what each said, and that one said nothing; four at once, and of its own site alone', async () => {
    const cameras = [...many(4), registered(aCamera({ siteId: 'site_2' as SiteId }))];
    const [first] = cameras;
    const reading = { source: 'onvif', offsetMs: -60_000, errorMs: 600, measuredAtMs: noonMs } as const;
    const kept: unknown[] = [];
    let [now, most] = [0, 0];
    const measured = await measureClocks(
      {
        cameras: { list: async () => cameras },
        directory: {
          readClock: async ({ address }) => {
            most = Math.max(most, ++now);
            await new Promise(setImmediate);
            now--;
            expect(address).toBe('10.0.0.7');
            return kept.length === 0 ? reading : { fault: 'silent' };
          },
        },
        clocks: {
          tries: async () => new Map(),
          keep: async (id, answer, atMs) => void kept.push({ id, answer, atMs }),
          keepReport: async () => {},
          readingAt: async () => undefined,
        },
        clock: new HandClock(),
      },
      'site_1' as SiteId,
    );
    expect([measured, most, kept.length]).toEqual([4, 4, 4]);
    expect(kept[0]).toEqual({ id: first?.camera.id, answer: reading, atMs: noonMs });
  });
});
