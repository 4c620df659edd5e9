import { describe, expect, it } from 'vitest';
import { Aim } from '../../../src/web/player/aim.ts';
import { FrameTable, middleOfFrame } from '../../../src/web/player/frame-table.ts';

const gopMs = 2_000;
/** Ten frames a second, 20 in a fragment; with B-frames each second one is decoded after the one that follows it. */
const framesOf = (hasB: boolean) => {
  const orderOf = (i: number) => (hasB && i > 0 && i < 19 ? (i % 2 === 1 ? i + 1 : i - 1) : i);
  return Array.from({ length: 20 }, (_, i) => ({ shownTicks: 100 * orderOf(i) + 500, durationTicks: 100 }));
};
const startMs = Date.UTC(2026, 10, 21);

function aTable(...fragments: number[]): FrameTable {
  const table = new FrameTable();
  for (const fragment of fragments) load(table, fragment);
  return table;
}

function load(table: FrameTable, fragment: number): void {
  const offsetS = (fragment * gopMs) / 1_000 - 0.5;
  const wallMs = startMs + fragment * gopMs;
  table.add({ fragment, wallMs, offsetS, timescale: 1_000, frames: framesOf(fragment % 2 === 1) });
}

/** As a video element: what it is told. */
const aScreen = () => ({ currentTime: 0, paused: true, pause() {} });
const fragments = () => [0, 1, 2, 3].map((sn) => ({ sn, start: 2 * sn, duration: 2 }));

describe('when frames are looked for by position', () => {
  it('finds each by any time at which it is shown, and its wall time', () => {
    const table = aTable(0, 1);
    for (let i = 0; i < 40; i++) {
      const frame = table.at(i / 10 + 0.05);
      expect(frame?.wallMs).toBeCloseTo(startMs + i * 100, 3);
      // As a browser rounds it down.
      expect(table.at(i / 10 - 0.0005)).toBe(frame);
      expect(middleOfFrame(frame ?? { fromS: 0, toS: 0, wallMs: 0, number: 0, fragment: 0 })).toBeCloseTo(
        i / 10 + 0.05,
        6,
      );
    }
    expect(table.at(4.2)).toBeUndefined();
  });

  it('goes from frame to frame, also over the border of two fragments, and no further than is loaded', () => {
    const table = aTable(0, 1);
    let frame = table.at(0.05);
    for (let i = 1; i < 40; i++) {
      frame = frame && table.beside(frame, 1);
      expect(frame?.wallMs).toBeCloseTo(startMs + i * 100, 3);
    }
    expect(frame && table.beside(frame, 1)).toBeUndefined();
    for (let i = 38; i >= 0; i--) {
      frame = frame && table.beside(frame, -1);
      expect(frame?.wallMs).toBeCloseTo(startMs + i * 100, 3);
    }
    expect(frame && table.beside(frame, -1)).toBeUndefined();
  });

  it('keeps to so many fragments, the newest ones', () => {
    const table = aTable(...Array.from({ length: 400 }, (_, i) => i));
    expect(table.at(0.05)).toBeUndefined();
    expect(table.at(399 * 2 + 0.05)?.fragment).toBe(399);
  });
});

describe('when a step goes where nothing is loaded', () => {
  it('waits for that fragment, and shows its first or last frame', () => {
    const table = aTable(1);
    const aim = new Aim({ table, fragments });
    const screen = aScreen();
    aim.step(screen, 2, -1);
    expect(screen.currentTime).toBe(1);
    aim.reach(screen);
    expect(screen.currentTime).toBe(1);
    load(table, 0);
    aim.reach(screen);
    expect(screen.currentTime).toBeCloseTo(1.95, 6);
    aim.shown(1.9);
    aim.step(screen, 1.9, 1);
    expect(screen.currentTime).toBeCloseTo(2.05, 6);
  });

  it('counts steps that come before the screen follows', () => {
    const aim = new Aim({ table: aTable(0), fragments });
    const screen = aScreen();
    for (let i = 0; i < 5; i++) aim.step(screen, 0, 1);
    expect(screen.currentTime).toBeCloseTo(0.55, 6);
  });

  it('goes on from a frame whose fragment is loaded again, with all its frames', () => {
    const table = aTable(2);
    const aim = new Aim({ table, fragments });
    const screen = aScreen();
    const keyframe = table.at(4.05);
    table.clear();
    if (keyframe) aim.stepFrom(keyframe, 1);
    aim.reach(screen);
    expect(screen.currentTime).toBe(0);
    load(table, 2);
    aim.reach(screen);
    expect(screen.currentTime).toBeCloseTo(4.15, 6);
  });

  it('stays at the end of all', () => {
    const aim = new Aim({ table: aTable(3), fragments });
    const screen = aScreen();
    aim.step(screen, 7.9, 1);
    expect(screen.currentTime).toBe(0);
  });
});

describe('when a wall time is wanted', () => {
  it('shows the very frame of a time in whole milliseconds, once its fragment is there', () => {
    const table = aTable();
    const aim = new Aim({ table, fragments });
    const screen = aScreen();
    // The frame of 2.6667 s says 2.667, or 2.666 rounded down.
    aim.seek(screen, 2.6995, startMs + 2_699.5);
    load(table, 1);
    aim.reach(screen);
    expect(screen.currentTime).toBeCloseTo(2.75, 6);
  });

  it('leaves what plays to go on', () => {
    const table = aTable();
    const aim = new Aim({ table, fragments });
    const screen = { ...aScreen(), paused: false };
    aim.seek(screen, 2.62, startMs + 2_620);
    load(table, 1);
    aim.reach(screen);
    expect(screen.currentTime).toBe(2.62);
  });
});
