import { invalid } from '../../core/index.ts';
import { boxBody, boxesIn, childBoxes, findChild, type Mp4Box, requireChild } from './boxes.ts';
import { ByteReader } from './byte-reader.ts';
import { readAvcConfiguration, readHevcConfiguration } from './decoder-configuration.ts';
import type { DecoderConfiguration, VideoTrack } from './video-track.ts';

/** Defaults for a sample when its fragment does not say otherwise (`trex`, ISO/IEC 14496-12, 8.8.3). */
export interface SampleDefaults {
  readonly durationTicks: number;
  readonly sizeBytes: number;
  readonly flags: number;
}

export interface InitFacts {
  readonly track: VideoTrack;
  readonly defaults: SampleDefaults;
}

/** Bytes of a `VisualSampleEntry` before its child boxes (ISO/IEC 14496-12, 12.1.3). */
export const visualEntryBytes = 78;

/** Where each sample entry we store keeps its decoder configuration. */
const configurationBoxes = new Map([
  ['avc1', 'avcC'],
  ['avc3', 'avcC'],
  ['hvc1', 'hvcC'],
  ['hev1', 'hvcC'],
]);

/**
 * Reads a whole `moov` box: its first H.264 or H.265 track. Attacker-controlled; what cannot be recorded by us is
 * an `AppError` `invalid` with a code `media-…`.
 */
export function readInitSection(bytes: Uint8Array, moov: Mp4Box): InitFacts {
  for (const trak of childBoxes(bytes, moov)) {
    const track = trak.type === 'trak' && trak.isWhole ? readVideoTrack(bytes, trak) : undefined;
    if (track) return { track, defaults: readDefaults(bytes, moov, track.trackId) };
  }
  throw invalid('media-no-video', 'no H.264 or H.265 track in the init section');
}

/** The facts of an init section that stands alone: `ftyp` and `moov`. Errors: as `readInitSection`. */
export function readInit(bytes: Uint8Array): InitFacts {
  const moov = [...boxesIn(bytes)].find((box) => box.type === 'moov' && box.isWhole);
  if (!moov) throw invalid('media-no-init', 'no whole moov box');
  return readInitSection(bytes, moov);
}

function readVideoTrack(bytes: Uint8Array, trak: Mp4Box): VideoTrack | undefined {
  const media = requireChild(bytes, trak, 'mdia');
  const handler = boxBody(bytes, requireChild(bytes, media, 'hdlr'));
  handler.skip(8);
  if (ascii(handler.take(4)) !== 'vide') return undefined;
  const table = requireChild(bytes, requireChild(bytes, media, 'minf'), 'stbl');
  const sample = readSampleEntry(bytes, requireChild(bytes, table, 'stsd'));
  if (!sample) return undefined;
  return {
    trackId: readVersioned(bytes, requireChild(bytes, trak, 'tkhd')),
    timescale: requireTimescale(readVersioned(bytes, requireChild(bytes, media, 'mdhd'))),
    ...sample,
  };
}

/** The field after the two times, which `tkhd` (track id) and `mdhd` (timescale) have in the same place. */
function readVersioned(bytes: Uint8Array, box: Mp4Box): number {
  const body = boxBody(bytes, box);
  const version = body.u8();
  body.skip(version === 1 ? 19 : 11);
  return body.u32();
}

function requireTimescale(timescale: number): number {
  if (timescale === 0) throw invalid('media-timescale', 'a timescale of zero');
  return timescale;
}

type SampleEntry = DecoderConfiguration & Pick<VideoTrack, 'width' | 'height' | 'pixelAspect'>;

/** The first entry of `stsd`; undefined when it is a coding we do not store. */
function readSampleEntry(bytes: Uint8Array, stsd: Mp4Box): SampleEntry | undefined {
  for (const entry of childBoxes(bytes, stsd, 8)) {
    const fields = new ByteReader(bytes, entry.bodyOffsetBytes, entry.endBytes);
    fields.skip(24);
    const size = { width: fields.u16(), height: fields.u16() };
    const configuration = readConfiguration(bytes, entry);
    return configuration && { ...size, pixelAspect: readPixelAspect(bytes, entry), ...configuration };
  }
  return undefined;
}

/** The flattest and the narrowest pixel we believe in. The standards' own go from 10:11 to 32:11; 2CIF has 1:2. */
const maxPixelAspect = 8;

/** `pasp` (ISO/IEC 14496-12, 12.1.4). ffmpeg writes it from the sample aspect ratio of the stream's parameter sets (quirk 26). */
function readPixelAspect(bytes: Uint8Array, entry: Mp4Box): number {
  const box = findChild(bytes, entry, 'pasp', visualEntryBytes);
  if (!box || box.endBytes - box.bodyOffsetBytes < 8) return 1;
  const body = boxBody(bytes, box);
  const aspect = body.u32() / body.u32();
  return aspect >= 1 / maxPixelAspect && aspect <= maxPixelAspect ? aspect : 1;
}

function readConfiguration(bytes: Uint8Array, entry: Mp4Box): DecoderConfiguration | undefined {
  const boxType = configurationBoxes.get(entry.type);
  if (boxType === undefined) return undefined;
  const box = findChild(bytes, entry, boxType, visualEntryBytes);
  if (!box) throw invalid('media-box-missing', `no whole ${boxType} box in ${entry.type}`);
  const read = boxType === 'avcC' ? readAvcConfiguration : readHevcConfiguration;
  return read(boxBody(bytes, box), entry.type);
}

function readDefaults(bytes: Uint8Array, moov: Mp4Box, trackId: number): SampleDefaults {
  for (const box of childBoxes(bytes, requireChild(bytes, moov, 'mvex'))) {
    if (box.type !== 'trex' || !box.isWhole) continue;
    const body = boxBody(bytes, box);
    body.skip(4);
    if (body.u32() !== trackId) continue;
    body.skip(4);
    return { durationTicks: body.u32(), sizeBytes: body.u32(), flags: body.u32() };
  }
  throw invalid('media-box-missing', 'no trex box for the video track');
}

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
