import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../scripts/check/options.ts';

const refused = (message: string): unknown =>
  expect.objectContaining({ code: 'option-invalid', message: expect.stringContaining(message) as string });

describe('when the options of npm test are read', () => {
  it('runs everything once, S3 where it is there, without any', () => {
    expect(readOptions([])).toEqual({ words: [], requireS3: false, showsSlowest: false, repeat: 1 });
  });

  it('takes words and options in any order', () => {
    expect(readOptions(['unit', '--slow', 'test/ward', '--repeat', '10', '--require-s3'])).toEqual({
      words: ['unit', 'test/ward'],
      requireS3: true,
      showsSlowest: true,
      repeat: 10,
    });
  });

  it('takes a commit after --changed, and does without', () => {
    expect(readOptions(['--changed=HEAD~3'])).toMatchObject({ changedSince: 'HEAD~3' });
    expect(readOptions(['--changed', 'unit'])).toMatchObject({ changedSince: true, words: ['unit'] });
  });

  it.each(['0', '-1', '1.5', 'ten', ''])('refuses to repeat %j times', (times) => {
    expect(() => readOptions([`--repeat=${times}`])).toThrow(refused(`not "${times}"`));
  });

  it.each([['--no-such-option'], ['--repeat'], ['--slow=5'], ['-x']])(
    'refuses %s, and says what there is',
    (arg) => {
      expect(() => readOptions([arg])).toThrow(refused('It is npm test -- '));
      expect(() => readOptions([arg])).toThrow(refused(arg.replace(/=.*/, '')));
    },
  );
});
