import { describe, expect, it } from 'vitest';
import { frameCaptureMs, LOOP_FRAMES, LOOP_MS } from '../../scripts/ward/clip/loop.ts';
import { FrameTemplate } from '../../scripts/ward/rtp/frame-template.ts';
import type { Reel } from '../../scripts/ward/rtp/reel.ts';
import { type Manner, StreamSender } from '../../scripts/ward/rtp/stream-sender.ts';
import { TurnWheel } from '../../scripts/ward/rtp/turn-wheel.ts';

const LOOP_START_MS = LOOP_MS * 18_000_000;
const START_MS = LOOP_START_MS + 10_500;
const polite = { encoderDelayMs: 40, jitterMs: 0, burstsCachedGop: true, silent: false };

/** A loop in GOPs of 30; with B-frames every third frame is sent before the two it is shown after. */
function aReel({ bFrames = false, opening = 0x41 } = {}): Reel {
  const frames = Array.from({ length: LOOP_FRAMES }, (_, i) => ({
    template: new FrameTemplate([Buffer.from([opening, i >> 8, i & 255])]),
    presentationFrame: bFrames ? reordered(i) : i,
    keyframe: i % 30 === 0,
  }));
  return { frames, sps: Buffer.of(0x67), pps: Buffer.of(0x68), reorderFrames: bFrames ? 2 : 0 };
}

function reordered(i: number): number {
  const inGop = i % 30;
  if (inGop === 0 || inGop > 27) return i;
  return inGop % 3 === 1 ? i + 2 : i - 1;
}

interface Sent {
  atMs: number;
  /** Decode position in the loop. */
  frame: number;
  /** First byte of the frame. */
  opening: number;
  sequence: number;
  timestamp: number;
}

/** A sender on a hand-driven clock, before a client that takes all it is given unless told otherwise. */
function aSender(manner: Partial<Manner> = {}, reel: Reel | (() => Reel) = aReel(), startMs = START_MS) {
  const state = { nowMs: startMs, pendingBytes: 0 };
  const sent: Sent[] = [];
  const reports: Buffer[] = [];
  const outlet = {
    get pendingBytes() {
      return state.pendingBytes;
    },
    write(bytes: Buffer) {
      if (bytes[1] === 1) return void reports.push(Buffer.from(bytes.subarray(4)));
      const frame = bytes.readUInt16BE(17);
      sent.push({
        atMs: state.nowMs,
        frame,
        opening: bytes.readUInt8(16),
        sequence: bytes.readUInt16BE(6),
        timestamp: bytes.readUInt32BE(8),
      });
    },
  };
  const wheel = new TurnWheel(
    () => state.nowMs,
    () => undefined,
  );
  const ways: Manner = { ...polite, cameraTimeOf: (nowMs) => nowMs, ...manner };
  const playing = typeof reel === 'function' ? reel : () => reel;
  const sender = new StreamSender({ reel: playing, outlet, manner: ways, wheel, channel: 0, cname: 'x' });
  const runUntil = (untilMs: number) => {
    for (; state.nowMs < untilMs; state.nowMs++) sender.take(state.nowMs);
    wheel.stop();
  };
  return { state, sent, reports, sender, runUntil };
}

describe('when a client starts to play', () => {
  it('is sent the GOP so far at once, then each frame when it is due', () => {
    const { sent, sender, runUntil } = aSender();
    sender.cue(START_MS);
    sender.start(START_MS);
    expect(sent.map(({ frame }) => frame)).toEqual([150, 151, 152, 153, 154, 155, 156]);
    runUntil(START_MS + 500);
    expect(
      sent.slice(7).map(({ atMs, frame }) => Math.ceil(frameCaptureMs(frame) + 40) - (atMs - LOOP_START_MS)),
    ).toEqual(sent.slice(7).map(() => 0));
  });

  it('waits for the next keyframe where nothing is cached', () => {
    const { sent, sender, runUntil } = aSender({ burstsCachedGop: false });
    sender.cue(START_MS);
    sender.start(START_MS);
    runUntil(START_MS + 1700);
    expect(sent.slice(0, 2).map(({ frame }) => frame)).toEqual([180, 181]);
  });
});

