import { fold, invalid } from '../core/index.ts';
import type { FoundPlace, PlaceRepository } from './place-repository.ts';

const maxQueryLength = 200;
const maxFound = 20;

/**
 * Places by name, best first: the whole name, then its beginning, then the beginning of a word, then any part; shapes
 * before cameras. With or without diacritics. Errors: `place-query-invalid`.
 */
export async function findPlaces(book: PlaceRepository, query: string): Promise<FoundPlace[]> {
  const folded = fold(query);
  if (folded === '' || query.length > maxQueryLength) {
    throw invalid('place-query-invalid', 'Name a place in 1 to 200 characters.', 'q');
  }
  const candidates = await book.candidates(folded);
  return rankPlaces(folded, candidates).slice(0, maxFound);
}

/** `folded` is the folded query. */
export function rankPlaces(folded: string, candidates: readonly FoundPlace[]): FoundPlace[] {
  const ranked = candidates.map((place) => ({ place, rank: rankOf(folded, place) }));
  return ranked
    .sort((a, b) => a.rank - b.rank || a.place.name.localeCompare(b.place.name, 'vi', { numeric: true }))
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
