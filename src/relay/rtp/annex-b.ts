const startCode = Buffer.from([0, 0, 1]);

/**
 * Splits bytes at Annex B start codes: some cameras put several units with start codes into one packet or
 * `sprop` field (quirk 20). A valid unit contains none and is returned unchanged.
 */
export function splitAnnexB(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let from = 0;
  while (from < bytes.length) {
    const mark = bytes.indexOf(startCode, from);
    units.push(withoutTrailingZeros(bytes.subarray(from, mark < 0 ? bytes.length : mark)));
    from = mark < 0 ? bytes.length : mark + startCode.length;
  }
  return units.filter((unit) => unit.length > 0);
}

/** Zeros after the stop bit are padding (H.264 §B.1) and must not make two parameter sets differ. */
function withoutTrailingZeros(unit: Buffer): Buffer {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end--;
  return unit.subarray(0, end);
}
