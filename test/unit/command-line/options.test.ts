import { describe, expect, it } from 'vitest';
import { oneOf, readOptions, wholeNumber } from '../../../scripts/command-line/options.ts';

const usage = 'npm run demo -- [--check] [--cameras NUMBER]';
const read = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  readOptions(usage, { check: { type: 'boolean' }, cameras: { type: 'string' } }, { args, env });

const refused = (message: string): unknown => expect.objectContaining({ code: 'option-invalid', message });

describe('when options are read', () => {
  it('takes those that there are', () => {
    expect(read(['--check', '--cameras', '3'])).toEqual({ check: true, cameras: '3' });
  });

  it.each([
    [['--chek'], `Unknown option '--chek'. It is ${usage}`],
    [['check'], `Unexpected argument 'check'. It is ${usage}`],
    [['--cameras'], `Option '--cameras <value>' argument missing. It is ${usage}`],
    [['--check=yes'], `Option '--check' does not take an argument. It is ${usage}`],
  ])('says of %j what is wrong, and what there is', (args, message) => {
    expect(() => read(args)).toThrow(refused(message));
  });

  it('says so of an option that npm took for one of its own', () => {
    expect(() => read([], { npm_config_check: 'true' })).toThrow(
      refused(`npm took --check as its own option. It is ${usage}`),
    );
  });
});

describe('when the value of an option is read', () => {
  it.each(['', 'three', '0', '2.5', '251', '-1'])(
    'refuses %j where a whole number from 1 to 250 is meant',
    (text) => {
      const message = `--cameras takes a whole number from 1 to 250, not "${text}"`;
      expect(() => wholeNumber('cameras', text, { max: 250 })).toThrow(refused(message));
    },
  );

  it('takes the borders', () => {
    expect(['1', '250'].map((text) => wholeNumber('cameras', text, { max: 250 }))).toEqual([1, 250]);
  });

  it('takes one of some words, and no other', () => {
    expect(oneOf('store', 'minio', ['disk', 'minio'])).toBe('minio');
    expect(() => oneOf('store', 'tape', ['disk', 'minio'])).toThrow(
      refused('--store takes disk or minio, not "tape"'),
    );
  });
});
