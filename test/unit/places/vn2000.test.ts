import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromVn2000 } from '../../../src/adapters/proj4/from-vn2000.ts';
import { distanceM, GridReader, meridianText, vn2000Zones, zoneById } from '../../../src/places/index.ts';
import { zoneOfEpsg } from '../../../src/places/vn2000/zones.ts';

/**
 * One point in each zone: its EPSG number, longitude, latitude, east, north. By another program than ours, GDAL 3.6.2 with
 * PROJ and the EPSG dataset v10.076: `echo LON LAT | gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:NUMBER`. Around the
 * Mekong's mouths (9207, 9210) that takes another operation, EPSG:5194, which lies 0.8 m away; here they are by EPSG:6960,
 * `-ct` with its parameters in `+proj=helmert +convention=coordinate_frame`.
 */
const points: [number, number, number, number, number][] = [
  [5899, 107.35, 21.01, 458223.555, 2324115.161],
  [5899, 107, 21, 421833.485, 2323138.957],
  [5897, 105.85, 21.03, 588154.477, 2326509.054],
  [5896, 102.5, 22.1, 551393.553, 2444817.432],
  [5898, 108.2, 16.05, 521204.461, 1775122.066],
  [9205, 103, 21.4, 499803.831, 2367233.383],
  [9206, 103.9, 21.3, 489428.91, 2356166.933],
  [9207, 105.1, 10, 565582.222, 1105915.427],
  [9208, 105.3, 18.9, 557743.884, 2090588.828],
  [9209, 106.7, 20.85, 624686.782, 2306813.161],
  [9210, 106.7, 10.78, 603697.762, 1192284.91],
  [9211, 105.3, 20.8, 426934.782, 2300971.145],
  [9212, 106.9, 11.6, 570688.14, 1282901.03],
  [9213, 105.9, 22, 437852.825, 2433788.141],
  [9214, 107.6, 16.46, 563870.781, 1820572.361],
  [9215, 108.3, 21.5, 608599.16, 2378675.281],
  [9216, 107.98, 14.35, 551577.049, 1587077.896],
  [9217, 109.2, 13.77, 602532.573, 1523062.885],
  [9218, 108, 12.7, 445503.311, 1404547.507],
  [3405, 105.85, 21.03, 588128.028, 2325811.031],
  [3406, 109.2, 12.25, 304012.879, 1354966.771],
];

const zoneNamed = (id: string) => {
  const zone = zoneById(id);
  if (!zone) throw new Error('no zone');
  return zone;
};

describe('when positions are in a zone of VN-2000', () => {
  it.each(points)(
    'reads EPSG:%i at %d, %d where PROJ has it, within 10 cm',
    (epsg, lon, lat, east, north) => {
      const zone = zoneOfEpsg(epsg);
      if (!zone) throw new Error('no zone');
      for (const [first, second] of [
        [east, north],
        [north, east],
      ] as const) {
        const [gotLon = 0, gotLat = 0] = new GridReader(zone, fromVn2000).read(first, second) ?? [];
        expect(distanceM({ lat: gotLat, lon: gotLon }, { lat, lon })).toBeLessThan(0.1);
      }
    },
  );

  it('knows a zone for every point, and each by its meridian', () => {
    expect(new Set(points.map(([epsg]) => zoneOfEpsg(epsg)))).toEqual(new Set(vn2000Zones));
    expect(['107-45', '105-00', 'utm-49'].map((id) => meridianText(zoneNamed(id)))).toEqual([
      '107°45′',
      '105°00′',
      '111°00′',
    ]);
  });

  it('knows none for systems that look like one, with their false origin swapped (EPSG:6956 to 6959)', () => {
    expect([6956, 6957, 6958, 6959, 4756].map(zoneOfEpsg)).toEqual(Array(5).fill(undefined));
  });

  it('says whether the north was first, and reads nothing that is no east and north of Vietnam', () => {
    const zone = zoneNamed('107-45');
    const reader = new GridReader(zone, fromVn2000);
    const strange = [
      [107.35, 21.01],
      [458_223, 458_223],
      [2_324_115, 2_324_115],
      [-47_000, 2_823_021],
      [Number.NaN, 2_324_115],
      [Number.POSITIVE_INFINITY, 458_223],
    ] as const;
    expect(strange.map(([first, second]) => reader.read(first, second))).toEqual(
      strange.map(() => undefined),
    );
    expect(reader.grid).toEqual({ zone: '107-45', centralMeridian: '107°45′', isNorthFirst: false });
    reader.read(2_324_115, 458_223);
    expect(reader.grid.isNorthFirst).toBe(true);
  });

  it('keeps distances: 100 m in the grid are 100 m on the ground, within a metre', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...vn2000Zones.filter(({ scale }) => scale === 0.9999)),
        fc.integer({ min: 400_000, max: 600_000 }),
        fc.integer({ min: 950_000, max: 2_580_000 }),
        (zone, east, north) => {
          const at = (e: number, n: number) => {
            const [lon = 0, lat = 0] = fromVn2000(zone, e, n);
            return { lat, lon };
          };
          const [here, east100, north100] = [at(east, north), at(east + 100, north), at(east, north + 100)];
          expect(Math.abs(distanceM(here, east100) - 100)).toBeLessThan(1);
          expect(Math.abs(distanceM(here, north100) - 100)).toBeLessThan(1);
        },
      ),
    );
  });
});
