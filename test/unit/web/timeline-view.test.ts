import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pressKey, turnWheel } from '../../../src/web/lanes/gestures.ts';
import { Hands } from '../../../src/web/lanes/hands.ts';
import { LaneView, viewOfText, viewText } from '../../../src/web/lanes/lane-view.ts';
import {
  clampedView,
  daysAround,
  lengthOf,
  pannedView,
  pinchedView,
  viewAtLevel,
  zoomedView,
  zoomLevelOf,
} from '../../../src/web/lanes/view.ts';
import type { Range } from '../../../src/web/time/spoken-range.ts';

const dayMs = 86_400_000;
const bounds: Range = { fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 11, 1) };
/** Instants are doubles of about 2⁴¹. */
const roundingMs = 0.01;

const aShare = fc.double({ min: 0, max: 1, noNaN: true });
/** Somewhere in the bounds, one second to all of them long. */
const aView = fc.tuple(aShare, aShare).map(([level, at]) => {
  const view = viewAtLevel(bounds, bounds, level);
  return pannedView({ ...view, ...moved(view, at) }, bounds, 0);
});
const moved = (view: Range, at: number): Range => {
  const fromMs = bounds.fromMs + at * (lengthOf(bounds) - lengthOf(view));
  return { fromMs, toMs: fromMs + lengthOf(view) };
};
const aFactor = fc.double({ min: 0.01, max: 100, noNaN: true });
const atShare = ({ fromMs, toMs }: Range, share: number): number => fromMs + share * (toMs - fromMs);
const isInside = ({ fromMs, toMs }: Range, asked = bounds): boolean =>
  fromMs >= asked.fromMs && toMs <= asked.toMs && fromMs < toMs;

const wheel = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, shiftKey: false };
const touch = (pointerId: number, clientX: number) => ({
  pointerId,
  clientX,
  pointerType: 'touch',
  buttons: 1,
});
const track = { left: 100, width: 1_000 };

describe('when the lanes are zoomed and moved', () => {
  it('never shows a time outside the asked one, nor less than a second or more than 31 days', () => {
    const aBound = fc
      .tuple(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 400 * dayMs }))
      .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));
    fc.assert(
      fc.property(aBound, aShare, aShare, aFactor, (asked, from, to, factor) => {
        const wild = { fromMs: atShare(asked, from * 3 - 1), toMs: atShare(asked, from * 3 - 1 + to + 1e-9) };
        const start = clampedView(wild, asked);
        for (const view of [
          start,
          zoomedView(start, asked, atShare(start, to), factor),
          pannedView(start, asked, factor - 50),
          pinchedView(start, asked, [from, to], [to, factor / 100]),
          viewAtLevel(start, asked, to),
        ]) {
          expect(isInside(view, asked)).toBe(true);
          expect(lengthOf(view)).toBeLessThanOrEqual(Math.min(31 * dayMs, lengthOf(asked)) + roundingMs);
          expect(lengthOf(view)).toBeGreaterThanOrEqual(Math.min(1_000, lengthOf(asked)) - roundingMs);
        }
      }),
    );
  });

  it('has the instant under the pointer stay, unless an edge is in the way', () => {
    fc.assert(
      fc.property(aView, aShare, aFactor, (view, share, factor) => {
        const aboutMs = atShare(view, share);
        const next = zoomedView(view, bounds, aboutMs, factor);
        const isAtEdge = next.fromMs === bounds.fromMs || next.toMs === bounds.toMs;
        const movedMs = Math.abs(atShare(next, share) - aboutMs);
        expect(isAtEdge || movedMs < roundingMs).toBe(true);
      }),
    );
  });

  it('is as before after zooming in and out about one instant', () => {
    fc.assert(
      fc.property(aView, aShare, fc.double({ min: 1, max: 50, noNaN: true }), (view, share, factor) => {
        const aboutMs = atShare(view, share);
        const near = zoomedView(view, bounds, aboutMs, factor);
        const back = zoomedView(near, bounds, aboutMs, lengthOf(near) / lengthOf(view));
        // What rounding moves is enlarged with the rest.
        expect(Math.abs(back.fromMs - view.fromMs)).toBeLessThan(roundingMs * factor);
        expect(Math.abs(back.toMs - view.toMs)).toBeLessThan(roundingMs * factor);
      }),
    );
  });

  it('keeps the instants under two fingers under them', () => {
    const aPair = fc.tuple(aShare, aShare).filter(([one, other]) => other - one > 0.05);
    fc.assert(
      fc.property(aView, aPair, aPair, (view, before, after) => {
        const next = pinchedView(view, bounds, before, after);
        const isAtLimit = lengthOf(next) < 1_001 || !(next.fromMs > bounds.fromMs && next.toMs < bounds.toMs);
        for (const finger of [0, 1] as const) {
          const movedMs = Math.abs(atShare(next, after[finger]) - atShare(view, before[finger]));
          expect(isAtLimit || movedMs < roundingMs * 50).toBe(true);
        }
      }),
    );
  });

  it('reaches one second and thirty days with the slider, in equal steps', () => {
    expect(lengthOf(viewAtLevel(bounds, bounds, 1))).toBeCloseTo(1_000, 2);
    expect(viewAtLevel(bounds, bounds, 0)).toEqual(bounds);
    fc.assert(
      fc.property(aShare, (level) => {
        expect(zoomLevelOf(viewAtLevel(bounds, bounds, level), bounds)).toBeCloseTo(level, 5);
      }),
    );
  });
});

