import { describe, expect, it } from 'vitest';
import { composeUploads } from '../../../src/compose/uploads.ts';

const { readTable, readWardMap } = composeUploads();
const mb = 1024 * 1024;

describe('when an upload is read', () => {
  it('answers what it holds', async () => {
    const table = await readTable(Buffer.from('name;note\nCột 14;x\n'), 10);
    expect(table).toEqual({ header: ['name', 'note'], records: [{ line: 2, cells: ['Cột 14', 'x'] }] });
    const geometry = { type: 'Point', coordinates: [107, 21] };
    const features = [{ type: 'Feature', properties: { Ten: 'Chợ' }, geometry }];
    const map = await readWardMap(Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })));
    expect(map).toMatchObject({ places: [{ kind: 'landmark', name: 'Chợ' }], faults: [] });
  });

  it('tells a workbook from a text by its content', async () => {
    await expect(readTable(Buffer.from('PK\u0003\u0004'), 10)).rejects.toMatchObject({
      code: 'xlsx-unreadable',
    });
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['csv-malformed', 'a megabyte of commas', () => readTable(Buffer.alloc(mb, ','), 10)],
    ['csv-too-many-rows', 'ten megabytes of line ends', () => readTable(Buffer.alloc(10 * mb, '\n'), 10)],
    ['csv-malformed', 'ten megabytes of quotes', () => readTable(Buffer.alloc(10 * mb - 1, '"'), 10)],
    ['geojson-not-json', 'ten megabytes of brackets', () => readWardMap(Buffer.alloc(10 * mb, '['))],
    [
      'geojson-invalid',
      'features that nest',
      () => readWardMap(Buffer.from(`${'['.repeat(2 * mb)}${']'.repeat(2 * mb)}`)),
    ],
  ])('is refused with %s: %s', async (code, _, reading) => {
    await expect(reading()).rejects.toMatchObject({ name: 'AppError', kind: 'invalid', code });
  });
});
