/** The RBSP inside a NAL unit: without the `3` of each `0 0 3` (ITU-T H.264, 7.4.1; H.265, 7.4.2). */
export function unescapeNalUnit(unit: Uint8Array): Uint8Array {
  const kept: number[] = [];
  let zeros = 0;
  for (const byte of unit) {
    if (zeros < 2 || byte !== 3) kept.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(kept);
}

/** The NAL unit of an RBSP: a `3` after each two zeros that would otherwise begin a start code. */
export function escapeNalUnit(rbsp: Uint8Array): Uint8Array {
  const written: number[] = [];
  let zeros = 0;
  for (const byte of rbsp) {
    if (zeros >= 2 && byte <= 3) {
      written.push(3);
      zeros = 0;
    }
    written.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(written);
}
