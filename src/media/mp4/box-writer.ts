/** Length and type of a box. */
export const boxHeadBytes = 8;

/** A box of ISO/IEC 14496-12, clause 4.2, with a length of 32 bits. */
export function mp4Box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(boxHeadBytes);
  head.writeUInt32BE(boxHeadBytes + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** Numbers of 32 bits; a negative one as its two's complement. */
export function words32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * i);
  return bytes;
}

/** Numbers of 16 bits. */
export function words16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(value, 2 * i);
  return bytes;
}
