import { describe, expect, it } from 'vitest';
import { codecOf } from '../../../src/relay/rtp/codecs.ts';
import { ParameterSets } from '../../../src/relay/rtp/parameter-sets.ts';
import { RelayRun } from '../../../src/relay/run.ts';
import { h264Nals, h265Nals } from './nal-units.ts';

const { sps, pps, otherPps, idr, slice } = h264Nals;
const keyframe = [sps(), pps(), idr()];

interface Log {
  started: string[][];
  delivered: { mediaMs: number; isKeyframe: boolean }[];
  /** Of each picture, from the start of its part. */
  partMs: number[];
}

function aRun(offered: readonly Buffer[] = [], name: 'h264' | 'h265' = 'h264') {
  const log: Log = { started: [], delivered: [], partMs: [] };
  const codec = codecOf(name);
  const run = new RelayRun(codec, 90_000, new ParameterSets(codec, offered), {
    onPart: (sets) => log.started.push(sets.map((set) => set.toString('hex'))),
    onDeliver: (_, { ticks, mediaMs, isKeyframe }) => {
      log.delivered.push({ mediaMs, isKeyframe });
      log.partMs.push(ticks / 90);
    },
  });
  /** A picture shown at `showMs`, arriving then too unless said otherwise. */
  const send = (nals: readonly Buffer[], showMs: number, arrivalMs = showMs): void =>
    run.accept({ nals, ticks: 5_000 + showMs * 90, arrivalMs });
  return { log, send, run };
}

describe('when a stream begins', () => {
  it('waits for a keyframe', () => {
    const { log, send } = aRun([sps(), pps()]);
    for (const [i, nals] of [[slice()], [slice()], [idr()], [slice()]].entries()) send(nals, i * 40);
    expect(log.delivered).toEqual([
      { mediaMs: 0, isKeyframe: true },
      { mediaMs: 40, isKeyframe: false },
    ]);
  });

  it.each([
    ['from the first picture on, as in open GOPs', 0x84, [0, 40]],
    ['not after some pictures, as with intra refresh', 0x05, []],
  ])('begins at a recovery point only where a decoder shows all of it: %s', (_, recovery, shown) => {
    const { log, send } = aRun([sps(), pps()]);
    const message = Buffer.from([0x06, 0x05, 2, 0xaa, 0xbb, 0x06, 1, recovery, 0x80]);
    send([slice()], 0);
    send([message, slice()], 40);
    send([slice()], 80);
    expect(log.delivered.map(({ mediaMs }) => mediaMs)).toEqual(shown);
  });

  it('waits for parameter sets where the SDP has none (quirk 20)', () => {
    const { log, send } = aRun();
    send([idr()], 0);
    send([sps(), idr()], 1000);
    expect(log.started).toEqual([]);
    send([pps()], 1960);
    send([idr()], 2000);
    expect(log.started).toEqual([[sps(), pps()].map((set) => set.toString('hex'))]);
    expect(log.delivered).toEqual([{ mediaMs: 0, isKeyframe: true }]);
  });

  it('believes sets in the stream before those of the SDP, which may be in Annex B', () => {
    const stale = Buffer.concat([Buffer.from([0, 0, 0, 1]), sps(0x28), Buffer.from([0, 0, 0, 1]), pps()]);
    const { log, send } = aRun([stale]);
    send([sps(), idr()], 0);
    expect(log.started).toEqual([[sps(), pps()].map((set) => set.toString('hex'))]);
  });

  it('drops pictures of H.265 shown before the first keyframe', () => {
    const nals = h265Nals;
    const { log, send } = aRun([nals.vps(), nals.sps(), nals.pps()], 'h265');
    send([nals.idr()], 1000);
    send([nals.slice()], 960, 1040);
    send([nals.slice()], 1040, 1080);
    expect(log.delivered.map(({ mediaMs }) => mediaMs)).toEqual([0, 40]);
  });
});

