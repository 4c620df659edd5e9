import { fold } from '../core/index.ts';

/** An address as people write it, folded: `số 12 ngõ 5 Trần Phú, KP 7`. `5/12 Trần Phú` is the same house. */
export interface Address {
  /** `12`, `12a`, `12 14` of `12-14`. */
  readonly house?: string;
  /**
   * Numbers of the alleys from the house to the street: `3`, `5` of `ngách 3 ngõ 5`. Each region has its own word for an alley,
   * so the number alone names it.
   */
  readonly alleys: readonly string[];
  readonly street?: string;
  /** `khu pho 7` */
  readonly neighbourhood?: string;
}

/** Parts of an address above the ward, and the ward itself: all we know of lies in it. */
const above = /^(?:phuong|p|xa|thi tran|quan|q|huyen|thi xa|tx|thanh pho|tp|tinh|viet nam|vietnam)(?: |$)/;
const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\b(?:kp|k p) ?(?=\d)/g, 'khu pho '],
  [/\b(?:tdp|t d p) ?(?=\d)/g, 'to dan pho '],
  [/\b(?:ng|ngo) ?(?=\d)/g, 'ngo '],
  [/\bngach ?(?=\d)/g, 'ngach '],
  [/\b(?:hem|kiet) ?(?=\d)/g, 'hem '],
  // A slash as it is said, and `K12/H5` of Đà Nẵng and Huế.
  [/(?<=\d[a-z]?) (?:xet|xec|xuyet|suyet) (?=\d)/g, '/'],
  [/\/h(?=\d)/g, '/'],
  [/\bk(?=\d{1,4}[a-z]?\/)/g, ''],
  [/\bk(?=\d{1,4}[a-z]? [a-z])/g, 'hem '],
];
/** From the street to the house: `12/5/3` is house 3 in alley 5 of alley 12. */
const path = String.raw`\d{1,4}[a-z]?(?:\/\d{1,4}[a-z]?)*`;
const houseWords = '(?:so nha|nha so|so|nha)';
const house = new RegExp(
  String.raw`^(?:${houseWords} )?(?<numbers>\d{1,4}[a-z]?(?: \d{1,4}[a-z]?)+(?= [a-z])|${path})(?: |$)`,
);
const houseInAlley = new RegExp(`^${houseWords} (?<numbers>${path})(?: |$)`);
const alley = new RegExp(`^(?<word>ngo|ngach|hem) (?:so )?(?<numbers>${path})(?: |$)`);
const neighbourhood = /(?:^| )((?:khu pho|to dan pho|khu|thon|ap) \d{1,3}[a-z]?)$/;
const streetWord = /^(?:duong|pho|d) (?=.)/;

/** Any text has such a reading; a name that is no address is the name of a street. */
export function readAddress(text: string): Address {
  const parts = text
    .split(/[,;]/)
    .map(withFullForms)
    .filter((part) => part !== '' && !above.test(part));
  const named = neighbourhoodIn(parts);
  const { house: number, alleys, rest } = numbersIn(named.rest);
  const street = fold(rest.replace(streetWord, ''));
  return {
    ...(number !== undefined && { house: number }),
    alleys,
    ...(street !== '' && { street }),
    ...(named.neighbourhood !== undefined && { neighbourhood: named.neighbourhood }),
  };
}

/** The part folded, except for the slashes between numbers. */
const withFullForms = (part: string): string =>
  shortForms.reduce(
    (folded, [short, full]) => folded.replace(short, full),
    part
      .split(/[/\\]/)
      .map(fold)
      .join('/')
      .replaceAll(/^\/+|\/+$/g, ''),
  );

