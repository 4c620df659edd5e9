import { readHead } from './parameter-set-head.ts';

const recoveryPoint = 6;

/**
 * How many pictures after this one a decoder that starts here shows right: `recovery_frame_cnt` of a message (H.264
 * §D.1.8); `undefined` for a unit without such a message. Attacker-controlled.
 */
export function recoveryFrames(sei: Buffer): number | undefined {
  for (let at = 1; at + 2 < sei.length; ) {
    const type = seriesAt(sei, at);
    const size = seriesAt(sei, type.end);
    if (type.value === recoveryPoint) return readHead(sei.subarray(size.end), (reader) => reader.unsigned());
    at = size.end + size.value;
  }
  return undefined;
}

/** A number written as bytes of 255 and a last one (H.264 §7.3.2.3.1). */
function seriesAt(bytes: Buffer, from: number): { readonly value: number; readonly end: number } {
  let [value, at] = [0, from];
  for (; bytes[at] === 0xff; at++) value += 0xff;
  return { value: value + (bytes[at] ?? 0), end: at + 1 };
}
