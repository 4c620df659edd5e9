import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../src/api/console.ts';

const directive = (policy: string, name: string): string[] =>
  policy
    .split('; ')
    .map((part) => part.split(' '))
    .find(([first]) => first === name)
    ?.slice(1) ?? [];

describe('when map tiles come from a server that is not ours', () => {
  const mapTiles = { url: 'https://tiles.example.vn:8443/road/{z}/{x}/{y}.png?key=1', credit: 'Example' };

  it('lets pages load pictures from exactly that origin, and nothing else from anywhere', () => {
    const [without, policy] = [contentSecurityPolicy({}), contentSecurityPolicy({ mapTiles })];
    expect(directive(policy, 'img-src')).toEqual([
      "'self'",
      'data:',
      'blob:',
      'https://tiles.example.vn:8443',
    ]);
    expect(policy.replace(' https://tiles.example.vn:8443', '')).toBe(without);
  });
});

describe('when no tiles are configured', () => {
  it('names no other origin at all', () => {
    expect(contentSecurityPolicy({})).not.toContain('http');
  });
});
