import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { cacheDirectory } from '../../../scripts/cache-directory.ts';

describe('when clones share what takes minutes to make', () => {
  it('is kept where the user keeps caches', () => {
    expect(cacheDirectory({ XDG_CACHE_HOME: '/var/cache/ward' })).toBe('/var/cache/ward/minh-chung');
  });

  it.each([{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'caches' }])(
    'is kept below the home directory without an absolute path: %j',
    (environment) => {
      expect(cacheDirectory(environment)).toBe(`${homedir()}/.cache/minh-chung`);
    },
  );
});
