import { invalid } from '../../core/index.ts';
import type { ByteReader } from './byte-reader.ts';
import type { DecoderConfiguration } from './video-track.ts';

/** Real streams have two to four; a limit because the bytes are attacker-controlled. */
const maxParameterSets = 64;

/** Reads the body of an `avcC` box (ISO/IEC 14496-15, 5.3.3.1). `entryType` is `avc1` or `avc3`. */
export function readAvcConfiguration(body: ByteReader, entryType: string): DecoderConfiguration {
  requireVersion(body.u8());
  const profile = [body.u8(), body.u8(), body.u8()];
  const nalLengthBytes = nalLength(body.u8());
  const sequence = takeNalUnits(body, body.u8() & 0x1f);
  const picture = takeNalUnits(body, body.u8());
  return {
    codec: 'h264',
    codecString: `${entryType}.${profile.map(hexByte).join('')}`,
    parameterSets: [...sequence, ...picture],
    nalLengthBytes,
  };
}

/** Reads the body of an `hvcC` box (ISO/IEC 14496-15, 8.3.3.1). `entryType` is `hvc1` or `hev1`. */
export function readHevcConfiguration(body: ByteReader, entryType: string): DecoderConfiguration {
  requireVersion(body.u8());
  const codecString = `${entryType}.${hevcProfile(body)}`;
  body.skip(8); // segmentation, parallelism, chroma, bit depths, average frame rate
  const nalLengthBytes = nalLength(body.u8());
  const parameterSets = takeHevcArrays(body).flatMap(({ units }) => units);
  return { codec: 'h265', codecString, parameterSets, nalLengthBytes };
}

/** The NAL units of one type in an `hvcC` box. */
interface HevcArray {
  /** Where its first byte lies in the file: `array_completeness`, then the type. */
  readonly offsetBytes: number;
  readonly nalType: number;
  readonly units: readonly Uint8Array[];
}

/** The arrays in the body of an `hvcC` box. */
export function readHevcArrays(body: ByteReader): HevcArray[] {
  requireVersion(body.u8());
  body.skip(21);
  return takeHevcArrays(body);
}

const takeHevcArrays = (body: ByteReader): HevcArray[] =>
  Array.from({ length: body.u8() }, () => ({
    offsetBytes: body.offsetBytes,
    nalType: body.u8() & 0x3f,
    units: takeNalUnits(body, body.u16()),
  }));

function requireVersion(version: number): void {
  if (version !== 1) throw invalid('media-codec', `decoder configuration of version ${version}`);
}

function nalLength(field: number): number {
  const lengthBytes = (field & 3) + 1;
  if (lengthBytes === 3) throw invalid('media-codec', 'NAL unit lengths of 3 bytes');
  return lengthBytes;
}

function takeNalUnits(body: ByteReader, count: number): Uint8Array[] {
  if (count > maxParameterSets) throw invalid('media-codec', `${count} parameter sets`);
  return Array.from({ length: count }, () => body.take(body.u16()));
}

/** Profile, compatibility, tier and level, and constraints, as ISO/IEC 14496-15 Annex E.3 writes them. */
function hevcProfile(body: ByteReader): string {
  const packed = body.u8();
  const space = ['', 'A', 'B', 'C'][packed >> 6] ?? '';
  const compatibility = reverseBits(body.u32()).toString(16);
  const constraints = [...body.take(6)];
  while (constraints.at(-1) === 0) constraints.pop();
  const level = `${packed & 0x20 ? 'H' : 'L'}${body.u8()}`;
  const tail = constraints.map((byte) => byte.toString(16));
  return [`${space}${packed & 0x1f}`, compatibility, level, ...tail].join('.');
}

function reverseBits(value: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit++) reversed = ((reversed << 1) | ((value >>> bit) & 1)) >>> 0;
  return reversed;
}

const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0');
