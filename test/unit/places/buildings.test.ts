import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Buildings,
  type Place,
  type Polygon,
  polygonContains,
  type Ring,
} from '../../../src/places/index.ts';

const metrePerDegree = (Math.PI / 180) * 6_371_008.8;
/** Of a place in metres to the east and north of a corner of the ward. */
const at = (east: number, north: number): Place => ({
  lat: 21 + north / metrePerDegree,
  lon: 107 + east / (metrePerDegree * Math.cos((21 * Math.PI) / 180)),
});
const ring = (...corners: readonly (readonly [number, number])[]): Ring =>
  [...corners, ...corners.slice(0, 1)].map(([east, north]) => {
    const { lat, lon } = at(east, north);
    return [lon, lat];
  });
const block = (west: number, south: number, east: number, north: number): Ring =>
  ring([west, south], [east, south], [east, north], [west, north]);
const stands = (outline: Polygon, from: Place, to: Place) => new Buildings([outline]).standBetween(from, to);

const [camera, place] = [at(0, 0), at(0, 60)];

describe('when a building stands between a camera and a place', () => {
  it.each<[string, Polygon]>([
    ['across the line', [block(-10, 20, 10, 30)]],
    ['with its courtyard on the line', [block(-20, 15, 20, 45), block(-8, 25, 8, 35)]],
    ['on one side, reaching over', [block(-30, 20, 2, 30)]],
    [
      'in the shape of a U that opens to one side',
      [ring([-9, 20], [-9, 40], [9, 40], [9, 36], [-5, 36], [-5, 24], [9, 24], [9, 20])],
    ],
  ])('says so: %s', (_, outline) => {
    expect(stands(outline, camera, place)).toBe(true);
    expect(stands(outline, place, camera)).toBe(true);
  });

  it.each<[string, Polygon]>([
    ['beside the line', [block(3, 20, 10, 30)]],
    ['behind the camera', [block(-10, -30, 10, -20)]],
    ['behind the place', [block(-10, 70, 10, 80)]],
    ['around the camera', [block(-10, -10, 10, 10)]],
    ['around the place', [block(-10, 50, 10, 70)]],
    ['with the camera on its wall, as far as a pin tells', [block(-10, 3, 10, 13)]],
    ['with the place at its wall', [block(-10, 40, 10, 57)]],
    ['with no more than a corner on the line', [ring([-1, 30], [9, 22], [9, 38])]],
    ['with the line in its open courtyard', [block(-40, -20, -30, 80), block(30, -20, 40, 80)]],
  ])('says nothing of one %s', (_, outline) => {
    expect(stands(outline, camera, place)).toBe(false);
    expect(stands(outline, place, camera)).toBe(false);
  });

  it('finds the one of many', () => {
    const others = [block(100, 0, 110, 10), block(3, 20, 10, 30), block(-30, 20, -3, 30)].map((each) => [
      each,
    ]);
    expect(new Buildings(others).standBetween(camera, place)).toBe(false);
    expect(new Buildings([...others, [block(-4, 30, 4, 40)]]).standBetween(camera, place)).toBe(true);
    expect(new Buildings([]).standBetween(camera, place)).toBe(false);
    expect(new Buildings([[block(-4, -4, 4, 4)]]).standBetween(camera, camera)).toBe(false);
  });
});

/** A building around a middle, whose corners are as far away as the turns say. */
const aStar = fc
  .record({
    east: fc.integer({ min: -60, max: 60 }),
    north: fc.integer({ min: -60, max: 60 }),
    reaches: fc.array(fc.integer({ min: 4, max: 40 }), { minLength: 3, maxLength: 9 }),
  })
  .map(({ east, north, reaches }): Polygon => {
    const corners = reaches.map((reach, i): [number, number] => {
      const turn = (2 * Math.PI * i) / reaches.length;
      return [east + reach * Math.cos(turn), north + reach * Math.sin(turn)];
    });
    return [ring(...corners)];
  });
const anEnd = fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }));
const steps = 600;

describe('when any building lies anywhere', () => {
  it('agrees with a walk along the line, step by step', () => {
    fc.assert(
      fc.property(aStar, anEnd, anEnd, (outline, [e1, n1], [e2, n2]) => {
        const lengthM = Math.hypot(e2 - e1, n2 - n1);
        const isInside = (east: number, north: number) => polygonContains(outline, at(east, north));
        const walked = Array.from({ length: steps }, (_, i) => (i + 0.5) / steps);
        const insideM =
          (walked.filter((share) => isInside(e1 + share * (e2 - e1), n1 + share * (n2 - n1))).length *
            lengthM) /
          steps;
        const touches = (east: number, north: number, reach: number) =>
          [0, reach / 2, reach].some((away) =>
            Array.from({ length: 48 }, (_, i) => (2 * Math.PI * i) / 48).some((turn) =>
              isInside(east + away * Math.cos(turn), north + away * Math.sin(turn)),
            ),
          );
        const said = stands(outline, at(e1, n1), at(e2, n2));
        if (insideM < 2.5) expect(said).toBe(false);
        if (isInside(e1, n1) || isInside(e2, n2)) expect(said).toBe(false);
        if (insideM > 3.5 && !touches(e1, n1, 6) && !touches(e2, n2, 6)) expect(said).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
