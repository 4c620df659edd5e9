import { AppError } from '../../core/index.ts';

/** One file of a ZIP. It is stored, never compressed: video does not shrink, and a byte range stays a byte range. */
export interface ZipEntry {
  /** Characters `A-Z a-z 0-9 . _ -`, with slashes between. */
  readonly name: string;
  readonly sizeBytes: number;
  /** CRC-32 of the content (ISO 3309), unsigned. */
  readonly crc32: number;
}

export interface PlacedEntry extends ZipEntry {
  /** Where its local header begins. */
  readonly offsetBytes: number;
}

/** From here on a 32-bit field says "look into the ZIP64 field" (APPNOTE 4.4.1.4). */
const full32 = 0xffff_ffff;
const full16 = 0xffff;
const zip64ExtraId = 1;
/** Specification versions (APPNOTE 4.4.3): stored files need 1.0, ZIP64 4.5. */
const plainVersion = 10;
const zip64Version = 45;
const madeByUnix = 3 << 8;
/** A read-only regular file for owner, group and others: `0100444`. */
const unixMode = 0o100444 * 0x1_0000;

const isFull = (value: number): boolean => value >= full32;
const upTo32 = (value: number): number => Math.min(value, full32);
const versionFor = (isZip64: boolean): number => (isZip64 ? zip64Version : plainVersion);

/** The header before the content of an entry (APPNOTE 4.3.7). Errors: `internal` `zip-name`. */
export function localHeader(entry: ZipEntry, modifiedAtMs: number): Uint8Array {
  const { name, sizeBytes, crc32 } = checked(entry);
  const isZip64 = isFull(sizeBytes);
  const extra = isZip64 ? zip64Extra([sizeBytes, sizeBytes]) : Buffer.alloc(0);
  const size32 = upTo32(sizeBytes);
  const head = littleEndian(
    [4, 0x0403_4b50],
    [2, versionFor(isZip64)],
    ...commonFields(modifiedAtMs),
    ...[field4(crc32), field4(size32), field4(size32)],
    ...[field2(name.length), field2(extra.length)],
  );
  return Buffer.concat([head, Buffer.from(name, 'latin1'), extra]);
}

/** The entry's line in the directory at the end of the ZIP (APPNOTE 4.3.12). */
export function centralHeader(entry: PlacedEntry, modifiedAtMs: number): Uint8Array {
  const { name, sizeBytes, crc32, offsetBytes } = checked(entry);
  const large = [sizeBytes, sizeBytes, offsetBytes].filter(isFull);
  const extra = large.length > 0 ? zip64Extra(large) : Buffer.alloc(0);
  const size32 = upTo32(sizeBytes);
  const head = littleEndian(
    [4, 0x0201_4b50],
    ...[field2(madeByUnix | zip64Version), field2(versionFor(large.length > 0))],
    ...commonFields(modifiedAtMs),
    ...[field4(crc32), field4(size32), field4(size32)],
    // Lengths; no comment, first disk, no remark on the content.
    ...[field2(name.length), field2(extra.length), field2(0), field2(0), field2(0)],
    ...[field4(unixMode), field4(upTo32(offsetBytes))],
  );
  return Buffer.concat([head, Buffer.from(name, 'latin1'), extra]);
}

export interface Directory {
  readonly entries: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

/** The end of the ZIP: ZIP64 record and locator where they are needed, then the old record (APPNOTE 4.3.14 to 16). */
export function endOfDirectory({ entries, offsetBytes, sizeBytes }: Directory): Uint8Array {
  const isZip64 = entries >= full16 || isFull(offsetBytes) || isFull(sizeBytes);
  const entries16 = field2(Math.min(entries, full16));
  const end = littleEndian(
    [4, 0x0605_4b50],
    ...[field2(0), field2(0), entries16, entries16],
    ...[field4(upTo32(sizeBytes)), field4(upTo32(offsetBytes)), field2(0)],
  );
  return isZip64 ? Buffer.concat([zip64End({ entries, offsetBytes, sizeBytes }), end]) : end;
}

function zip64End({ entries, offsetBytes, sizeBytes }: Directory): Buffer {
  return littleEndian(
    [4, 0x0606_4b50],
    // Length of what follows this field.
    ...[field8(44), field2(madeByUnix | zip64Version), field2(zip64Version), field4(0), field4(0)],
    ...[field8(entries), field8(entries), field8(sizeBytes), field8(offsetBytes)],
    // The locator: on which disk the record above begins, where, and how many disks there are.
    ...[field4(0x0706_4b50), field4(0), field8(offsetBytes + sizeBytes), field4(1)],
  );
}

type Field = readonly [sizeBytes: 2 | 4 | 8, value: number];
const field2 = (value: number): Field => [2, value];
const field4 = (value: number): Field => [4, value];
const field8 = (value: number): Field => [8, value];

/** Flags, method (stored), time and date, which both headers have in the same order. */
function commonFields(modifiedAtMs: number): readonly Field[] {
  const at = new Date(modifiedAtMs);
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const years = Math.max(0, at.getUTCFullYear() - 1980);
  const date = (years << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [field2(0), field2(0), field2(time), field2(date)];
}

function zip64Extra(values: readonly number[]): Buffer {
  return littleEndian(field2(zip64ExtraId), field2(values.length * 8), ...values.map(field8));
}

function littleEndian(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [sizeBytes]) => sum + sizeBytes, 0));
  let at = 0;
  for (const [sizeBytes, value] of fields) {
    if (sizeBytes === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, sizeBytes);
    at += sizeBytes;
  }
  return bytes;
}

const nameForm = /^(?!\/)(?!.*(?:\.\.|\/\/))[A-Za-z0-9._/-]{1,200}(?<!\/)$/;

/** Names come out of our own ids; one of another form would be a defect, and could lead out of a folder. */
function checked<E extends ZipEntry>(entry: E): E {
  if (nameForm.test(entry.name)) return entry;
  throw new AppError('internal', 'zip-name', `no name for a ZIP entry: ${JSON.stringify(entry.name)}`);
}
