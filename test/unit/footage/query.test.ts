import { describe, expect, it } from 'vitest';
import { parseFootageQuery } from '../../../src/footage/index.ts';

const times = { from: '2026-11-21T21:10:00+07:00', to: '2026-11-21T21:30:00+07:00' };
const parse = (query: object) => parseFootageQuery({ ...times, ...query }, 3_600_000);

describe('when a look-up is parsed', () => {
  it('has its range in UTC', () => {
    const { range } = parse({ neighbourhood: 'Khu phố 7' });
    expect(new Date(range.fromMs).toISOString()).toBe('2026-11-21T14:10:00.000Z');
  });

  it('takes a plus sign that became a space in the query string', () => {
    const { range } = parse({ from: '2026-11-21T21:10:00 07:00', neighbourhood: 'x' });
    expect(range.toMs - range.fromMs).toBe(20 * 60_000);
  });

  it('reads near as latitude, longitude', () => {
    const area = { kind: 'near', centre: { lat: 21.01, lon: 107.3 }, radiusM: 250.5 };
    expect(parse({ near: '21.01, 107.3', radiusM: '250.5' }).area).toEqual(area);
  });

  it('reads bbox in the order of GeoJSON', () => {
    const box = { west: 107, south: 21, east: 108, north: 22 };
    expect(parse({ bbox: '107,21,108,22' }).area).toEqual({ kind: 'bbox', box });
  });

  it('reads polygon corners as latitude, longitude', () => {
    const polygon = [
      [
        [107, 21],
        [108, 21],
        [107, 22],
      ],
    ];
    expect(parse({ polygon: '21,107;21,108;22,107' }).area).toEqual({ kind: 'polygon', polygon });
  });

  it('names the parameter that says where', () => {
    expect(parse({ camera: 'cam_00000000000000000000000000' }).field).toBe('camera');
  });

  it.each(['1e3,107', 'NaN,107', '21;107', '21,107,3', ''])('does not take %j for a place', (near) => {
    expect(() => parse({ near, radiusM: '1' })).toThrow(expect.objectContaining({ code: 'place-invalid' }));
  });
});
