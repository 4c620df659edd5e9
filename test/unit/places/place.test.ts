import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearingDeg, distanceM, isOnEarth, type Place, placeOf } from '../../../src/places/index.ts';

const aPlace = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
const camPha: Place = { lat: 21.0167, lon: 107.2833 };
const haLong: Place = { lat: 20.9517, lon: 107.0748 };

describe('when a place is read', () => {
  it('accepts the poles and both sides of the antimeridian', () => {
    for (const [lat, lon] of [
      [90, 0],
      [-90, 0],
      [0, 180],
      [0, -180],
    ] as const) {
      expect(placeOf(lat, lon)).toEqual({ lat, lon });
    }
  });

  it.each([
    [90.001, 0],
    [0, 180.001],
    [Number.NaN, 0],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses %d, %d as off the earth, naming the field', (lat, lon) => {
    expect(isOnEarth({ lat, lon })).toBe(false);
    expect(() => placeOf(lat, lon, 'near')).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'place-off-earth', field: 'near' }),
    );
  });
});

describe('when the distance of two places is measured', () => {
  it('is a degree of the meridian for a degree of latitude', () => {
    expect(distanceM({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })).toBeCloseTo(111_195.08, 1);
    expect(distanceM({ lat: 0, lon: 42 }, { lat: 90, lon: 0 })).toBeCloseTo(10_007_557.22, 1);
  });

  it('is the same both ways, zero for the same place, and never over half the earth', () => {
    fc.assert(
      fc.property(aPlace, aPlace, (a, b) => {
        expect(distanceM(a, b)).toBeCloseTo(distanceM(b, a), 3);
        expect(distanceM(a, a)).toBe(0);
        expect(distanceM(a, b)).toBeLessThanOrEqual(20_015_115);
      }),
    );
  });

  it('never finds a detour shorter', () => {
    fc.assert(
      fc.property(aPlace, aPlace, aPlace, (a, b, c) => {
        expect(distanceM(a, c)).toBeLessThanOrEqual(distanceM(a, b) + distanceM(b, c) + 0.1);
      }),
    );
  });
});

describe('when the bearing of a place is taken', () => {
  it.each([
    [{ lat: 1, lon: 0 }, 0],
    [{ lat: 0, lon: 1 }, 90],
    [{ lat: -1, lon: 0 }, 180],
    [{ lat: 0, lon: -1 }, 270],
  ])('counts clockwise from north: %j', (to, expected) => {
    expect(bearingDeg({ lat: 0, lon: 0 }, to)).toBeCloseTo(expected, 9);
  });

  it('lies in [0, 360), and points back on the way home at short range', () => {
    expect(Math.abs(bearingDeg(camPha, haLong) - bearingDeg(haLong, camPha))).toBeCloseTo(180, 0);
    fc.assert(
      fc.property(aPlace, aPlace, (a, b) => {
        const bearing = bearingDeg(a, b);
        expect(bearing >= 0 && bearing < 360).toBe(true);
      }),
    );
  });
});
