import { sha256Hex } from '../core/index.ts';
import type { TriedStream } from './stream-trial.ts';

/** What a decoder must know of a stream before its first picture. Attacker-controlled. */
export interface PictureFormat {
  readonly codec: 'h264' | 'h265';
  /** NAL units without start codes: SPS and PPS, in H.265 VPS too. */
  readonly parameterSets: readonly Uint8Array[];
}

/**
 * Opens a stream, reads its picture format and leaves the camera, within half a minute. Answers digest challenges only.
 * Errors, none with a credential: those of `Relay.open`; `camera-without-keyframe` (unavailable).
 */
export type TakePictureFormat = (stream: Omit<TriedStream, 'allowsBasic'>) => Promise<PictureFormat>;

/** Enough to distinguish the formats of one camera; a person compares two of them. */
const shownDigits = 16;

/**
 * Names a format by its codec and a digest of the parameter sets that apply to whole sequences. Picture parameter sets do
 * not count: encoders change them while they run.
 */
export function pictureFormatName({ codec, parameterSets }: PictureFormat): string {
  const sets = new Set(parameterSets.filter((set) => !isPictureSet(codec, set)).map(sha256Hex));
  const digest = sha256Hex(new TextEncoder().encode([...sets].toSorted().join(' ')));
  return `${codec} ${digest.slice(0, shownDigits)}`;
}

/** By the type in the header of the NAL unit (ITU-T H.264 table 7-1, H.265 table 7-1). */
function isPictureSet(codec: PictureFormat['codec'], [header = 0]: Uint8Array): boolean {
  return codec === 'h264' ? (header & 0x1f) === 8 : ((header >> 1) & 0x3f) === 34;
}