describe('when parameter sets come again', () => {
  const hex = (sets: readonly Buffer[]): string[] => sets.map((set) => set.toString('hex'));

  it('goes on while they are the same, or another comes along with the keyframe', () => {
    const { log, send } = aRun([sps(), pps()]);
    send([idr()], 0);
    send(keyframe, 1000);
    send([sps(), pps(), otherPps(), idr()], 2000);
    expect([log.partMs, log.started.length]).toEqual([[0, 1000, 2000], 1]);
  });

  it('goes on in the same part when each keyframe brings another PPS (quirk 20)', () => {
    const { log, send } = aRun();
    for (const n of [0, 1, 2, 3, 4, 5]) {
      send([sps(), pps(n % 2 === 0 ? 0x80 : 0xc0), idr()], n * 1000);
      send([slice()], n * 1000 + 40);
    }
    expect([log.partMs.length, log.partMs.at(-1), log.started.length]).toEqual([12, 5040, 1]);
  });

  it.each([
    ['the picture size', [sps(0x28), pps(), idr()], [sps(0x28), pps()]],
    ['a PPS that the keyframe does not bring along', [idr()], [sps(), pps(0xc0)]],
  ])('begins another part with the keyframe when they change: %s', (_, changed, sets) => {
    const { log, send } = aRun();
    send(keyframe, 0);
    send([pps(0xc0), slice()], 960);
    send(changed, 1000);
    send([slice()], 1040);
    expect(log.partMs).toEqual([0, 960, 0, 40]);
    expect(log.delivered.map(({ mediaMs }) => mediaMs)).toEqual([0, 960, 1000, 1040]);
    expect(log.started).toEqual([hex([sps(), pps()]), hex(sets)]);
  });
});

describe('when the RTP clock moves', () => {
  it('lets B-frames go back and bursts run ahead', () => {
    const { log, send } = aRun();
    send(keyframe, 0);
    for (const [showMs, arrivalMs] of [
      [120, 1],
      [40, 2],
      [80, 3],
      [240, 4],
      [160, 5],
      [9000, 6],
    ] as const) {
      send([slice()], showMs, arrivalMs);
    }
    expect([log.delivered.length, log.started.length]).toEqual([7, 1]);
  });

  it('lets it run on over a silence', () => {
    const { log, send } = aRun();
    send(keyframe, 0);
    send([slice()], 60_000);
    expect(log.delivered.at(-1)?.mediaMs).toBe(60_000);
  });

  /** Pictures at 15 fps, read when they come; `ticksMs(i, ms)` is what the RTP clock says. */
  function atFifteen(ticksMs: (i: number, ms: number) => number, count = 300) {
    const { log, send, run } = aRun();
    for (let i = 0; i < count; i++) {
      const ms = (i * 1000) / 15;
      send(i % 30 === 0 ? keyframe : [slice()], ticksMs(i, ms), ms + ((i * 7) % 5) * 10);
    }
    return { log, run };
  }

  it.each([
    ['ahead by hours (quirk 21)', (i: number, ms: number) => ms + (i < 150 ? 0 : 7_200_000)],
    ['ahead by 5 s', (i: number, ms: number) => ms + (i < 150 ? 0 : 5_000)],
    ['back by 1 s', (i: number, ms: number) => ms - (i < 150 ? 0 : 1_000)],
    ['back to the start', (i: number, ms: number) => (i < 150 ? ms : ms - 10_000)],
    ['by an hour for one frame', (i: number, ms: number) => ms + (i === 150 ? 3_600_000 : 0)],
    ['back by an hour for one frame', (i: number, ms: number) => ms - (i === 150 ? 3_600_000 : 0)],
  ])('goes on beside wall time, without the loss of a picture, when it jumps %s', (_, ticksMs) => {
    const { log } = atFifteen(ticksMs);
    expect([log.delivered.length, log.started.length]).toEqual([300, 1]);
    const errors = log.delivered.map(({ mediaMs }, i) => Math.abs(mediaMs - (i * 1000) / 15));
    expect(Math.max(...errors)).toBeLessThan(100);
    expect(log.delivered.every(({ mediaMs }, i) => mediaMs > (log.delivered[i - 1]?.mediaMs ?? -1))).toBe(
      true,
    );
  });

  it('goes on when another source takes over, after a pause too', () => {
    const { log, send, run } = aRun();
    for (let ms = 0; ms < 5_000; ms += 40) send([sps(), pps(), idr()], ms);
    run.changeSource();
    send(keyframe, 77_000_000, 8_000);
    send([slice()], 77_000_040, 8_040);
    expect(log.delivered.slice(-2).map(({ mediaMs }) => Math.round(mediaMs))).toEqual([8_000, 8_040]);
  });

  it('takes no jump for it when a camera leaves pictures out after a stall of the network', () => {
    const { log, send } = aRun();
    for (let ms = 0; ms < 8_000; ms += 40) send(ms === 0 ? keyframe : [slice()], ms);
    for (let ms = 8_000; ms < 10_000; ms += 40) send([slice()], ms, 13_000);
    for (let ms = 13_000; ms < 14_000; ms += 40) send([slice()], ms);
    expect(log.delivered.at(-1)?.mediaMs).toBe(13_960);
  });
});
