import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isChanged, moved, viewStyle, wholePicture, zoomed } from '../../../src/web/player/picture-view.ts';

const point = fc.record({
  x: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  y: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
});

describe('when a picture is looked at closer', () => {
  it('never leaves its frame, whatever is done', () => {
    const acts = fc.array(fc.tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), point, point));
    fc.assert(
      fc.property(acts, (all) => {
        let view = wholePicture;
        for (const [factor, at, by] of all) view = moved(zoomed(view, factor, at), by.x, by.y);
        expect(view.zoom).toBeGreaterThanOrEqual(1);
        for (const offset of [view.x, view.y])
          expect(Math.abs(offset)).toBeLessThanOrEqual((view.zoom - 1) / 2 + 1e-9);
      }),
    );
  });

  it('keeps what is under the pointer there', () => {
    fc.assert(
      fc.property(point, (at) => {
        const { zoom, x, y } = zoomed(wholePicture, 4, at);
        expect(x + at.x * zoom).toBeCloseTo(at.x, 9);
        expect(y + at.y * zoom).toBeCloseTo(at.y, 9);
      }),
    );
  });

  it('is as recorded until something is changed, and after it is changed back', () => {
    expect([isChanged(wholePicture), viewStyle(wholePicture)]).toEqual([false, {}]);
    expect(isChanged(zoomed(zoomed(wholePicture, 2, { x: 0.3, y: 0 }), 0.5))).toBe(false);
    expect(viewStyle({ ...wholePicture, brightness: 2 })).toMatchObject({
      filter: 'brightness(2) contrast(1)',
    });
  });
});
