import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/index.ts';
import { fragmentHead, readFragmentedFile, readInit, writeInitSection } from '../../../src/media/index.ts';
import type { WrittenFormat } from '../../../src/media/mp4/written-entry.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const h264: WrittenFormat = {
  codec: 'h264',
  timescale: 90_000,
  // High, 1280 × 720, by x264.
  parameterSets: [hex('6764001facb402802dd80880000003008000000f078c1950'), hex('68ce3c80')],
  isInBand: false,
};
/** Main, by x265: VPS, SPS, PPS. */
const h265: WrittenFormat = {
  ...h264,
  codec: 'h265',
  parameterSets: [
    hex('40010c01ffff01600000030090000003000003005a959809'),
    hex('42010101600000030090000003000003005aa0050201e165959a4932bc05a020000003002000000301e1'),
    hex('4401c172b46240'),
  ],
};

describe('when an init section is written', () => {
  it.each([
    [h264, { codecString: 'avc1.64001f', width: 1280, height: 720 }],
    [h265, { codecString: 'hvc1.1.6.L90.90', width: 640, height: 480 }],
    [{ ...h264, isInBand: true }, { codecString: 'avc3.64001f' }],
    [{ ...h265, isInBand: true }, { codecString: 'hev1.1.6.L90.90' }],
  ])('says of the track what its parameter sets say, and holds them', (format, facts) => {
    const { track } = readInit(writeInitSection(format));
    expect(track).toMatchObject({ ...facts, timescale: 90_000, nalLengthBytes: 4, pixelAspect: 1 });
    expect(track.parameterSets.map((set) => Buffer.from(set))).toEqual(format.parameterSets);
  });

  it.each([
    ['no SPS', { ...h264, parameterSets: h264.parameterSets.slice(1) }],
    ['no VPS', { ...h265, parameterSets: h265.parameterSets.slice(1) }],
    ['an SPS that is cut', { ...h264, parameterSets: [hex('6764001f'), hex('68ce3c80')] }],
    [
      '32 picture sets',
      {
        ...h264,
        parameterSets: [...h264.parameterSets, ...Array.from({ length: 31 }, () => hex('68ce3c80'))],
      },
    ],
    ['a set of 64 KiB', { ...h264, parameterSets: [...h264.parameterSets, Buffer.alloc(65_536, 0x68)] }],
    ['a clock of half a tick', { ...h264, timescale: 0.5 }],
  ])('refuses %s by a typed error', (_, format) => {
    expect(() => writeInitSection(format)).toThrow(AppError);
  });

  it('refuses by typed errors only, whatever a camera sends for a set', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 });
    const format = fc.record({ codec: fc.constantFrom('h264' as const, 'h265' as const), sps: bytes });
    fc.assert(
      fc.property(format, ({ codec, sps }) => {
        const { parameterSets } = codec === 'h264' ? h264 : h265;
        const at = codec === 'h264' ? 0 : 1;
        const forged = Buffer.concat([parameterSets[at]?.subarray(0, 2) ?? Buffer.alloc(0), sps]);
        try {
          readInit(writeInitSection({ ...h264, codec, parameterSets: parameterSets.with(at, forged) }));
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('when a fragment is written', () => {
  const sample = fc.record({
    sizeBytes: fc.nat(300),
    stepTicks: fc.nat(100_000),
    leadTicks: fc.integer({ min: -50_000, max: 50_000 }),
  });

  it('reads back as it was meant', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 50 }), fc.nat(2 ** 40), (given, fromTicks) => {
        let untilTicks = fromTicks;
        const samples = given.map(({ sizeBytes, stepTicks, leadTicks }) => {
          const decodeTicks = untilTicks;
          untilTicks += stepTicks;
          return { sizeBytes, decodeTicks, presentationTicks: decodeTicks + leadTicks };
        });
        const sizeBytes = samples.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
        const head = fragmentHead({ sequence: 1, samples, untilTicks });
        const file = readFragmentedFile(
          Buffer.concat([writeInitSection(h264), head, Buffer.alloc(sizeBytes)]),
        );
        if (!file.isReadable) throw new Error(file.damage.message);
        expect(file.damage).toBeUndefined();
        expect(file.fragments[0]).toMatchObject({
          sampleCount: samples.length,
          decodeTicks: fromTicks,
          presentationTicks: samples[0]?.presentationTicks,
          headBytes: head.length,
          sizeBytes: head.length + sizeBytes,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a time that its field does not hold', () => {
    const samples = [{ sizeBytes: 1, decodeTicks: 0, presentationTicks: 0 }];
    expect(() => fragmentHead({ sequence: 1, samples, untilTicks: 2 ** 31 })).toThrow(
      expect.objectContaining({ code: 'media-number' }),
    );
  });
});
