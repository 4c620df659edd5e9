/** An entry of a bundle's ZIP, which is stored, never compressed. */
export interface ZippedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** CRC-32 (ISO 3309), unsigned. */
  readonly crc32: number;
  /** Of its local header. */
  readonly offsetBytes: number;
  /** Time and date as MS-DOS writes them, in one number of 32 bits. */
  readonly stamp: number;
}

/** The list at the end of a ZIP. */
export interface ZipDirectoryPlace {
  readonly entries: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

const full16 = 0xffff;
const full32 = 0xffff_ffff;
const isLarge = (value: number): boolean => value >= full32;
const in32 = (value: number): number => Math.min(value, full32);
const madeBy = 0x032d;
const readOnlyFile = 0x8124_0000;

/** The one form of a local header (APPNOTE 4.3.7). */
export function localHeaderOf({ name, sizeBytes, crc32, stamp }: ZippedFile): Uint8Array {
  const extra = isLarge(sizeBytes) ? zip64Field([sizeBytes, sizeBytes]) : [];
  return bytesOf(
    [4, 0x0403_4b50],
    [2, extra.length > 0 ? 45 : 10],
    ...storedFields({ stamp, crc32, sizeBytes }),
    [2, name.length],
    [2, lengthOf(extra)],
    ...textFields(name),
    ...extra,
  );
}

/** The one form of a line in the directory (APPNOTE 4.3.12). */
export function directoryLineOf({ name, sizeBytes, crc32, offsetBytes, stamp }: ZippedFile): Uint8Array {
  const large = [sizeBytes, sizeBytes, offsetBytes].filter(isLarge);
  const extra = large.length > 0 ? zip64Field(large) : [];
  return bytesOf(
    [4, 0x0201_4b50],
    [2, madeBy],
    [2, extra.length > 0 ? 45 : 10],
    ...storedFields({ stamp, crc32, sizeBytes }),
    [2, name.length],
    [2, lengthOf(extra)],
    // No comment, first disk, no remark on the content.
    [2, 0],
    [2, 0],
    [2, 0],
    [4, readOnlyFile],
    [4, in32(offsetBytes)],
    ...textFields(name),
    ...extra,
  );
}

/** The one form of the end (APPNOTE 4.3.14 to 16). */
export function zipEndOf(place: ZipDirectoryPlace): Uint8Array {
  const { entries, offsetBytes, sizeBytes } = place;
  const isZip64 = entries >= full16 || isLarge(offsetBytes) || isLarge(sizeBytes);
  const entries16 = Math.min(entries, full16);
  return bytesOf(
    ...(isZip64 ? zip64End(place) : []),
    [4, 0x0605_4b50],
    ...([0, 0, entries16, entries16] as const).map((value): Field => [2, value]),
    [4, in32(sizeBytes)],
    [4, in32(offsetBytes)],
    [2, 0],
  );
}

const zip64End = ({ entries, offsetBytes, sizeBytes }: ZipDirectoryPlace): Field[] => [
  [4, 0x0606_4b50],
  [8, 44],
  [2, madeBy],
  [2, 45],
  [4, 0],
  [4, 0],
  ...[entries, entries, sizeBytes, offsetBytes].map((value): Field => [8, value]),
  [4, 0x0706_4b50],
  [4, 0],
  [8, offsetBytes + sizeBytes],
  [4, 1],
];

type Field = readonly [sizeBytes: 1 | 2 | 4 | 8, value: number];

/** No flags, stored, the time, the CRC, and the size twice. */
const storedFields = ({ stamp, crc32, sizeBytes }: Omit<ZippedFile, 'name' | 'offsetBytes'>): Field[] => [
  [2, 0],
  [2, 0],
  [4, stamp],
  [4, crc32],
  [4, in32(sizeBytes)],
  [4, in32(sizeBytes)],
];

const zip64Field = (values: readonly number[]): Field[] => [
  [2, 1],
  [2, values.length * 8],
  ...values.map((value): Field => [8, value]),
];

const textFields = (ascii: string): Field[] => [...ascii].map((each): Field => [1, each.charCodeAt(0)]);

const lengthOf = (fields: readonly Field[]): number => fields.reduce((sum, [size]) => sum + size, 0);

/** Little-endian. */
function bytesOf(...fields: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(lengthOf(fields)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 1) view.setUint8(at, value);
    else if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}
