import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

/** The tone of `oa`, `oe` and `uy` on the second vowel. Laws and papers of offices write it on the first: hóa, khóa, ủy. */
const newStyle = /(?:o[áàảãạéèẻẽẹ]|(?<!q)u[ýỳỷỹỵ])(?!\p{L})/iu;

const written = (text: string): string[] =>
  text.match(/\p{L}+/gu)?.filter((word) => newStyle.test(word)) ?? [];

describe('when Vietnamese is written', () => {
  it('has its tone marks as official papers have them', () => {
    const sources = trackedFiles('src', 'scripts', 'config', 'workers');
    expect(sources.some(({ text }) => text.includes('xóa'))).toBe(true);
    const found = sources.flatMap(({ path, text }) => written(text).map((word) => `${path}: ${word}`));
    expect(found).toEqual([]);
  });

  it('finds the other style where it is planted, and leaves other words alone', () => {
    expect(written('xoá khoá toạ thuỷ')).toEqual(['xoá', 'khoá', 'toạ', 'thuỷ']);
    expect(written('xóa khóa tọa thủy quý hoán toàn loài')).toEqual([]);
  });
});