describe('when a hand is on the lanes', () => {
  it('turns the wheel from thirty days to a second and back, and leaves the page the turn beyond it', () => {
    const view = new LaneView(bounds);
    expect(turnWheel(view, { ...wheel, deltaY: 100 }, 0.5)).toBe(false);
    expect(turnWheel(view, { ...wheel, deltaY: 100, ctrlKey: true }, 0.5)).toBe(true);
    let turns = 0;
    while (lengthOf(view.range) > 1_001 && turns < 100) {
      expect(turnWheel(view, { ...wheel, deltaY: -100 }, 0.3)).toBe(true);
      turns += 1;
    }
    expect(turns).toBeLessThan(45);
    expect(view.range.fromMs / atShare(bounds, 0.3)).toBeCloseTo(1, 6);
    for (let turn = 0; turn < turns; turn++) turnWheel(view, { ...wheel, deltaY: 100 }, 0.3);
    expect(view.isAsked).toBe(true);
  });

  it.each([
    ['with Shift', { deltaY: 100, shiftKey: true }],
    ['sideways', { deltaX: 100 }],
    ['by lines', { deltaX: 6.25, deltaMode: 1 }],
  ])('moves by a wheel that is turned %s', (_, turned) => {
    const view = new LaneView(bounds);
    expect(turnWheel(view, { ...wheel, ...turned }, 0.5)).toBe(false);
    view.set(zoomedView(bounds, bounds, atShare(bounds, 0.5), 8));
    const { fromMs, toMs } = view.range;
    expect(turnWheel(view, { ...wheel, ...turned }, 0.5)).toBe(true);
    expect(view.range.fromMs - fromMs).toBeCloseTo((toMs - fromMs) / 10, 0);
    expect(lengthOf(view.range)).toBeCloseTo(toMs - fromMs, 0);
  });

  it('has keys for all of it', () => {
    const view = new LaneView(bounds);
    for (const key of ['+', '=', '+']) expect(pressKey(view, key, atShare(bounds, 0.5))).toBe(true);
    const zoomed = view.range;
    expect(lengthOf(zoomed)).toBeCloseTo(lengthOf(bounds) / 1.5 ** 3, 0);
    pressKey(view, 'ArrowRight', 0);
    expect(view.range.fromMs).toBeCloseTo(zoomed.fromMs + lengthOf(zoomed) / 5, 0);
    pressKey(view, 'ArrowLeft', 0);
    expect(view.range.fromMs).toBeCloseTo(zoomed.fromMs, 0);
    pressKey(view, 'Home', 0);
    expect(view.range.fromMs).toBe(bounds.fromMs);
    pressKey(view, 'End', 0);
    expect(view.range.toMs).toBe(bounds.toMs);
    pressKey(view, '-', bounds.toMs);
    expect(lengthOf(view.range)).toBeCloseTo(lengthOf(bounds) / 1.5 ** 2, 0);
    pressKey(view, '0', 0);
    expect(view.isAsked).toBe(true);
    expect(pressKey(view, 'k', 0)).toBe(false);
  });

  it('pinches with two fingers, and chooses nothing when they are lifted', () => {
    const [view, hands] = [new LaneView(bounds), new Hands(() => true)];
    hands.press(touch(1, 500));
    hands.press(touch(2, 700));
    expect(hands.move(view, touch(2, 900), track)).toBe(true);
    expect(lengthOf(view.range)).toBeCloseTo(lengthOf(bounds) / 2, 0);
    // What was under the first finger, at 0.4 of the width, stays there.
    expect(atShare(view.range, 0.4)).toBeCloseTo(atShare(bounds, 0.4), 0);
    expect([hands.lift(touch(2, 900)), hands.lift(touch(1, 500))]).toEqual([true, true]);
    expect([hands.takesClick(), hands.takesClick()]).toEqual([true, false]);
    hands.press(touch(3, 500));
    expect(hands.move(view, touch(3, 503), track)).toBe(false);
    expect(hands.lift(touch(3, 503))).toBe(false);
  });

  it('drags with one what is zoomed in, and chooses with one what is not', () => {
    const [view, hands] = [new LaneView(bounds), new Hands(() => true)];
    hands.press(touch(1, 500));
    expect(hands.move(view, touch(1, 600), track)).toBe(false);
    expect(hands.lift(touch(1, 600))).toBe(false);
    view.set(zoomedView(bounds, bounds, atShare(bounds, 0.5), 4));
    const { fromMs } = view.range;
    hands.press(touch(1, 500));
    expect(hands.move(view, touch(1, 600), track)).toBe(true);
    expect(view.range.fromMs).toBeCloseTo(fromMs - lengthOf(bounds) / 40, 0);
    expect(hands.lift(touch(1, 600))).toBe(true);
    hands.press(touch(1, 500));
    expect(hands.takesClick()).toBe(false);
    // The button was let go outside the window.
    expect(hands.move(view, { ...touch(1, 700), buttons: 0 }, track)).toBe(false);
    expect(hands.move(view, touch(1, 800), track)).toBe(false);
  });
});

