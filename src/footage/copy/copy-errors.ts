import { type AppError, notFound, unavailable } from '../../core/index.ts';
import { footageAltered } from '../checked/alterations.ts';
import type { StoredGop } from '../playback.ts';

export const copyFailed = (why: string): AppError =>
  notFound('copy-failed', `This stretch cannot be converted from H.265 to H.264: ${why}.`);

export const copyEncoderMissing = (why: string): AppError =>
  unavailable('copy-encoder-missing', `No worker can encode H.264: ${why}.`);

export const copyQueueFull = (): AppError =>
  unavailable('copy-queue-full', 'Too many copies of H.265 footage are being made. Try again in a minute.');

export const copyLate = (): AppError =>
  unavailable('copy-late', 'No worker made the copy in time: the workers are busy, or none is running.');

/** The error for the code that a worker answered in place of a copy. */
export function inOurTerms(code: string, { segment, gop }: StoredGop): AppError {
  switch (code) {
    case 'footage-altered':
      return footageAltered({ segment, objectKey: segment.objectKey, part: 'gop', range: gop });
    case 'copy-encoder-missing':
      return copyEncoderMissing('its ffmpeg has no encoder for it, or does not start');
    case 'store-unavailable':
    case 'object-not-found':
      return unavailable('footage-unreadable', 'The store does not return the footage.');
    default:
      return copyFailed(code);
  }
}
