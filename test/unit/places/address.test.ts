import fc from 'fast-check';
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
  ['số 12 ngõ 5 Trần Phú', '12 | 5 | tran phu | '],
  ['so 12 ngo 5 tran phu', '12 | 5 | tran phu | '],
  ['Số 12, ngõ 5, đường Trần Phú', '12 | 5 | tran phu | '],
  ['12/5 Trần Phú', '5 | 12 | tran phu | '],
  ['12/5/3 đường Trần Phú', '3 | 5, 12 | tran phu | '],
  ['12/5A/3B Trần Phú', '3b | 5a, 12 | tran phu | '],
  ['12 / 5 Trần Phú', '5 | 12 | tran phu | '],
  ['số nhà 12/5, đường Trần Phú, KP7', '5 | 12 | tran phu | khu pho 7'],
  ['12\\5 Trần Phú', '5 | 12 | tran phu | '],
  ['12 xẹt 5 Trần Phú', '5 | 12 | tran phu | '],
  ['12 xuyệt 5 xuyệt 3 Trần Phú', '3 | 5, 12 | tran phu | '],
  ['K12/5 Trần Phú', '5 | 12 | tran phu | '],
  ['K12/H5/3 Trần Phú', '3 | 5, 12 | tran phu | '],
  ['K12 Trần Phú', ' | 12 | tran phu | '],
  ['K12', ' |  | k12 | '],
  ['12/5', '5 | 12 |  | '],
  ['12/5/3', '3 | 5, 12 |  | '],
  ['hẻm 12/5', ' | 5, 12 |  | '],
  ['hẻm 12/5/3 Trần Phú', ' | 3, 5, 12 | tran phu | '],
  ['kiệt 12', ' | 12 |  | '],
  ['số 5 kiệt 12 Trần Phú', '5 | 12 | tran phu | '],
  ['5 hẻm số 12 Trần Phú', '5 | 12 | tran phu | '],
  ['ngõ 12 ngách 5 số 3', '3 | 5, 12 |  | '],
  ['Ngõ 12, ngách 5, số nhà 3, đường Trần Phú', '3 | 5, 12 | tran phu | '],
  ['hẻm 12 số 5 Trần Phú', '5 | 12 | tran phu | '],
  ['ngõ 12 ngách 5 Trần Phú', ' | 5, 12 | tran phu | '],
  ['ngách 5 ngõ 12 Trần Phú', ' | 5, 12 | tran phu | '],
  ['số 3 ngách 12/5 Trần Phú', '3 | 5, 12 | tran phu | '],
  ['số 3 ngách 12/5 ngõ 12 Trần Phú', '3 | 5, 12 | tran phu | '],
  ['số 2 hẻm 3 ngách 5 ngõ 12 Trần Phú', '2 | 3, 5, 12 | tran phu | '],
  ['25 đường 3/2', '25 |  | 3 2 | '],
  ['25 3/2', '25 |  | 3 2 | '],
  ['12/5 đường 30/4', '5 | 12 | 30 4 | '],
  ['12-14 Trần Phú', '12 14 |  | tran phu | '],
  ['Trần Phú / Lê Lợi', ' |  | tran phu le loi | '],
  ['12A Trần Phú', '12a |  | tran phu | '],
  ['nhà số 7 phố Giếng Cổ', '7 |  | gieng co | '],
  ['Số nhà 7 phố Giếng Cổ', '7 |  | gieng co | '],
  ['7 Giếng Cổ, KP 3', '7 |  | gieng co | khu pho 3'],
  ['7 Giếng Cổ, kp3, phường Hoa Sim, TP. Hạ Long, tỉnh Quảng Ninh', '7 |  | gieng co | khu pho 3'],
  ['số 4 ngách 3 ngõ 5 Trần Phú', '4 | 3, 5 | tran phu | '],
  ['ngõ 5 Trần Phú', ' | 5 | tran phu | '],
  ['Ngõ 5/2 Trần Phú', ' | 2, 5 | tran phu | '],
  ['hẻm 42 Lê Lợi', ' | 42 | le loi | '],
  ['kiệt 42 Lê Lợi', ' | 42 | le loi | '],
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
      '4 3 5 tran phu',
      '3 5 tran phu',
      '5 tran phu',
      'tran phu',
      'khu pho 7',
    ]);
    expect(readings('12/5')).toEqual(['5 12', '12']);
    expect(readings('hẻm 12/5, KP 7')).toEqual([
      '5 12 khu pho 7',
      '5 12 khu pho 7',
      '12 khu pho 7',
      'khu pho 7',
    ]);
    for (const plain of ['Chợ Cẩm Thịnh', '12', 'đường 30/4']) expect(readings(plain)).toEqual([]);
  });

  it('is answered number for number', () => {
    const wanted = readAddress('12 Trần Phú');
    expect(answersTo(wanted, 'Số 12, đường Trần Phú, phường Hoa Sim')).toBe(true);
    for (const other of ['112 Trần Phú', '12A Trần Phú', '12/5 Trần Phú', '12 Trần Phú Tây', 'Trần Phú'])
      expect(answersTo(wanted, other)).toBe(false);
  });
});

describe('when one house is written in several ways', () => {
  const ways = [
    '12/5/3 Trần Phú',
    'số 3 ngách 5 ngõ 12 Trần Phú',
    'ngõ 12 ngách 5 số 3 Trần Phú',
    'số 3 hẻm 12/5 đường Trần Phú',
    'K12/H5/3 Trần Phú',
    '12 xẹt 5 xẹt 3 Trần Phú',
  ];

  it.each(ways)('is the same as each other way: %s', (way) => {
    for (const other of ways) expect(answersTo(readAddress(way), other)).toBe(true);
    for (const other of ['3/5/12 Trần Phú', '12/5 Trần Phú', '12/3 Trần Phú', '12/5/3 Lê Lợi'])
      expect(answersTo(readAddress(way), other)).toBe(false);
  });

  it('reads back the path of any alleys', () => {
    const number = fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('', 'a', 'b'))
      .map((each) => each.join(''));
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 5 }), (numbers) => {
        const [house = '', ...alleys] = numbers.toReversed();
        expect(readAddress(`${numbers.join('/')} Trần Phú`)).toEqual({ house, alleys, street: 'tran phu' });
      }),
    );
  });

  it('ends on a long text of slashes and numbers', () => {
    expect(readAddress('1/'.repeat(100)).alleys).toHaveLength(99);
    expect(readAddress('/'.repeat(200))).toEqual({ alleys: [] });
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
  { kind: 'camera', name: 'Cột 16', aliases: ['Ngõ 8 ngách 2 số 9, Trần Phú'] },
  { kind: 'street', name: 'Đường 30/4', aliases: [] },
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
    ['5/12 Trần Phú', 'Cột 15'],
    ['5/12', 'Cột 15'],
    ['5/99 Trần Phú', 'Ngõ 5 Trần Phú'],
    ['hẻm 5/12 Trần Phú', 'Cột 15'],
    ['8/2/9 tran phu', 'Cột 16'],
    ['kiệt 5', 'Ngõ 5 Trần Phú'],
    ['30/4', 'Đường 30/4'],
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