describe('when the lanes show more than was asked for', () => {
  const asked = { fromMs: bounds.fromMs + 20 * dayMs, toMs: bounds.fromMs + 20 * dayMs + 1_200_000 };
  const wide = daysAround(asked, asked.toMs + 100 * dayMs);

  it('shows thirty days about it, of the future no more than was asked, and of a longer time itself', () => {
    const aStart = fc.integer({ min: 0, max: 1e12 });
    const aLength = fc.integer({ min: 1, max: 40 * dayMs });
    fc.assert(
      fc.property(aStart, aLength, aStart, (fromMs, lengthMs, nowMs) => {
        const range = { fromMs, toMs: fromMs + lengthMs };
        const around = daysAround(range, nowMs);
        expect(isInside(range, around)).toBe(true);
        expect(lengthOf(around)).toBe(Math.max(30 * dayMs, lengthMs));
        expect(around.toMs).toBeLessThanOrEqual(Math.max(nowMs, range.toMs));
      }),
    );
    expect(wide.fromMs + wide.toMs).toBe(asked.fromMs + asked.toMs);
  });

  it('begins with the asked time, and leaves it by what zooms out alone', () => {
    const view = new LaneView(asked, asked, wide);
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) pressKey(view, key, asked.fromMs);
    expect(turnWheel(view, { ...wheel, deltaY: 100 }, 0.5)).toBe(false);
    expect(turnWheel(view, { ...wheel, deltaX: 100 }, 0.5)).toBe(false);
    expect([view.isAsked, viewText(view)]).toEqual([true, undefined]);
    for (let turn = 0; turn < 40; turn++) pressKey(view, '-', atShare(asked, 0.5));
    expect([view.isWidest, view.isInside, lengthOf(view.range)]).toEqual([true, false, 30 * dayMs]);
    pressKey(view, '0', 0);
    expect(view.isAsked).toBe(true);
    expect(turnWheel(view, { ...wheel, deltaY: 100, ctrlKey: true }, 0.5)).toBe(true);
    expect(view.isInside).toBe(false);
  });

  it('moves and zooms freely once it shows more, by wheel and arrows too, and comes back inside', () => {
    const view = new LaneView(asked, { fromMs: asked.fromMs - dayMs, toMs: asked.toMs + dayMs }, wide);
    const { fromMs } = view.range;
    pressKey(view, 'ArrowLeft', 0);
    expect(view.range.fromMs).toBeLessThan(fromMs);
    expect(turnWheel(view, { ...wheel, deltaY: 100 }, 0.5)).toBe(true);
    pressKey(view, 'Home', 0);
    expect(view.range.fromMs).toBe(wide.fromMs);
    view.set({ fromMs: asked.fromMs + 1_000, toMs: asked.fromMs + 2_000 });
    pressKey(view, 'Home', 0);
    expect([view.range.fromMs, view.isInside]).toEqual([asked.fromMs, true]);
  });
});

describe('when the address has a view', () => {
  it('reads an interval, and takes anything else for the whole range', () => {
    const [from, to] = ['2026-11-21T14:10:00.000Z', '2026-11-21T14:30:00.000Z'];
    expect(viewOfText(`${from}/${to}`)).toEqual({ fromMs: Date.parse(from), toMs: Date.parse(to) });
    for (const text of [null, '', 'x', from, `${to}/${from}`, `${from}/${from}`, `${from}/`, '//'])
      expect(viewOfText(text)).toBeUndefined();
  });

  it('takes what lies outside the range to the nearest place in it', () => {
    const view = new LaneView(bounds, { fromMs: bounds.toMs + dayMs, toMs: bounds.toMs + 2 * dayMs });
    expect(view.range).toEqual({ fromMs: bounds.toMs - dayMs, toMs: bounds.toMs });
  });

  it('is told to those who hear it once a change, and no longer than they hear', () => {
    const view = new LaneView(bounds);
    let heard = 0;
    const stop = view.hear(() => {
      heard += 1;
    });
    view.set(bounds);
    expect(heard).toBe(0);
    view.set(zoomedView(bounds, bounds, bounds.fromMs, 2));
    expect(heard).toBe(1);
    stop();
    view.set(bounds);
    expect(heard).toBe(1);
  });
});
