import sharp from 'sharp';
import { AppError, messageOf } from '../../core/index.ts';
import type { ImageEncoder } from '../../ingest/snapshots.ts';
import type { RawImage } from '../../media/index.ts';

/** A storyboard is at most 6 × 6 tiles of 160 × 640 pixels. */
export const maxStoryboardPixels = 6 * 160 * 6 * 640;

/** An `ImageEncoder` of sharp. Sharp's threads and cache are of the process, not ours alone: one thread, no cache. */
export function createImageEncoder(): ImageEncoder {
  sharp.concurrency(1);
  sharp.cache(false);
  return { webp: encodeWebp };
}

/** Effort 2 of 6: half the time of the default for 4 % more bytes. Errors: `internal` / `image-encoding`. */
async function encodeWebp({ width, height, rgb }: RawImage): Promise<Uint8Array> {
  const input = {
    raw: { width, height, channels: 3 },
    limitInputPixels: maxStoryboardPixels,
    failOn: 'error',
  } as const;
  try {
    return await sharp(rgb, input).webp({ quality: 65, effort: 2 }).toBuffer();
  } catch (cause) {
    throw new AppError('internal', 'image-encoding', messageOf(cause), { cause });
  }
}
