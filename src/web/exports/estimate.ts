import type { Export } from '../../client/index.ts';

type Underway = Pick<Export, 'orderedAt' | 'progress'>;

/** The share that is done, [0, 1]; an export without bytes counts its files. */
export function shareDone({ progress: { bytes, bytesDone, files, filesDone } }: Underway): number {
  if (bytes > 0) return bytesDone / bytes;
  return files > 0 ? filesDone / files : 0;
}

/** Milliseconds left at the pace so far; `undefined` before there is a pace. */
export function timeLeftMs(ordered: Underway, nowMs: number): number | undefined {
  const share = shareDone(ordered);
  const goneMs = nowMs - Date.parse(ordered.orderedAt);
  return share > 0 && goneMs > 0 ? (goneMs / share) * (1 - share) : undefined;
}
