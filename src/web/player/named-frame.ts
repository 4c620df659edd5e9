import type { TableFrame } from './frame-table.ts';

/** A frame as the API names it. */
export interface NamedFrame {
  /** Whether it is a frame of a copy: those count in the order of showing, those of an original in the order of decoding. */
  readonly isCopied: boolean;
  readonly segmentId: string;
  /** Number of its GOP within the segment. */
  readonly number: string;
  /** Number of the frame within the GOP. */
  readonly frame: string;
}

const file = /\/segments\/([^/]+)\/(gops|copies)\/(\d+)\.m4s$/;

/** By the URL of the GOP that it came from; `undefined` where that is not one of a stored segment. */
export function namedFrame(url: string | undefined, frame: TableFrame | undefined): NamedFrame | undefined {
  const [, segmentId, kind, number] = file.exec(url ?? '') ?? [];
  if (segmentId === undefined || number === undefined || !frame) return undefined;
  const isCopied = kind === 'copies';
  return { isCopied, segmentId: decodeURIComponent(segmentId), number, frame: String(frame.number) };
}

/** Where the service has the keyframe alone of a GOP; any other URL stays as it is. */
export const keyframeUrl = (url: string): string => url.replace(/(\/gops\/\d+)\.m4s$/, '$1/keyframe.m4s');
