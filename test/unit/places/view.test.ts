import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { angleBetweenDeg, bearingDeg, viewOf } from '../../../src/places/index.ts';

const here = { lat: 21, lon: 107 };
const north = { lat: 21.001, lon: 107 };

describe('when a camera and a place are compared', () => {
  it.each([
    [0, 'facing'],
    [44, 'facing'],
    [316, 'facing'],
    [50, 'oblique'],
    [300, 'oblique'],
    [90, 'away'],
    [180, 'away'],
  ])('bearing %d with the usual lens looks %s', (bearing, expected) => {
    expect(viewOf({ ...here, bearingDeg: bearing }, north)).toBe(expected);
  });

  it('takes the lens into account', () => {
    expect(viewOf({ ...here, bearingDeg: 25, fieldOfViewDeg: 20 }, north)).toBe('oblique');
    expect(viewOf({ ...here, bearingDeg: 180, fieldOfViewDeg: 360 }, north)).toBe('facing');
  });

  it('does not know without a bearing, and cannot tell at the foot of the pole', () => {
    expect(viewOf(here, north)).toBe('unknown');
    expect(viewOf({ ...here, bearingDeg: 180 }, { lat: 21.00001, lon: 107 })).toBe('oblique');
  });

  it('always faces what it points at', () => {
    const offset = fc.double({ min: 0.001, max: 0.05, noNaN: true });
    fc.assert(
      fc.property(offset, offset, (dLat, dLon) => {
        const at = { lat: here.lat + dLat, lon: here.lon - dLon };
        expect(viewOf({ ...here, bearingDeg: bearingDeg(here, at), fieldOfViewDeg: 1 }, at)).toBe('facing');
      }),
    );
  });
});

describe('when two bearings are compared', () => {
  it('finds the smaller angle, the same both ways and however often one turns', () => {
    const angle = fc.integer({ min: 0, max: 359 });
    fc.assert(
      fc.property(angle, angle, (a, b) => {
        const turn = angleBetweenDeg(a, b);
        expect(turn).toBeGreaterThanOrEqual(0);
        expect(turn).toBeLessThanOrEqual(180);
        expect(angleBetweenDeg(b, a)).toBe(turn);
        expect(angleBetweenDeg(a + 360, b)).toBe(turn);
        expect([(a + turn) % 360, (a - turn + 360) % 360]).toContain(b);
      }),
    );
  });
});
