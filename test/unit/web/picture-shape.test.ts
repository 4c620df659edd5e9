import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../src/web/player/picture-shape.ts';

describe('when a camera is set to another shape than its stream has', () => {
  it('has its picture fill a box of that shape, no wider than the page and no higher than half of it', () => {
    expect(shapeOf('16:9')).toMatchObject({
      aspectRatio: '16 / 9',
      objectFit: 'fill',
      width: 'min(100%, 50vh * 16 / 9)',
    });
  });

  it('leaves every other picture as it is', () => {
    expect(shapeOf(undefined)).toEqual({});
  });
});
