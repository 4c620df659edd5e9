import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxOf,
  boxOfPolygon,
  type Place,
  type Polygon,
  polygonContains,
  polygonOf,
  type Ring,
} from '../../../src/places/index.ts';

const square: Ring = [
  [107.0, 21.0],
  [107.2, 21.0],
  [107.2, 21.2],
  [107.0, 21.2],
];
const hole: Ring = [
  [107.05, 21.05],
  [107.15, 21.05],
  [107.15, 21.15],
  [107.05, 21.15],
  [107.05, 21.05],
];

const near = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const aPlaceNearby = fc.record({ lat: near(20.9, 21.3), lon: near(106.9, 107.3) });

const code = (code: string): unknown => expect.objectContaining({ kind: 'invalid', code, field: 'polygon' });

describe('when a box is read', () => {
  it.each([
    [{ west: 107, south: 22, east: 108, north: 21 }, 'box-upside-down'],
    [{ west: 179, south: 21, east: -179, north: 22 }, 'area-crosses-antimeridian'],
    [{ west: 107, south: 21, east: 108, north: 91 }, 'place-off-earth'],
  ])('refuses %j as %s', (edges, expected) => {
    expect(() => boxOf(edges, 'bbox')).toThrow(expect.objectContaining({ code: expected, field: 'bbox' }));
  });
});

describe('when a polygon is read', () => {
  it.each<[string, Polygon, string]>([
    ['nothing', [], 'polygon-too-few-corners'],
    [
      'a line',
      [
        [
          [107, 21],
          [108, 21],
          [107, 21],
        ],
      ],
      'polygon-too-few-corners',
    ],
    [
      'a corner off the earth',
      [
        [
          [107, 21],
          [108, 21],
          [107, 95],
        ],
      ],
      'place-off-earth',
    ],
    [
      'a corner that is no number',
      [
        [
          [107, 21],
          [108, 21],
          [Number.NaN, 21],
        ],
      ],
      'place-off-earth',
    ],
    [
      'an edge over the antimeridian',
      [
        [
          [179, 21],
          [-179, 21],
          [-179, 22],
        ],
      ],
      'area-crosses-antimeridian',
    ],
    [
      'the closing edge over the antimeridian',
      [
        [
          [-170, 0],
          [-80, 1],
          [0, 2],
          [80, 1],
          [170, 0],
        ],
      ],
      'area-crosses-antimeridian',
    ],
    [
      'endless corners',
      [Array.from({ length: 1_001 }, (_, i) => [i / 100, 0] as const)],
      'polygon-too-many-corners',
    ],
  ])('refuses %s', (_, rings, expected) => {
    expect(() => polygonOf(rings, 'polygon')).toThrow(code(expected));
  });
});

describe('when a place is sought in a polygon', () => {
  it('is inside the square, outside beside it, and outside in its hole', () => {
    expect(polygonContains([square], { lat: 21.1, lon: 107.1 })).toBe(true);
    expect(polygonContains([square], { lat: 21.1, lon: 107.3 })).toBe(false);
    expect(polygonContains([square, hole], { lat: 21.1, lon: 107.1 })).toBe(false);
    expect(polygonContains([square, hole], { lat: 21.02, lon: 107.02 })).toBe(true);
  });

  it('is outside in the bay of a concave polygon', () => {
    const horseshoe: Ring = [
      [0, 0],
      [4, 0],
      [4, 4],
      [3, 4],
      [3, 1],
      [1, 1],
      [1, 4],
      [0, 4],
    ];
    expect(polygonContains([horseshoe], { lat: 3, lon: 2 })).toBe(false);
    expect(polygonContains([horseshoe], { lat: 3, lon: 0.5 })).toBe(true);
    expect(polygonContains([horseshoe], { lat: 0.5, lon: 2 })).toBe(true);
  });

  it('finds in an upright square what its box holds', () => {
    fc.assert(
      fc.property(aPlaceNearby, (at) => {
        const { west, south, east, north } = boxOfPolygon([square]);
        const strictly = south <= at.lat && at.lat < north && west <= at.lon && at.lon < east;
        expect(polygonContains([square], at)).toBe(strictly);
      }),
    );
  });

  it('does not mind where the ring begins, which way it turns, or whether it is closed', () => {
    const star: Ring = [
      [107, 21],
      [107.2, 21.05],
      [107.05, 21.2],
      [107.1, 21],
      [107.2, 21.2],
    ];
    fc.assert(
      fc.property(aPlaceNearby, fc.nat(4), (at: Place, start) => {
        const turned = [...star.slice(start), ...star.slice(0, start)];
        const closed = [...star, ...star.slice(0, 1)];
        const expected = polygonContains([star], at);
        for (const ring of [turned, star.toReversed(), closed]) {
          expect(polygonContains([ring], at)).toBe(expected);
        }
      }),
    );
  });

  it('gives a place to exactly one of two neighbours that share an edge', () => {
    const west: Ring = [
      [107, 21],
      [107.1, 21],
      [107.1, 21.2],
      [107, 21.2],
    ];
    const east: Ring = [
      [107.1, 21],
      [107.2, 21],
      [107.2, 21.2],
      [107.1, 21.2],
    ];
    const border = fc.record({ lat: near(21, 21.199), lon: fc.constant(107.1) });
    fc.assert(
      fc.property(border, (at) => {
        expect([west, east].filter((ring) => polygonContains([ring], at))).toHaveLength(1);
      }),
    );
  });
});
