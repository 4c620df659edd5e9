const most = 3;

/** Known names that an unknown one could mean, likeliest first: `KP7` or `Khu phố 70` for `Khu phố 7`. */
export function nearNames(name: string, known: readonly string[]): string[] {
  const near = known.flatMap((each) => {
    const distance = distanceOf(name, each);
    return distance === undefined ? [] : [{ each, distance }];
  });
  const same = near.filter(({ distance }) => distance === 0);
  return (same.length > 0 ? same : near)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ each }) => each);
}

/**
 * `undefined` where they are not alike. Two slips in letters are likely, but numbers tell names apart: there one digit too
 * many or too few, and no other slip.
 */
function distanceOf(one: string, other: string): number | undefined {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (shortened(a) === b.join('') || shortened(b) === a.join('')) return 0;
  const [ofA, ofB] = [numbersOf(a), numbersOf(b)];
  if (ofA !== ofB && ofA.length === ofB.length) return undefined;
  const distance = slips(a.join(''), b.join(''));
  return distance <= (ofA === ofB ? 2 : 1) ? distance : undefined;
}

/** Small letters and numbers, without diacritics; a number is a word of its own. */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .match(/[a-z]+|\d+/g) ?? [];

const numbersOf = (words: readonly string[]): string => words.filter((word) => /\d/.test(word)).join(' ');

/** `kp7` of `khu pho 7`. */
const shortened = (words: readonly string[]): string =>
  words.map((word) => (/\d/.test(word) ? word : word.slice(0, 1))).join('');

/** Levenshtein distance; names are 200 characters at most. */
function slips(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) {
      const change = (row[j] ?? 0) + (other[j] === letter ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
