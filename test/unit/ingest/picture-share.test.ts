import { describe, expect, it } from 'vitest';
import {
  type FrameGrabber,
  type ImageEncoder,
  PictureShare,
  withinShare,
} from '../../../src/ingest/index.ts';
import { HandClock } from '../../support/hand-clock.ts';

const frame = { tile: { width: 1, height: 1, rgb: new Uint8Array(3) }, jpeg: undefined };
const keyframe = {} as Parameters<FrameGrabber['grab']>[0];
const options = {} as Parameters<FrameGrabber['grab']>[1];

/** Tools whose pictures take a time, within a share; a pause turns the clock. */
function bench({ cores, pictureMs, webpMs = 0 }: { cores: number; pictureMs: number; webpMs?: number }) {
  const clock = new HandClock();
  const work = { pauses: 0, usedMs: 0 };
  const take = (ms: number) => {
    clock.advance(ms);
    work.usedMs += ms;
  };
  const share = new PictureShare({
    cores,
    clock,
    pause: async (ms) => {
      work.pauses += 1;
      clock.advance(ms);
    },
  });
  const grabber: FrameGrabber = {
    grab: async () => {
      take(pictureMs);
      share.used(pictureMs);
      return frame;
    },
    close: async () => {},
  };
  const encoder: ImageEncoder = {
    webp: async () => {
      take(webpMs);
      return new Uint8Array();
    },
  };
  return { clock, share, work, tools: withinShare({ grabber, encoder }, share, clock) };
}

const makeMany = async ({ tools }: ReturnType<typeof bench>, pictures: number) => {
  for (let i = 0; i < pictures; i++) {
    await tools.grabber.grab(keyframe, options);
    await tools.encoder.webp(frame.tile);
  }
};

describe('when pictures may use a share of the machine', () => {
  it.each([
    [0.1, 20, 0],
    [0.5, 300, 0],
    [0.25, 10, 30],
  ])('uses %f cores and no more, whatever waits', async (cores, pictureMs, webpMs) => {
    const busy = bench({ cores, pictureMs, webpMs });
    const fromMs = busy.clock.monotonicMs();
    await makeMany(busy, 1_000);
    const used = busy.work.usedMs / (busy.clock.monotonicMs() - fromMs);
    expect(used).toBeLessThan(cores * 1.01);
    expect(used).toBeGreaterThan(cores * 0.95);
  });

  it('does not wait while it uses less', async () => {
    const calm = bench({ cores: 0.5, pictureMs: 20 });
    for (let i = 0; i < 100; i++) {
      await makeMany(calm, 1);
      calm.clock.advance(60);
    }
    expect(calm.work.pauses).toBe(0);
  });

  it('saves no more than a second of its share in a rest', async () => {
    const rested = bench({ cores: 0.5, pictureMs: 100 });
    await makeMany(rested, 1);
    rested.clock.advance(3_600_000);
    await makeMany(rested, 30);
    expect(rested.work.pauses).toBeGreaterThan(15);
  });

  it('lets those go on that wait when the worker leaves', async () => {
    const clock = new HandClock();
    const share = new PictureShare({ cores: 0.01, clock });
    share.used(600_000);
    const waiting = [share.turn(), share.turn()];
    share.end();
    await Promise.all(waiting);
    await share.turn();
  });
});
