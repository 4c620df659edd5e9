import { fold, inNameOrder, invalid } from '../core/index.ts';
import { addressWords, answersTo, readAddress, widened } from './address.ts';
import type { FoundPlace, PlaceRepository } from './place-repository.ts';

const maxQueryLength = 200;
const maxFound = 20;
/** Each is a query; a path of three alleys has six. */
const mostReadings = 6;

/**
 * Places by name, best first: the whole name, then its beginning, then the beginning of a word, then any part; shapes
 * before cameras. With or without diacritics. What an address means comes before them: its house, else its alley, its street, its
 * neighbourhood. Errors: `place-query-invalid`.
 */
export async function findPlaces(book: PlaceRepository, query: string): Promise<FoundPlace[]> {
  const folded = fold(query);
  if (folded === '' || query.length > maxQueryLength) {
    throw invalid('place-query-invalid', 'Name a place in 1 to 200 characters.', 'q');
  }
  const meant = await atAddress(book, query);
  const named = rankPlaces(folded, await book.candidates(folded));
  const others = named.filter((place) => !meant.some((each) => isSame(each, place)));
  return [...meant, ...others].slice(0, maxFound);
}

/** The places that the most exact reading of an address has; none for a plain name. */
async function atAddress(book: PlaceRepository, query: string): Promise<FoundPlace[]> {
  for (const wanted of widened(readAddress(query)).slice(0, mostReadings)) {
    const words = addressWords(wanted);
    const places = (await book.candidates(words)).filter(({ name, aliases }) =>
      [name, ...aliases].some((known) => answersTo(wanted, known)),
    );
    if (places.length > 0) return rankPlaces(words, places);
  }
  return [];
}

const isSame = (one: FoundPlace, other: FoundPlace): boolean =>
  one.kind === other.kind && one.name === other.name && one.cameraId === other.cameraId;

/** `folded` is the folded query. */
export function rankPlaces(folded: string, candidates: readonly FoundPlace[]): FoundPlace[] {
  const ranked = candidates.map((place) => ({ place, rank: rankOf(folded, place) }));
  return ranked
    .sort((a, b) => a.rank - b.rank || inNameOrder(a.place.name, b.place.name))
    .map(({ place }) => place);
}

const kindRank: Readonly<Record<FoundPlace['kind'], number>> = {
  neighbourhood: 0,
  landmark: 1,
  street: 2,
  camera: 3,
};

function rankOf(folded: string, { kind, name, aliases }: FoundPlace): number {
  const names = [name, ...aliases].map(fold);
  const closeness = Math.min(...names.map((known) => closenessOf(folded, known)));
  return closeness * 10 + kindRank[kind];
}

function closenessOf(folded: string, known: string): number {
  if (known === folded) return 0;
  if (known.startsWith(`${folded} `)) return 1;
  if (known.startsWith(folded)) return 2;
  if (` ${known} `.includes(` ${folded} `)) return 3;
  return ` ${known}`.includes(` ${folded}`) ? 4 : 5;
}
