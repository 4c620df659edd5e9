/** Builds small fragmented MP4 files by hand, so that the reader is tested against words, not against itself. */

export const u8 = (...values: number[]): Buffer => Buffer.from(values);
export const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);

export function u32(...values: number[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value >>> 0);
      return bytes;
    }),
  );
}

export const u64 = (value: number): Buffer => u32(Math.floor(value / 2 ** 32), value % 2 ** 32);

export function box(type: string, ...bodies: Uint8Array[]): Buffer {
  const body = Buffer.concat(bodies);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

export const sps = u8(0x67, 0x42, 0x00, 0x1e, 0x95, 0xa8, 0x28, 0x0f, 0x64);
export const pps = u8(0x68, 0xce, 0x3c, 0x80);

const avcC = box(
  'avcC',
  u8(1, 0x42, 0x00, 0x1e, 0xff, 0xe1),
  u16(sps.length),
  sps,
  u8(1),
  u16(pps.length),
  pps,
);

/** A sample entry of 640 × 480 with further boxes. */
export const avc1With = (...boxes: Buffer[]): Buffer =>
  box('avc1', Buffer.alloc(24), u16(640), u16(480), Buffer.alloc(50), avcC, ...boxes);

/** An array of `hvcC`: a NAL unit type, complete or not, and its units. */
export const hevcArray = (type: number, ...units: Buffer[]): Buffer =>
  Buffer.concat([u8(type), u16(units.length), ...units.flatMap((unit) => [u16(unit.length), unit])]);

/** An H.265 sample entry of 640 × 480, Main profile, level 3.1. */
export const hevcEntry = (type: string, ...arrays: Buffer[]): Buffer =>
  hevcEntryOf(type, u8(1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93), ...arrays);

/** The same with 12 bytes of a profile, a tier and a level (ITU-T H.265, 7.3.3). */
export const hevcEntryOf = (type: string, profile: Buffer, ...arrays: Buffer[]): Buffer => {
  const rest = u8(0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f);
  const hvcC = box('hvcC', u8(1), profile, rest, u8(arrays.length), ...arrays);
  return box(type, Buffer.alloc(24), u16(640), u16(480), Buffer.alloc(50), hvcC);
};

const track = (id: number, handler: string, entry: Buffer): Buffer =>
  box(
    'trak',
    box('tkhd', u32(0, 0, 0, id), Buffer.alloc(68)),
    box(
      'mdia',
      box('mdhd', u32(0, 0, 0, 15_000, 0, 0)),
      box('hdlr', u32(0, 0), Buffer.from(handler, 'latin1'), Buffer.alloc(13)),
      box('minf', box('stbl', box('stsd', u32(0, 1), entry))),
    ),
  );

export interface InitShape {
  readonly trexDurationTicks?: number;
  readonly trexSizeBytes?: number;
  readonly trexFlags?: number;
  readonly entry?: Buffer;
}

/** `ftyp` and `moov`: an audio track, then video track 2 of 640 × 480 at 15,000 ticks a second. */
export function anInit(shape: InitShape = {}): Buffer {
  const { trexDurationTicks = 0, trexSizeBytes = 0, trexFlags = 0, entry = avc1With() } = shape;
  return Buffer.concat([
    box('ftyp', Buffer.from('iso5\0\0\x02\0iso5', 'latin1')),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100)),
      track(1, 'soun', box('mp4a', Buffer.alloc(28))),
      track(2, 'vide', entry),
      box('mvex', box('trex', u32(0, 2, 1, trexDurationTicks, trexSizeBytes, trexFlags))),
    ),
  ]);
}

export interface SampleShape {
  readonly sizeBytes: number;
  readonly compositionTicks?: number;
}

export interface FragmentShape {
  readonly decodeTicks?: number;
  readonly samples?: readonly SampleShape[];
  /** Flags of the first sample; the others are not sync samples. */
  readonly firstFlags?: number;
  readonly trunVersion?: 0 | 1;
  readonly before?: Buffer;
  /** Added to the right data offset. */
  readonly offByBytes?: number;
}

const sync = 0x02000000;
const nonSync = 0x01010000;
export const sampleTicks = 1000;

/** One `moof` and its `mdat`; three samples of 100, 20 and 20 bytes, 1,000 ticks each, unless told otherwise. */
export function aFragment(shape: FragmentShape = {}): Buffer {
  const { samples = [{ sizeBytes: 100 }, { sizeBytes: 20 }, { sizeBytes: 20 }], before = Buffer.alloc(0) } =
    shape;
  const moof = (dataOffset: number): Buffer =>
    box(
      'moof',
      box('mfhd', u32(0, 1)),
      box(
        'traf',
        box('tfhd', u32(0x020028, 2, sampleTicks, nonSync)),
        box('tfdt', u32(0x01000000), u64(shape.decodeTicks ?? 0)),
        trun(shape, samples, dataOffset),
      ),
    );
  const sizeBytes = samples.reduce((sum, sample) => sum + sample.sizeBytes, 0);
  const offset = moof(0).length + 8 + (shape.offByBytes ?? 0);
  return Buffer.concat([before, moof(offset), box('mdat', Buffer.alloc(sizeBytes, 0xa5))]);
}

function trun(shape: FragmentShape, samples: readonly SampleShape[], dataOffset: number): Buffer {
  const head = ((shape.trunVersion ?? 0) << 24) | 0x000a05;
  const rows = samples.map(({ sizeBytes, compositionTicks = 0 }) => u32(sizeBytes, compositionTicks));
  return box('trun', u32(head, samples.length, dataOffset, shape.firstFlags ?? sync), ...rows);
}
