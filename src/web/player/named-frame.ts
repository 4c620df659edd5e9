import type { TableFrame } from './frame-table.ts';

/** A frame as the API names it. */
export interface NamedFrame {
  readonly segmentId: string;
  /** Number of its GOP within the segment. */
  readonly number: string;
  /** Number of the frame within the GOP, in the order of decoding. */
  readonly frame: string;
}

/** By the URL of the GOP that it came from; `undefined` where that is not one of a stored segment. */
export function namedFrame(url: string | undefined, frame: TableFrame | undefined): NamedFrame | undefined {
  const [, segmentId, number] = /\/segments\/([^/]+)\/gops\/(\d+)\.m4s$/.exec(url ?? '') ?? [];
  if (segmentId === undefined || number === undefined || !frame) return undefined;
  return { segmentId: decodeURIComponent(segmentId), number, frame: String(frame.number) };
}

/** Where the service has the keyframe alone of a GOP; any other URL stays as it is. */
export const keyframeUrl = (url: string): string => url.replace(/(\/gops\/\d+)\.m4s$/, '$1/keyframe.m4s');
