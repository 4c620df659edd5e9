import { sha256Hex } from '../core/index.ts';
import { type FragmentedFile, isSignedStream } from '../media/index.ts';

/** What a stored file says of itself, beyond what its row has. */
export interface MediaFacts {
  /** RFC 6381, such as `avc1.64001f`. */
  readonly codecString: string;
  /** SHA-256, hex, of the parameter sets, each after its length in four bytes, as they lie in the init section. */
  readonly parameterSetsSha256: string;
  /** Ticks in a second. */
  readonly timescale: number;
  readonly frames: number;
  readonly keyframes: number;
  /** In ticks: when the first keyframe is shown, and when the last frame ends. */
  readonly firstTicks: number;
  readonly endTicks: number;
  /** Whether the camera signs its stream (ONVIF Media Signing); the signature is not verified. */
  readonly isSigned: boolean;
}

/** Of the file alone, so that a retry gives the same. */
export function mediaFactsOf(bytes: Uint8Array, file: FragmentedFile): MediaFacts {
  const { track, fragments } = file;
  return {
    codecString: track.codecString,
    parameterSetsSha256: sha256Hex(Buffer.concat(track.parameterSets.flatMap(withLength))),
    timescale: track.timescale,
    frames: fragments.reduce((sum, { sampleCount }) => sum + sampleCount, 0),
    keyframes: fragments.length,
    firstTicks: fragments[0].presentationTicks,
    endTicks: fragments.reduce((last, { presentationEndTicks }) => Math.max(last, presentationEndTicks), 0),
    isSigned: isSignedStream(bytes, file),
  };
}

function withLength(set: Uint8Array): [Uint8Array, Uint8Array] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(set.length);
  return [length, set];
}
