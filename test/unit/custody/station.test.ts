import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, type UserId } from '../../../src/core/index.ts';
import { type StationedAct, sameStation } from '../../../src/custody/index.ts';

const marks = fc.constantFrom('m1', 'm2', 'm3', 'm4');
const act: fc.Arbitrary<StationedAct> = fc.record({
  userId: fc.constantFrom('usr_a', 'usr_b', 'usr_c') as fc.Arbitrary<UserId>,
  atMs: fc.integer({ min: 0, max: 3 * hourMs }),
  station: fc.oneof(
    fc.record({ browser: fc.uniqueArray(marks), address: fc.constantFrom('n1', 'n2') }),
    fc.record({ browser: fc.uniqueArray(marks) }),
  ),
});

describe('when a second person acts', () => {
  it('shares a browser only with another person’s mark, an address only with another’s, each within the hour', () => {
    fc.assert(
      fc.property(act, fc.array(act, { maxLength: 6 }), (second, earlier) => {
        const others = earlier.filter(
          ({ userId, atMs }) => userId !== second.userId && second.atMs - atMs <= hourMs,
        );
        const isBrowser = second.station.browser.some((mark) =>
          others.some(({ station }) => station.browser.includes(mark)),
        );
        const { address } = second.station;
        const isAddress = others.some(({ station }) => address !== undefined && station.address === address);
        const both = isBrowser && isAddress ? 'both' : undefined;
        expect(sameStation(second, earlier)).toBe(
          both ?? (isBrowser ? 'browser' : isAddress ? 'address' : undefined),
        );
      }),
    );
  });

  it('is marked after an hour to the millisecond, and no longer', () => {
    const [a, b] = ['usr_a', 'usr_b'] as UserId[] as [UserId, UserId];
    const station = { browser: ['m1'], address: 'n1' };
    const first = { userId: a, atMs: 0, station };
    expect(sameStation({ userId: b, atMs: hourMs, station }, [first])).toBe('both');
    expect(sameStation({ userId: b, atMs: hourMs + 1, station }, [first])).toBeUndefined();
    expect(sameStation({ userId: a, atMs: 1, station }, [first])).toBeUndefined();
  });

  it('is compared with nobody where neither browser nor address is known', () => {
    const nowhere = { browser: [] };
    const acts = ['usr_a', 'usr_b'].map((id) => ({ userId: id as UserId, atMs: 0, station: nowhere }));
    expect(sameStation(acts[1] as StationedAct, acts)).toBeUndefined();
  });
});
