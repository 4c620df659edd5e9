import { describe, expect, it } from 'vitest';
import type { ImportRow } from '../../../src/client/index.ts';
import { sharedFaults } from '../../../src/web/enrolment/shared-faults.ts';

type Column = keyof ImportRow['cells'];
const aRow = (line: number, faults: [Column, string][], cells: ImportRow['cells'] = {}): ImportRow => ({
  line,
  state: 'bad',
  cells,
  hasPassword: false,
  faults: faults.map(([column, code]) => ({ column, code, message: '' })),
});
const seen = (...rows: ImportRow[]) =>
  sharedFaults(rows).map(({ column, value, rows: of }) => [column, value, of.map(({ line }) => line)]);
const unknown = (line: number, neighbourhood: string) =>
  aRow(line, [['neighbourhood', 'unknown-neighbourhood']], { neighbourhood });

describe('when rows of an import share a fault', () => {
  it('is mended for all of them at once', () => {
    const row = (line: number) => aRow(line, [['notice_posted_on', 'notice-date-invalid']]);
    expect(seen(row(2), row(5), row(7))).toEqual([['notice_posted_on', '', [2, 5, 7]]]);
  });

  it('asks about each unknown neighbourhood by its name, first of all', () => {
    const dated = [8, 9].map((line) => aRow(line, [['notice_posted_on', 'notice-date-invalid']]));
    expect(
      seen(...dated, unknown(2, 'Khu phố 70'), unknown(3, 'Khu phố 9'), unknown(4, 'khu phố 70')),
    ).toEqual([
      ['neighbourhood', 'Khu phố 70', [2, 4]],
      ['neighbourhood', 'Khu phố 9', [3]],
      ['notice_posted_on', '', [8, 9]],
    ]);
  });

  it('renames a neighbourhood in every wrong row that has it, whatever else is wrong there', () => {
    const other = aRow(3, [['lat', 'place-off-earth']], { neighbourhood: 'khu phố 70' });
    const elsewhere = aRow(4, [['lat', 'place-off-earth']], { neighbourhood: 'Khu phố 7' });
    expect(seen(unknown(2, 'Khu phố 70'), other, elsewhere)).toEqual([
      ['neighbourhood', 'Khu phố 70', [2, 3]],
    ]);
  });

  it('leaves to its row what is of one camera alone, and what one row has', () => {
    const rows = [2, 3].map((line) =>
      aRow(line, [
        ['name', 'camera-name-invalid'],
        ['lat', 'place-off-earth'],
        ['onvif', 'onvif-address-invalid'],
      ]),
    );
    expect(seen(...rows, aRow(4, [['stream', 'stream-role-unknown']]))).toEqual([]);
  });
});
