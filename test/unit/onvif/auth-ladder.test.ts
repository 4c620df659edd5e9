import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuthLadder } from '../../../src/adapters/onvif/soap/auth-ladder.ts';

const credentials = { user: 'u', password: 'p' };

function climbAll(offsetMs: number | undefined, offersDigest: boolean, known = true): string[] {
  const ladder = new AuthLadder(known ? credentials : undefined);
  const ways = [ladder.scheme as string];
  while (ladder.climb(offsetMs, offersDigest)) {
    ways.push(ladder.way.scheme === 'wsse' ? `wsse ${ladder.way.diffMs}` : ladder.scheme);
  }
  return ways;
}

describe('when a camera keeps refusing', () => {
  it('goes from nothing over a token to digest, and ends there', () => {
    expect(climbAll(0, true)).toEqual(['none', 'wsse 0', 'digest']);
  });

  it('tries our own clock too when the camera says another time than ours (quirk 9)', () => {
    expect(climbAll(25_200_000, true)).toEqual(['none', 'wsse 25200000', 'wsse 0', 'digest']);
  });

  it('tries no digest that was not asked for, and nothing at all without a password', () => {
    expect(climbAll(0, false)).toEqual(['none', 'wsse 0']);
    expect(climbAll(undefined, true, false)).toEqual(['none']);
  });

  it('never shows a password more than three times (accounts lock after five, quirk 11)', () => {
    fc.assert(
      fc.property(fc.option(fc.integer(), { nil: undefined }), fc.boolean(), (offsetMs, offersDigest) => {
        expect(climbAll(offsetMs, offersDigest).length).toBeLessThanOrEqual(4);
      }),
    );
  });
});
