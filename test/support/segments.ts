import { makeSegmentBytes } from './segment-bytes.ts';

export { gopMs, segmentMs } from './segment-bytes.ts';

let made: Promise<Buffer> | undefined;

/** A segment as the recorder's ffmpeg writes it, encoded once per test file: six GOPs of 2 s. */
export function segmentBytes(): Promise<Buffer> {
  made ??= makeSegmentBytes();
  return made;
}
