import type { CodedStream } from '../clip/clip-cache.ts';
import type { CodedFrame } from '../clip/clip-index.ts';

export const NAL_SEI = 6;
export const NAL_SPS = 7;
export const NAL_PPS = 8;

export function nalType(nal: Buffer): number {
  return (nal[0] ?? 0) & 0x1f;
}

/**
 * NAL units of one coded frame, as a camera sends them: parameter sets before a keyframe, and no SEI, which
 * would repeat the encoder's signature in every loop.
 */
export function frameNals(stream: CodedStream, frame: CodedFrame): Buffer[] {
  const sample = stream.mp4.subarray(frame.offset, frame.offset + frame.sizeBytes);
  return splitSample(sample).filter((nal) => nalType(nal) !== NAL_SEI);
}

/** Splits an mp4 sample into NAL units; each follows its length in four bytes (ISO/IEC 14496-15, 5.3.2). */
function splitSample(sample: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  for (let at = 0; at < sample.length; ) {
    const end = at + 4 + sample.readUInt32BE(at);
    nals.push(sample.subarray(at + 4, end));
    at = end;
  }
  return nals;
}
