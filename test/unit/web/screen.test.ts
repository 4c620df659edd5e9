import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  layouts,
  parametersOf,
  readScreen,
  type WatchScreen,
  withFocus,
  withLayout,
  withToggled,
} from '../../../src/web/watch/screen.ts';

const idOf = (number: number): string => `cam_${String(number).padStart(26, '0')}`;
const span = { from: '2026-11-21T12:00:00Z', to: '2026-11-21T12:10:00Z' };
/** The first of them has no footage. */
const cameras = Array.from({ length: 12 }, (_, i) => ({ id: idOf(i), spans: i === 0 ? [] : [span] }));
const read = (text: string): WatchScreen => readScreen(new URLSearchParams(text), cameras);

describe('the pictures that an address names', () => {
  it('is one picture of a camera with footage where it says nothing', () => {
    expect(read('')).toEqual({ layout: 1, tiles: [idOf(1)], focus: idOf(1) });
    expect(read(`camera=${idOf(3)}`)).toEqual({ layout: 1, tiles: [idOf(3)], focus: idOf(3) });
  });

  it('keeps a camera that the request does not open, so that its tile can say so', () => {
    const elsewhere = idOf(99);
    expect(read(`layout=2&cameras=${elsewhere},${idOf(1)}&camera=${idOf(1)}`)).toEqual({
      layout: 2,
      tiles: [elsewhere, idOf(1)],
      focus: idOf(1),
    });
  });

  it.each([
    ['layout=3', 1],
    ['layout=9&cameras=<b>,cam_1,..', 9],
    [`layout=4&cameras=${Array.from({ length: 50 }, (_, i) => idOf(i)).join()}`, 4],
    ['layout=-1&camera=null', 1],
  ])('takes nothing else out of it: %s', (text, count) => {
    const { tiles, focus } = read(text);
    expect(tiles).toHaveLength(count);
    expect(tiles).toContain(focus);
  });

  it('comes back as it was from an address, whatever was done to it', () => {
    const act = fc.oneof(
      fc.record({ what: fc.constant('layout' as const), to: fc.constantFrom(...layouts) }),
      fc.record({ what: fc.constantFrom('focus' as const, 'toggle' as const), to: fc.nat(11) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let screen = read('');
        for (const { what, to } of acts) {
          if (what === 'layout') screen = withLayout(screen, to, cameras);
          else screen = (what === 'focus' ? withFocus : withToggled)(screen, idOf(to));
          const said = Object.entries(parametersOf(screen)).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, value]],
          );
          expect(read(new URLSearchParams(said).toString())).toEqual(screen);
          expect(screen.tiles).toContain(screen.focus);
          expect(screen.tiles.length).toBeLessThanOrEqual(screen.layout);
        }
      }),
    );
  });

  it('keeps the one in focus in a smaller layout, and fills a larger one up', () => {
    const nine = { ...withLayout(read(''), 9, cameras), focus: idOf(9) };
    expect(nine.tiles).toEqual(Array.from({ length: 9 }, (_, i) => idOf(i + 1)));
    expect(withLayout(nine, 2, cameras)).toEqual({ layout: 2, tiles: [idOf(1), idOf(9)], focus: idOf(9) });
  });

  it('puts a camera without a tile into the one in focus', () => {
    const two = withLayout(read(''), 2, cameras);
    expect(withFocus(two, idOf(7))).toEqual({ layout: 2, tiles: [idOf(7), idOf(2)], focus: idOf(7) });
    expect(withFocus(two, idOf(2)).tiles).toEqual(two.tiles);
  });
});
