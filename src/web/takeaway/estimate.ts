import type { Export } from '../../client/index.ts';

type Underway = Pick<Export, 'orderedAt' | 'progress'>;

/** How much of it is done, [0, 1]; one without bytes counts its files. */
export function shareDone({ progress: { bytes, bytesDone, files, filesDone } }: Underway): number {
  if (bytes > 0) return bytesDone / bytes;
  return files > 0 ? filesDone / files : 0;
}

/** How long yet at the pace so far; `undefined` before there is one. Milliseconds. */
export function timeLeftMs(archive: Underway, nowMs: number): number | undefined {
  const share = shareDone(archive);
  const goneMs = nowMs - Date.parse(archive.orderedAt);
  return share > 0 && goneMs > 0 ? (goneMs / share) * (1 - share) : undefined;
}
