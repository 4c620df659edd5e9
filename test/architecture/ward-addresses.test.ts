import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

/** Files run at once, and a camera of one takes the port of another's at the same address. */
describe('when tests raise simulated wards', () => {
  it('has an address for each of them', () => {
    const named = trackedFiles('test', 'scripts').flatMap(({ path, text }) =>
      [...text.matchAll(/firstAddress: '(127[\d.]+)'/g)].map(([, address = '']) => ({ path, address })),
    );
    expect(named.length).toBeGreaterThan(10);
    const shared = named.filter(({ path, address }) =>
      named.some((other) => other.address === address && other.path !== path),
    );
    expect(shared).toEqual([]);
  });
});
