import { describe, expect, it } from 'vitest';
import { decoderShape } from '../../../src/adapters/ffmpeg/frame-grabber/arguments.ts';
import { KeyframeDecoder } from '../../../src/adapters/ffmpeg/frame-grabber/decoder.ts';
import { turns } from '../recording/fakes.ts';
import { failsAtOnce, failsLater } from './failed-spawns.ts';

describe('when a decoder of keyframes cannot be started', () => {
  it.each([
    [
      'no memory is left',
      failsAtOnce('ENOMEM'),
      'this machine is overloaded: it has no more memory (ENOMEM)',
    ],
    ['no file is left', failsLater('EMFILE'), 'too many files are open'],
  ])('says why, as the decoder that it is: %s', async (_when, spawn, why) => {
    const shape = decoderShape({ codec: 'h264', width: 640, height: 360, pixelAspect: 1 });
    if (!shape) throw new Error('a usual size');
    expect(() => new KeyframeDecoder(shape, spawn)).toThrow(
      expect.objectContaining({
        kind: 'unavailable',
        code: 'decoder-unavailable',
        message: expect.stringContaining(why) as string,
      }) as Error,
    );
    // An error that is told later ends nothing.
    await turns();
  });
});
