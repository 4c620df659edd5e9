import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cornersOf, cornersText, middleOfPoints } from '../../../src/web/map/geometry.ts';

const corner = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
const corners = fc.array(corner, { minLength: 3, maxLength: 20 });

describe('when an area is kept in the address', () => {
  it('reads back every corner to a decimetre', () => {
    fc.assert(
      fc.property(corners, (drawn) => {
        const read = cornersOf(cornersText(drawn));
        expect(read).toHaveLength(drawn.length);
        read.forEach(({ lat, lon }, i) => {
          expect(lat).toBeCloseTo(drawn[i]?.lat ?? Number.NaN, 5);
          expect(lon).toBeCloseTo(drawn[i]?.lon ?? Number.NaN, 5);
        });
      }),
    );
  });

  it('has its middle within the box around it', () => {
    fc.assert(
      fc.property(corners, (drawn) => {
        const { lat, lon } = middleOfPoints(drawn);
        expect(lat).toBeGreaterThanOrEqual(Math.min(...drawn.map((each) => each.lat)));
        expect(lat).toBeLessThanOrEqual(Math.max(...drawn.map((each) => each.lat)));
        expect(lon).toBeGreaterThanOrEqual(Math.min(...drawn.map((each) => each.lon)));
        expect(lon).toBeLessThanOrEqual(Math.max(...drawn.map((each) => each.lon)));
      }),
    );
  });
});
