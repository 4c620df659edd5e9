import type { Codec } from './codec.ts';

/** More units than any camera has in a picture: they stay as they are. */
const maxUnits = 1_000;

/**
 * The units of a picture with its parameter sets before its slices (quirk 28): behind a slice, decoders and ffmpeg's muxer take a set
 * for the beginning of another picture. What is there already is left out. Sets between two pictures, and behind the last slice, stay.
 */
export function setsFirst(nals: readonly Buffer[], codec: Codec): readonly Buffer[] {
  const isSet = (nal: Buffer) => codec.parameterSetTypes.includes(codec.nalType(nal));
  const isSlice = (nal: Buffer) => codec.isPicture(codec.nalType(nal));
  const first = nals.findIndex(isSlice);
  if (first === -1 || nals.length > maxUnits || !nals.slice(first).some(isSet)) return nals;
  const ordered: Buffer[] = nals.slice(0, first);
  let begin = first;
  for (const [i, nal] of nals.entries()) {
    if (i < first) continue;
    const next = isSet(nal) && nals.slice(i).find(isSlice);
    if (next && !codec.beginsPicture(next)) {
      if (!ordered.some((known) => known.equals(nal))) ordered.splice(begin, 0, nal);
      continue;
    }
    if (isSlice(nal) && codec.beginsPicture(nal)) begin = ordered.length;
    ordered.push(nal);
  }
  return ordered;
}
