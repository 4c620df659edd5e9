import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

/** What belongs to one machine or one network, and to nobody who reads this. */
const privateWords: readonly RegExp[] = [
  /(?<![\w.<>-])\/(?:work\/|home\/|Users\/|root\/\.)[\w-]/,
  /https?:\/\/[\w.-]*(?:registry|mirror|nexus|artifactory|verdaccio)[\w.-]*\//,
  /"resolved": "\w+:/,
];

describe('when files are committed', () => {
  it('names no path of a machine and no package registry', () => {
    const found = trackedFiles().flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          privateWords.some((word) => word.test(line)) ? [`${path}:${index + 1}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });

  it.each([`cd ${'/work'}/main`, `"${'/root'}/.npmrc"`, `${'https'}://registry.example/x`])(
    'would find %s',
    (line) => {
      expect(privateWords.some((word) => word.test(line))).toBe(true);
    },
  );
});