describe('when a stream goes on past the end of the loop', () => {
  it.each([false, true])('counts on, a frame a packet and 6000 ticks a frame (B-frames: %s)', (bFrames) => {
    const nearEndMs = LOOP_MS * 18_000_001 - 1000;
    const { sent, sender, runUntil } = aSender({}, aReel({ bFrames }), nearEndMs);
    sender.cue(nearEndMs);
    sender.start(nearEndMs);
    runUntil(nearEndMs + 3000);
    const [first] = sent;
    const ticks = sent.map(({ timestamp }) => ((timestamp - (first?.timestamp ?? 0)) | 0) / 6000);
    const sorted = ticks.toSorted((a, b) => a - b);
    expect(sorted).toEqual(sorted.map((_, i) => i));
    expect(ticks.every((tick, i) => tick === i)).toBe(!bFrames);
    expect(sent.map(({ sequence }) => sequence)).toEqual(
      sent.map((_, i) => ((first?.sequence ?? 0) + i) & 0xffff),
    );
    expect(sent.some(({ frame }) => frame === LOOP_FRAMES - 1) && sent.some(({ frame }) => frame === 0)).toBe(
      true,
    );
  });

  it('never sends a frame before it is captured, however frames are reordered', () => {
    const { sent, sender, runUntil } = aSender({ burstsCachedGop: false }, aReel({ bFrames: true }));
    sender.cue(START_MS);
    sender.start(START_MS);
    runUntil(START_MS + 4000);
    const reel = aReel({ bFrames: true });
    const lateMs = sent.map(
      ({ atMs, frame }) =>
        atMs - LOOP_START_MS - frameCaptureMs(reel.frames[frame]?.presentationFrame ?? Number.NaN),
    );
    expect(Math.min(...lateMs)).toBeGreaterThanOrEqual(40);
    expect(Math.min(...lateMs)).toBeLessThan(42);
  });
});

describe('when a camera jitters', () => {
  it('sends in order, late by up to that much and not by the same', () => {
    const { sent, sender, runUntil } = aSender({ jitterMs: 150 });
    sender.cue(START_MS);
    sender.start(START_MS);
    const burst = sent.length;
    runUntil(START_MS + 10_000);
    const live = sent.slice(burst);
    const lateMs = live.map(({ atMs, frame }) => atMs - LOOP_START_MS - frameCaptureMs(frame) - 40);
    expect(live.map(({ frame }) => frame)).toEqual(live.map((_, i) => (live[0]?.frame ?? 0) + i));
    expect(Math.max(...lateMs)).toBeLessThanOrEqual(152);
    expect(Math.max(...lateMs) - Math.min(...lateMs)).toBeGreaterThan(50);
  });
});

describe('when a client does not read', () => {
  it('is sent nothing beyond some megabytes, then goes on at a keyframe, with no hole in the sequence', () => {
    const { state, sent, sender, runUntil } = aSender();
    sender.cue(START_MS);
    sender.start(START_MS);
    const before = sent.length;
    state.pendingBytes = 5 * 1024 * 1024;
    runUntil(START_MS + 300);
    expect(sent.length).toBe(before);
    state.pendingBytes = 0;
    runUntil(START_MS + 2000);
    const [last, next] = [sent[before - 1], sent[before]];
    expect(next?.frame).toBe(180);
    expect(next?.sequence).toBe(((last?.sequence ?? 0) + 1) & 0xffff);
  });
});

describe('when the kernel has not taken what was sent to one client', () => {
  it('is left as it was while the same frames go to another', () => {
    const reel = aReel();
    const wheel = new TurnWheel(
      () => START_MS,
      () => undefined,
    );
    const held: { ssrc: number; bytes: Buffer }[] = [];
    const senders = [0, 1].map(() => {
      const outlet = {
        pendingBytes: 1,
        write: (bytes: Buffer) => void held.push({ ssrc: sender.ssrc, bytes }),
      };
      const manner: Manner = { ...polite, cameraTimeOf: (nowMs) => nowMs };
      const sender: StreamSender = new StreamSender({
        reel: () => reel,
        outlet,
        manner,
        wheel,
        channel: 0,
        cname: 'x',
      });
      return sender;
    });
    for (const sender of senders) {
      sender.cue(START_MS);
      sender.start(START_MS);
    }
    wheel.stop();
    const rtp = held.filter(({ bytes }) => bytes[1] === 0);
    expect(rtp.length).toBe(14);
    expect(rtp.map(({ bytes }) => bytes.readUInt32BE(12))).toEqual(rtp.map(({ ssrc }) => ssrc));
  });
});

describe('when the picture of a stream is changed', () => {
  it('is sent from the next keyframe on, within the session', () => {
    const reels = [aReel(), aReel({ opening: 0x42 })];
    const { sent, sender, runUntil } = aSender({}, () => reels[0] as Reel);
    sender.cue(START_MS);
    sender.start(START_MS);
    reels.shift();
    runUntil(START_MS + 2_000);
    const changed = sent.filter(({ opening }) => opening === 0x42);
    expect(changed[0]?.frame).toBe(180);
    expect(changed).toEqual(sent.slice(sent.findIndex(({ frame }) => frame === 180)));
  });
});

describe('when a stream is played for a while', () => {
  it('is reported every five seconds, with what was sent', () => {
    const { sent, reports, sender, runUntil } = aSender();
    sender.cue(START_MS);
    sender.start(START_MS);
    runUntil(START_MS + 11_000);
    expect(reports).toHaveLength(3);
    const last = reports.at(-1);
    expect(last?.readUInt32BE(20)).toBeGreaterThan(150);
    expect(last?.readUInt32BE(24)).toBe((last?.readUInt32BE(20) ?? 0) * 3);
    expect(sent.length).toBeGreaterThan(160);
  });
});
