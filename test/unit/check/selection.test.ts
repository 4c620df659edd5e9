import { describe, expect, it } from 'vitest';
import { gateNames } from '../../../scripts/check/gates.ts';
import { select } from '../../../scripts/check/selection.ts';
import { tierNames } from '../../../scripts/check/tiers.ts';

const testFiles = [
  'test/architecture/documents.test.ts',
  'test/unit/relay/run.test.ts',
  'test/integration/relay/recording.test.ts',
  'test/chaos/killed-recorder.test.ts',
];
const selected = (...words: string[]) => select({ words }, testFiles);

describe('when words say what npm test runs', () => {
  it('takes everything, in short forms, without any', () => {
    expect(selected()).toEqual({
      gates: gateNames,
      tiers: tierNames.map((name) => ({ name, isLong: false })),
    });
  });

  it('takes a tier by its name, in its long forms', () => {
    expect(selected('chaos')).toEqual({ gates: [], tiers: [{ name: 'chaos', isLong: true }] });
  });

  it('takes gates by their names, or all by one', () => {
    expect(selected('knip')).toEqual({ gates: ['knip'], tiers: [] });
    expect(selected('gates')).toEqual({ gates: gateNames, tiers: [] });
  });

  it('takes test files by a part of their paths, in short forms, each in its tier', () => {
    expect(selected('./test/chaos/killed', 'relay').tiers).toEqual([
      { name: 'unit', files: ['test/unit/relay/run.test.ts'], isLong: false },
      { name: 'integration', files: ['test/integration/relay/recording.test.ts'], isLong: false },
      { name: 'chaos', files: ['test/chaos/killed-recorder.test.ts'], isLong: false },
    ]);
    expect(selected('documents').tiers.map(({ name }) => name)).toEqual(['unit']);
  });

  it('takes the whole of a tier that is named beside a file of it', () => {
    expect(selected('unit', 'test/unit/relay').tiers).toEqual([{ name: 'unit', isLong: true }]);
  });

  it('refuses a word that names nothing, and says what there is', () => {
    const says = (text: string): unknown =>
      expect.objectContaining({ code: 'option-invalid', message: expect.stringContaining(text) as string });
    for (const text of ['"test/unti"', ...gateNames, ...tierNames])
      expect(() => selected('unit', 'test/unti')).toThrow(says(text));
  });

  it('leaves the gates out where only what changed is to run', () => {
    expect(select({ words: [], changedSince: true }, testFiles)).toMatchObject({ gates: [] });
    expect(select({ words: ['knip'], changedSince: true }, testFiles)).toMatchObject({ gates: ['knip'] });
  });
});
