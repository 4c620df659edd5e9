/** The reversed polynomial of ISO 3309. */
const polynomial = 0xedb8_8320;

const first = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  return crc;
});

const next = (table: Uint32Array): Uint32Array =>
  table.map((crc) => (crc >>> 8) ^ (first[crc & 0xff] as number));

const second = next(first);
const third = next(second);
const fourth = next(third);

/** CRC-32 over what came `before` and these bytes, unsigned; four bytes at a time. */
export function crc32Of(bytes: Uint8Array, before: number): number {
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^=
      byteOf(bytes, at) |
      (byteOf(bytes, at + 1) << 8) |
      (byteOf(bytes, at + 2) << 16) |
      (byteOf(bytes, at + 3) << 24);
    crc =
      byteOf(fourth, crc & 0xff) ^
      byteOf(third, (crc >>> 8) & 0xff) ^
      byteOf(second, (crc >>> 16) & 0xff) ^
      byteOf(first, crc >>> 24);
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ byteOf(first, (crc ^ byteOf(bytes, at)) & 0xff);
  return ~crc >>> 0;
}

const byteOf = (from: Uint8Array | Uint32Array, at: number): number => from[at] as number;
