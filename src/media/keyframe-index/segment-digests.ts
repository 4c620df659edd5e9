import { invalid, sha256Hex } from '../../core/index.ts';
import type { FragmentedFile } from '../mp4/fragmented-file.ts';
import { maxGops } from './gop-layout.ts';

/** SHA-256, hex, of the two parts of a GOP: its head (`moof` and the header of `mdat`), and the payload of its `mdat`. */
export interface GopDigest {
  readonly headBytes: number;
  readonly head: string;
  /** A clip holds the same payload under another head. */
  readonly payload: string;
}

/** What the parts of a segment hash to from which it is played: its initialisation section, and each GOP in order. */
export interface SegmentDigests {
  readonly init: string;
  readonly gops: readonly GopDigest[];
}

/** Digests of what `readFragmentedFile` found in these bytes. */
export const digestSegment = (
  bytes: Uint8Array,
  { init, fragments }: Pick<FragmentedFile, 'init' | 'fragments'>,
): SegmentDigests => ({
  init: sha256Hex(bytes.subarray(0, init.sizeBytes)),
  gops: fragments.map(({ offsetBytes, sizeBytes, headBytes }) =>
    digestGop(bytes.subarray(offsetBytes, offsetBytes + sizeBytes), headBytes),
  ),
});

/** Digest of a GOP whose payload begins after `headBytes`. */
export const digestGop = (gop: Uint8Array, headBytes: number): GopDigest => ({
  headBytes,
  head: sha256Hex(gop.subarray(0, headBytes)),
  payload: sha256Hex(gop.subarray(headBytes)),
});

/** Whether these are the bytes of the GOP, head and payload. */
export function isGopOf(gop: Uint8Array, expected: GopDigest): boolean {
  const { head, payload } = digestGop(gop, expected.headBytes);
  return head === expected.head && payload === expected.payload;
}

/** Reads digests back from their JSON value. Errors: `invalid` `keyframe-index` for another shape. */
export function parseSegmentDigests(value: unknown): SegmentDigests {
  const { init, gops } = fieldsOf(value);
  if (!Array.isArray(gops) || gops.length > maxGops) throw malformed();
  return { init: digestIn(init), gops: gops.map(gopDigestIn) };
}

function gopDigestIn(value: unknown): GopDigest {
  const { headBytes, head, payload } = fieldsOf(value);
  if (typeof headBytes !== 'number' || !Number.isSafeInteger(headBytes) || headBytes < 0) throw malformed();
  return { headBytes, head: digestIn(head), payload: digestIn(payload) };
}

function digestIn(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw malformed();
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const malformed = (): Error => invalid('keyframe-index', 'a keyframe index without the digests of its GOPs');
