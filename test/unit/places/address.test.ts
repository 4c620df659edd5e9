import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/core/index.ts';
import { addressWords, answersTo, readAddress, widened } from '../../../src/places/address.ts';
import { findPlaces } from '../../../src/places/index.ts';
import type { FoundPlace, PlaceRepository } from '../../../src/places/place-repository.ts';

/** `house | alleys | street | neighbourhood` */
const shown = (text: string): string => {
  const { house = '', alleys, street = '', neighbourhood = '' } = readAddress(text);
  return [house, alleys.join(', '), street, neighbourhood].join(' | ');
};

const corpus: readonly (readonly [text: string, shown: string])[] = [
  ['số 12 ngõ 5 Trần Phú', '12 | ngo 5 | tran phu | '],
  ['so 12 ngo 5 tran phu', '12 | ngo 5 | tran phu | '],
  ['Số 12, ngõ 5, đường Trần Phú', '12 | ngo 5 | tran phu | '],
  ['12/5 Trần Phú', '12 5 |  | tran phu | '],
  ['12/5/3 đường Trần Phú', '12 5 3 |  | tran phu | '],
  ['12A Trần Phú', '12a |  | tran phu | '],
  ['nhà số 7 phố Giếng Cổ', '7 |  | gieng co | '],
  ['Số nhà 7 phố Giếng Cổ', '7 |  | gieng co | '],
  ['7 Giếng Cổ, KP 3', '7 |  | gieng co | khu pho 3'],
  ['7 Giếng Cổ, kp3, phường Hoa Sim, TP. Hạ Long, tỉnh Quảng Ninh', '7 |  | gieng co | khu pho 3'],
  ['số 4 ngách 3 ngõ 5 Trần Phú', '4 | ngach 3, ngo 5 | tran phu | '],
  ['ngõ 5 Trần Phú', ' | ngo 5 | tran phu | '],
  ['Ngõ 5/2 Trần Phú', ' | ngo 5 2 | tran phu | '],
  ['hẻm 42 Lê Lợi', ' | hem 42 | le loi | '],
  ['kiệt 42 Lê Lợi', ' | hem 42 | le loi | '],
  ['khu phố 7', ' |  |  | khu pho 7'],
  ['KP7', ' |  |  | khu pho 7'],
  ['tổ dân phố 12', ' |  |  | to dan pho 12'],
  ['TDP 12', ' |  |  | to dan pho 12'],
  ['thôn 2', ' |  |  | thon 2'],
  ['Trần Phú khu phố 7', ' |  | tran phu | khu pho 7'],
  ['Trần Phú, phường Hoa Sim', ' |  | tran phu | '],
  ['đường Trần Phú', ' |  | tran phu | '],
  ['đường 30/4', ' |  | 30 4 | '],
  ['Chợ Cẩm Thịnh', ' |  | cho cam thinh | '],
  ['phường Hoa Sim', ' |  |  | '],
  ['', ' |  |  | '],
];

describe('when an address is read', () => {
  it.each(corpus)('takes %s apart', (text, parts) => expect(shown(text)).toBe(parts));

  it('is widened from the house to the neighbourhood, and a plain name is none', () => {
    const readings = (text: string) => widened(readAddress(text)).map(addressWords);
    expect(readings('số 4 ngách 3 ngõ 5 Trần Phú, KP 7')).toEqual([
      '4 ngach 3 ngo 5 tran phu',
      'ngach 3 ngo 5 tran phu',
      'ngo 5 tran phu',
      'tran phu',
      'khu pho 7',
    ]);
    expect(readings('Chợ Cẩm Thịnh')).toEqual([]);
  });

  it('is answered number for number', () => {
    const wanted = readAddress('12 Trần Phú');
    expect(answersTo(wanted, 'Số 12, đường Trần Phú, phường Hoa Sim')).toBe(true);
    for (const other of ['112 Trần Phú', '12A Trần Phú', '12/5 Trần Phú', '12 Trần Phú Tây', 'Trần Phú'])
      expect(answersTo(wanted, other)).toBe(false);
  });
});

const places: readonly FoundPlace[] = [
  { kind: 'street', name: 'Trần Phú', aliases: ['Phố Mới'] },
  { kind: 'street', name: 'Ngõ 5 Trần Phú', aliases: [] },
  { kind: 'neighbourhood', name: 'Khu phố 7', aliases: [] },
  { kind: 'neighbourhood', name: 'Khu phố 17', aliases: [] },
  { kind: 'landmark', name: '40 Trần Phú', aliases: [] },
  { kind: 'camera', name: 'Cột 14', aliases: ['Số 112 đường Trần Phú'] },
  { kind: 'camera', name: 'Cột 15', aliases: ['Số 12, ngõ 5, đường Trần Phú'] },
];
/** As the repository does: the words are all in it. */
const book = {
  candidates: async (folded: string) =>
    places.filter(({ name, aliases }) => {
      const text = fold([name, ...aliases].join(' '));
      return folded.split(' ').every((word) => text.includes(word));
    }),
} as unknown as PlaceRepository;

describe('when an address is typed', () => {
  it.each([
    ['số 12 ngõ 5 Trần Phú', 'Cột 15'],
    ['14 ngo 5 tran phu', 'Ngõ 5 Trần Phú'],
    ['40 Trần Phú, KP 7', '40 Trần Phú'],
    ['12 Trần Phú', 'Trần Phú'],
    ['9/2 tran phu', 'Trần Phú'],
    ['3 Phố Mới', 'Trần Phú'],
    ['15 Đường Lạ, kp7', 'Khu phố 7'],
    ['112 tran phu', 'Cột 14'],
    ['tran phu', 'Trần Phú'],
  ])('finds %s', async (text, name) => {
    expect((await findPlaces(book, text))[0]?.name).toBe(name);
  });

  it('finds none where not even the street is known', async () => {
    expect(await findPlaces(book, '15 Đường Lạ')).toEqual([]);
  });
});
