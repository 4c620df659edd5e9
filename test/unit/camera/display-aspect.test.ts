import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoderShape } from '../../../src/adapters/ffmpeg/frame-grabber/arguments.ts';
import { aspectRatio, isDisplayAspect } from '../../../src/camera/index.ts';
import { shapedAs } from '../../../src/media/index.ts';

const keyframe = {
  codec: 'h264' as const,
  bitstream: new Uint8Array(),
  isReset: true,
  isWhole: true,
  pixelAspect: 1,
};

describe('when a technician says which shape a picture has (quirk 26)', () => {
  it.each([
    ['1080N', 960, 1080, '16:9', 1920, 1080],
    ['944 wide', 944, 1080, '16:9', 1920, 1080],
    ['2CIF', 704, 288, '4:3', 704, 528],
    ['what it is', 640, 360, '16:9', 640, 360],
  ])('a still is that wide and high, and loses no line: %s', (_, width, height, aspect, wide, high) => {
    const shaped = shapedAs({ ...keyframe, width, height }, aspectRatio(aspect));
    expect(decoderShape(shaped)?.still).toEqual({ width: wide, height: high });
  });

  it('holds for any picture and shape, to two pixels', () => {
    const side = fc.integer({ min: 160, max: 1920 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 9999 }),
        (...of) => {
          const [width, height, w, h] = of;
          const aspect = `${w}:${h}`;
          fc.pre(isDisplayAspect(aspect));
          const still = decoderShape(shapedAs({ ...keyframe, width, height }, aspectRatio(aspect)))?.still;
          if (!still) throw new Error('no shape');
          expect(Math.abs(still.width - (still.height * w) / h)).toBeLessThanOrEqual(4);
          expect([still.width >= width - 1, still.height >= height - 1]).toEqual([true, true]);
        },
      ),
    );
  });

  it.each(['16x9', '16:', ':9', '0:9', '16:0', '99999:1', '9:1', '1:9', '16:9:1', '-4:3', '16.5:9'])(
    'refuses %s',
    (text) => expect(isDisplayAspect(text)).toBe(false),
  );
});
