import { describe, expect, it } from 'vitest';
import { hintsOf } from '../../../src/adapters/onvif/probe/scopes.ts';

describe('when a device has a long name', () => {
  it('ends it before a letter that would be cut in half, which made its whole search fail: JSON has no halves', () => {
    const name = `${'x'.repeat(119)}😀`;
    const hints = hintsOf([`onvif://www.onvif.org/name/${encodeURIComponent(name)}`]);
    expect(hints.name).toBe('x'.repeat(119));
  });
});