/** The numbers before the name of the street, in either order: `số 3 ngách 5 ngõ 12`, `ngõ 12 ngách 5 số 3`. */
function numbersIn(text: string): {
  readonly house?: string;
  readonly alleys: string[];
  readonly rest: string;
} {
  let rest = text;
  const take = (form: RegExp) => {
    const found = form.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found?.groups as { readonly numbers: string; readonly word?: string } | undefined;
  };
  const first = take(house);
  const taken: { readonly numbers: string; readonly word?: string }[] = [];
  for (let next = take(alley); next; next = take(alley)) taken.push(next);
  const last = first || taken.length === 0 ? undefined : take(houseInAlley);
  if (last || leadsInwards(taken)) taken.reverse();
  const inHouse = first ?? last;
  const outwards = [...(inHouse ? [inHouse] : []), ...taken].map(({ numbers }) =>
    numbers.split('/').reverse(),
  );
  const all = outwards.reduce<string[]>(joined, []);
  return inHouse ? { house: all[0] ?? '', alleys: all.slice(1), rest } : { alleys: all, rest };
}

/** Depth of an alley below its street, where its word tells. */
const depths: Readonly<Record<string, number>> = { ngo: 0, ngach: 1, hem: 2 };

/** Whether alleys without a house stand as `ngõ 12 ngách 5`. */
const leadsInwards = (taken: readonly { readonly word?: string }[]): boolean => {
  const [from = 0, to = 0] = [taken.at(0), taken.at(-1)].map((each) => depths[each?.word ?? '']);
  return from < to;
};

/** `ngách 12/5 ngõ 12` says alley 12 twice. */
const joined = (inner: readonly string[], outer: readonly string[]): string[] =>
  inner.length > outer.length && outer.every((each, i) => inner[inner.length - outer.length + i] === each)
    ? [...inner]
    : [...inner, ...outer];

/** The neighbourhood at the end of a part, and the words of the others. */
function neighbourhoodIn(parts: readonly string[]): {
  readonly neighbourhood?: string;
  readonly rest: string;
} {
  const found = parts.map((part) => neighbourhood.exec(part));
  const at = found.findIndex(Boolean);
  const [whole = '', name] = found[at] ?? [];
  const words = (part: string, i: number) => (i === at ? part.slice(0, part.length - whole.length) : part);
  return { ...(name !== undefined && { neighbourhood: name }), rest: parts.map(words).join(' ').trim() };
}

/**
 * Readings to find an address by, most exact first: the house, its alley, the street, the neighbourhood. None for a plain name.
 * Numbers without a street need an alley. `hẻm 12/5` may also mean house 5 in alley 12.
 */
export function widened({ house, alleys, street, neighbourhood }: Address): readonly Address[] {
  const steps: Address[] = [];
  const [inner, ...outer] = alleys;
  const where = { ...(street !== undefined ? { street } : neighbourhood !== undefined && { neighbourhood }) };
  if (house !== undefined && (street !== undefined || inner !== undefined))
    steps.push({ house, alleys, ...where });
  for (let i = 0; i < alleys.length; i++) {
    steps.push({ alleys: alleys.slice(i), ...where });
    if (i === 0 && house === undefined && inner !== undefined && outer.length > 0)
      steps.push({ house: inner, alleys: outer, ...where });
  }
  if (street !== undefined && (steps.length > 0 || neighbourhood !== undefined))
    steps.push({ alleys: [], street });
  if (neighbourhood !== undefined) steps.push({ alleys: [], neighbourhood });
  return steps;
}

/** The words of a reading: whoever answers to it has all of them. */
export const addressWords = ({ house, alleys, street, neighbourhood }: Address): string =>
  [house, ...alleys, street, neighbourhood].filter((part) => part !== undefined).join(' ');

/** Whether a name or an address of a place says all that a reading does, number for number. */
export function answersTo(wanted: Address, known: string): boolean {
  const said = readAddress(known);
  return (
    (wanted.house === undefined ||
      (said.house === wanted.house && said.alleys.length === wanted.alleys.length)) &&
    wanted.alleys.every((each, i) => said.alleys.at(i - wanted.alleys.length) === each) &&
    (wanted.street === undefined || said.street === wanted.street) &&
    (wanted.neighbourhood === undefined || said.neighbourhood === wanted.neighbourhood)
  );
}
