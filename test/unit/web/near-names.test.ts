import { describe, expect, it } from 'vitest';
import { columnLetter } from '../../../src/web/enrolment/column-letter.ts';
import { nearNames } from '../../../src/web/enrolment/near-names.ts';

const known = ['Khu phố 1', 'Khu phố 7', 'Khu phố 17', 'Cẩm Thịnh', 'Tân Lập', 'Hoà Bình 2'];

describe('when the name of a neighbourhood is not known', () => {
  it.each([
    ['khu pho 7', ['Khu phố 7']],
    ['Khu phố 71', ['Khu phố 1', 'Khu phố 7']],
    ['KP7', ['Khu phố 7']],
    ['KP 17', ['Khu phố 17']],
    ['Khu phố 70', ['Khu phố 7']],
    ['Kuh phố 7', ['Khu phố 7']],
    ['Cẩm Thinh', ['Cẩm Thịnh']],
    ['Hòa Bình 2', ['Hoà Bình 2']],
    ['Tân  Lâp'.normalize('NFD'), ['Tân Lập']],
  ])('offers for %s those that it may mean', (name, near) => {
    expect(nearNames(name, known)).toEqual(near);
  });

  it.each(['Khu phố 8', 'Khu phố 25', 'Đông Hải', '', '???'])('offers nothing for %j', (name) => {
    expect(nearNames(name, known)).toEqual([]);
  });
});

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [255, 'IV'],
])('names column %d as a spreadsheet does', (index, letter) => {
  expect(columnLetter(index)).toBe(letter);
});
