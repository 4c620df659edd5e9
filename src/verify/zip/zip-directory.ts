import { invalid } from '../../core/index.ts';
import type { ByteSource } from '../platform.ts';
import {
  directoryLineOf,
  localHeaderOf,
  type ZipDirectoryPlace,
  type ZippedFile,
  zipEndOf,
} from './zip-records.ts';

/** More than a bundle of a week of nine cameras has. */
const maxEntries = 250_000;
const maxDirectoryBytes = 64_000_000;
const full32 = 0xffff_ffff;
const endBytes = 22;
const zip64EndBytes = 76;
const lineBytes = 46;
const nameForm = /^(?!\/)(?!.*(?:\.\.|\/\/))[A-Za-z0-9._/-]{1,200}(?<!\/)$/;

/**
 * The files of a ZIP, in order, if it is exactly what an export writes: files without compression that touch each other, the
 * directory right behind them, nothing before, between or after. Attacker-controlled; reads the end of the source only.
 * Errors: `invalid` `zip-malformed`.
 */
export async function readZipDirectory(source: ByteSource): Promise<ZippedFile[]> {
  const place = await directoryPlace(source);
  const bytes = await source.read(place.offsetBytes, place.sizeBytes);
  const view = viewOf(bytes);
  const files: ZippedFile[] = [];
  let [at, offsetBytes] = [0, 0];
  while (files.length < place.entries) {
    const { file, sizeBytes } = lineAt(view, at, offsetBytes);
    requireSame(directoryLineOf(file), bytes.subarray(at, at + sizeBytes), `entry ${files.length + 1}`);
    files.push(file);
    at += sizeBytes;
    offsetBytes += localHeaderOf(file).length + file.sizeBytes;
  }
  if (at !== bytes.length || offsetBytes !== place.offsetBytes)
    throw malformed('its files and its directory do not touch');
  requireDistinct(files);
  return files;
}

async function directoryPlace(source: ByteSource): Promise<ZipDirectoryPlace> {
  if (source.sizeBytes < endBytes) throw malformed('too short');
  const tailBytes = Math.min(source.sizeBytes, endBytes + zip64EndBytes);
  const tail = await source.read(source.sizeBytes - tailBytes, tailBytes);
  const place = placeIn(viewOf(tail));
  if (place.entries > maxEntries || place.sizeBytes > maxDirectoryBytes)
    throw malformed(`more than ${maxEntries} files`);
  const end = zipEndOf(place);
  requireSame(end, tail.subarray(Math.max(0, tail.length - end.length)), 'its end');
  if (place.offsetBytes + place.sizeBytes + end.length !== source.sizeBytes)
    throw malformed('cut, or more than its directory tells of');
  return place;
}

function placeIn(tail: DataView): ZipDirectoryPlace {
  const end = tail.byteLength - endBytes;
  const entries = tail.getUint16(end + 10, true);
  const [sizeBytes, offsetBytes] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (entries < 0xffff && sizeBytes < full32 && offsetBytes < full32)
    return { entries, sizeBytes, offsetBytes };
  if (end < zip64EndBytes) throw malformed('too short');
  return { entries: long(tail, 32), sizeBytes: long(tail, 40), offsetBytes: long(tail, 48) };
}

function lineAt(view: DataView, at: number, offsetBytes: number): { file: ZippedFile; sizeBytes: number } {
  if (at + lineBytes > view.byteLength) throw malformed('its directory is cut');
  const [nameBytes, extraBytes] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
  const sizeBytes = lineBytes + nameBytes + extraBytes;
  if (at + sizeBytes > view.byteLength) throw malformed('its directory is cut');
  const name = latin1(view, at + lineBytes, nameBytes);
  if (!nameForm.test(name)) throw malformed('a name that no file of a bundle has');
  const size32 = view.getUint32(at + 24, true);
  if (size32 === full32 && extraBytes < 12) throw malformed('a large file without its size');
  const file = {
    name,
    sizeBytes: size32 === full32 ? long(view, at + lineBytes + nameBytes + 4) : size32,
    crc32: view.getUint32(at + 16, true),
    offsetBytes,
    stamp: view.getUint32(at + 12, true),
  };
  return { file, sizeBytes };
}

function requireDistinct(files: readonly ZippedFile[]): void {
  const names = new Set(files.map(({ name }) => name.toLowerCase()));
  if (names.size < files.length) throw malformed('two files of one name');
  if (files.some(({ stamp }) => stamp !== files[0]?.stamp)) throw malformed('files of different times');
}

function requireSame(expected: Uint8Array, found: Uint8Array, what: string): void {
  if (expected.length !== found.length || expected.some((byte, at) => byte !== found[at]))
    throw malformed(`${what} is not in the one form that an export writes`);
}

function long(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw malformed('a size beyond 2^53');
  return value;
}

const latin1 = (view: DataView, at: number, sizeBytes: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, sizeBytes));

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const malformed = (how: string): Error => invalid('zip-malformed', `not a ZIP of an export: ${how}`);
