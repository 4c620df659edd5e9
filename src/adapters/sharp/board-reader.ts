import sharp from 'sharp';
import { invalid, messageOf } from '../../core/index.ts';
import type { ReadBoardImage } from '../../footage/index.ts';
import type { RawImage } from '../../media/index.ts';
import { maxStoryboardPixels } from './image-encoder.ts';

/** A `ReadBoardImage` of sharp, in its threads. What is stored may have been changed: nothing but WebP of that size is decoded. */
export const createBoardReader = (): ReadBoardImage => readBoard;

async function readBoard(webp: Uint8Array): Promise<RawImage> {
  try {
    const input = sharp(webp, { limitInputPixels: maxStoryboardPixels, failOn: 'error' });
    if (!isWebp(webp)) throw new Error('it is no WebP');
    const { data, info } = await input.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`it has ${info.channels} channels`);
    return { width: info.width, height: info.height, rgb: data };
  } catch (cause) {
    throw invalid('storyboard-damaged', `A storyboard does not decode: ${messageOf(cause)}`);
  }
}

/** RIFF, its length, WEBP (RFC 9649, 2.4). */
const isWebp = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return text.startsWith('RIFF') && text.endsWith('WEBP');
};
