import { invalid } from '../../core/index.ts';
import { boxHeadBytes, mp4Box, words32 } from './box-writer.ts';
import { writtenTrackId } from './init-writer.ts';

/** A picture of a fragment, in decoding order. Times in ticks of the file. */
export interface WrittenSample {
  readonly sizeBytes: number;
  readonly decodeTicks: number;
  readonly presentationTicks: number;
}

export interface WrittenFragment {
  /** Counts the fragments of the file, from 1. */
  readonly sequence: number;
  /** The first is a sync sample, and the only one. Decode times do not go back. */
  readonly samples: readonly WrittenSample[];
  /** When the next fragment begins to be decoded. */
  readonly untilTicks: number;
}

/** `sample_depends_on` 2: needs no other one. */
const syncSample = 0x0200_0000;
/** `sample_depends_on` 1, and not a sync sample. */
const otherSample = 0x0101_0000;
/** `default-base-is-moof` of `tfhd`. */
const baseIsMoof = 0x02_0000;
/** Version 1: signed composition offsets. Data offset, and of each sample its duration, size, flags and that offset. */
const runHead = 0x0100_0f01;

/**
 * The bytes before the samples of a GOP: its `moof`, and the head of its `mdat` (ISO/IEC 14496-12, 8.8). The samples
 * follow one another in it. Errors: `media-number` (invalid) for a time that its field does not hold.
 */
export function fragmentHead({ sequence, samples, untilTicks }: WrittenFragment): Buffer {
  const decodeTicks = samples[0]?.decodeTicks ?? 0;
  const sizeBytes = samples.reduce((sum, sample) => sum + sample.sizeBytes, 0);
  const rows = Buffer.alloc(16 * samples.length);
  for (const [i, sample] of samples.entries()) {
    const nextTicks = samples[i + 1]?.decodeTicks ?? untilTicks;
    rows.writeUInt32BE(requireTicks(nextTicks - sample.decodeTicks), 16 * i);
    rows.writeUInt32BE(sample.sizeBytes, 16 * i + 4);
    rows.writeUInt32BE(i === 0 ? syncSample : otherSample, 16 * i + 8);
    rows.writeInt32BE(requireTicks(sample.presentationTicks - sample.decodeTicks), 16 * i + 12);
  }
  const moof = (dataOffset: number): Buffer =>
    mp4Box(
      'moof',
      mp4Box('mfhd', words32(0, sequence)),
      mp4Box(
        'traf',
        mp4Box('tfhd', words32(baseIsMoof, writtenTrackId)),
        mp4Box('tfdt', words32(0x0100_0000, Math.floor(decodeTicks / 2 ** 32), decodeTicks % 2 ** 32)),
        mp4Box('trun', words32(runHead, samples.length, dataOffset), rows),
      ),
    );
  const mdatHead = Buffer.concat([words32(boxHeadBytes + sizeBytes), Buffer.from('mdat', 'latin1')]);
  return Buffer.concat([moof(moof(0).length + boxHeadBytes), mdatHead]);
}

function requireTicks(ticks: number): number {
  if (Math.abs(ticks) < 2 ** 31) return ticks;
  throw invalid('media-number', `two pictures that are ${ticks} ticks apart`);
}
