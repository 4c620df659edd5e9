import { fold } from '../core/index.ts';

/** An address as people write it, folded: `số 12 ngõ 5 Trần Phú, KP 7`. */
export interface Address {
  /** `12`, `12a`, `12 5` of `12/5`. */
  readonly house?: string;
  /** From the house to the street: `ngach 3`, `ngo 5`. */
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
  [/\b(?:hem|kiet) ?(?=\d)/g, 'hem '],
];
const house = /^(?:(?:so nha|nha so|so|nha) )?(\d{1,4}[a-z]?(?: \d{1,4}[a-z]?)*)(?: |$)/;
const alley = /^(?:ngach|ngo|hem) \d{1,4}[a-z]?(?: \d{1,4}[a-z]?)*(?: |$)/;
const neighbourhood = /(?:^| )((?:khu pho|to dan pho|khu|thon|ap) \d{1,3}[a-z]?)$/;
const streetWord = /^(?:duong|pho|d) (?=.)/;

/** Any text has such a reading; a name that is no address is the name of a street. */
export function readAddress(text: string): Address {
  const parts = text
    .split(/[,;]/)
    .map(withFullForms)
    .filter((part) => part !== '' && !above.test(part));
  const named = neighbourhoodIn(parts);
  let rest = named.rest;
  const take = (form: RegExp): string | undefined => {
    const found = form.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found ? (found[1] ?? found[0].trim()) : undefined;
  };
  const number = take(house);
  const alleys: string[] = [];
  for (let next = take(alley); next !== undefined; next = take(alley)) alleys.push(next);
  const street = rest.replace(streetWord, '');
  return {
    ...(number !== undefined && { house: number }),
    alleys,
    ...(street !== '' && { street }),
    ...(named.neighbourhood !== undefined && { neighbourhood: named.neighbourhood }),
  };
}

const withFullForms = (part: string): string =>
  shortForms.reduce((folded, [short, full]) => folded.replace(short, full), fold(part));

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
 * What an address may be found by, most exact first: the house, its alley, the street, the neighbourhood. None for a plain name.
 */
export function widened({ house, alleys, street, neighbourhood }: Address): readonly Address[] {
  const steps: Address[] = [];
  if (street !== undefined) {
    if (house !== undefined) steps.push({ house, alleys, street });
    for (let i = 0; i < alleys.length; i++) steps.push({ alleys: alleys.slice(i), street });
    if (steps.length > 0 || neighbourhood !== undefined) steps.push({ alleys: [], street });
  }
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
