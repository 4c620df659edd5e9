import { invalid } from '../../core/index.ts';
import { mp4Box, words16, words32 } from './box-writer.ts';
import { type WrittenEntry, type WrittenFormat, writeSampleEntry } from './written-entry.ts';

/** The one track of a written file. */
export const writtenTrackId = 1;
const unity = words32(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);
/** `und`: no language. */
const noLanguage = 0x55c4;

/**
 * The init section of a file of one video track in fragments (ISO/IEC 14496-12): `ftyp` and `moov`. Attacker-controlled.
 * Errors: those of `writeSampleEntry`; `media-timescale` (invalid).
 */
export function writeInitSection(format: WrittenFormat): Buffer {
  const { timescale } = format;
  if (!Number.isInteger(timescale) || timescale < 1 || timescale >= 2 ** 31)
    throw invalid('media-timescale', `${timescale} ticks a second`);
  const brands = Buffer.from('iso5iso6mp41', 'latin1');
  return Buffer.concat([
    mp4Box('ftyp', Buffer.from('iso5', 'latin1'), words32(0x200), brands),
    mp4Box(
      'moov',
      mp4Box(
        'mvhd',
        words32(0, 0, 0, 1_000, 0, 0x1_0000),
        words16(0x100, 0),
        words32(0, 0),
        unity,
        noPreview(),
      ),
      trackBox(timescale, writeSampleEntry(format)),
      mp4Box('mvex', mp4Box('trex', words32(0, writtenTrackId, 1, 0, 0, 0))),
    ),
  ]);
}

/** Six times of an editor's preview, and the id of the next track. */
const noPreview = (): Buffer => words32(0, 0, 0, 0, 0, 0, writtenTrackId + 1);

function trackBox(timescale: number, { box, shownWidth, height }: WrittenEntry): Buffer {
  const sizes = words32(Math.min(0xffff_ffff, Math.round(shownWidth * 2 ** 16)), height * 2 ** 16);
  return mp4Box(
    'trak',
    // Enabled, and shown; no layer, no group, no sound.
    mp4Box('tkhd', words32(3, 0, 0, writtenTrackId, 0, 0, 0, 0, 0, 0), unity, sizes),
    mp4Box(
      'mdia',
      mp4Box('mdhd', words32(0, 0, 0, timescale, 0), words16(noLanguage, 0)),
      mp4Box('hdlr', words32(0, 0), Buffer.from('vide', 'latin1'), words32(0, 0, 0), Buffer.from('video\0')),
      mp4Box(
        'minf',
        mp4Box('vmhd', words32(1, 0, 0)),
        mp4Box('dinf', mp4Box('dref', words32(0, 1), mp4Box('url ', words32(1)))),
        sampleTables(box),
      ),
    ),
  );
}

/** Empty: the samples are in fragments. */
const sampleTables = (entry: Buffer): Buffer =>
  mp4Box(
    'stbl',
    mp4Box('stsd', words32(0, 1), entry),
    mp4Box('stts', words32(0, 0)),
    mp4Box('stsc', words32(0, 0)),
    mp4Box('stsz', words32(0, 0, 0)),
    mp4Box('stco', words32(0, 0)),
  );
