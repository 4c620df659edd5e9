import { boxBody, type Mp4Box } from './boxes.ts';
import type { ByteReader } from './byte-reader.ts';
import type { SampleDefaults } from './init-section.ts';

/** One sample as a `trun` box tells it, with what `tfhd` and `trex` say when it does not. */
export interface Sample {
  readonly durationTicks: number;
  readonly sizeBytes: number;
  readonly isSync: boolean;
  /** Presentation time minus decode time; may be negative in version 1. */
  readonly compositionTicks: number;
}

export interface SampleRun {
  /** Offset of the first sample, relative to the base of the fragment; undefined: where the previous run ended. */
  readonly dataOffsetBytes: number | undefined;
  readonly samples: Iterable<Sample>;
}

const has = {
  dataOffset: 0x1,
  firstFlags: 0x4,
  duration: 0x100,
  size: 0x200,
  flags: 0x400,
  composition: 0x800,
};
const isNonSync = 0x10000;

/**
 * Reads a `trun` box (ISO/IEC 14496-12, 8.8.8). The samples are read lazily: a run without per-sample fields may claim
 * 2^32 of them in 20 bytes, so the caller counts.
 */
export function readSampleRun(bytes: Uint8Array, trun: Mp4Box, defaults: SampleDefaults): SampleRun {
  const body = boxBody(bytes, trun);
  const head = body.u32();
  const count = body.u32();
  const dataOffsetBytes = head & has.dataOffset ? body.i32() : undefined;
  const firstFlags = head & has.firstFlags ? body.u32() : undefined;
  return { dataOffsetBytes, samples: samplesOf(body, head, count, { defaults, firstFlags }) };
}

interface Fallbacks {
  readonly defaults: SampleDefaults;
  readonly firstFlags: number | undefined;
}

function* samplesOf(body: ByteReader, head: number, count: number, fallbacks: Fallbacks): Generator<Sample> {
  const isSigned = head >>> 24 !== 0;
  const { defaults, firstFlags } = fallbacks;
  for (let i = 0; i < count; i++) {
    const durationTicks = head & has.duration ? body.u32() : defaults.durationTicks;
    const sizeBytes = head & has.size ? body.u32() : defaults.sizeBytes;
    const ownFlags = head & has.flags ? body.u32() : defaults.flags;
    const flags = i === 0 ? (firstFlags ?? ownFlags) : ownFlags;
    const compositionTicks = head & has.composition ? (isSigned ? body.i32() : body.u32()) : 0;
    yield { durationTicks, sizeBytes, isSync: (flags & isNonSync) === 0, compositionTicks };
  }
}
