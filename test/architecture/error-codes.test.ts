import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

const thrown = [
  /\b(invalid|notFound|unavailable)\(\s*'([a-z]+(?:-[a-z]+)+)'/g,
  /new AppError\(\s*'([a-z-]+)',\s*'([a-z-]+)'/g,
];

describe('when an error code is thrown in several places', () => {
  it('is of one kind, and so of one HTTP status', () => {
    const kinds = new Map<string, Set<string>>();
    for (const { text } of trackedFiles('src', 'workers', 'config', 'scripts'))
      for (const [, kind = '', code = ''] of thrown.flatMap((pattern) => [...text.matchAll(pattern)]))
        kinds.set(code, (kinds.get(code) ?? new Set()).add(kind === 'notFound' ? 'not-found' : kind));
    expect(kinds.size).toBeGreaterThan(100);
    expect([...kinds].filter(([, ofCode]) => ofCode.size > 1)).toEqual([]);
  });
});
